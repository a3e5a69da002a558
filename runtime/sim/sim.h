/* sim.h - the simulated devices of a kiosk together: a slip printer, a printer of documents, a card reader, a stripe
 * reader, a scanner, a camera, a lamp and a keypad, and what people do to them. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "sim/camera.h"
#include "sim/card.h"
#include "sim/class.h"
#include "sim/keypad.h"
#include "sim/lamp.h"
#include "sim/plug.h"
#include "sim/press.h"
#include "sim/printer.h"

struct sim {
    struct loop *loop;
    const char *folder; /* RUN/state/sim: where slips and documents go */
    struct printer printer;
    struct card card;
    struct camera camera; /* its place is set before sim_open() */
    struct press press;
    struct lamp lamp;
    struct keypad keypad; /* whether it is there is set before sim_open() */
    struct plug printer_plug, card_plug, stripe_plug, scanner_plug, lamp_plug;
    int scans, swipes; /* what their drivers were told, good or bad */
    json_t *slips;     /* [{slip, rows, whole, dots}], oldest first */
};

/* Their listening sockets; documents, lamp and stripe may be -1. */
struct sim_sockets {
    int printer, card, scanner, documents, lamp, stripe;
};

/* Zeroed memory with loop and folder set; the sockets become the simulator's. */
int sim_open(struct sim *sim, struct sim_sockets sockets, const char *cards);
void sim_close(struct sim *sim);

/* Its cable is put in or pulled out: "ok". */
const char *sim_cable(struct plug *plug, bool in);

/* So many bytes of anything, as one line. E_STATE when nobody is connected there. */
int sim_noise(struct plug *plug, size_t n);

/* One command, as `help` and runtime/sim/README.md list them. Returns the answer in turn memory: "ok", "error WHY", or
 * JSON. */
char *sim_command(struct sim *sim, const char *line);

/* The devices as they are now. A new object. */
json_t *sim_status(const struct sim *sim);

#endif
