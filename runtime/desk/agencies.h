/* agencies.h - core's side of deliver: questions to agencies, and letters out of the outbox.
 *
 * deliver keeps nothing. Questions it was asked when it died are asked again when it is back, until their time is over;
 * letters in flight go again under the same id. So they do when one does not come back: then core hangs up. */
#ifndef DESK_AGENCIES_H
#define DESK_AGENCIES_H

#include "line/line.h"
#include "store/outbox.h"

enum { LOOKS = 16, FLYING = 4 };

struct desk;

/* value is borrowed and NULL unless ok; status is HTTP's, 0 when nobody answered. */
typedef void looked(void *mine, bool ok, const json_t *value, int status);

struct look {
    int id; /* 0: free */
    json_t *packet;
    looked *answered;
    void *mine;
    struct timer late;
    struct agencies *agencies;
};

struct agencies {
    struct desk *desk;
    struct role role;
    struct look looks[LOOKS];
    int last_id;
    struct found flying[FLYING];
    int64_t flew[FLYING]; /* clock_ms() when each left */
    int n_flying;
    struct timer lost; /* when the first of them must have come back */
    struct timer next_letter;
    int document; /* that came with the answer which is being told; -1: none */
    /* the hall's event stream */
    json_t *board;
    bool board_fresh;
};

int agencies_open(struct agencies *agencies, struct desk *desk);
void agencies_close(struct agencies *agencies);

/* Asks within ms; answered is called exactly once, unless it is forgotten. Takes input. Returns an id for
 * agency_forget(). */
int agency_look(struct agencies *agencies, const char *agency, const char *name, json_t *input, int ms,
                looked *answered, void *mine);

/* While `looked` is called: the document that came with the answer, a sealed memory file that becomes the caller's; -1:
 * none did. */
int agency_take_document(struct agencies *agencies);
void agency_forget(struct agencies *agencies, int id);

/* Letters that may leave, leave. Called after every commit. */
void agency_send_letters(struct agencies *agencies);

/* How many wait in a queue, from the newest board. */
int agency_waiting(const struct agencies *agencies, const char *letter);

#endif
