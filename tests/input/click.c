/* A pointer, where a touch panel is none or speaks as a mouse: a click counts, also the one that comes together with
 * the keyboard's focus, as the first after the window was started again while the machine had much to do. */
#define _GNU_SOURCE
#include "stand.h"
#include "test.h"

#include <signal.h>

static struct display *pointer;

static void click(const char *id)
{
    struct area at = stand_target(id);
    display_tap(pointer, at.x + at.width / 2, at.y + at.height / 2);
}

static void give_keys(Window window)
{
    XSetInputFocus(stand.glass.x, window, RevertToNone, CurrentTime);
    XSync(stand.glass.x, False);
}

static void test_click(void)
{
    click("key:A");
    check_text(stand_answer(), "A");
}

/* The window hears of both at once: it stood still meanwhile. */
static void test_click_with_focus(void)
{
    Window window = stand_find_window();
    stand_text(1);
    give_keys(None);
    check(stand_settles());
    kill(stand.ui, SIGSTOP);
    give_keys(window);
    click("key:B");
    kill(stand.ui, SIGCONT);
    check_text(stand_answer(), "B");
}

int main(void)
{
    stand_open();
    pointer = display_open();
    stand_visit("V1");
    stand_text(1);
    test_click();
    test_click_with_focus();
    check(stand_is_well());
    display_close(pointer);
    stand_close();
    return test_end();
}
