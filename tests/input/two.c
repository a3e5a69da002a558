/* The whole kiosk on two displays: each window on its own, each panel for its own; and the X server dies under both in
 * the middle of a visit. */
#define _GNU_SOURCE
#include "stand.h"
#include "test.h"

#include "base/clock.h"
#include "base/guard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct area main_place = {0, 0, 1080, 1920}, call_place = {1080, 0, 1280, 720};

static char folder[] = "/tmp/input-XXXXXX";
static pid_t kiosk;
static struct probe call;

static void start_kiosk(void)
{
    kiosk = fork();
    if (kiosk)
        return;
    int log = open(turn_text("%s/up.log", folder), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    guard_with_parent();
    execl(BUILD "/bin/anjungan", "anjungan", "up", "--run", stand.run, "--demo", "--display", stand.glass.name, "--set",
          "screens.call.width=1280", "--set", "screens.call.height=720", (char *)NULL);
    _exit(127);
}

static void remove_folder(void)
{
    if (system(turn_text("rm -rf '%s'", folder)) != 0)
        perror(folder);
}

/* What `anjungan WORDS` prints. */
static const char *command(const char *words)
{
    char text[4096];
    FILE *out = popen(turn_text(BUILD "/bin/anjungan %s --run %s 2>&1", words, stand.run), "r");
    must(out != NULL);
    text[fread(text, 1, sizeof text - 1, out)] = 0;
    pclose(out);
    return turn_text("%s", text);
}

static bool same_area(struct area a, struct area b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool has_window_at(struct area place)
{
    Window root, parent, *all;
    unsigned n;
    bool found = false;
    XWindowAttributes is;
    Display *x = stand.glass.x;
    XQueryTree(x, DefaultRootWindow(x), &root, &parent, &all, &n);
    for (unsigned i = 0; i < n; i++)
        found |= XGetWindowAttributes(x, all[i], &is) && is.map_state == IsViewable &&
                 same_area((struct area){is.x, is.y, is.width, is.height}, place);
    XFree(all);
    return found;
}

static void test_places(void)
{
    for (int64_t until = clock_ms() + STAND_MS; !call.now && clock_ms() < until;)
        probe_look(&call, STAND_MS);
    check(same_area(stand_window(), main_place) && has_window_at(main_place));
    check(same_area(probe_window(&call), call_place) && has_window_at(call_place));
}

/* Two views of home; the main display has taken all touches before when it shows them. */
static void look_around(void)
{
    stand_tap("tab:agency");
    check(stand_sees("agency:polri", true));
    stand_tap("tab:need");
    check(stand_sees("agency:polri", false));
}

/* All over the call display, where nothing may happen. */
static void test_apart(void)
{
    enum { GRID = 12 };
    look_around();
    uint64_t before = glass_pixels(&stand.glass, main_place), calm = glass_pixels(&stand.glass, call_place);
    for (int i = 0; i < GRID * GRID; i++) {
        int x = (2 * (i % GRID) + 1) * call_place.width / GRID / 2,
            y = (2 * (i / GRID) + 1) * call_place.height / GRID / 2;
        glass_touch(&stand.glass, PANEL_CALL, XI_TouchBegin, 1, x, y);
        glass_touch(&stand.glass, PANEL_CALL, XI_TouchEnd, 1, x, y);
    }
    look_around();
    check_text(probe_place(&stand.probe).kind, "home");
    check(stand_looks(main_place, before));
    check(glass_pixels(&stand.glass, call_place) == calm);
    printf("apart: %d touches on the call display, none on the main one\n", GRID * GRID);
}

static void begin_visit(void)
{
    stand_tap("tab:agency");
    check(stand_sees("agency:polri", true));
    stand_tap("agency:polri");
    check(stand_sees("service:polri.skck", true));
    stand_tap("service:polri.skck");
    check(stand_sees("agree", true));
    stand_tap("agree");
    check(stand_sees("choice:citizen", true));
    stand_tap("choice:citizen");
    check(stand_sees("type", true));
}

/* How often the supervisor has started a program again. */
static int restarts(const char *name)
{
    int pid = 0, n = -1;
    const char *row = strstr(command("status"), turn_text("\n%s ", name));
    if (!row || sscanf(row, "%*s %*s %d %d", &pid, &n) != 2)
        return -1;
    return n;
}

/* Dead for as long as it takes until the window has tried in vain and was started once more. */
static void test_server_dies(void)
{
    struct place place = probe_place(&stand.probe);
    glass_kill(&stand.glass);
    for (int64_t until = clock_ms() + STAND_MS; restarts("main") < 2 && clock_ms() < until;)
        usleep(50000);
    check(restarts("main") >= 2 && restarts("core") == 0);
    glass_restart(&stand.glass);
    check(stand_sees("type", true));
    check(place_same(place, probe_place(&stand.probe)));
    check(same_area(stand_window(), main_place) && has_window_at(main_place));
    printf("server: back, the visit is at its %s again; main was started %d times more\n", place.kind,
           restarts("main"));
    stand_tap("type"); /* and goes on */
    check(stand_sees("pad:7", true));
}

int main(void)
{
    must(mkdtemp(folder) != NULL && chmod(folder, 0755) == 0);
    stand.run = make_text(turn_text("%s/run", folder));
    if (!glass_open(&stand.glass, folder))
        return remove_folder(), GLASS_SKIPPED;
    probe_open(&stand.probe, stand.run, "main");
    probe_open(&call, stand.run, "call");
    start_kiosk();
    check(stand_sees("tab:agency", true));
    test_places();
    test_apart();
    begin_visit();
    test_server_dies();
    command("down");
    waitpid(kiosk, NULL, 0);
    glass_close(&stand.glass);
    remove_folder();
    return test_end();
}
