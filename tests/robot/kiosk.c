/* kiosk.c - see kiosk.h. */
#define _GNU_SOURCE
#include "kiosk.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "base/loop.h"

#include <X11/Xlib.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { COLUMNS = 6, CELL_W = 180, CELL_H = 100, MAX_TARGETS = 64, MAX_PEERS = 8 };
enum { GLIMPSE_MS = 1, SLOW_US = 100000 };
enum { HOME, CONSENT, STOP, KTP, MOMENT, PURPOSE, HAVE, PHONE, NAME, TRAVEL, GLIMPSE, REVIEW, PAY, PRINT, PAPER, DONE };

#define PAD " pad:1 pad:2 pad:3 pad:4 pad:5 pad:6 pad:7 pad:8 pad:9 pad:0 pad:delete"
#define KEYS                                                                                                           \
    " key:A key:B key:C key:D key:E key:F key:G key:H key:I key:J key:K key:L key:M key:N key:O key:P key:Q key:R "    \
    "key:S"                                                                                                            \
    " key:T key:U key:V key:W key:X key:Y key:Z key:space key:delete key:123"

/* Targets in brackets are there but not enabled. */
static const struct {
    const char *kind, *key, *targets;
} pages[] = {
    [HOME] = {"home", "", NULL},
    [CONSENT] = {"consent", "consent", "agree back"},
    [STOP] = {"stop", "not_active", "close"},
    [KTP] = {"ktp", "ktp", "type cancel"},
    [MOMENT] = {"wait", "person", "cancel"},
    [PURPOSE] = {"choice", "purpose", "choice:school choice:work choice:visa"},
    [HAVE] = {"yes", "have", "yes no back"},
    [PHONE] = {"phone", "phone", "back" PAD},
    [NAME] = {"text", "mother", "back" KEYS},
    [TRAVEL] = {"date", "travel", "back" PAD},
    [GLIMPSE] = {"info", "glimpse", ""},
    [REVIEW] = {"review", "review", "edit:purpose edit:phone next back"},
    [PAY] = {"pay", "fee", "later (bill:8200)"},
    [PRINT] = {"wait", "ticket", ""},
    [PAPER] = {"paper", "ticket", NULL},
    [DONE] = {"done", "done", "close (ticket:D0003) (case:LKR-07-2605-00418)"},
};

struct listener {
    struct watch watch;
    void (*caller)(int fd);
};

static struct loop *loop;
static enum kiosk_mood mood;
static char run[200], view[16], typed[64], chosen[64];
static int page, step, serial, calls, slips, deaf, return_to;
static bool paper_gone, speaking;
static char called[16];
static Display *x;
static Window window, wall;
static struct watch x_watch;
static struct timer later, spoken, revive;
static struct listener main_probe, call_probe, sim, up, http;
static int main_peers[MAX_PEERS], call_peers[MAX_PEERS], n_main, n_call;
static char ids[MAX_TARGETS][64];
static bool enabled[MAX_TARGETS];
static int n_ids;

static void show(int next);

/* ---- what can be touched ---- */

static bool answered(void)
{
    size_t n = strlen(typed);
    switch (page) {
    case PURPOSE:
        return *chosen;
    case PHONE:
        return n >= 10;
    case NAME:
        return n >= 3;
    case TRAVEL:
        return n == 8 && strtol(typed + 4, NULL, 10) >= 2020;
    case KTP:
        return n == 16;
    default:
        return false;
    }
}

static const char *target_list(void)
{
    if (page == HOME && strcmp(view, "polri") == 0)
        return "bar:language tab:need tab:agency service:polri.lost service:polri.skck";
    if (page == HOME && strcmp(view, "agency") == 0)
        return "bar:language tab:need tab:agency agency:dukcapil agency:polri";
    if (page == HOME && strcmp(view, "en") == 0)
        return "bar:language tab:need tab:agency";
    if (page == HOME)
        return "bar:language tab:need tab:agency service:dukcapil.ktp page:next";
    if (page == PAPER && mood == KIOSK_UNSURE)
        return "came missing";
    if (page == PAPER)
        return paper_gone ? "(again) without" : "again without";
    if (page == KTP && strcmp(view, "typing") == 0)
        return "back" PAD;
    return pages[page].targets;
}

