/* reply.h - telling the bytes apart that an ESC/POS printer says. */
#ifndef ESCPOS_REPLY_H
#define ESCPOS_REPLY_H

#include <stddef.h>
#include <stdint.h>

enum reply {
    REPLY_NONE,       /* nothing yet, or nothing a printer says */
    REPLY_STATUS,     /* an answer to DLE EOT: the byte itself. Which question it answers it does not say */
    REPLY_PAPER,      /* an answer to GS r: the byte itself */
    REPLY_ASB,        /* an automatic status: ear.block, 4 bytes */
    REPLY_PROCESS_ID, /* GS ( H: ear.block + 2, 4 bytes */
    REPLY_CLEARED,    /* DLE DC4 8 was obeyed */
};

struct ear {
    uint8_t block[8]; /* a reply of several bytes, as far as it came */
    size_t n_block;
};

/* One byte, at any time, between anything. */
enum reply ear_hear(struct ear *ear, uint8_t byte);

/* A block that noise began must not swallow what is to come. */
void ear_forget(struct ear *ear);

#endif
