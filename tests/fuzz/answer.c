/* answer: whatever an agency answers becomes a value or a reason that fits into core's packet. The first byte picks the
 * status. */
#include "fuzz.h"

#include "base/packets.h"
#include "post/agency.h"

#include <string.h>

static void check_packet(json_t *packet)
{
    must(packet && packet_check(&door_deliver_to_core, packet, 0) == OK);
    json_wipe(packet);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const int statuses[] = {200, 404, 0, 500, 409, 429, 201, 999};
    const char *why = NULL;
    if (n < 1)
        return 0;
    struct exchange exchange = {.status = statuses[bytes[0] % COUNT(statuses)], .why = "nobody answers there"};
    exchange.reply = fuzz_text(bytes + 1, n - 1);
    exchange.n_reply = n - 1;
    json_t *value = agency_answer(&exchange, &why);
    must(value || why);
    if (value)
        check_packet(json_pack("{ss,si,sb,si,so}", "type", "looked", "id", 1, "ok", 1, "status", 200, "value", value));
    else
        check_packet(
            json_pack("{ss,si,sb,si,ss}", "type", "looked", "id", 1, "ok", 0, "status", exchange.status, "why", why));
    turn_end();
    return 0;
}
