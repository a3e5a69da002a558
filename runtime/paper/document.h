/* document.h - a document on A4, from blocks that core has filled from a template: one PDF in memory.
 *
 * What it needs is in `compose.data` (runtime/messages.md); the words around it are in words/slip.LANGUAGE.conf. */
#ifndef PAPER_DOCUMENT_H
#define PAPER_DOCUMENT_H

#include "paper/slip.h"

struct document_file {
    unsigned char *bytes; /* wipe_free(bytes, n) */
    size_t n;
    int pages;
};

/* OK, or E_FORMAT/E_FULL and the reason, in words for whoever made the data. */
int document_draw(const json_t *data, const json_t *words, const char *language, struct document_file *to,
                  char why[SLIP_WHY]);

#endif
