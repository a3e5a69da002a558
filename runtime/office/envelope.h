/* envelope.h - is this letter from the kiosk it names, is it for this agency, and what does it say?
 *
 * Knows nothing of HTTP or databases: an agency can build its own receiver around this file. */
#ifndef OFFICE_ENVELOPE_H
#define OFFICE_ENVELOPE_H

#include "base/json.h"
#include "base/keys.h"

struct opener {
    struct keys *boxes;      /* "AGENCY HEX": secret X25519 keys */
    unsigned char kiosk[32]; /* the public Ed25519 key of ... */
    char source[80];         /* ... the only kiosk that may write with it */
};

/* OK; E_FORMAT: a member is missing or too long; E_DENIED: not signed by that kiosk. `why` then says so in a few words.
 */
int envelope_check(const struct opener *opener, const json_t *envelope, const char **why);

/* The opened data as JSON, new: json_wipe() it. NULL when it is sealed to another key or is no letter. */
json_t *envelope_open(const struct opener *opener, const char *agency, const json_t *envelope, const char **why);

#endif
