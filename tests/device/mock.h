/* mock.h - USB devices that are not there: what umockdev shows to an unmodified libusb. A device is what it says of
 * itself (descriptors, place, serial number) and one function that gets what the host sends to it. The rest is here: it
 * does what the kernel would report of a real one, transfers that wait, end in part, fail, stall, leave.
 *
 * The other side of every call runs in a thread of umockdev's; a device's members are read and set through these
 * functions alone, and what its function touches is touched by others between mock_lock() and mock_unlock(). */
#ifndef DEVICE_MOCK_H
#define DEVICE_MOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <umockdev.h>

enum mock_end { MOCK_STAYS, MOCK_LEAVES, MOCK_FAILS, MOCK_STALLS };

enum { MOCK_ENDPOINTS = 16 };

struct mock {
    /* set by the owner before mock_in() */
    const char *path, *serial; /* "1-2"; serial may be NULL */
    const uint8_t *descriptors;
    size_t n_descriptors;
    /* The host sent these; how many of them there is room for, the others come again. Called under the lock. */
    size_t (*take)(struct mock *mock, const uint8_t *bytes, size_t n);
    void *mine;
    bool shy; /* it leaves when somebody claims it */
    /* the state of it */
    int number;
    bool gone, stalled;
    unsigned slow_us;  /* what each transfer takes */
    enum mock_end end; /* what happens after so many bytes */
    size_t end_after;
    int looked_at, claims, resets; /* how often */
    GPtrArray *transfers;
    GQueue answers[MOCK_ENDPOINTS]; /* of each endpoint: what one transfer after the other brings */
    gint64 ready_at;
};

/* False when umockdev cannot run here. Programs started between mock_show() and mock_hide() see the emulated bus. */
bool mock_start(void);
void mock_show(void);
void mock_hide(void);
void mock_stop(void);

void mock_in(struct mock *mock);
void mock_out(struct mock *mock);

/* The device has these bytes for the next transfer from that endpoint (0x82). Under the lock. */
void mock_answer(struct mock *mock, uint8_t endpoint, const void *bytes, size_t n);

/* Waits until the host has heard all of that and waits for more (not for ever). */
bool mock_heard(struct mock *mock, uint8_t endpoint);

void mock_end_after(struct mock *mock, enum mock_end end, size_t bytes);
void mock_set_slow(struct mock *mock, unsigned us);

/* Waits until somebody has looked at it (not for ever), and says how often it was claimed. */
int mock_claims(struct mock *mock);

void mock_lock(void);
void mock_unlock(void);

#endif
