/* stand.c - see stand.h. */
#define _GNU_SOURCE
#include "stand.h"

#include "base/clock.h"
#include "base/guard.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "screen/folder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

struct stand stand = {.core = -1};

/* --- core --- */

static void say_packet(json_t *body, int fd)
{
    must(wire_send(stand.core, body, &fd, fd >= 0) == OK);
    json_decref(body);
}

json_t *stand_said(void)
{
    struct packet packet;
    struct pollfd ready = {.fd = stand.core, .events = POLLIN};
    if (poll(&ready, 1, STAND_MS) != 1 || wire_receive(stand.core, &door_ui_to_core, &packet) != OK)
        return NULL;
    return packet.body;
}

const char *stand_said_type(void)
{
    json_t *said = stand_said();
    const char *type = turn_text("%s", said ? json_text(said, "type") : "nothing");
    json_decref(said);
    return type;
}

static void answer_call(int listener)
{
    poll(&(struct pollfd){.fd = listener, .events = POLLIN}, 1, STAND_MS);
    stand.core = wire_accept(listener);
    must(stand.core >= 0);
    close(listener);
    must(strcmp(stand_said_type(), "hello") == 0);
}

void stand_visit(const char *visit)
{
    stand.visit = visit;
    say_packet(json_pack("{s:s s:s s:s}", "type", "closed", "visit", "", "why", "idle"), -1);
    json_t *book = kiosk_read("kiosk/book.json");
    char *text = json_write(book);
    int fd = memfile_make("visit", text, strlen(text));
    say_packet(
        json_pack("{s:s s:s s:s s:s}", "type", "visit", "visit", visit, "service", "polri.skck", "language", "id"), fd);
    close(fd);
    json_decref(book);
    free(text);
}

static bool is_step(int64_t step)
{
    return probe_place(&stand.probe).step == step;
}

/* Two questions in turn: what is typed stays as long as it is the same one. */
void stand_text(int min)
{
    const char *key = ++stand.step % 2 ? "name" : "address";
    say_packet(json_pack("{s:s s:s s:I s:s s:s s:b s:{s:i s:i s:b}}", "type", "screen", "visit", stand.visit, "step",
                         (json_int_t)stand.step, "kind", "text", "key", key, "back", 0, "options", "min", min, "max",
                         200, "upper", 1),
               -1);
    for (int64_t until = clock_ms() + STAND_MS; !is_step(stand.step) && clock_ms() < until;)
        probe_look(&stand.probe, STAND_MS);
    must(is_step(stand.step));
}

const char *stand_answer(void)
{
    if (!stand_sees("next", true))
        return "no answer";
    stand_tap("next");
    json_t *said = stand_said();
    const char *text = turn_text("%s", strcmp(json_text(said, "type"), "answer") == 0 ? json_text(said, "value")
                                                                                      : json_text(said, "type"));
    json_decref(said);
    return text;
}

bool stand_is_silent(void)
{
    bool silent = true;
    for (int i = 0; i < 2; i++) {
        stand_tap("bar:language");
        silent &= strcmp(stand_said_type(), "language") == 0;
    }
    return silent;
}

/* --- the window --- */

