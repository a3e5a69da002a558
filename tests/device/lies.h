/* lies.h - what a broken or hostile USB device may say of itself: one byte of a good printer's descriptors, changed. */
#ifndef DEVICE_LIES_H
#define DEVICE_LIES_H

#include <stddef.h>
#include <stdint.h>

/* A printer with one interface and a pair of endpoints: device, configuration, interface, out, in. */
static const uint8_t honest[50] = {18, 1, 0, 2,  0,    0, 0,  64, 0xb8, 4, 0x15, 0x0e, 0, 1,  0, 0, 0,
                                   1,  9, 2, 32, 0,    1, 1,  0,  0xc0, 1, 9,    4,    0, 0,  2, 7, 1,
                                   2,  0, 7, 5,  0x01, 2, 64, 0,  0,    7, 5,    0x82, 2, 64, 0, 0};

struct lie {
    const char *what;
    size_t at, size; /* size 0: as long as it should be */
    uint8_t byte;
};

static const struct lie lies[] = {{"half of it", 0, 30, 18},
                                  {"the device's alone", 0, 18, 18},
                                  {"a configuration of no length", 18, 0, 0},
                                  {"an interface of no length", 27, 0, 0},
                                  {"an interface longer than all", 27, 0, 255},
                                  {"more endpoints than there are", 31, 0, 30},
                                  {"no endpoints", 31, 0, 0},
                                  {"an endpoint of no length", 36, 0, 0},
                                  {"an endpoint longer than all", 43, 0, 250},
                                  {"both ways in", 38, 0, 0x81},
                                  {"the control endpoint for bytes", 38, 0, 0x00},
                                  {"an interrupt endpoint", 39, 0, 3},
                                  {"packets of no bytes", 40, 0, 0},
                                  {"paper by HTTP", 34, 0, 4},
                                  {"no interfaces", 22, 0, 0},
                                  {"more interfaces than there are", 22, 0, 40}};

#endif
