/* simulator: a printer that gets any bytes while people do anything to it. It never holds more than its buffer, offline
 * it prints nothing, and whatever line comes on its control has one answer.
 *
 * The input is pieces: what it is, how many bytes, the bytes; an even kind is data on the line, an odd one a command.
 */
#include "fuzz.h"

#include "sim/sim.h"

#include <string.h>

static void hear(void *mine, const uint8_t *bytes, size_t n)
{
    (void)mine;
    must(bytes != NULL && n > 0);
}

static void take(struct printer *printer, const uint8_t *bytes, size_t n)
{
    bool online = printer_online(printer);
    size_t rows = printer->strip.n_rows, taken = printer_take(printer, bytes, n);
    must(taken <= n && printer->n_buffer <= PRINTER_BUFFER);
    must(online || printer->strip.n_rows <= rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct sim sim = {.printer = {.reply = hear},
                      .printer_plug = {.caller = {.fd = -1}},
                      .card_plug = {.caller = {.fd = -1}},
                      .scanner_plug = {.caller = {.fd = -1}},
                      .stripe_plug = {.caller = {.fd = -1}},
                      .lamp_plug = {.caller = {.fd = -1}}};
    sim.slips = json_array();
    sim.card.cards = json_array();
    printer_open(&sim.printer);
    while (n >= 2) {
        size_t size = bytes[1] < n - 2 ? bytes[1] : n - 2;
        if (bytes[0] & 1)
            must(*sim_command(&sim, fuzz_text(bytes + 2, size)));
        else
            take(&sim.printer, bytes + 2, size);
        bytes += 2 + size;
        n -= 2 + size;
    }
    printer_close(&sim.printer);
    json_decref(sim.card.cards);
    json_decref(sim.slips);
    turn_end();
    return 0;
}
