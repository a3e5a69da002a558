/* port.h - the one connection to a device: TCP, by number ("tcp:127.0.0.1:9100", "tcp:[::1]:9100").
 *
 * It calls until somebody answers, with growing pauses, and comes back by itself after a loss. Names are not resolved:
 * a device has an address, and a locked process has no files to look names up in. */
#ifndef DEVICE_PORT_H
#define DEVICE_PORT_H

#include "base/loop.h"

#include "kiosk_driver.h"

#include <netinet/in.h>

enum port_state { PORT_CLOSED, PORT_CALLING, PORT_OPEN };

struct port {
    /* set by the owner */
    struct loop *loop;
    void (*opened)(void *mine);
    void (*lost)(void *mine); /* after being open; not by port_close() */
    void (*input)(void *mine, const uint8_t *bytes, size_t n);
    void (*sent)(void *mine); /* the system took everything */
    void *mine;
    /* kept by port */
    struct sockaddr_in6 to; /* large enough for IPv4 too */
    socklen_t n_to;
    enum port_state state;
    struct watch watch;
    struct timer again;
    int64_t pause;
    uint8_t waiting[KD_SEND_MAX];
    size_t n_waiting;
    uint64_t queued, taken; /* bytes since it opened: given to port_send(), taken by the system */
};

int port_open(struct port *port, const char *address);
void port_close(struct port *port);

/* E_FULL when more than KD_SEND_MAX would wait, E_GONE when it is not open. The first byte leaves in the next turn. */
int port_send(struct port *port, const void *bytes, size_t n);

/* Drops what waits here and in the system, closes with a reset, and calls again. */
void port_reset(struct port *port);

#endif
