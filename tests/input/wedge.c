/* A scanner that types whatever it reads into whatever has the focus, and the keys that end, hide or copy a window. */
#include "stand.h"
#include "test.h"

#include "base/clock.h"

#include <X11/XF86keysym.h>
#include <X11/keysym.h>
#include <stdlib.h>

enum { LETTERS = 64 << 10, BATCH = 512 };

static const char code[] = "8991102345678X\n";

static Window window;

static int count_keys(void)
{
    XEvent event;
    int n = 0;
    XSync(stand.glass.x, False);
    while (XPending(stand.glass.x) > 0) {
        XNextEvent(stand.glass.x, &event);
        n += event.type == KeyPress && event.xkey.window == window;
    }
    return n;
}

static KeyCode code_of(KeySym key)
{
    return XKeysymToKeycode(stand.glass.x, key);
}

/* Every now and then the citizen taps, and is heard: so the window has taken all keys before, as it does with those of
 * a scanner, which is slower than this. */
static void test_scanner(void)
{
    KeyCode keys[sizeof code - 1];
    int reached = 0;
    for (size_t i = 0; i < COUNT(keys); i++)
        keys[i] = code_of(code[i] == '\n' ? XK_Return : (KeySym)code[i]);
    for (int i = 1; i <= LETTERS; i++) {
        glass_key(&stand.glass, keys[(size_t)i % COUNT(keys)], true);
        glass_key(&stand.glass, keys[(size_t)i % COUNT(keys)], false);
        if (i % BATCH)
            continue;
        glass_settle(&stand.glass);
        reached += count_keys();
        check(stand_is_silent());
    }
    check(reached == LETTERS);
    printf("scanner: %d keys reached the window, %d taps between them were heard\n", reached, LETTERS / BATCH * 2);
}

/* Up to three keys together, as one holds them. */
static void press_all(const KeySym keys[3])
{
    for (int i = 0; i < 3 && keys[i]; i++)
        glass_key(&stand.glass, code_of(keys[i]), true);
    for (int i = 2; i >= 0; i--)
        if (keys[i])
            glass_key(&stand.glass, code_of(keys[i]), false);
    glass_settle(&stand.glass);
}

static void test_combinations(void)
{
    static const KeySym all[][3] = {{XK_Control_L, XK_Alt_L, XK_BackSpace},
                                    {XK_Control_L, XK_Alt_L, XK_Delete},
                                    {XK_Control_L, XK_Alt_L, XK_F2},
                                    {XK_Alt_L, XK_F4},
                                    {XK_Alt_L, XK_Tab},
                                    {XK_Control_L, XK_c},
                                    {XK_Control_L, XK_q},
                                    {XK_Control_L, XK_v},
                                    {XK_Super_L},
                                    {XK_Print},
                                    {XK_Escape},
                                    {XK_F11},
                                    {XK_Menu},
                                    {XK_Tab},
                                    {XK_space},
                                    {XF86XK_PowerOff}};
    for (size_t i = 0; i < COUNT(all); i++)
        press_all(all[i]);
    check(count_keys() > 0);
    printf("combinations: %zu\n", COUNT(all));
}

/* What Alt-F4 becomes where a window manager is. */
static void test_close(void)
{
    Display *x = stand.glass.x;
    Atom protocols = XInternAtom(x, "WM_PROTOCOLS", False), delete = XInternAtom(x, "WM_DELETE_WINDOW", False);
    XEvent event = {.xclient = {.type = ClientMessage, .window = window, .message_type = protocols, .format = 32}};
    event.xclient.data.l[0] = (long)delete;
    XSendEvent(x, window, False, NoEventMask, &event);
    XSync(x, False);
}

static bool is_written_nowhere(void)
{
    return system(turn_text("! grep -rqaF 8991102345678 '%s'", stand.run)) == 0;
}

int main(void)
{
    stand_open();
    stand_visit("V1");
    stand_text(2);
    stand_tap("key:A");
    stand_tap("key:B");
    check(stand_sees("next", true));
    struct area place = stand_window();
    uint64_t before = glass_pixels(&stand.glass, place);
    window = stand_find_window();
    XSelectInput(stand.glass.x, window, KeyPressMask);
    test_scanner();
    test_combinations();
    test_close();
    check(stand_is_silent());
    struct area after = stand_window();
    check(memcmp(&place, &after, sizeof place) == 0 && stand_find_window() == window);
    check(stand_looks(place, before));
    check_text(stand_answer(), "AB");
    check(stand_is_well());
    check(is_written_nowhere());
    stand_close();
    return test_end();
}