static void lay_out(void)
{
    char list[1024];
    snprintf(list, sizeof list, "%s%s", target_list(), "");
    n_ids = 0;
    for (char *rest, *id = strtok_r(list, " ", &rest); id; id = strtok_r(NULL, " ", &rest)) {
        enabled[n_ids] = *id != '(';
        snprintf(ids[n_ids++], sizeof ids[0], "%.*s", (int)strcspn(id + (*id == '('), ")"), id + (*id == '('));
    }
    bool wants_next = page == PURPOSE || page == PHONE || page == NAME || page == TRAVEL || page == KTP;
    if (wants_next && (page != KTP || strcmp(view, "typing") == 0)) {
        enabled[n_ids] = answered();
        snprintf(ids[n_ids++], sizeof ids[0], "next");
    }
}

static json_t *packet_of(const char *kind, const char *key, int at, int px, int width, int height)
{
    return json_pack("{ss,si,ss,ss,si,si,si,si,si,s[]}", "type", "targets", "serial", ++serial, "kind", kind, "key",
                     key, "step", at, "x", px, "y", 0, "width", width, "height", height, "targets");
}

static void add_target(json_t *packet, const char *id, int i, bool on)
{
    json_array_append_new(json_object_get(packet, "targets"),
                          json_pack("{ss,si,si,si,si,sb}", "id", id, "x", i % COLUMNS * CELL_W, "y",
                                    300 + i / COLUMNS * CELL_H, "width", CELL_W - 10, "height", CELL_H - 10, "enabled",
                                    on));
}

static void tell_main(void)
{
    json_t *packet =
        packet_of(pages[page].kind, page == HOME ? view : pages[page].key, page == HOME ? 0 : step, 0, 1080, 1920);
    for (int i = 0; i < n_ids; i++)
        add_target(packet, ids[i], i, enabled[i]);
    for (int i = 0; i < n_main; i++)
        wire_send(main_peers[i], packet, NULL, 0);
    json_decref(packet);
}

static void tell_call(void)
{
    json_t *packet = packet_of("call", called, calls, 1080, 1920, 1080);
    if (speaking)
        add_target(packet, "speaking", 0, false);
    for (int i = 0; i < n_call; i++)
        wire_send(call_peers[i], packet, NULL, 0);
    json_decref(packet);
}

/* ---- what can be seen: a colour a page, a rectangle a target ---- */

static unsigned colour_of(int at)
{
    return 0x0f0f0fu * (unsigned)(at + 1);
}

unsigned kiosk_colour(const char *kind, const char *key)
{
    for (int i = 0; i < (int)COUNT(pages); i++)
        if (strcmp(pages[i].kind, kind) == 0 && (i == HOME || strcmp(pages[i].key, key) == 0))
            return colour_of(i);
    return 0;
}

static void draw(void)
{
    GC gc = DefaultGC(x, DefaultScreen(x));
    XSetForeground(x, gc, colour_of(page));
    XFillRectangle(x, window, gc, 0, 0, 1080, 1920);
    XSetForeground(x, gc, 0xf0f0f0);
    for (int i = 0; i < n_ids; i++)
        XFillRectangle(x, window, gc, i % COLUMNS * CELL_W, 300 + i / COLUMNS * CELL_H, CELL_W - 10, CELL_H - 10);
    XSetForeground(x, gc, speaking ? 0xffd000 : 0x002060);
    XFillRectangle(x, wall, gc, 0, 0, 1920, 1080);
    XSync(x, False);
}

static void change(void)
{
    lay_out();
    draw();
    tell_main();
}

/* Another place: it is painted long before its name is told, as on a machine that has much to do. */
static void turn(void)
{
    json_t *packet = json_pack("{ss}", "type", "turning");
    for (int i = 0; i < n_main; i++)
        wire_send(main_peers[i], packet, NULL, 0);
    json_decref(packet);
    lay_out();
    draw();
    if (page == REVIEW)
        usleep(SLOW_US);
    tell_main();
}

/* ---- the story ---- */

static void write_file(const char *name, const void *bytes, size_t n)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", run, name);
    file_write_path(path, bytes, n, 0644);
}

static void write_line(const char *name, const char *text)
{
    write_file(name, text, strlen(text));
}

static void print_slip(void)
{
    static const char slip[] = "\x1b@\x1dv0\0\2\0\3\0\xff\xff\x80\1\xff\xff\x1b"
                               "d\3\x1dV\1";
    char name[64];
    snprintf(name, sizeof name, "state/sim/slip-%d.escpos", ++slips);
    write_file(name, slip, sizeof slip - 1);
}

