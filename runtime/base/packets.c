/* packets.c - the tables of runtime/messages.md, in its order. */
#include "base/packets.h"

#include <string.h>

/* clang-format off */
#define TEXT(name, max) {name, 's', false, max}
#define TEXT_OR_NONE(name, max) {name, 's', true, max}
#define NUMBER(name) {name, 'i', false, 0}
#define NUMBER_OR_NONE(name) {name, 'i', true, 0}
#define TRUTH(name) {name, 'b', false, 0}
#define TRUTH_OR_NONE(name) {name, 'b', true, 0}
#define OBJECT(name) {name, 'o', false, 0}
#define OBJECT_OR_NONE(name) {name, 'o', true, 0}
#define ARRAY(name) {name, 'a', false, 0}
#define ARRAY_OR_NONE(name) {name, 'a', true, 0}
#define ANY(name) {name, '*', false, 0}
#define ANY_OR_NONE(name) {name, '*', true, 0}
#define HELLO {"hello", 0, 0, {TEXT("program", 32), TEXT("build", 64)}}
#define VISIT TEXT("visit", 40)
#define STEP NUMBER("step")
#define DOOR(which, ...) \
    static const struct packet_kind which##_kinds[] = {__VA_ARGS__, {0}}; \
    const struct door which = {#which, which##_kinds}

DOOR(door_ui_to_core,
    HELLO,
    {"start", 0, 0, {TEXT("service", 64), TEXT("language", 8)}},
    {"answer", 0, 0, {VISIT, STEP, ANY("value")}},
    {"back", 0, 0, {VISIT, STEP}},
    {"edit", 0, 0, {VISIT, STEP, TEXT("key", 128)}},
    {"cancel", 0, 0, {VISIT, STEP}},
    {"aim", 0, 0, {VISIT, STEP}},
    {"language", 0, 0, {VISIT, TEXT("language", 8)}},
    {"end", 0, 0, {VISIT, TEXT("why", 16)}},
    {"staff", 0, 0, {TEXT_OR_NONE("visit", 40)}});

DOOR(door_core_to_ui,
    {"home", 0, 0, {TEXT("site", 80), TEXT("place", 80), TEXT("kiosk", 16), TRUTH_OR_NONE("development"), TRUTH_OR_NONE("card"),
                    OBJECT("states"), OBJECT("queues")}},
    {"visit", 1, 1, {VISIT, TEXT("service", 64), TEXT("language", 8)}},
    {"screen", 0, 0, {VISIT, STEP, TEXT("kind", 16), TEXT("key", 128), OBJECT("options"), TRUTH("back"),
                      OBJECT_OR_NONE("stage"), ANY_OR_NONE("default"), ARRAY_OR_NONE("rows"), TEXT_OR_NONE("error", 64)}},
    {"frame", 1, 1, {VISIT, STEP, NUMBER("width"), NUMBER("height")}},
    {"closed", 0, 0, {VISIT, TEXT("why", 16)}},
    {"called", 0, 0, {TRUTH("staff")}});

DOOR(door_call_to_core, HELLO);

DOOR(door_core_to_call,
    {"board", 0, 0, {TEXT("site", 80), TEXT("place", 80), OBJECT("state"), TRUTH("fresh")}});

DOOR(door_core_to_nursery,
    {"fork", 0, 0, {NUMBER("child"), TEXT("work", 16)}},
    {"deadline", 0, 0, {NUMBER("child"), NUMBER("ms")}},
    {"drop", 0, 0, {NUMBER("child")}});

DOOR(door_nursery_to_core,
    HELLO,
    {"child", 1, 1, {NUMBER("child"), NUMBER("pid")}},
    {"gone", 0, 0, {NUMBER("child"), TEXT("why", 16), NUMBER("number")}});

DOOR(door_core_to_child,
    {"begin", 2, 2, {TEXT("service", 64), ANY_OR_NONE("input")}},
    {"answer", 0, 0, {ANY_OR_NONE("value")}});

DOOR(door_child_to_core,
    {"step", 0, 0, {NUMBER("at"), TEXT("class", 8), TEXT("kind", 16), TEXT("key", 128), OBJECT("options"),
                    TEXT("sig", 64), TEXT_OR_NONE("stage", 64)}},
    {"refuse", 0, 0, {TEXT("key", 64), OBJECT_OR_NONE("with")}},
    {"end", 0, 0, {ANY_OR_NONE("value")}},
    {"error", 0, 0, {TEXT("message", 2048)}});

DOOR(door_core_to_parser,
    {"parse", 3, 9, {TEXT("service", 64), ARRAY("languages"), ARRAY_OR_NONE("shared")}});

DOOR(door_parser_to_core,
    {"parsed", 1, 1, {{0}}},
    {"error", 0, 0, {TEXT("message", 2048)}});

DOOR(door_core_to_paper,
    {"compose", 0, 0, {NUMBER("id"), TEXT("template", 32), TEXT("language", 8), OBJECT("data")}});

DOOR(door_paper_to_core,
    {"composed", 1, 1, {NUMBER("id"), NUMBER("width"), NUMBER("height"), NUMBER_OR_NONE("pages"), TEXT_OR_NONE("lines", 16384)}},
    {"failed", 0, 0, {NUMBER("id"), TEXT("message", 512)}});

DOOR(door_core_to_driver,
    {"request", 0, 1, {NUMBER("id"), TEXT("verb", 16), OBJECT("attr"), NUMBER("ms")}},
    {"tell", 0, 0, {NUMBER("id"), TEXT("what", 16)}},
    {"cancel", 0, 0, {NUMBER("id")}});

DOOR(door_driver_to_core,
    HELLO,
    {"frame", 1, 1, {NUMBER("id"), NUMBER("width"), NUMBER("height")}},
    {"done", 0, 1, {NUMBER("id"), TEXT("result", 16), TEXT("effect", 8), OBJECT("attr")}},
    {"status", 0, 0, {TEXT("class", 16), TEXT("device", 16), TEXT("media", 16), TEXT_OR_NONE("detail", 64)}});

DOOR(door_core_to_deliver,
    {"letter", 1, 1, {TEXT("id", 40), TEXT("agency", 32)}},
    {"look", 0, 0, {NUMBER("id"), TEXT("agency", 32), TEXT("name", 64), OBJECT("input"), NUMBER("ms")}},
    {"forget", 0, 0, {NUMBER("id")}});

DOOR(door_deliver_to_core,
    HELLO,
    {"delivered", 0, 0, {TEXT("id", 40), TEXT("receipt", 128)}},
    {"undelivered", 0, 0, {TEXT("id", 40), NUMBER("status"), TEXT("why", 256), NUMBER_OR_NONE("wait")}},
    {"looked", 0, 1, {NUMBER("id"), TRUTH("ok"), NUMBER("status"), ANY_OR_NONE("value"), TEXT_OR_NONE("why", 256)}},
    {"board", 0, 0, {OBJECT("state")}},
    {"hall", 0, 0, {TRUTH("fresh")}});

DOOR(door_control_to_core,
    HELLO,
    {"outbox", 0, 0, {{0}}},
    {"resend", 0, 0, {TEXT("id", 40)}},
    {"devices", 0, 0, {{0}}});

DOOR(door_core_to_control,
    {"letters", 0, 0, {NUMBER("waiting"), NUMBER("delivered"), NUMBER("dead"), NUMBER("held"), NUMBER("withdrawn"), ARRAY("agencies"),
                       ARRAY("rows"), ARRAY("kept")}},
    {"resent", 0, 0, {NUMBER("n")}},
    {"devices", 0, 0, {ARRAY("rows")}});
/* clang-format on */

static const struct packet_kind *find_kind(const struct door *door, const char *type)
{
    for (const struct packet_kind *k = door->kinds; k->type; k++)
        if (strcmp(k->type, type) == 0)
            return k;
    return NULL;
}

static bool has_kind(const json_t *value, char kind)
{
    switch (kind) {
    case 's':
        return json_is_string(value);
    case 'i':
        return json_is_integer(value);
    case 'b':
        return json_is_boolean(value);
    case 'o':
        return json_is_object(value);
    case 'a':
        return json_is_array(value);
    default:
        return true;
    }
}

static int check_field(const struct door *door, const struct packet_kind *kind, const struct field *f,
                       const json_t *packet)
{
    const json_t *value = json_object_get(packet, f->name);
    if (!value)
        return f->optional ? OK : fail(E_FORMAT, "%s: %s without %s", door->name, kind->type, f->name);
    if (!has_kind(value, f->kind))
        return fail(E_FORMAT, "%s: %s.%s is not of type %c", door->name, kind->type, f->name, f->kind);
    if (f->kind == 's' && json_string_length(value) > f->max)
        return fail(E_FORMAT, "%s: %s.%s is longer than %zu", door->name, kind->type, f->name, f->max);
    return OK;
}

static bool knows_field(const struct packet_kind *kind, const char *name)
{
    for (const struct field *f = kind->fields; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return true;
    return strcmp(name, "type") == 0;
}

int packet_check(const struct door *door, const json_t *packet, int n_fds)
{
    if (!json_is_object(packet))
        return fail(E_FORMAT, "%s: a packet is not an object", door->name);
    const struct packet_kind *kind = find_kind(door, json_text(packet, "type"));
    if (!kind)
        return fail(E_FORMAT, "%s: no packet is called \"%.32s\" here", door->name, json_text(packet, "type"));
    if (n_fds < kind->min_fds || n_fds > kind->max_fds)
        return fail(E_FORMAT, "%s: %s with %d descriptors", door->name, kind->type, n_fds);
    for (const struct field *f = kind->fields; f->name; f++)
        if (check_field(door, kind, f, packet) < 0)
            return E_FORMAT;
    const char *name;
    const json_t *value;
    json_object_foreach ((json_t *)packet, name, value) {
        if (!knows_field(kind, name))
            return fail(E_FORMAT, "%s: %s has no field \"%.32s\"", door->name, kind->type, name);
        (void)value;
    }
    return OK;
}
