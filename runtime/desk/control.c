/* control.c - see control.h. */
#include "desk/control.h"

#include "base/clock.h"
#include "desk/desk.h"

#include <string.h>

/* Every row gets its age; `name` is where it has the id that tells. */
static json_t *with_ages(json_t *rows, const char *name)
{
    size_t i;
    json_t *row;
    int64_t now = clock_wall_ms();
    json_array_foreach (rows, i, row) {
        int64_t age = (now - outbox_written(json_text(row, name))) / 1000;
        json_object_set_new(row, "age", json_integer(age > 0 ? age : 0));
    }
    return rows;
}

static json_t *agencies_of(struct store *store)
{
    size_t i;
    json_t *row, *rows = with_ages(outbox_agencies(store), "oldest");
    json_array_foreach (rows, i, row) {
        json_object_del(row, "oldest");
    }
    return rows;
}

static void tell_letters(struct control *control)
{
    struct store *store = &control->desk->store;
    role_put(&control->role,
             json_pack("{ss,si,si,si,si,si,so,so,so}", "type", "letters", "waiting",
                       outbox_count(store, OUTBOX_WAITING), "delivered", outbox_count(store, OUTBOX_DELIVERED), "dead",
                       outbox_count(store, OUTBOX_DEAD), "held", outbox_count(store, OUTBOX_HELD), "withdrawn",
                       outbox_count(store, OUTBOX_WITHDRAWN), "kept",
                       with_ages(condition_rows(store, OUTBOX_ROWS), "id"), "agencies", agencies_of(store), "rows",
                       with_ages(outbox_dead_rows(store), "id")));
}

static void tell_devices(struct control *control)
{
    role_put(&control->role, json_pack("{ss,so}", "type", "devices", "rows", devices_rows(&control->desk->devices)));
}

static void resend(struct control *control, const char *id)
{
    int n = outbox_resend(&control->desk->store, id);
    if (n > 0)
        say("%d dead letters are sent again, as the operator says", n);
    role_put(&control->role, json_pack("{ss,si}", "type", "resent", "n", n > 0 ? n : 0));
}

static void on_said(void *mine, struct packet *packet)
{
    if (strcmp(packet_type(packet), "outbox") == 0)
        tell_letters(mine);
    else if (strcmp(packet_type(packet), "devices") == 0)
        tell_devices(mine);
    else
        resend(mine, json_text(packet->body, "id"));
}

int control_open(struct control *control, struct desk *desk)
{
    control->desk = desk;
    control->role = (struct role){.name = "control", .door = &door_control_to_core, .said = on_said, .mine = control};
    return role_open(&control->role, &desk->lines, desk->site.run);
}

void control_close(struct control *control)
{
    role_close(&control->role);
}
