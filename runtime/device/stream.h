/* stream.h - what ports have in common that are one descriptor: a socket, a serial line. The kind opens it, the stream
 * carries the bytes. It is the first member of such a kind's own things. */
#ifndef DEVICE_STREAM_H
#define DEVICE_STREAM_H

#include "device/port.h"

struct stream {
    struct watch watch; /* fd is -1 when there is none */

    /* What came, for a kind whose bytes are not the driver's as they are; NULL: port_take(). */
    void (*take)(struct port *port, const uint8_t *bytes, size_t n);
};

/* fd is the stream's from now on. connecting: it is answered when it can be written; otherwise at once. */
void stream_open(struct port *port, int fd, bool connecting);

/* The members of a struct port_kind. */
void stream_push(struct port *port);
void stream_hang_up(struct port *port, bool hard);

#endif
