/* chip.h - a card's chip behind KD_APDU: when it may be read, one command after the other, and every way in which that
 * breaks off. Compiled into each driver that needs it.
 *
 * Not obvious: every insertion is read at most once, and only one that was seen. A card that somebody left behind, that
 * could not be read, or that was in when the reader came back has to come out before anything is read again: nobody
 * sees the card of the one before, and "please try again" is something a person does. */
#ifndef PARTS_CHIP_H
#define PARTS_CHIP_H

#include "kiosk_driver.h"

enum { CHIP_TIMER = 0 }; /* the one it uses */

/* The first member of the driver's state. */
struct chip {
    uint32_t request;     /* an open read; 0: none */
    uint32_t reading_for; /* whose commands these are; 0: nobody's any more */
    uint8_t known;        /* the slot has been heard of */
    uint8_t in, tried, waits;
    uint8_t step; /* the command under way, from 0 */
};

/* What a driver makes of chips, one constant a driver. */
struct chip_driver {
    const struct kd_bytes *commands;
    uint8_t n_commands;

    /* The answer to commands[step], at least an SW. Returns 1: go on with the next command, or 0: the request was ended
     * with chip_finish(). After the last command it must be. */
    int (*answered)(struct kd_dev *dev, uint8_t step, struct kd_bytes answer);
};

void chip_finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n);

/* 0x9000, or 0x6a82, ... */
unsigned chip_sw(struct kd_bytes answer);

/* Members of struct kd_driver, or nearly so. */
void chip_request(struct kd_dev *dev, const struct chip_driver *driver, const struct kd_request *request);
void chip_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why);
void chip_input(struct kd_dev *dev, const struct chip_driver *driver, unsigned port, struct kd_bytes bytes);
void chip_timer(struct kd_dev *dev, unsigned id);

#endif
