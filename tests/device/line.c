/* line: the real anjungan-driver with the real escpos.so over a TCP connection and over a serial line (a pseudo
 * terminal), with the simulator's printer at the other end: a line that is refused, reset, closed, half open, slow,
 * taken by somebody else, or pulled. What the driver says of a page must be true on the paper. */
#define _GNU_SOURCE
#include "printed.h"

#include <pthread.h>
#include <termios.h>

enum { CHUNK = 512, BYTES = 2 + 3 + ROWS / BAND * BAND_BYTES + 4 + 3, FIRST = 40 };

/* What happens to the line when so many bytes went over it. */
enum line_end { STAYS, CLOSES, RESETS, STOPS };

/* The printer's end; a thread of its own moves the bytes. */
static struct line {
    pthread_mutex_t lock;
    int listener, fd; /* -1: none */
    int keep;         /* of a serial line, so that it is one while nobody has it open */
    bool stopped;     /* nothing is read any more: the half-open line */
    unsigned slow_us; /* a piece */
    enum line_end end;
    size_t end_after;
    uint8_t held[CHUNK];
    size_t n_held;
    bool over;
} line = {.lock = PTHREAD_MUTEX_INITIALIZER, .listener = -1, .fd = -1, .keep = -1};

static void hang_up(bool hard)
{
    struct linger now = {hard, 0};
    if (line.fd < 0)
        return;
    setsockopt(line.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(line.fd);
    line.fd = -1;
    line.n_held = 0;
}

static void on_reply(void *mine, const uint8_t *bytes, size_t n)
{
    (void)mine;
    if (line.fd >= 0 && write(line.fd, bytes, n) != (ssize_t)n)
        hang_up(true);
}

static void come_to_an_end(void)
{
    if (line.end == STOPS)
        line.stopped = true;
    else
        hang_up(line.end == RESETS);
    line.end = STAYS;
}

static void offer(void)
{
    bool ends = line.end != STAYS && line.end_after <= line.n_held;
    size_t most = ends ? line.end_after : line.n_held, n = printer_take(&printer, line.held, most);
    line.end_after -= n;
    if (line.fd < 0)
        return; /* an answer found nobody */
    line.n_held -= n;
    memmove(line.held, line.held + n, line.n_held);
    if (ends && n == most)
        come_to_an_end();
}

static void read_some(void)
{
    ssize_t n = read(line.fd, line.held, sizeof line.held);
    if (n > 0)
        line.n_held = (size_t)n;
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        hang_up(false);
}

/* One caller at a time, as printers have it; the next one waits. */
static void accept_caller(void)
{
    if (line.fd < 0 && line.listener >= 0)
        line.fd = accept4(line.listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

static void *carry(void *mine)
{
    (void)mine;
    for (bool over = false; !over;) {
        pthread_mutex_lock(&line.lock);
        accept_caller();
        if (line.fd >= 0 && !line.stopped && line.n_held == 0)
            read_some();
        if (line.n_held > 0)
            offer();
        unsigned pause = 500 + line.slow_us;
        over = line.over;
        pthread_mutex_unlock(&line.lock);
        usleep(pause);
    }
    return NULL;
}

static void do_printer(void (*what)(struct printer *printer, void *mine), void *mine)
{
    pthread_mutex_lock(&line.lock);
    what(&printer, mine);
    pthread_mutex_unlock(&line.lock);
}

static void end_after(enum line_end end, size_t bytes)
{
    pthread_mutex_lock(&line.lock);
    line.end = end;
    line.end_after = bytes;
    pthread_mutex_unlock(&line.lock);
}

static void set_slow(unsigned us)
{
    pthread_mutex_lock(&line.lock);
    line.slow_us = us;
    pthread_mutex_unlock(&line.lock);
}

static void reading(bool again)
{
    pthread_mutex_lock(&line.lock);
    line.stopped = !again;
    pthread_mutex_unlock(&line.lock);
}

static void expect_again(const char *what)
{
    core_expect_status(&core, "online", "full");
    expect(what, "ok", "done");
}

static void test_slow(void)
{
    set_slow(2000);
    expect("a slow line", "ok", "done");
    set_slow(0);
}

/* ---- TCP */

static struct sockaddr_in there(void)
{
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)rig.ports[0]), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int listen_again(void)
{
    struct sockaddr_in at = there();
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    check(bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 8) == 0);
    return fd;
}

/* Nobody listens: whoever calls is refused. */
static void stop_listening(void)
{
    pthread_mutex_lock(&line.lock);
    hang_up(true);
    close(line.listener);
    line.listener = -1;
    pthread_mutex_unlock(&line.lock);
}

static void start_listening(int fd)
{
    pthread_mutex_lock(&line.lock);
    line.listener = fd;
    pthread_mutex_unlock(&line.lock);
}

static int call_it(int *listener)
{
    struct sockaddr_in to = there();
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener)
        *listener = listen_again();
    check(connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    return fd;
}

static void test_refused(void)
{
    core_expect_status(&core, "noDevice", "unknown");
    expect("nobody listens", "gone", "none");
    start_listening(listen_again());
    expect_again("now somebody does");
}

static void test_lost(void)
{
    static const size_t places[] = {FIRST, 4000, 2 * BAND_BYTES, BYTES};
    for (size_t i = 0; i < COUNT(places); i++)
        for (enum line_end end = CLOSES; end <= RESETS; end++) {
            end_after(end, places[i]);
            expect(turn_text("%s at byte %zu", end == CLOSES ? "closed" : "reset", places[i]), "gone", "unknown");
            core_expect_status(&core, "noDevice", "unknown");
            expect_again("after it came back");
        }
}

/* Nothing arrives and nothing is refused: only the silence tells. */
static void test_half_open(void)
{
    end_after(STOPS, 2 * BAND_BYTES);
    expect("half open in the middle", "timeout", "unknown");
    reading(true);
    core_expect_status(&core, "noDevice", "unknown");
    expect_again("after it was alive again");
}

/* The driver in the queue behind somebody hears nothing; and once it has the line nobody gets in between. */
static void test_second_caller(void)
{
    int listener, other;
    stop_listening();
    core_expect_status(&core, "noDevice", "unknown");
    other = call_it(&listener);
    start_listening(listener);
    core_expect_status(&core, "offline", "unknown");
    check_text(core.detail, "silent");
    expect("somebody else has the printer", "timeout", "none");
    close(other);
    expect_again("after that one left");
    other = call_it(NULL);
    check(write(other, "somebody else's paper\n", 22) == 22);
    expect("somebody else waits behind us", "ok", "done");
    close(other);
}

/* ---- a serial line */

static void plug(void)
{
    char name[64];
    struct termios raw;
    pthread_mutex_lock(&line.lock);
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    check(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, name, sizeof name) == 0);
    line.keep = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    check(line.keep >= 0 && tcgetattr(line.keep, &raw) == 0);
    cfmakeraw(&raw);
    tcsetattr(line.keep, TCSANOW, &raw);
    line.fd = master;
    check(symlink(name, rig_path(&rig, "line")) == 0);
    pthread_mutex_unlock(&line.lock);
}

