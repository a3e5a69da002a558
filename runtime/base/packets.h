/* packets.h - runtime/messages.md as tables: what may be said through which door.
 *
 * A door is one direction of one role. wire_receive() checks every packet against the door it came through; nothing
 * behind the door needs to doubt names, types or lengths again. */
#ifndef BASE_PACKETS_H
#define BASE_PACKETS_H

#include "base/json.h"

enum { PACKET_MAX = 65536, PACKET_FDS = 9 };

struct field {
    const char *name;
    char kind;     /* 's' text, 'i' whole number, 'b' truth, 'o' object, 'a' array, '*' any */
    bool optional; /* may be absent */
    size_t max;    /* bytes of a text */
};

struct packet_kind {
    const char *type;
    int min_fds, max_fds;
    struct field fields[12]; /* ends with a NULL name */
};

struct door {
    const char *name;
    const struct packet_kind *kinds; /* ends with a NULL type */
};

extern const struct door door_ui_to_core, door_core_to_ui;
extern const struct door door_call_to_core, door_core_to_call;
extern const struct door door_nursery_to_core, door_core_to_nursery;
extern const struct door door_child_to_core, door_core_to_child;
extern const struct door door_parser_to_core, door_core_to_parser;
extern const struct door door_paper_to_core, door_core_to_paper;
extern const struct door door_driver_to_core, door_core_to_driver;
extern const struct door door_deliver_to_core, door_core_to_deliver;
extern const struct door door_control_to_core, door_core_to_control;

/* OK, or E_FORMAT with a log line that says which field of which packet is wrong, and why. */
int packet_check(const struct door *door, const json_t *packet, int n_fds);

#endif
