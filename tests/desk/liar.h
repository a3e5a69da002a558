/* liar.h - a receiver of letters that lies: one address, an agency for each lie, and a book of what really happened.
 *
 * Only the first letter of a subject is lied about, and only the first time. The book knows what a receiver that
 * remembers ids knows: which letters had an effect, in which order, and that a repeated letter is the same bytes. */
#ifndef LIAR_H
#define LIAR_H

#include "base/base.h"

enum { LIAR_ATTEMPTS = 2048, LIAR_HELD = 16 };

enum liar_way { SAYS, LATE, NEVER, DROPS, CUTS, TWICE };

struct lie {
    const char *agency;
    enum liar_way way;
    bool works;       /* takes the letter, whatever it answers */
    bool always;      /* not only the first time */
    const char *head; /* status line and headers, for SAYS */
    const char *body;
};

struct attempt {
    char agency[16], id[40];
    int64_t at; /* clock_ms() */
    bool took;  /* this one had the effect */
    char *body;
};

struct liar {
    int listener;
    const struct lie *lies; /* ends with a NULL agency */
    bool honest;            /* enough lied */
    int late_ms;
    struct attempt attempts[LIAR_ATTEMPTS];
    int n;
    int doubled, changed; /* must stay 0: effects of one id, other bytes under an id */
    struct {
        int fd;
        int64_t until;
        char id[40];
    } held[LIAR_HELD];
    /* the hall's side */
    bool hall_refuses;
    char calls[64][64];
    int n_calls;
};

/* Serves whoever comes, for ms. */
void liar_serve(struct liar *liar, int ms);

/* How often a letter came; when it had its effect among all effects (from 1), 0: not yet. */
int liar_tries(const struct liar *liar, const char *id);
int liar_rank(const struct liar *liar, const char *id);

/* When it came for the n-th time (from 0), 0: it did not. */
int64_t liar_time(const struct liar *liar, const char *id, int n);

/* How often the staff was called for a reason. */
int liar_calls(const struct liar *liar, const char *reason);

void liar_close(struct liar *liar);

#endif
