/* mock.h - USB devices that are not there: what umockdev shows to an unmodified libusb, and behind it the simulator's
 * printer. A device does what the kernel would report of a real one: transfers that wait, end in part, fail, stall.
 *
 * The other side of every call runs in a thread of umockdev's; a device's members are read and set through these
 * functions alone. */
#ifndef DEVICE_MOCK_H
#define DEVICE_MOCK_H

#include "sim/printer.h"

#include <umockdev.h>

enum mock_end { MOCK_STAYS, MOCK_LEAVES, MOCK_FAILS, MOCK_STALLS };

struct mock {
    /* set by the owner before mock_in() */
    const char *path, *serial; /* "1-2"; serial may be NULL */
    const uint8_t *descriptors;
    size_t n_descriptors;
    /* the state of it */
    struct printer *printer;
    int number;
    bool gone, stalled;
    unsigned slow_us;  /* what each transfer takes */
    enum mock_end end; /* what happens after so many bytes */
    size_t end_after;
    int looked_at, claims, resets; /* how often */
    GPtrArray *transfers;
    GByteArray *answers;
    gint64 ready_at;
};

/* False when umockdev cannot run here. Programs started between mock_show() and mock_hide() see the emulated bus. */
bool mock_start(void);
void mock_show(void);
void mock_hide(void);
void mock_stop(void);

void mock_in(struct mock *mock);
void mock_out(struct mock *mock);

void mock_end_after(struct mock *mock, enum mock_end end, size_t bytes);
void mock_set_slow(struct mock *mock, unsigned us);

/* Waits until somebody has looked at it (not for ever), and says how often it was claimed. */
int mock_claims(struct mock *mock);

/* The printer behind it, for one call. */
void mock_do(struct mock *mock, void (*what)(struct printer *printer, void *mine), void *mine);

#endif
