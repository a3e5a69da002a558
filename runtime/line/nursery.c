/* nursery.c - see nursery.h. */
#include "line/nursery.h"

#include <string.h>

static struct child *find_child(struct nursery *nursery, int64_t id)
{
    for (int i = 0; id > 0 && i < CHILDREN; i++)
        if (nursery->children[i].id == id)
            return &nursery->children[i];
    return NULL;
}

static void ask_fork(struct child *child)
{
    role_put(&child->nursery->role, json_pack("{ss,si,ss}", "type", "fork", "child", child->id, "work", child->work));
}

static void set_deadline(struct child *child, int ms)
{
    role_put(&child->nursery->role, json_pack("{ss,si,si}", "type", "deadline", "child", child->id, "ms", ms));
}

/* Children die with the nursery, or are dropped by their owner, or say something forbidden: one way out for all. */
static void lose(struct child *child, const char *why)
{
    void (*gone)(void *, const char *) = child->gone;
    void *mine = child->mine;
    line_close(&child->line);
    child->id = 0;
    if (gone)
        gone(mine, why);
}

static void ask_drop(struct child *child)
{
    role_put(&child->nursery->role, json_pack("{ss,si}", "type", "drop", "child", child->id));
}

/* One word for each that was put to it: a child that got out of its script may talk without end. */
static void on_child_said(void *mine, struct packet *packet)
{
    struct child *child = mine;
    if (child->owes == 0) {
        fail(E_FORMAT, "a child says \"%s\" unasked", packet_type(packet));
        line_close(&child->line);
        ask_drop(child);
        return;
    }
    child->owes--;
    set_deadline(child, 0);
    child->said(child->mine, packet);
}

/* It closed its socket, or said something forbidden. Why it died is the nursery's to say, with `gone`. */
static void on_child_left(void *mine)
{
    ask_drop(mine);
}

static void on_said(void *mine, struct packet *packet)
{
    struct nursery *nursery = mine;
    struct child *child = find_child(nursery, json_number(packet->body, "child", 0));
    if (!child)
        return; /* dropped meanwhile: the nursery is already killing it */
    if (strcmp(packet_type(packet), "child") == 0 && !child->line.open) {
        child->line.said = on_child_said;
        child->line.left = on_child_left;
        child->line.mine = child;
        line_open(nursery->role.lines, &child->line, packet_take(packet, 0));
        child->ready(child->mine);
    } else if (strcmp(packet_type(packet), "gone") == 0) {
        lose(child, turn_text("%s", json_text(packet->body, "why")));
    }
}

static void on_came(void *mine)
{
    struct nursery *nursery = mine;
    for (int i = 0; i < CHILDREN; i++)
        if (nursery->children[i].id)
            ask_fork(&nursery->children[i]);
}

static void on_left(void *mine)
{
    struct nursery *nursery = mine;
    for (int i = 0; i < CHILDREN; i++)
        if (nursery->children[i].id)
            lose(&nursery->children[i], "nursery");
}

int nursery_open(struct nursery *nursery, struct lines *lines, const char *run)
{
    nursery->role = (struct role){.name = "flow",
                                  .door = &door_nursery_to_core,
                                  .came = on_came,
                                  .said = on_said,
                                  .left = on_left,
                                  .mine = nursery};
    return role_open(&nursery->role, lines, run);
}

void nursery_close(struct nursery *nursery)
{
    for (int i = 0; i < CHILDREN; i++)
        line_close(&nursery->children[i].line);
    role_close(&nursery->role);
}

struct child *child_fork(struct nursery *nursery, const char *work, const struct door *door)
{
    for (int i = 0; i < CHILDREN; i++) {
        struct child *child = &nursery->children[i];
        if (child->id)
            continue;
        *child = (struct child){.id = ++nursery->last_id, .work = work, .line = {.door = door}, .nursery = nursery};
        ask_fork(child);
        return child;
    }
    fail(E_FULL, "%d children are at work, no room for one more", CHILDREN);
    return NULL;
}

void child_put(struct child *child, json_t *body, const int *fds, int n_fds, int ms)
{
    set_deadline(child, ms);
    child->owes++;
    line_put_with(&child->line, body, fds, n_fds);
}

void child_drop(struct child *child)
{
    if (!child || !child->id)
        return;
    ask_drop(child);
    line_close(&child->line);
    child->id = 0;
}
