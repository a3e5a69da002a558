/* reader.h - a PC/SC card reader, behind a thread of its own: every call to pcscd may block for as long as pcscd likes.
 *
 * The thread and its port speak over a pair of sockets, a packet each way at a time: one of the letters below, and
 * bytes. The thread finds the reader, loses it and finds it again without being asked; it ends with the process. */
#ifndef DEVICE_READER_H
#define DEVICE_READER_H

#include "base/base.h"

enum reader_news {
    READER_GONE = 'g',   /* the reader, or pcscd */
    READER_IN = 'i',     /* the reader is there with a card: its ATR, or one zero byte */
    READER_OUT = 'o',    /* the reader is there without a card */
    READER_TAKEN = 't',  /* the command is on its way to the card */
    READER_ANSWER = 'a', /* the card's response, or nothing: exactly one for each command */
};

enum { READER_PACKET = 65536 + 16 }; /* the longest command or response, and its letter */

/* Takes up the first reader whose name begins with `name`. Returns our end: packets of news come from it, commands (the
 * bytes alone) go to it. Before walls_alone(), which forbids threads. */
int reader_start(const char *name);

#endif
