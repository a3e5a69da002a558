/* Fingers: three at once, two on one target, letting go outside, a screen that changes under a finger; thumbs that
 * roll, hands that tremble, dirt and palms. */
#include "screen/kiosk.h"

static struct plan plan;
static struct touch touch;
static char tapped[TARGET_ID];
static int64_t now = 1000;

static void lay(void)
{
    plan.n_targets = 0;
    plan_target(&plan, (struct box){0, 0, 100, 100}, true, "a");
    plan_target(&plan, (struct box){200, 0, 100, 100}, true, "b");
    plan_target(&plan, (struct box){400, 0, 100, 100}, false, "off");
    plan_target(&plan, (struct box){600, 0, 100, 100}, true, "c");
    for (int i = 0; i < 3; i++) { /* a keyboard: 10 between keys */
        plan_target(&plan, (struct box){110 * i, 200, 100, 100}, true, turn_text("key:%c", 'P' + i));
        plan_key(&plan);
    }
}

static const char *down(SDL_FingerID id, int x, int y)
{
    return touch_down(&touch, &plan, id, x, y, now);
}

static bool up(SDL_FingerID id, int x, int y)
{
    return touch_up(&touch, &plan, id, x, y, now, tapped);
}

/* All that letting go of a key types: its letters. */
static const char *typed(SDL_FingerID id, int x, int y)
{
    char *letters = turn_text("%s", "");
    while (up(id, x, y))
        letters = turn_text("%s%s", letters, tapped + strlen("key:"));
    return letters;
}

/* Another screen, and it is on the glass. */
static void change_screen(void)
{
    touch_forget(&touch);
    touch_seen(&touch);
}

static int pressed(void)
{
    plan.n_pressed = 0;
    touch_mark(&touch, &plan, now);
    return plan.n_pressed;
}

static void test_three_fingers(void)
{
    down(1, 50, 50);
    down(2, 250, 50);
    down(3, 650, 50);
    check(pressed() == 3);
    check(up(2, 250, 60) && strcmp(tapped, "b") == 0);
    check(up(1, 60, 50) && strcmp(tapped, "a") == 0);
    check(up(3, 650, 50) && strcmp(tapped, "c") == 0);
    check(!up(3, 650, 50));
}

static void test_first_finger_owns(void)
{
    check_text(down(1, 50, 50), "a");
    check_text(down(2, 60, 60), ""); /* another's */
    check(!up(2, 60, 60));
    check(up(1, 50, 50));
    down(2, 60, 60); /* free again */
    check(up(2, 60, 60));
}

static void test_outside(void)
{
    down(1, 50, 50);
    check(touch_move(&touch, &plan, 1, 150, 50));
    check(!touch_move(&touch, &plan, 1, 160, 50)); /* nothing new to show */
    check(pressed() == 0);
    check(!up(1, 250, 50)); /* on another one: a change of mind */
    down(1, 50, 50);
    touch_move(&touch, &plan, 1, 150, 50);
    touch_move(&touch, &plan, 1, 50, 50);
    check(up(1, 50, 50)); /* back again: a tap */
    check_text(down(1, 450, 50), "");
    check(!up(1, 450, 50)); /* disabled */
    check_text(down(1, 150, 50), "");
    check(!up(1, 50, 50)); /* pressed beside everything */
}

static void test_changed_screen(void)
{
    down(1, 50, 50);
    plan.targets[0].enabled = false;
    check(!up(1, 50, 50));
    lay();
    down(1, 50, 50);
    change_screen();
    check(!up(1, 50, 50));
    down(1, 50, 50);
    down(2, 250, 50);
    plan_cover(&plan); /* a dialog came */
    check(!up(1, 50, 50));
    check(!up(2, 250, 50));
}

/* Two thumbs: the letters come in the order they were pressed, whoever lets go first. */
static void test_rolling(void)
{
    change_screen();
    lay();
    down(1, 50, 250), down(2, 160, 250);
    check_text(typed(1, 50, 250), "P");
    down(3, 270, 250);
    check_text(typed(2, 160, 250), "Q");
    check_text(typed(3, 270, 250), "R");
    down(1, 50, 250), down(2, 160, 250), down(3, 270, 250);
    check(pressed() == 3);
    check_text(typed(2, 160, 250), "PQ");
    check(pressed() == 1); /* what is typed is not pressed, though the finger is there */
    check_text(typed(1, 50, 250), "");
    check_text(typed(3, 270, 250), "R");
    down(1, 50, 250), down(2, 160, 250);
    touch_move(&touch, &plan, 1, 50, 400); /* a change of mind */
    check_text(typed(2, 160, 250), "Q");
    check_text(typed(1, 50, 400), "");
    down(1, 50, 250);
    now += TOUCH_ROLL_MS; /* it rests there */
    down(2, 160, 250);
    check_text(typed(2, 160, 250), "Q");
    check_text(typed(1, 50, 250), "P");
    down(1, 50, 50), down(2, 160, 250); /* a button is no key: its turn comes when it is let go of */
    check_text(typed(2, 160, 250), "Q");
    check(up(1, 50, 50) && strcmp(tapped, "a") == 0);
}

