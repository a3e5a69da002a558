/* The panel beside a kiosk: `test-kiosk-panel --run RUN`, called by panel.sh. A pointer and a keyboard press what
 * stands on the panel, and every device of the simulator hears of it. */
#define _GNU_SOURCE
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#undef COUNT /* of XInput */

#include "base/clock.h"
#include "robot/probe.h"
#include "test.h"
#include "up/ask.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATIENCE_MS = 30000, LOOK_MS = 50 };

static const char *run;
static struct display *display;
static struct probe kiosk, panel;
static Display *keys;

static bool sees(struct probe *probe, const char *id, bool there)
{
    for (int64_t until = clock_ms() + PATIENCE_MS; clock_ms() < until;) {
        if ((probe_target(probe, id) != NULL) == there && probe->now)
            return true;
        probe_look(probe, LOOK_MS);
        turn_end();
    }
    fprintf(stderr, "%s: %s %s\n", id, there ? "is not to be seen:" : "does not go:", probe_describe(probe));
    return false;
}

/* Until the panel shows that it knows: the button is on, or off. */
static bool is_lit(const char *id, bool lit)
{
    for (int64_t until = clock_ms() + PATIENCE_MS; clock_ms() < until;) {
        if (panel.now && json_truth(probe_target(&panel, id), "on") == lit)
            return true;
        probe_look(&panel, LOOK_MS);
        turn_end();
    }
    fprintf(stderr, "%s does not become %s\n", id, lit ? "lit" : "dark");
    return false;
}

static void click(const char *id)
{
    if (!sees(&panel, id, true)) {
        test_failures++;
        return;
    }
    const json_t *target = probe_target(&panel, id);
    struct area window = probe_window(&panel);
    int x = (int)(json_number(target, "x", 0) + json_number(target, "width", 0) / 2);
    int y = (int)(json_number(target, "y", 0) + json_number(target, "height", 0) / 2);
    display_tap(display, window.x + x, window.y + y);
}

static void press(KeySym key)
{
    KeyCode code = XKeysymToKeycode(keys, key);
    XTestFakeKeyEvent(keys, code, True, 0);
    XTestFakeKeyEvent(keys, code, False, 0);
    XSync(keys, False);
}

/* What the simulator says at a place, as JSON. */
static char *is_at(const char *place)
{
    char *answer = ask_line(run, "run/sim/control", "the simulator", "status");
    json_t *status = answer ? json_loads(answer, 0, NULL) : NULL, *value = json_at(status, place);
    char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL, *kept = turn_text("%s", text ? text : "nothing");
    free(text);
    free(answer);
    json_decref(status);
    return kept;
}

static void becomes(const char *place, const char *wanted)
{
    char *is = turn_text("%s", "");
    for (int64_t until = clock_ms() + PATIENCE_MS; clock_ms() < until;) {
        turn_end();
        is = is_at(place);
        if (strcmp(is, wanted) == 0)
            break;
        usleep(LOOK_MS * 1000);
    }
    check_text(turn_text("%s %s", place, is), turn_text("%s %s", place, wanted));
}

static bool apart(struct area a, struct area b)
{
    return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}

static void test_windows(void)
{
    check(sees(&kiosk, "bar:staff", true) && sees(&panel, "sim card in 1", true));
    struct area a = probe_window(&kiosk), b = probe_window(&panel);
    printf("kiosk %dx%d at %d,%d; panel %dx%d at %d,%d\n", a.width, a.height, a.x, a.y, b.width, b.height, b.x, b.y);
    check(apart(a, b) && b.width >= 640 && b.height >= 640);
}