static void unplug(void)
{
    check(unlink(rig_path(&rig, "line")) == 0);
    pthread_mutex_lock(&line.lock);
    hang_up(false);
    close(line.keep);
    pthread_mutex_unlock(&line.lock);
}

static void test_pulled(void)
{
    static const size_t places[] = {FIRST, 2 * BAND_BYTES, BYTES};
    for (size_t i = 0; i < COUNT(places); i++) {
        end_after(CLOSES, places[i]);
        expect(turn_text("pulled at byte %zu", places[i]), "gone", "unknown");
        core_expect_status(&core, "noDevice", "unknown");
        unplug();
        plug();
        expect_again("after it was plugged in again");
    }
}

/* ---- */

static void start_driver(const char *name)
{
    core_open(&core, &rig, name);
}

static void stop_driver(void)
{
    check(rig_end(core.pid) == 0);
    core_close(&core);
}

static void test_tcp(void)
{
    close(rig.port_fds[0]);
    rig.port_fds[0] = -1;
    start_driver("printer");
    test_refused();
    test_paper();
    test_slow();
    test_lost();
    test_half_open();
    test_second_caller();
    stop_listening(); /* first: nobody shall get the line after us */
    stop_driver();
}

static void test_serial(void)
{
    printer_set_power(&printer, false); /* another evening */
    printer_set_power(&printer, true);
    plug();
    start_driver("serial");
    core_expect_status(&core, "online", "full");
    expect("a page over a serial line", "ok", "done");
    test_paper();
    test_slow();
    test_pulled();
    stop_driver();
    unplug();
}

int main(void)
{
    pthread_t thread;
    check(sodium_init() >= 0);
    signal(SIGPIPE, SIG_IGN);
    printer.reply = on_reply;
    printer_open(&printer);
    with_printer = do_printer;
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(
        rig_path(&rig, "site.conf"),
        turn_text(
            "folders = { drivers = \"%s\"; };\ndevices = (\n"
            "{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"tcp:127.0.0.1:%d\"; },\n"
            "{ name = \"serial\"; class = \"printer\"; driver = \"escpos\"; port = \"serial:%s/line,115200\"; } );\n",
            BUILD "/lib/drivers", rig.ports[0], rig.run));
    check(pthread_create(&thread, NULL, carry, NULL) == 0);
    test_tcp();
    test_serial();
    line.over = true;
    pthread_join(thread, NULL);
    printer_close(&printer);
    rig_stop(&rig);
    return test_end();
}
