/* hall.h - the hall of one building: whose turn it is, at which counter.
 *
 * It owns the ranges of numbers and the calls; a kiosk owns the numbers it was leased. All of it is in one database,
 * and nothing is kept in memory beside it: the board is read from the rows each time. The day is the local day here. */
#ifndef HALL_HALL_H
#define HALL_HALL_H

#include "base/clock.h"
#include "base/site.h"
#include "web/db.h"
#include "web/web.h"

enum { HALL_LEASE = 10, HALL_KIOSK_MAX = 16 };

struct hall {
    const struct site *site;
    struct loop *loop;
    struct web *web;
    struct db db;
    struct keys *devices, *officers;
    struct timer midnight;
    json_t *boards; /* what the wall must show, one for each change of this turn */
};

/* Serves on the listening socket; ends the program when it cannot. */
void hall_open(struct hall *hall, const struct site *site, int listener);
int hall_run(struct hall *hall);
void hall_close(struct hall *hall);

/* Today, "YYYY-MM-DD"; turn memory. Now, in Unix seconds. */
char *hall_day(void);
int64_t hall_now(void);

/* The row of `queues` in the settings whose letter it is; NULL when there is none. */
const json_t *hall_queue(const struct hall *hall, const char *letter);

/* The same, but answers 404 with the letters there are. */
const json_t *hall_want_queue(struct hall *hall, struct request *request, const char *letter);

/* Something on the board changed: it is shown as it is now, once the turn is stored. */
void hall_changed(struct hall *hall);

/* The board of today. The caller owns it. */
json_t *board_make(struct hall *hall);

/* Handlers, as in "HTTP of the hall" of runtime/messages.md. */
void leases_post(void *mine, struct request *request);
void numbers_post(void *mine, struct request *request);
void calls_post(void *mine, struct request *request);
void calls_recall(void *mine, struct request *request);
void staff_post(void *mine, struct request *request);
void staff_get(void *mine, struct request *request);
void staff_done(void *mine, struct request *request);
void board_get(void *mine, struct request *request);
void board_events(void *mine, struct request *request);
void page_get(void *mine, struct request *request);
void page_look(void *mine, struct request *request);

#endif
