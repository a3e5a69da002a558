/* packets: every door refuses what is malformed, oversized, too deep, unknown, too long or without its fields. */
#include "base/packets.h"
#include "test.h"

static const struct door *const doors[] = {
    &door_ui_to_core,      &door_core_to_ui,      &door_call_to_core,    &door_core_to_call,
    &door_nursery_to_core, &door_core_to_nursery, &door_child_to_core,   &door_core_to_child,
    &door_parser_to_core,  &door_core_to_parser,  &door_paper_to_core,   &door_core_to_paper,
    &door_driver_to_core,  &door_core_to_driver,  &door_deliver_to_core, &door_core_to_deliver};

static json_t *value_of(char kind, size_t max)
{
    char text[20000];
    memset(text, 'x', sizeof text);
    text[max < sizeof text ? max : sizeof text - 1] = 0;
    switch (kind) {
    case 's':
        return json_string(text);
    case 'i':
        return json_integer(7);
    case 'b':
        return json_true();
    case 'a':
        return json_array();
    default:
        return json_object();
    }
}

static json_t *fill(const struct packet_kind *kind)
{
    json_t *packet = json_pack("{ss}", "type", kind->type);
    for (const struct field *f = kind->fields; f->name; f++)
        json_object_set_new(packet, f->name, value_of(f->kind, f->max));
    return packet;
}

static void check_kind(const struct door *door, const struct packet_kind *kind)
{
    json_t *packet = fill(kind);
    check(packet_check(door, packet, kind->min_fds) == OK);
    check(packet_check(door, packet, kind->max_fds + 1) == E_FORMAT);
    json_object_set_new(packet, "surprise", json_true());
    check(packet_check(door, packet, kind->min_fds) == E_FORMAT);
    json_object_del(packet, "surprise");
    for (const struct field *f = kind->fields; f->name; f++) {
        json_t *was = json_incref(json_object_get(packet, f->name));
        json_object_del(packet, f->name);
        check((packet_check(door, packet, kind->min_fds) == OK) == f->optional);
        if (f->kind != '*') {
            json_object_set_new(packet, f->name, json_null());
            check(packet_check(door, packet, kind->min_fds) == E_FORMAT);
        }
        if (f->kind == 's') {
            json_object_set_new(packet, f->name, value_of('s', f->max + 1));
            check(packet_check(door, packet, kind->min_fds) == E_FORMAT);
        }
        json_object_set_new(packet, f->name, was);
    }
    json_decref(packet);
}

int main(void)
{
    for (size_t d = 0; d < COUNT(doors); d++) {
        for (const struct packet_kind *k = doors[d]->kinds; k->type; k++)
            check_kind(doors[d], k);
        json_t *stranger = json_pack("{ss}", "type", "stranger"), *list = json_array();
        check(packet_check(doors[d], stranger, 0) == E_FORMAT);
        check(packet_check(doors[d], list, 0) == E_FORMAT);
        json_decref(stranger);
        json_decref(list);
    }
    check(json_read("deep", "[[[[[[[[[1]]]]]]]]]", 19, JSON_MAX_DEPTH) == NULL);
    check(json_read("half", "{\"a\":", 5, JSON_MAX_DEPTH) == NULL);
    check(json_read("twice", "{\"a\":1,\"a\":2}", 13, JSON_MAX_DEPTH) == NULL);
    check(json_read("nul", "\"a\\u0000b\"", 10, JSON_MAX_DEPTH) == NULL);
    return test_end();
}