/* A click on a trouble makes it, the next one mends it. */
static void test_devices(void)
{
    static const struct {
        const char *button, *place, *on, *off;
    } all[] = {{"sim card in 2", "card.number", "2", "0"},
               {"sim card bad 1", "card.card", "\"bad\"", "\"out\""},
               {"sim cover open", "printer.cover", "\"open\"", "\"closed\""},
               {"sim printer jam", "printer.jam", "true", "false"},
               {"sim a4 out", "documents.paper", "\"out\"", "\"a4\""},
               {"sim a4 slow 5000", "documents.slow", "5000", "50"},
               {"sim camera dark", "camera.shows", "\"dark\"", "\"person\""},
               {"sim stripe unplug", "stripe.power", "false", "true"},
               {"sim scanner unplug", "scanner.power", "false", "true"},
               {"sim lamp unplug", "lamp.power", "false", "true"},
               {"sim keypad unplug", "keypad.power", "false", "true"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        becomes(all[i].place, all[i].off);
        click(all[i].button);
        becomes(all[i].place, all[i].on);
        check(is_lit(all[i].button, true));
        click(all[i].button);
        becomes(all[i].place, all[i].off);
        check(is_lit(all[i].button, false));
    }
    click("sim paper 3 cm");
    becomes("printer.left", "30");
    click("sim paper in");
    becomes("printer.paper", "\"full\"");
    click("sim stripe swipe 1");
    becomes("stripe.swipes", "1");
    click("sim scan 8991102345678");
    becomes("scanner.scans", "1");
}

static void test_refusal(void)
{
    click("sim card in 1");
    becomes("card.number", "1");
    check(is_lit("sim card in 1", true));
    click("sim card in 3");
    check(sees(&panel, "unseen:refused:sim card in 3", true));
    click("sim card in 1");
    becomes("card.number", "0");
    check(sees(&panel, "unseen:refused:sim card in 3", false));
}

/* The keypad's keys come to the citizen's window, though the panel was clicked: staff is called, and back closes that.
 */
static void test_keypad(void)
{
    click("sim keypad press staff");
    check(sees(&kiosk, "close", true));
    click("sim keypad press back");
    check(sees(&kiosk, "close", false));
}

/* The citizen's window has the keys, as after it was opened last. */
static void give_keys_to_kiosk(void)
{
    Window root = DefaultRootWindow(keys), parent, *all = NULL;
    unsigned n = 0;
    bool found = false;
    check(XQueryTree(keys, root, &root, &parent, &all, &n));
    for (unsigned i = 0; i < n; i++) {
        char *title = NULL;
        if (XFetchName(keys, all[i], &title) && title && strcmp(title, "Anjungan main") == 0)
            found = XSetInputFocus(keys, all[i], RevertToNone, CurrentTime);
        XFree(title);
    }
    XFree(all);
    XSync(keys, False);
    check(found);
}

/* The keyboard of the desk comes with a click: behind the languages comes the first button, and what is below it. */
static void test_keyboard(void)
{
    give_keys_to_kiosk();
    click("sim paper low");
    becomes("printer.paper", "\"low\"");
    const json_t *target;
    size_t i;
    json_array_foreach (json_object_get(panel.now, "targets"), i, target) {
        press(XK_Tab);
        if (strcmp(json_text(target, "id"), "sim paper in") == 0)
            break;
    }
    press(XK_Return);
    becomes("printer.paper", "\"full\"");
    press(XK_Down);
    press(XK_space);
    becomes("printer.paper", "\"out\"");
    check(is_lit("sim paper out", true));
    press(XK_space);
    becomes("printer.paper", "\"full\"");
}

/* The simulator dies under it, and is there again. */
static void test_simulator_dies(void)
{
    char *answer = ask_line(run, "run/up/control", "the supervisor", "kill sim");
    check(answer && strcmp(answer, "ok") == 0);
    free(answer);
    becomes("stripe.swipes", "0");
    check(is_lit("sim paper in", true));
    click("sim a4 jam");
    becomes("documents.jam", "true");
    check(is_lit("sim a4 jam", true));
    click("sim a4 jam");
    becomes("documents.jam", "false");
}

int main(int argc, char **argv)
{
    must(argc >= 3 && strcmp(argv[1], "--run") == 0);
    run = argv[2];
    display = display_open();
    keys = XOpenDisplay(NULL);
    must(display && keys);
    probe_open(&kiosk, run, "main");
    probe_open(&panel, run, "panel");
    test_windows();
    if (argc == 4) {
        becomes("card.called", "true");
        click("sim card in 1");
        is_lit("sim card in 1", true);
        struct picture *both = display_look_still(display, (struct area){0, 0, 1920, 1080});
        check(both && picture_write(both, argv[3]) == OK);
        click("sim card in 1");
        becomes("card.number", "0");
    }
    becomes("scanner.called", "true");
    becomes("stripe.called", "true");
    test_devices();
    test_refusal();
    test_keypad();
    test_keyboard();
    test_simulator_dies();
    probe_close(&kiosk);
    probe_close(&panel);
    XCloseDisplay(keys);
    display_close(display);
    turn_end();
    return test_end();
}
