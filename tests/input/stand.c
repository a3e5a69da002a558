/* stand.c - see stand.h. */
#define _GNU_SOURCE
#include "stand.h"

#include "base/memfile.h"
#include "screen/seat.h"

#include <stdlib.h>

struct stand stand = {.core = -1};

/* --- core --- */

json_t *stand_said(void)
{
    return seat_said(stand.core);
}

const char *stand_said_type(void)
{
    json_t *said = stand_said();
    const char *type = turn_text("%s", said ? json_text(said, "type") : "nothing");
    json_decref(said);
    return type;
}

static void say_packet(json_t *body, int fd)
{
    seat_say(stand.core, body, fd);
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

static void open_window(const char *screen, const char *more)
{
    const char *size = "mm = [ 336, 597 ];"; /* the dummy display says none */
    kiosk_describe(turn_text("%s %s", size, screen), turn_text("demo = true; %s", more));
    int listener = wire_listen(wire_path(stand.run, "ui.main"));
    stand.ui = seat_start_window();
    stand.core = seat_answer(listener);
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
    open_window("", "");
}

void stand_describe(const char *screen, const char *more)
{
    close_window();
    open_window(screen, more);
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
    return seat_sees(&stand.probe, id, enabled);
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
