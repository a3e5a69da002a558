/* cable.h - a USB device whose descriptors are any bytes, by USB/IP without a network: one end of a socket pair is
 * given to the kernel (vhci_hcd), a thread answers at the other. Bytes sent to it vanish. */
#ifndef GUEST_CABLE_H
#define GUEST_CABLE_H

#include "base/base.h"

#include <linux/usb/ch9.h>

struct cable_device {
    const uint8_t *descriptors; /* the device's, then the configuration's */
    size_t n;

    /* From the cable's thread: the answer to a request of its class, at most 256 bytes; what it gives to whoever reads,
     * at most `room` bytes. Without the first, requests of its class are granted; without the second it says nothing.
     */
    size_t (*get)(const struct usb_ctrlrequest *request, uint8_t *to);
    size_t (*in)(uint8_t *to, size_t room);
};

/* The kernel may refuse it at any step. `device` lives until cable_pull(). */
void cable_plug(const struct cable_device *device);
void cable_pull(void);

#endif
