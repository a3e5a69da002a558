/* plug.h - USB devices that are not there: what umockdev shows to an unmodified libusb, and behind it the simulator's
 * printer. A device does what the kernel would report of a real one: transfers that wait, end in part, fail, stall.
 *
 * The other side of every call runs in a thread of umockdev's; a device's members are read and set through these
 * functions alone. */
#ifndef DEVICE_PLUG_H
#define DEVICE_PLUG_H

#include "sim/printer.h"

#include <umockdev.h>

enum plug_end { PLUG_STAYS, PLUG_LEAVES, PLUG_FAILS, PLUG_STALLS };

struct plug {
    /* set by the owner before plug_in() */
    const char *path, *serial; /* "1-2"; serial may be NULL */
    const uint8_t *descriptors;
    size_t n_descriptors;
    /* the state of it */
    struct printer *printer;
    int number;
    bool gone, stalled;
    unsigned slow_us;  /* what each transfer takes */
    enum plug_end end; /* what happens after so many bytes */
    size_t end_after;
    int looked_at, claims, resets; /* how often */
    GPtrArray *transfers;
    GByteArray *answers;
    gint64 ready_at;
};

/* The descriptors of a printer with one interface and a pair of endpoints. */
extern const uint8_t plug_printer[50];

/* False when umockdev cannot run here. Programs started between plug_show() and plug_hide() see the emulated bus. */
bool plug_start(void);
void plug_show(void);
void plug_hide(void);
void plug_stop(void);

void plug_in(struct plug *plug);
void plug_out(struct plug *plug);

void plug_end_after(struct plug *plug, enum plug_end end, size_t bytes);
void plug_set_slow(struct plug *plug, unsigned us);

/* Waits until somebody has looked at it (not for ever), and says how often it was claimed. */
int plug_claims(struct plug *plug);

/* The printer behind it, for one call. */
void plug_do(struct plug *plug, void (*what)(struct printer *printer, void *mine), void *mine);

#endif
