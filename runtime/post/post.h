/* post.h - everything that leaves the kiosk by network: letters, looks, and the hall's events that come in.
 *
 * It keeps no state that matters: core owns the outbox and decides when to try again; the hall owns the board. When
 * core is gone, what was under way is broken off, and core asks again under the same ids. */
#ifndef POST_POST_H
#define POST_POST_H

#include "base/keys.h"
#include "base/link.h"
#include "base/site.h"
#include "post/agency.h"
#include "post/http.h"

enum { POST_IN_FLIGHT = 4, POST_LETTERS = 64, POST_LOOKS = 32 };

struct hall_stream {
    struct exchange exchange;
    struct timer again, stale;
    int64_t pause;
    char *bytes; /* of an event that is not whole yet */
    size_t n;
    json_t *board; /* the newest */
    enum { HALL_UNKNOWN, HALL_FRESH, HALL_STALE } state;
};

struct post {
    const struct site *site;
    struct loop *loop;
    struct http http;
    struct link link;
    struct agencies agencies;
    struct letter *letters; /* oldest first; the first four that can are in flight */
    struct look *looks;
    struct hall_stream hall;
};

void post_open(struct post *post, const struct site *site);
int post_run(struct post *post);
void post_close(struct post *post);

/* core's packets. */
void letters_take(struct post *post, struct packet *packet);
void looks_take(struct post *post, const json_t *packet);
void looks_forget(struct post *post, int64_t id);

/* Core is gone: nobody waits for any of it. */
void letters_drop(struct post *post);
void looks_drop(struct post *post);

/* The hall's events; stream_tell() tells core how things stand. */
void stream_open(struct post *post);
void stream_close(struct post *post);
void stream_tell(struct post *post);

#endif
