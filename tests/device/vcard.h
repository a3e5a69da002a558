/* vcard.h - a chip card of ours in a reader of vpcd: pcscd believes that both are real.
 *
 * vpcd listens on a port of 127.0.0.1 a reader; who connects is the card. Each message is two bytes of length, high
 * byte first, and so many more: one byte switches the card (off, on, reset) or asks for its ATR, more are a command. */
#ifndef DEVICE_VCARD_H
#define DEVICE_VCARD_H

#include "cards.h"
#include "test.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { VCARD_GET_ATR = 4, VCARD_NEVER = -1 };

struct vcard {
    /* set before it goes in */
    const struct card *card;
    int pulled_at; /* the command that finds it gone, from 0; VCARD_NEVER */
    bool curt;     /* answers with the first byte of its answers */
    /* kept */
    int port;
    atomic_int fd;
    atomic_int commands; /* it got since it went in */
    pthread_t thread;
};

static inline bool vcard_read(int fd, uint8_t *to, size_t n)
{
    return recv(fd, to, n, MSG_WAITALL) == (ssize_t)n;
}

static inline void vcard_say(const struct vcard *card, const char *hex)
{
    uint8_t bytes[600];
    size_t n = card_hex(hex, bytes + 2);
    if (card->curt && n > 1 && hex != card->card->atr)
        n = 1;
    bytes[0] = (uint8_t)(n >> 8);
    bytes[1] = (uint8_t)n;
    send(card->fd, bytes, n + 2, MSG_NOSIGNAL);
}

/* False when it is pulled away now. */
static inline bool vcard_hear(struct vcard *card, const uint8_t *message, size_t n)
{
    if (n == 1 && message[0] == VCARD_GET_ATR)
        vcard_say(card, card->card->atr);
    if (n <= 1)
        return true;
    if (card->commands++ == card->pulled_at)
        return false;
    vcard_say(card, card_find(card->card, message, n));
    return true;
}

static inline int vcard_connect(int port)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i < 1000; i++) {
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
            return fd;
        close(fd);
        poll(NULL, 0, 10);
    }
    return -1;
}

static inline void *vcard_live(void *mine)
{
    struct vcard *card = mine;
    uint8_t size[2], message[65536];
    while (vcard_read(card->fd, size, 2) && vcard_read(card->fd, message, (size_t)(size[0] << 8 | size[1])) &&
           vcard_hear(card, message, (size_t)(size[0] << 8 | size[1])))
        ;
    shutdown(card->fd, SHUT_RDWR);
    return NULL;
}

static inline void vcard_insert(struct vcard *card)
{
    card->commands = 0;
    card->fd = vcard_connect(card->port);
    check(card->fd >= 0);
    check(pthread_create(&card->thread, NULL, vcard_live, card) == 0);
}

static inline void vcard_remove(struct vcard *card)
{
    shutdown(card->fd, SHUT_RDWR);
    pthread_join(card->thread, NULL);
    close(card->fd);
}

#endif
