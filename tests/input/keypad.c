/* A keypad and a scanner that types, on one kiosk: to X and to the window both are keyboards. Whatever a scanner types
 * is nothing, also its last key; a person's key is heard soon after it. */
#define _GNU_SOURCE
#include "stand.h"
#include "test.h"

#include <X11/keysym.h>
#include <string.h>
#include <unistd.h>

enum { CODES = 100 };

static void press(KeySym key)
{
    KeyCode code = XKeysymToKeycode(stand.glass.x, key);
    glass_key(&stand.glass, code, true);
    glass_key(&stand.glass, code, false);
}

static void scan(const char *code)
{
    for (; *code; code++)
        press((KeySym)*code);
    press(XK_Return);
    glass_settle(&stand.glass);
}

/* Again and again, no faster than people do. */
static void insist(KeySym key)
{
    for (int i = 0; i < 200 && !probe_enabled(&stand.probe, "next"); i++) {
        press(key);
        usleep(200000);
        while (probe_look(&stand.probe, 0))
            ;
    }
}

/* Its keys are counted in time, and a busy machine may hear one more. */
static bool consists_of(const char *text, const char *letters)
{
    return *text && strspn(text, letters) == strlen(text);
}

int main(void)
{
    stand_open();
    stand_describe("", "keypad = true;");
    stand_visit("V1");
    stand_text(1);
    insist(XK_7);
    check(consists_of(stand_answer(), "7"));
    stand_text(1);
    stand_tap("key:A");
    check(stand_sees("next", true));
    uint64_t before = glass_pixels(&stand.glass, stand_window());
    for (int i = 0; i < CODES; i++)
        scan("8991102345678");
    check(stand_settles());
    check(stand_looks(stand_window(), before));
    check(stand_is_silent());
    check_text(stand_answer(), "A");
    stand_text(1);
    insist(XK_7);
    stand_tap("key:A"); /* or "next" would be tapped twice at the same place */
    check(consists_of(stand_answer(), "7A"));
    check(stand_is_well());
    stand_close();
    return test_end();
}
