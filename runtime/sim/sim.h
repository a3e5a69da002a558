/* sim.h - the simulated devices of a kiosk together: a slip printer and a card reader, and what people do to them. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "sim/card.h"
#include "sim/plug.h"
#include "sim/printer.h"

struct sim {
    struct loop *loop;
    const char *folder; /* RUN/state/sim: where slips go */
    struct printer printer;
    struct card card;
    struct plug printer_plug, card_plug;
    json_t *slips; /* [{slip, rows, whole, dots}], oldest first */
};

/* Zeroed memory with loop and folder set; the two listening sockets become the simulator's. */
int sim_open(struct sim *sim, int printer_listener, int card_listener, const char *cards);
void sim_close(struct sim *sim);

/* One command, as runtime/sim/README.md lists them. Returns the answer in turn memory: "ok", "error WHY", or JSON. */
char *sim_command(struct sim *sim, const char *line);

/* Both devices as they are now. A new object. */
json_t *sim_status(const struct sim *sim);

#endif
