/* slip.h - the slip a citizen takes along: what must be on it, and where.
 *
 * What a slip needs is in `compose.data` (runtime/messages.md); the words around it are in words/slip.LANGUAGE.conf.
 * Every field is bounded before anything is drawn. */
#ifndef PAPER_SLIP_H
#define PAPER_SLIP_H

#include "base/json.h"

enum { SLIP_WHY = 512 };

struct slip_picture {
    int width, height;
    unsigned char *bits; /* as sheet_bits(); wipe_free(bits, n) */
    size_t n;
    char *lines; /* the same as text: plain.h; wipe_text() */
};

/* OK, or E_FORMAT/E_FULL and the reason, in words for whoever made the data. */
int slip_draw(const json_t *data, const json_t *words, const char *language, struct slip_picture *to,
              char why[SLIP_WHY]);

#endif
