/* sim.h - the simulated devices of a kiosk together: a slip printer, a card reader, a scanner, a camera, a printer of
 * documents and a lamp, and what people do to them. */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "sim/camera.h"
#include "sim/card.h"
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
    struct plug printer_plug, card_plug, scanner_plug, lamp_plug;
    json_t *slips; /* [{slip, rows, whole, dots}], oldest first */
};

/* Their listening sockets; documents and lamp may be -1. */
struct sim_sockets {
    int printer, card, scanner, documents, lamp;
};

/* Zeroed memory with loop and folder set; the sockets become the simulator's. */
int sim_open(struct sim *sim, struct sim_sockets sockets, const char *cards);
void sim_close(struct sim *sim);

/* A code is held before the scanner, or 64 KiB of anything. E_STATE when nobody is connected to it. */
int sim_scan(struct sim *sim, const char *code);
int sim_scan_garbage(struct sim *sim);

/* One command, as runtime/sim/README.md lists them. Returns the answer in turn memory: "ok", "error WHY", or JSON. */
char *sim_command(struct sim *sim, const char *line);

/* The devices as they are now. A new object. */
json_t *sim_status(const struct sim *sim);

#endif
