/* escpos.h - a slip printer that speaks ESC/POS, as both sides of it see it: what is written to it (slip.c) and what it
 * says of itself (status.c). */
#ifndef ESCPOS_H
#define ESCPOS_H

#include "kiosk_driver.h"

#include "condition.h"
#include "letters.h"
#include "page.h"
#include "reply.h"

enum timer_id { ANSWER, LOOK, PROOF };

enum {
    ANSWER_MS = 1000,      /* to a question while nothing else is on the line */
    ANSWER_BUSY_MS = 5000, /* behind our own bands */
    LOOK_MS = 500,         /* between looks while a page is printed */
    TROUBLE_MS = 5000,     /* between looks while something is wrong and nobody prints */
    CLEAR_MS = 500,        /* for the answer to "forget everything"; clones give none */
    PROOF_MS = 3000,       /* for the acknowledgement, and as much again as slow paper needs: */
    ROWS_PER_S = 400,      /* 50 mm/s */
    ENDING_MS = 1500,      /* a cancelled page in the printer may still come to its end */
};

enum step {
    IDLE,
    CHECK,   /* asking how it is, before the first byte */
    CLEAR,   /* the printer forgets what an earlier page left in it */
    PRINT,   /* bands leave */
    TAIL,    /* the cut and the question for the acknowledgement leave */
    PROVE,   /* everything has left; waiting for the acknowledgement */
    CONFIRM, /* it came, but only as one byte: looking once more whether the printer is well */
    FORGET,  /* it broke off; only when the printer has forgotten the rest, or the line was cut, that is said */
};

struct profile {
    uint32_t width, band;                /* dots of the head; rows a band */
    uint8_t cut, process_id, asb, clear; /* can it? */
    uint8_t near_end;                    /* does it know that the paper is low? */
    uint8_t text, code_page;             /* letters, not pictures; by ESC t, 0: ASCII alone */
};

struct escpos {
    struct profile profile;
    enum step step;
    uint32_t request;
    enum kd_result ending; /* why the request was cancelled; KD_OK when it was not */
    struct page page;
    struct letters letters; /* of a page of text */
    unsigned asked;         /* n of the DLE EOT that is unanswered; 0: none */
    uint8_t answers[5];
    uint8_t look_again;    /* a look was wanted while one was under way */
    uint8_t stale;         /* the printer may hold bytes of an earlier page */
    uint8_t watching;      /* it was told to say changes by itself */
    uint8_t hanging;       /* what it printed of that page may not be cut off */
    enum kd_result result; /* of the page that broke off */
    const char *reason;
    struct ear ear;
    uint8_t band[PAGE_BYTES_MAX];
};

#define PUT(dev, ...) escpos_put(dev, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

void escpos_put(struct kd_dev *dev, const uint8_t *bytes, size_t n);

/* slip.c: the page of the open request. One that is ready is checked, the printer cleared, the page sent, its end
 * proved. */
int slip_is_out(const struct escpos *me);
void slip_get_ready(struct kd_dev *dev);
void slip_start(struct kd_dev *dev);
void slip_sent(struct kd_dev *dev, unsigned port);
void slip_give_up(struct kd_dev *dev, enum kd_result result, const char *reason);
void slip_finish(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason);
void slip_end(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason);

/* The printer forgets what it holds; and the letters by which it says that it came to the end of this page. */
void slip_clear(struct kd_dev *dev);
void slip_id(const struct escpos *me, uint8_t to[4]);

/* status.c: how it is. Asked, told by itself, silent when it was asked; and when it has forgotten. */
void status_look(struct kd_dev *dev);
void status_watch(struct kd_dev *dev);
void status_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes);
void status_silent(struct kd_dev *dev);
void status_cleared(struct kd_dev *dev);

#endif
