/* card.h - the simulated card reader: the lines of hw/simcard/simcard.c, seen from the reader. */
#ifndef SIM_CARD_H
#define SIM_CARD_H

#include "base/json.h"

struct card {
    /* set by the owner */
    void (*reply)(void *mine, const void *bytes, size_t n);
    void *mine;
    json_t *cards; /* of cards.conf, owned by the reader */
    /* kept */
    int in;   /* the number of the card in the reader, 1 is the first; 0: none */
    bool bad; /* what is in it cannot be read */
    bool silent;
    char line[64];
    size_t n_line;
};

/* The people of cards.conf; E_FORMAT when one of them lacks something. */
int card_open(struct card *card, const char *path);
void card_close(struct card *card);

/* E_STATE when a card is in already or there is no card of that number. */
int card_insert(struct card *card, int64_t number, bool bad);
void card_remove(struct card *card);

/* Bytes of the caller; a new caller begins with card_forget_line(). */
void card_take(struct card *card, const uint8_t *bytes, size_t n);
void card_forget_line(struct card *card);

#endif