static void on_later(void *mine)
{
    (void)mine;
    if (page == MOMENT)
        show(PURPOSE);
    else if (page == GLIMPSE)
        show(REVIEW);
    else if (page == PRINT && paper_gone)
        show(PAPER);
    else if (page == PRINT) {
        print_slip();
        show(mood == KIOSK_UNSURE ? PAPER : DONE);
    }
}

static void show(int next)
{
    page = next;
    step++;
    *typed = 0;
    if (page == HOME)
        strcpy(view, "need");
    else
        *view = 0;
    if (page == MOMENT || page == PRINT)
        loop_after(loop, &later, 600);
    if (page == GLIMPSE)
        loop_after(loop, &later, GLIMPSE_MS);
    turn();
}

static void press_home(const char *id)
{
    if (strcmp(id, "bar:language") == 0)
        strcpy(view, strcmp(view, "en") == 0 ? "need" : "en");
    else if (strcmp(id, "tab:agency") == 0)
        strcpy(view, "agency");
    else if (strcmp(id, "agency:polri") == 0)
        strcpy(view, "polri");
    else if (strcmp(id, "service:polri.skck") == 0) {
        deaf = mood == KIOSK_DEAF;
        *chosen = 0;
        return_to = 0;
        show(CONSENT);
        return;
    }
    change();
}

static void press_key(const char *letter)
{
    size_t n = strlen(typed);
    if (strcmp(letter, "delete") == 0)
        typed[n ? n - 1 : 0] = 0;
    else if (n + 1 < sizeof typed)
        strcat(typed, strcmp(letter, "space") == 0 ? " " : letter);
    change();
}

static void next_page(void)
{
    int next = page == CONSENT && mood == KIOSK_REFUSES ? STOP
               : page == CONSENT                        ? KTP
               : page == KTP                            ? MOMENT
                                                        : page + 1;
    if (return_to && page != REVIEW)
        next = return_to;
    return_to = 0;
    show(next);
}

static void press(const char *id)
{
    if (page == HOME)
        press_home(id);
    else if (strncmp(id, "pad:", 4) == 0 || strncmp(id, "key:", 4) == 0)
        press_key(id + 4);
    else if (strncmp(id, "choice:", 7) == 0) {
        snprintf(chosen, sizeof chosen, "%s", id + 7);
        change();
    } else if (strcmp(id, "type") == 0) {
        strcpy(view, "typing");
        change();
    } else if (strncmp(id, "edit:", 5) == 0) {
        return_to = REVIEW;
        show(strcmp(id, "edit:phone") == 0 ? PHONE : PURPOSE);
        strcpy(typed, page == PHONE ? "081234567890" : "");
        change();
    } else if (strcmp(id, "again") == 0)
        show(PRINT);
    else if (strcmp(id, "without") == 0 || strcmp(id, "came") == 0)
        show(DONE);
    else if (strcmp(id, "close") == 0)
        show(HOME);
    else if (strcmp(id, "next") == 0 || strcmp(id, "agree") == 0 || strcmp(id, "yes") == 0)
        next_page();
}

/* A press counts when the finger leaves the target it came down on. */
static void on_x(void *mine, bool readable, bool writable)
{
    static int down = -1;
    (void)mine, (void)readable, (void)writable;
    while (XPending(x)) {
        XEvent event;
        XNextEvent(x, &event);
        if (event.type != ButtonPress && event.type != ButtonRelease)
            continue;
        int at = event.xbutton.y < 300 ? -1 : (event.xbutton.y - 300) / CELL_H * COLUMNS + event.xbutton.x / CELL_W;
        bool hit = at >= 0 && at < n_ids && enabled[at];
        if (event.type == ButtonPress)
            down = hit ? at : -1;
        else if (hit && down == at && !(page == CONSENT && deaf-- > 0))
            press(ids[at]);
    }
}

/* ---- those who call ---- */

static void greet_main(int fd)
{
    main_peers[n_main++ % MAX_PEERS] = fd;
    tell_main();
}

static void greet_call(int fd)
{
    call_peers[n_call++ % MAX_PEERS] = fd;
    tell_call();
}

