/* wire.h - packets between processes: one JSON object per SOCK_SEQPACKET packet, with descriptors. */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include "base/packets.h"

struct packet {
    json_t *body;
    int fds[PACKET_FDS];
    int n_fds;
};

/* Path of a role's socket below the run folder: RUN/run/ROLE/core. Lives until the end of the turn. */
char *wire_path(const char *run, const char *role);

/* A listening socket at path (mode 0660, an old one is replaced), non-blocking. */
int wire_listen(const char *path);

/* The next caller of a listening socket, non-blocking; E_STATE when nobody waits. */
int wire_accept(int listener);

/* A connection, blocking until wire_calm(). Quiet when nobody listens: returns E_GONE. */
int wire_connect(const char *path);
void wire_calm(int fd);

/* A connected pair: ends[0] non-blocking for a loop, ends[1] blocking for a child. */
int wire_pair(int ends[2]);

/* Sends and keeps body and fds with the caller. E_FULL when the peer's queue is full, E_GONE when it left. */
int wire_send(int fd, const json_t *body, const int *fds, int n_fds);

/* The next packet, checked against the door. E_STATE: none now (non-blocking); E_GONE: the peer left; E_FORMAT:
 * refused, and whoever sent it cannot be trusted further. On OK the caller owns packet (packet_free). */
int wire_receive(int fd, const struct door *door, struct packet *packet);

/* Takes descriptor i out of the packet, so that packet_free() leaves it open. */
int packet_take(struct packet *packet, int i);
void packet_free(struct packet *packet);
const char *packet_type(const struct packet *packet);

#endif
