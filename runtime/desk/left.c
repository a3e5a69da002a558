/* left.c - see left.h. */
#include "desk/left.h"

#include "base/clock.h"
#include "desk/desk.h"

enum { LEFT_MS = 20 * 1000 };

static void on_long(void *mine)
{
    struct left *left = mine;
    desk_call_staff(left->desk, "an identity card was left in the reader");
}

void left_start(struct left *left, struct desk *desk)
{
    *left = (struct left){.desk = desk,
                          .ms = json_number(desk->site.settings, "card_left", LEFT_MS),
                          .call = {.due = on_long, .mine = left}};
}

void left_look(struct left *left)
{
    if (!devices_have_card(&left->desk->devices))
        return;
    left->since = clock_ms();
    loop_after(left->desk->loop, &left->call, left->ms);
}

void left_forget(struct left *left)
{
    left->since = 0;
    loop_forget(left->desk->loop, &left->call);
}

void left_check(struct left *left, const struct device *device)
{
    bool was_left = left->since != 0;
    if (was_left && !devices_have_card(&left->desk->devices))
        left_forget(left);
    else if (!was_left && !left->desk->visit && device->found)
        left_look(left);
    if (was_left != (left->since != 0))
        desk_show_home(left->desk);
}