static size_t read_text(int fd, char *to, size_t size)
{
    ssize_t n = recv(fd, to, size - 1, 0);
    to[n > 0 ? n : 0] = 0;
    return n > 0 ? (size_t)n : 0;
}

static void answer_sim(int fd)
{
    char line[256];
    read_text(fd, line, sizeof line);
    send(fd, "ok\n", 3, MSG_NOSIGNAL);
    close(fd);
    if (strncmp(line, "paper out", 9) == 0 || strncmp(line, "paper in", 8) == 0) {
        paper_gone = line[6] == 'o';
        change();
    } else if (strcmp(line, "card in 1\n") == 0 && page == KTP)
        show(MOMENT);
}

static void watch_listener(struct listener *l);

static void on_revive(void *mine)
{
    (void)mine;
    char path[300];
    snprintf(path, sizeof path, "%s/run/probe/main", run);
    main_probe.watch.fd = wire_listen(path);
    watch_listener(&main_probe);
}

/* "kill NAME": ui is gone for a while and then as before; core's death is not seen here. */
static void answer_up(int fd)
{
    char line[256];
    read_text(fd, line, sizeof line);
    bool known = strncmp(line, "kill ", 5) == 0;
    send(fd, known ? "ok\n" : "no\n", 3, MSG_NOSIGNAL);
    close(fd);
    if (strcmp(line, "kill main\n") != 0)
        return;
    loop_unwatch(loop, &main_probe.watch);
    close(main_probe.watch.fd);
    while (n_main > 0)
        close(main_peers[--n_main]);
    loop_after(loop, &revive, 700);
}

static void on_spoken(void *mine)
{
    short voice[4000] = {0};
    (void)mine;
    for (int i = 1000; i < 3000; i++)
        voice[i] = (short)(i % 100 * 100 + 1);
    char path[300];
    snprintf(path, sizeof path, "%s/state/call/call.raw", run);
    FILE *to = fopen(path, "a");
    fwrite(voice, 1, sizeof voice, to);
    fclose(to);
    speaking = false;
    draw();
    tell_call();
}

static const char *call_number(void)
{
    static const char *const order[] = {NULL, "D0002", "D0003"};
    const char *number = order[calls < 2 ? calls : 2];
    calls++;
    if (!number)
        return "404 Not Found\r\n\r\n{\"error\":\"nobody\",\"hint\":\"\"}";
    strcpy(called, number);
    speaking = true;
    draw();
    tell_call();
    loop_after(loop, &spoken, 500);
    return turn_text("200 OK\r\n\r\n{\"number\":\"%s\",\"counter\":\"D1\"}", number);
}

static const char *answer_request(const char *request)
{
    bool officer = strstr(request, "Authorization: Bearer officer-token\r\n");
    if (strncmp(request, "POST /hall/v1/calls ", 20) == 0)
        return officer ? call_number() : "403 Forbidden\r\n\r\n{}";
    if (strncmp(request, "POST /biller/v1/bills/8200/pay ", 31) == 0 && page == PAY) {
        show(PRINT);
        return "200 OK\r\n\r\n{}";
    }
    if (strncmp(request, "GET /v1/letters ", 16) == 0)
        return officer
                   ? "200 OK\r\n\r\n{\"letter\":{\"case\":\"other\"}}\n{\"opened\":{\"case\":\"LKR-07-2605-00418\"}}\n"
                   : "403 Forbidden\r\n\r\n{}";
    return "404 Not Found\r\n\r\n{}";
}

static void answer_http(int fd)
{
    char request[4096];
    size_t n = read_text(fd, request, sizeof request);
    const char *body = strstr(request, "\r\n\r\n");
    if (strncmp(request, "POST", 4) == 0 && body && !body[4]) /* headers and body may come apart */
        read_text(fd, request + n, sizeof request - n);
    const char *answer = answer_request(request);
    const char *status_end = strstr(answer, "\r\n") + 2;
    dprintf(fd, "HTTP/1.1 %.*sConnection: close\r\n%s", (int)(status_end - answer), answer, status_end);
    shutdown(fd, SHUT_WR);
    close(fd);
}

/* ---- setting up ---- */

static void on_listener(void *mine, bool readable, bool writable)
{
    struct listener *l = mine;
    (void)readable, (void)writable;
    int fd = accept4(l->watch.fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0)
        l->caller(fd);
}

