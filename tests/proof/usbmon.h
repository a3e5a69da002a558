/* usbmon.h - captured USB traffic as a file, of every form there is, made by a test. */
#ifndef PROOF_USBMON_H
#define PROOF_USBMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { USBMON_CONTROL = 2, USBMON_BULK = 3 };

struct usbmon {
    uint8_t bytes[1 << 16];
    size_t n;
    bool big, next_generation, short_heads; /* big endian, pcapng, 48 bytes before the data */
};

struct urb {
    uint64_t id;
    char event;
    int kind;
    bool in;
    int device;
    const void *data;
    size_t n, length; /* bytes of data; of the whole transfer */
};

/* A number, or more than 8 zeros. */
static inline void usbmon_put(struct usbmon *f, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        f->bytes[f->n++] = (uint8_t)(n > 8 ? 0 : value >> 8 * (f->big ? n - 1 - i : i));
}

static inline void usbmon_put_all(struct usbmon *f, size_t size, const uint64_t *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        usbmon_put(f, values[i], size);
}

static inline void usbmon_begin(struct usbmon *f)
{
    uint32_t link = f->short_heads ? 189 : 220;
    f->n = 0;
    if (!f->next_generation) {
        usbmon_put(f, 0xa1b2c3d4, 4);
        usbmon_put(f, 2, 2), usbmon_put(f, 4, 2), usbmon_put(f, 0, 8), usbmon_put(f, 65535, 4), usbmon_put(f, link, 4);
        return;
    }
    usbmon_put_all(f, 4, (const uint64_t[]){0x0a0d0d0a, 28, 0x1a2b3c4d, 1}, 4);
    usbmon_put(f, UINT64_MAX, 8), usbmon_put(f, 28, 4);
    usbmon_put(f, 1, 4), usbmon_put(f, 20, 4), usbmon_put(f, link, 2), usbmon_put(f, 0, 2);
    usbmon_put(f, 0, 4), usbmon_put(f, 20, 4);
}

static inline void usbmon_put_urb(struct usbmon *f, const struct urb *u)
{
    const uint8_t *data = u->data;
    usbmon_put(f, u->id, 8), usbmon_put(f, (uint8_t)u->event, 1), usbmon_put(f, (uint64_t)u->kind, 1);
    usbmon_put(f, u->in ? 0x81 : 0x02, 1), usbmon_put(f, (uint64_t)u->device, 1), usbmon_put(f, 1, 2);
    usbmon_put(f, 0, 2), usbmon_put(f, 0, 16), usbmon_put(f, u->length, 4), usbmon_put(f, u->n, 4);
    usbmon_put(f, 0, f->short_heads ? 8 : 24);
    for (size_t i = 0; i < u->n; i++)
        f->bytes[f->n++] = data[i];
}

static inline void usbmon_add(struct usbmon *f, struct urb u)
{
    size_t n = u.n + (f->short_heads ? 48 : 64), padded = (n + 3) / 4 * 4;
    if (f->next_generation) {
        usbmon_put(f, 6, 4), usbmon_put(f, padded + 32, 4), usbmon_put(f, 0, 12), usbmon_put(f, n, 4);
        usbmon_put(f, n, 4);
        usbmon_put_urb(f, &u);
        usbmon_put(f, 0, padded - n), usbmon_put(f, padded + 32, 4);
    } else {
        usbmon_put(f, 0, 8), usbmon_put(f, n, 4), usbmon_put(f, n, 4);
        usbmon_put_urb(f, &u);
    }
}

#endif
