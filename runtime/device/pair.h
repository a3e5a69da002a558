/* pair.h - where in a USB device bytes go in and come out: the interface with a pair of bulk endpoints. What a device
 * says of itself is not believed until it was looked at. */
#ifndef DEVICE_PAIR_H
#define DEVICE_PAIR_H

#include "base/base.h"

#include <libusb-1.0/libusb.h>

struct pair {
    int interface, setting;
    uint8_t in, out; /* addresses of the endpoints */
};

/* A printer's pair before another one, an earlier before a later one. E_FORMAT when there is none, E_GONE when the
 * device left meanwhile: nothing is logged. */
int pair_find(libusb_device *device, struct pair *pair);

#endif