static void watch_listener(struct listener *l)
{
    must(l->watch.fd >= 0);
    l->watch.ready = on_listener;
    l->watch.mine = l;
    must(loop_watch(loop, &l->watch, false) == OK);
}

static int listen_lines(const char *name)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%.80s/%.24s", run, name);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(bind(fd, (struct sockaddr *)&to, sizeof to) == 0 && listen(fd, 8) == 0);
    return fd;
}

static int listen_http(int *port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof to;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(bind(fd, (struct sockaddr *)&to, n) == 0 && listen(fd, 8) == 0);
    must(getsockname(fd, (struct sockaddr *)&to, &n) == 0);
    *port = ntohs(to.sin_port);
    return fd;
}

static void make_run(void)
{
    static const char *const folders[] = {"",           "run",     "run/probe",    "run/sim",
                                          "run/up",     "share",   "state",        "state/sim",
                                          "state/call", "secrets", "secrets/hall", "secrets/office"};
    char path[300];
    for (size_t i = 0; i < COUNT(folders); i++) {
        snprintf(path, sizeof path, "%s/%s", run, folders[i]);
        mkdir(path, 0755);
    }
}

static void open_doors(void)
{
    char conf[1024], path[300];
    int port;
    snprintf(path, sizeof path, "%s/run/probe/main", run);
    main_probe = (struct listener){{.fd = wire_listen(path)}, greet_main};
    snprintf(path, sizeof path, "%s/run/probe/call", run);
    call_probe = (struct listener){{.fd = wire_listen(path)}, greet_call};
    sim = (struct listener){{.fd = listen_lines("run/sim/control")}, answer_sim};
    up = (struct listener){{.fd = listen_lines("run/up/control")}, answer_up};
    http = (struct listener){{.fd = listen_http(&port)}, answer_http};
    snprintf(conf, sizeof conf,
             "screens = { main = { width = 1080; height = 1920; x = 0; y = 0; }; };\n"
             "agencies = ( { id = \"polri\"; url = \"http://127.0.0.1:%d/polri\"; } );\n"
             "hall = { url = \"http://127.0.0.1:%d/hall\"; };\n"
             "biller = { url = \"http://127.0.0.1:%d/biller\"; };\n"
             "devices = ( { class = \"printer\"; profile = { width = 16; }; } );\n",
             port, port, port);
    write_line("secrets/hall/officers", "officer-token\nanother\n");
    write_line("secrets/office/officers", "officer-token\n");
    write_line("share/services.json", "{\"services\":[{\"id\":\"polri.skck\",\"agency\":\"polri\"}]}");
    write_line("state/call/audio.json", "{\"rate\":22050,\"channels\":1}");
    write_line("state/call/call.raw", "");
    write_line("site.conf", conf);
}

static Window open_window(int px, int width, int height)
{
    XSetWindowAttributes how = {.override_redirect = True, .event_mask = ButtonPressMask | ButtonReleaseMask};
    Window w = XCreateWindow(x, DefaultRootWindow(x), px, 0, (unsigned)width, (unsigned)height, 0, CopyFromParent,
                             InputOutput, CopyFromParent, CWOverrideRedirect | CWEventMask, &how);
    XMapWindow(x, w);
    return w;
}

static void live(void)
{
    loop = loop_new(NULL, NULL);
    x = XOpenDisplay(NULL);
    must(x != NULL);
    window = open_window(0, 1080, 1920);
    wall = open_window(1080, 1920, 1080);
    later = (struct timer){.due = on_later};
    spoken = (struct timer){.due = on_spoken};
    revive = (struct timer){.due = on_revive};
    x_watch = (struct watch){ConnectionNumber(x), on_x, NULL};
    must(loop_watch(loop, &x_watch, false) == OK);
    struct listener *all[] = {&main_probe, &call_probe, &sim, &up, &http};
    for (size_t i = 0; i < COUNT(all); i++)
        watch_listener(all[i]);
    show(HOME);
    loop_run(loop);
}

pid_t kiosk_start(const char *in, enum kiosk_mood how)
{
    snprintf(run, sizeof run, "%s", in);
    mood = how;
    make_run();
    open_doors();
    pid_t pid = fork();
    if (pid == 0) {
        live();
        _exit(0);
    }
    struct listener *all[] = {&main_probe, &call_probe, &sim, &up, &http};
    for (size_t i = 0; i < COUNT(all); i++)
        close(all[i]->watch.fd);
    return pid;
}
