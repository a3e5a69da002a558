/* ccidreader.h - a CCID reader on the emulated bus of mock.h: what a pcscd with libccid finds there is an ACR122U. It
 * keeps to the specification (USB Integrated Circuit(s) Card Devices, 1.1) until it is told to lie. */
#ifndef DEVICE_CCIDREADER_H
#define DEVICE_CCIDREADER_H

#include "cards.h"
#include "mock.h"

enum { CCID_MESSAGE = 271, CCID_HEADER = 10 };

/* How a card's time in the reader ends: by itself, or in the middle of a command. */
enum ccid_end { CCID_STAYS, CCID_CARD_PULLED, CCID_CABLE_PULLED };

/* The messages a host may send, and some it may get. */
enum ccid_message {
    CCID_SET_PARAMETERS = 0x61,
    CCID_POWER_ON = 0x62,
    CCID_POWER_OFF = 0x63,
    CCID_SLOT_STATUS = 0x65,
    CCID_GET_PARAMETERS = 0x6c,
    CCID_RESET_PARAMETERS = 0x6d,
    CCID_TRANSFER = 0x6f,
};

/* One wrong byte in what the reader answers to such a message, or an answer of another size. */
struct ccid_lie {
    const char *what;
    size_t at, size; /* size 0: as long as it should be */
    uint8_t byte;
};

struct ccid_reader {
    struct mock mock;
    const struct card *card; /* in the slot, or NULL */
    bool on;
    enum ccid_end end;
    int end_at;    /* the command in which that happens, from 0 */
    int commands;  /* the card got since it came */
    int more_time; /* so often it asks for more time before it answers a command */
    const struct ccid_lie *lie;
    enum ccid_message lie_to;
    uint8_t message[CCID_MESSAGE];
    size_t n_message;
};

void ccid_plug(struct ccid_reader *reader, const char *path, const char *serial);
void ccid_unplug(struct ccid_reader *reader);

void ccid_insert(struct ccid_reader *reader, const struct card *card);
void ccid_remove(struct ccid_reader *reader);

/* The next card ends so in this command. */
void ccid_end_at(struct ccid_reader *reader, enum ccid_end end, int command);

/* From now on, with NULL the truth. */
void ccid_lie(struct ccid_reader *reader, enum ccid_message to, const struct ccid_lie *lie);

/* It says what nobody asked for. */
void ccid_babble(struct ccid_reader *reader);

void ccid_set_slow(struct ccid_reader *reader, int more_time);

/* How many commands the card that is in has got. */
int ccid_commands(struct ccid_reader *reader);

/* Waits until the host has looked at what the last notices were of (not for ever). */
bool ccid_seen(struct ccid_reader *reader);

#endif
