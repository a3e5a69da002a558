/* packets: whatever comes through a door is refused or is what the table says; written and read again it is the same.
 *
 * The first byte picks the door, the second the number of descriptors, the rest is the packet. */
#include "fuzz.h"

#include "base/packets.h"

#include <stdlib.h>
#include <string.h>

static const struct door *const doors[] = {
    &door_ui_to_core,      &door_core_to_ui,      &door_call_to_core,    &door_core_to_call,
    &door_nursery_to_core, &door_core_to_nursery, &door_child_to_core,   &door_core_to_child,
    &door_parser_to_core,  &door_core_to_parser,  &door_paper_to_core,   &door_core_to_paper,
    &door_driver_to_core,  &door_core_to_driver,  &door_deliver_to_core, &door_core_to_deliver};

static void check_again(const struct door *door, const json_t *packet, int n_fds)
{
    char hash[2][JSON_HASH_TEXT], *text = json_write(packet);
    json_t *again = json_read("again", text, strlen(text), JSON_MAX_DEPTH);
    must(again && packet_check(door, again, n_fds) == OK);
    json_hash(packet, hash[0]);
    json_hash(again, hash[1]);
    must(strcmp(hash[0], hash[1]) == 0);
    json_wipe(again);
    wipe_text(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 2 || n - 2 > PACKET_MAX)
        return 0;
    const struct door *door = doors[bytes[0] % COUNT(doors)];
    int n_fds = bytes[1] % (PACKET_FDS + 1);
    json_t *packet = json_read(door->name, bytes + 2, n - 2, JSON_MAX_DEPTH);
    if (packet && packet_check(door, packet, n_fds) == OK)
        check_again(door, packet, n_fds);
    json_wipe(packet);
    turn_end();
    return 0;
}
