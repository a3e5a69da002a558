/* strip.h - the paper that hangs out of the simulated printer, until a cut makes a slip of it.
 *
 * It knows what is really on the paper, dot by dot. That is the truth tests hold a driver's words against. */
#ifndef SIM_STRIP_H
#define SIM_STRIP_H

#include "base/json.h"

enum { STRIP_DOTS = 832, STRIP_STRIDE = STRIP_DOTS / 8, STRIP_HASH = 33 };

struct strip {
    uint8_t *bytes; /* as they were executed: commands and data without the real-time commands between them */
    size_t n_bytes, room_bytes;
    uint8_t *rows; /* STRIP_STRIDE bytes each; 1 is black */
    size_t n_rows, room_rows;
    size_t inked;     /* rows from a raster; the others are feed */
    size_t width;     /* of the widest raster, in dots */
    bool interrupted; /* the printer stopped between its first row and now */
    uint8_t *dots;    /* the raster rows alone, unpadded */
    size_t n_dots, room_dots;
};

void strip_start(struct strip *strip);
void strip_free(struct strip *strip);

void strip_record(struct strip *strip, const uint8_t *bytes, size_t n);
void strip_print(struct strip *strip, const uint8_t *row, size_t stride);
void strip_feed(struct strip *strip, size_t rows);

/* BLAKE2b-128, in hex, of all raster rows one after the other: what a page of the same dots hashes to. */
void strip_hash(const struct strip *strip, char to[STRIP_HASH]);

/* FOLDER/slip-N.escpos (the bytes) and FOLDER/slip-N.png (the paper). */
int strip_write(const struct strip *strip, const char *folder, int number);

#endif