/* Two seconds after a full minute: the clock in the header stands still for a minute, and pictures can be compared. */
static void start_window(void)
{
    stand.ui = fork();
    if (stand.ui)
        return;
    int log = open(turn_text("%s/ui.log", stand.run), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    guard_with_parent();
    setenv("ANJUNGAN_CLOCK", "1778726462", 1);
    execl(BUILD "/bin/anjungan-ui", "anjungan-ui", "--run", stand.run, "main", (char *)NULL);
    _exit(127);
}

static void open_window(const char *screen)
{
    const char *size = "mm = [ 336, 597 ];"; /* the dummy display says none */
    kiosk_describe(turn_text("%s %s", size, screen), "demo = true;");
    int listener = wire_listen(wire_path(stand.run, "ui.main"));
    start_window();
    answer_call(listener);
    say_packet(kiosk_read("kiosk/home.json"), -1);
    probe_open(&stand.probe, stand.run, "main");
    must(stand_sees("tab:agency", true));
}

static void close_window(void)
{
    kill(stand.ui, SIGTERM);
    waitpid(stand.ui, NULL, 0);
    close(stand.core);
    probe_close(&stand.probe);
}

void stand_open(void)
{
    kiosk_folder();
    stand.run = kiosk_run;
    if (!glass_open(&stand.glass, stand.run)) {
        kiosk_remove();
        exit(GLASS_SKIPPED);
    }
    open_window("");
}

void stand_describe(const char *screen)
{
    close_window();
    open_window(screen);
}

void stand_close(void)
{
    close_window();
    glass_close(&stand.glass);
    kiosk_remove();
    turn_end();
}

bool stand_is_well(void)
{
    struct stat log;
    return waitpid(stand.ui, NULL, WNOHANG) == 0 && stat(turn_text("%s/ui.log", stand.run), &log) == 0 &&
           log.st_size == 0;
}

/* --- hands and eyes --- */

struct area stand_window(void)
{
    return probe_window(&stand.probe);
}

Window stand_find_window(void)
{
    Window root, parent, *all, found = None;
    unsigned n;
    XWindowAttributes is;
    Display *x = stand.glass.x;
    struct area at = stand_window();
    XQueryTree(x, DefaultRootWindow(x), &root, &parent, &all, &n);
    for (unsigned i = 0; i < n; i++)
        if (XGetWindowAttributes(x, all[i], &is) && is.map_state == IsViewable && is.width == at.width &&
            is.height == at.height)
            found = all[i];
    XFree(all);
    return found;
}

/* What a window manager asks to know whether a window still lives; the answer is sent when all before it was taken. */
bool stand_settles(void)
{
    Display *x = stand.glass.x;
    Window window = stand_find_window(), root = DefaultRootWindow(x);
    XEvent event = {.xclient = {.type = ClientMessage, .window = window, .format = 32}};
    event.xclient.message_type = XInternAtom(x, "WM_PROTOCOLS", False);
    event.xclient.data.l[0] = (long)XInternAtom(x, "_NET_WM_PING", False);
    event.xclient.data.l[2] = (long)window;
    XSelectInput(x, root, SubstructureNotifyMask);
    XSendEvent(x, window, False, NoEventMask, &event);
    bool there = false;
    for (int64_t until = clock_ms() + STAND_MS; !there && clock_ms() < until; usleep(1000))
        there = XCheckTypedWindowEvent(x, root, ClientMessage, &event);
    XSelectInput(x, root, NoEventMask);
    return there;
}

/* All that it has told so far. */
static void look(void)
{
    while (probe_look(&stand.probe, 0))
        ;
}

struct area stand_target(const char *id)
{
    look();
    const json_t *target = probe_target(&stand.probe, id);
    if (!target)
        die("no \"%s\": %s", id, probe_describe(&stand.probe));
    struct area window = stand_window();
    return (struct area){window.x + (int)json_number(target, "x", 0), window.y + (int)json_number(target, "y", 0),
                         (int)json_number(target, "width", 0), (int)json_number(target, "height", 0)};
}

void stand_finger(int kind, unsigned finger, const char *id)
{
    struct area at = stand_target(id);
    glass_touch(&stand.glass, PANEL_MAIN, kind, finger, at.x + at.width / 2, at.y + at.height / 2);
}

void stand_tap(const char *id)
{
    stand_finger(XI_TouchBegin, 9, id);
    stand_finger(XI_TouchEnd, 9, id);
}

bool stand_sees(const char *id, bool enabled)
{
    look();
    for (int64_t until = clock_ms() + STAND_MS; clock_ms() < until; probe_look(&stand.probe, 100))
        if (stand.probe.now && probe_enabled(&stand.probe, id) == enabled)
            return true;
    fprintf(stderr, "%s\n", probe_describe(&stand.probe));
    return false;
}

static bool waits_for_pixels(struct area area, uint64_t pixels, bool same)
{
    for (int64_t until = clock_ms() + STAND_MS; clock_ms() < until; usleep(1000))
        if ((glass_pixels(&stand.glass, area) == pixels) == same)
            return true;
    return false;
}

bool stand_looks(struct area area, uint64_t pixels)
{
    return waits_for_pixels(area, pixels, true);
}

bool stand_changes(struct area area, uint64_t pixels)
{
    return waits_for_pixels(area, pixels, false);
}
