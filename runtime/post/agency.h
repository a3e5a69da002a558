/* agency.h - where an agency is, how we sign to it, and whether it is worth asking just now.
 *
 * After five failures in a row an agency rests for five seconds: whoever asks meanwhile hears so at once, and no
 * citizen waits in front of a dead address. Then the next request tries; one more failure and it rests again. */
#ifndef POST_AGENCY_H
#define POST_AGENCY_H

#include "base/keys.h"
#include "base/site.h"
#include "post/http.h"

enum { AGENCY_FAILURES = 5, AGENCY_REST_MS = 5000 };

struct agency {
    char *id, *url;
    int failures;     /* in a row */
    int64_t rests_to; /* clock_ms() */
    struct agency *next;
};

struct agencies {
    const struct site *site;
    struct keys *webhooks, *hall;
    struct agency *known;
};

void agencies_open(struct agencies *agencies, const struct site *site);
void agencies_close(struct agencies *agencies);

/* NULL when the settings do not name it; also knows "hall" and "biller". */
struct agency *agency_find(struct agencies *agencies, const char *id);

bool agency_rests(const struct agency *agency);

/* What came of a request. */
void agency_heard(struct agency *agency, bool fine);

/* Headers that say who we are: the hall's token, or the signature of Standard Webhooks when a key is agreed. */
void agency_sign(const struct agencies *agencies, const struct agency *agency, struct exchange *exchange,
                 const char *id);

/* True when the answer says that the agency is well, whatever it says about the request. */
bool agency_is_well(int status);

/* A whole JSON answer of an exchange that ended: new; NULL (and why, turn memory) when it is not a 200 with JSON. */
json_t *agency_answer(const struct exchange *exchange, const char **why);

#endif
