/* ports.h - the listening sockets of a kiosk, opened here and handed to the programs that serve them.
 *
 * Addresses in site.conf say where. Port 0 asks the kernel for a free one, which is then written into the settings and
 * kept: two kiosks never meet. All are non-blocking. An address on another machine is left alone, and nothing is served
 * for it. */
#ifndef UP_PORTS_H
#define UP_PORTS_H

#include "base/json.h"

enum { PORTS_SIM_MAX = 8 };

struct ports {
    int hall, office;              /* -1: somewhere else */
    int sim[PORTS_SIM_MAX], n_sim; /* the simulated devices: printers, then card readers, then scanners, then document
                                      printers, then lamps, then stripe readers */
    int paper;                     /* seqpacket: core asks for pages */
};

/* Replaces port 0 in the settings. */
int ports_open(struct ports *ports, json_t *settings);
void ports_close(struct ports *ports);

/* A listening Unix socket with that owner and mode; kind is SOCK_STREAM or SOCK_SEQPACKET. */
int port_unix(const char *path, int kind);

#endif
