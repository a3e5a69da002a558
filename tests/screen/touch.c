/* Fingers: three at once, two on one target, letting go outside, and a screen that changes under a finger. */
#include "screen/kiosk.h"

static struct plan plan;
static struct touch touch;
static char tapped[TARGET_ID];

static void lay(void)
{
    plan.n_targets = 0;
    plan_target(&plan, (struct box){0, 0, 100, 100}, true, "a");
    plan_target(&plan, (struct box){200, 0, 100, 100}, true, "b");
    plan_target(&plan, (struct box){400, 0, 100, 100}, false, "off");
    plan_target(&plan, (struct box){600, 0, 100, 100}, true, "c");
}

static void test_three_fingers(void)
{
    touch_down(&touch, &plan, 1, 50, 50);
    touch_down(&touch, &plan, 2, 250, 50);
    touch_down(&touch, &plan, 3, 650, 50);
    plan.n_pressed = 0;
    touch_mark(&touch, &plan);
    check(plan.n_pressed == 3);
    check(touch_up(&touch, &plan, 2, 250, 60, tapped) && strcmp(tapped, "b") == 0);
    check(touch_up(&touch, &plan, 1, 60, 50, tapped) && strcmp(tapped, "a") == 0);
    check(touch_up(&touch, &plan, 3, 650, 50, tapped) && strcmp(tapped, "c") == 0);
    check(!touch_up(&touch, &plan, 3, 650, 50, tapped));
}

static void test_first_finger_owns(void)
{
    check_text(touch_down(&touch, &plan, 1, 50, 50), "a");
    check_text(touch_down(&touch, &plan, 2, 60, 60), ""); /* another's */
    check(!touch_up(&touch, &plan, 2, 60, 60, tapped));
    check(touch_up(&touch, &plan, 1, 50, 50, tapped));
    touch_down(&touch, &plan, 2, 60, 60); /* free again */
    check(touch_up(&touch, &plan, 2, 60, 60, tapped));
}

static void test_outside(void)
{
    touch_down(&touch, &plan, 1, 50, 50);
    check(touch_move(&touch, &plan, 1, 150, 50));
    check(!touch_move(&touch, &plan, 1, 160, 50)); /* nothing new to show */
    plan.n_pressed = 0;
    touch_mark(&touch, &plan);
    check(plan.n_pressed == 0);
    check(!touch_up(&touch, &plan, 1, 250, 50, tapped)); /* on another one: a change of mind */
    touch_down(&touch, &plan, 1, 50, 50);
    touch_move(&touch, &plan, 1, 150, 50);
    touch_move(&touch, &plan, 1, 50, 50);
    check(touch_up(&touch, &plan, 1, 50, 50, tapped)); /* back again: a tap */
    check_text(touch_down(&touch, &plan, 1, 450, 50), "");
    check(!touch_up(&touch, &plan, 1, 450, 50, tapped)); /* disabled */
    check_text(touch_down(&touch, &plan, 1, 150, 50), "");
    check(!touch_up(&touch, &plan, 1, 50, 50, tapped)); /* pressed beside everything */
}

static void test_changed_screen(void)
{
    touch_down(&touch, &plan, 1, 50, 50);
    plan.targets[0].enabled = false;
    check(!touch_up(&touch, &plan, 1, 50, 50, tapped));
    lay();
    touch_down(&touch, &plan, 1, 50, 50);
    touch_forget(&touch);
    check(!touch_up(&touch, &plan, 1, 50, 50, tapped));
    touch_down(&touch, &plan, 1, 50, 50);
    touch_down(&touch, &plan, 2, 250, 50);
    plan_cover(&plan); /* a dialog came */
    check(!touch_up(&touch, &plan, 1, 50, 50, tapped));
    check(!touch_up(&touch, &plan, 2, 250, 50, tapped));
}

int main(void)
{
    lay();
    test_three_fingers();
    test_first_finger_owns();
    test_outside();
    test_changed_screen();
    return test_end();
}
