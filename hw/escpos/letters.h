/* letters.h - a page as text on its way to an ESC/POS printer, line by line: for slow lines (a picture takes a minute
 * at 9600 baud) and printers that print letters only. */
#ifndef ESCPOS_LETTERS_H
#define ESCPOS_LETTERS_H

#include "kiosk_driver.h"

enum { LETTERS_COLUMNS_MAX = 64, LETTERS_BYTES_MAX = 4096 };

struct letters {
    const uint8_t *at; /* of the request: lives until its done */
    size_t n, next;
    uint32_t columns;
    uint8_t wide; /* the printer's code page is Windows-1252; else letters beyond ASCII are lost */
};

/* The attribute `lines` of a request. False when there are none. */
int letters_take(struct letters *letters, const struct kd_request *request);

int letters_ended(const struct letters *letters);

/* How long it will be at most, in dots. */
uint32_t letters_rows(const struct letters *letters);

/* The commands that print the next line. Returns their size. */
size_t letters_line(struct letters *letters, uint8_t to[LETTERS_BYTES_MAX]);

#endif