/* A little beside a target, on coming, in between and on leaving. */
static void test_trembling(void)
{
    check_text(down(1, 104, 250), "key:P"); /* between two keys: the nearer one */
    for (int x = 94; x < 107; x++)
        check(!touch_move(&touch, &plan, 1, x, 250));
    check_text(typed(1, 106, 250), "P");
    check_text(down(1, 106, 250), "key:Q");
    check_text(typed(1, 94, 250), "Q");
    check_text(down(1, 99 + TOUCH_SLOP, 50), "a");
    check(up(1, 99 + TOUCH_SLOP, 50));
    check_text(down(1, 100 + TOUCH_SLOP, 50), "");
    check(!up(1, 50, 50));
    down(1, 50, 50);
    check(!up(1, 100 + TOUCH_SLOP, 50));
}

/* Dirt lies on a key: others type it after ten seconds, and taking the dirt away types nothing. */
static void test_stuck(void)
{
    down(1, 50, 250);
    now += TOUCH_STUCK_MS - 1;
    check_text(down(2, 50, 250), "");
    check(!up(2, 50, 250) && pressed() == 1);
    now += 1;
    check(pressed() == 0);
    down(2, 50, 250);
    check_text(typed(2, 50, 250), "P");
    check(!touch_move(&touch, &plan, 1, 50, 500));
    check_text(typed(1, 50, 250), "");
    down(1, 50, 250);
    now += TOUCH_STUCK_MS;
    check_text(typed(1, 50, 250), "");
}

/* The flat of a hand: whatever it presses, and what of it comes a little later. It may stay there. */
static void test_palm(void)
{
    down(1, 50, 250), down(2, 160, 250), down(3, 270, 250);
    check_text(down(4, 50, 50), "");
    check(pressed() == 0);
    now += TOUCH_PALM_MS - 1;
    check_text(down(5, 650, 50), "");
    for (SDL_FingerID id = 1; id <= 3; id++)
        check_text(typed(id, 110 * (int)id - 60, 250), "");
    check(!up(4, 50, 50) && !up(5, 650, 50));
    now += 1; /* it was not the palm's last, but people do not wait */
    check_text(down(6, 50, 50), "a");
    check(up(6, 50, 50));
    for (SDL_FingerID id = 10; id < 13; id++) /* fingers that never leave, and a fourth: nothing is lost for long */
        down(id, 400, 600);
    down(13, 50, 50);
    now += TOUCH_PALM_MS;
    check_text(down(14, 50, 50), "a");
    check(up(14, 50, 50));
}

/* Home appears under a finger that taps twice. */
static void test_echo(void)
{
    touch = (struct touch){0};
    check_text(down(1, 50, 50), "a");
    check(up(1, 50, 50));
    change_screen(); /* another screen, with the same name at the same place */
    now += 300;
    check_text(down(1, 60, 40), "");
    check(!up(1, 60, 40));
    check_text(down(1, 250, 50), "b"); /* elsewhere it is meant */
    check(up(1, 250, 50));
    change_screen();
    now += TOUCH_ECHO_MS;
    check_text(down(1, 250, 50), "b"); /* and after a while too */
    check(up(1, 250, 50));
}

/* However long it waited to be heard. */
static void test_before_it_is_seen(void)
{
    touch = (struct touch){0};
    now += 10000;
    touch_forget(&touch);
    check_text(down(1, 250, 50), "");
    check(!up(1, 250, 50));
    down(1, 250, 50);
    touch_seen(&touch);
    check(!up(1, 250, 50));
    check_text(down(1, 250, 50), "b");
    check(up(1, 250, 50));
}

/* What they did meanwhile is dropped, that they left too: fingers that nobody will ever see leave are no palm. */
static void test_lost_releases(void)
{
    touch = (struct touch){0};
    now += 10000;
    touch_forget(&touch);
    for (SDL_FingerID id = 1; id <= TOUCH_FINGERS; id++)
        check_text(down(id, 250, 50), "");
    touch_seen(&touch);
    check_text(down(9, 250, 50), "b");
    check(!up(1, 250, 50));
    check(up(9, 250, 50));
}

/* On the same screen: the same target again is meant, what came in its place is not, keys always are. */
static void test_echo_in_place(void)
{
    touch = (struct touch){0};
    now += 1000;
    for (int i = 0; i < 3; i++) {
        check_text(down(1, 50, 50), "a");
        check(up(1, 50, 50));
    }
    strcpy(plan.targets[0].id, "row");
    check_text(down(1, 50, 50), "");
    check(!up(1, 50, 50));
    check_text(down(1, 50, 250), "key:P");
    check_text(typed(1, 50, 250), "P");
    strcpy(plan.targets[4].id, "key:p"); /* after a capital, small letters */
    check_text(down(1, 50, 250), "key:p");
    check_text(typed(1, 50, 250), "p");
    lay();
}

int main(void)
{
    lay();
    test_three_fingers();
    test_first_finger_owns();
    test_outside();
    test_changed_screen();
    test_rolling();
    test_trembling();
    test_stuck();
    test_palm();
    test_echo();
    test_before_it_is_seen();
    test_lost_releases();
    test_echo_in_place();
    turn_end();
    return test_end();
}
