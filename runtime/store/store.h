/* store.h - the database of core, and the only owner of its disk.
 *
 * The first write of a turn opens a transaction, store_settle() commits it at the end of the turn: everything one
 * packet caused is stored together or not at all, and nobody hears of it before. WAL with synchronous=FULL: a commit is
 * on the disk when it returns. secure_delete overwrites what is deleted.
 *
 * A read that fails ends the process: "not found" would be a lie, and a number could be handed out twice. A write that
 * fails spoils its turn, which then cannot be settled; so no caller needs to undo anything. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/base.h"

#include <sqlite3.h>

/* A number that only goes up. The store holds one that is a little ahead, so most of them need no write. */
struct rising {
    int64_t last, stored;
};

struct store {
    sqlite3 *db;
    char path[512];
    bool writing;
    int spoiled;              /* why this turn cannot be settled, OK when it can */
    struct rising sequence;   /* of letters */
    struct rising id_ms;      /* the time in the newest letter's id */
    sqlite3_stmt *cached[80]; /* prepared statements, by the place that uses them */
};

/* Opens what is there, or makes it. A database that is damaged or not ours is put aside and a new one begun
 * (quarantine.h); one of a newer program is left as it is: E_STATE. */
int store_open(struct store *store, const char *path);
void store_close(struct store *store);

/* Commits what was written in this turn. A failed commit leaves memory and disk apart: the caller must end the process.
 */
int store_settle(struct store *store);

/* Empties the write-ahead log, so that nothing deleted stays in it; outside a transaction (after store_settle). */
int store_checkpoint(struct store *store);

/* False when the disk is so full that no new visit should begin. */
bool store_has_room(const struct store *store);

/* Keeps some room for the worst moment (ballast.h); it is given away by the first write that finds the disk full. */
void store_keep_ballast(const struct store *store);

/* A prepared statement, reset and ready to bind; slot is a number of enum store_slot. Never NULL: wrong SQL is our bug.
 */
sqlite3_stmt *store_sql(struct store *store, int slot, const char *sql);

/* The same for a statement that writes: opens the turn's transaction. NULL when that fails (logged). */
sqlite3_stmt *store_write(struct store *store, int slot, const char *sql);

/* The next row of a reading statement; false after the last one. */
bool store_row(struct store *store, sqlite3_stmt *statement);

/* Steps a writing statement once and resets it. */
int store_done(struct store *store, sqlite3_stmt *statement);

/* Binding and reading by position, from 1 and from 0. Texts are copied by SQLite; NULL binds NULL. */
void store_bind_text(sqlite3_stmt *s, int at, const char *text);
void store_bind_number(sqlite3_stmt *s, int at, int64_t number);
void store_bind_bytes(sqlite3_stmt *s, int at, const void *bytes, size_t n);
const char *store_text(sqlite3_stmt *s, int at); /* "" for NULL; until the next step or reset */

/* Counters and small facts by name; the number is 0 when it was never set. */
int64_t store_number(struct store *store, const char *name);
int store_set_number(struct store *store, const char *name, int64_t number);

/* The number of databases that were put aside since the staff last heard of one; whoever tells them sets it to 0. */
extern const char store_aside[];

/* Adds one and returns the new number, or a negative result. */
int64_t store_next(struct store *store, const char *name);

/* The number after the last one by `step`, at least `least`; or a negative result. None is ever given again: who starts
 * again, or salvages the counters of a damaged database, begins with the one that is stored, up to RISING_AHEAD on. */
enum { RISING_AHEAD = 256 };
int64_t store_rise(struct store *store, struct rising *rising, const char *name, int step, int64_t least);

/* Who uses which cached statement. */
enum store_slot {
    SLOT_BEGIN,
    SLOT_COMMIT,
    SLOT_NUMBER_GET,
    SLOT_NUMBER_SET,
    SLOT_VISIT_ADD,
    SLOT_VISIT_FIND,
    SLOT_VISIT_LANGUAGE,
    SLOT_VISIT_BUNDLE,
    SLOT_VISIT_REMOVE,
    SLOT_JOURNAL_PUT,
    SLOT_JOURNAL_READ,
    SLOT_JOURNAL_CUT,
    SLOT_OUTBOX_PUT,
    SLOT_OUTBOX_DUE,
    SLOT_OUTBOX_NEXT,
    SLOT_OUTBOX_DONE,
    SLOT_OUTBOX_LATER,
    SLOT_OUTBOX_DEAD,
    SLOT_OUTBOX_BODY,
    SLOT_OUTBOX_COUNT_WAITING,
    SLOT_OUTBOX_COUNT_DEAD,
    SLOT_OUTBOX_COUNT_ASIDE,
    SLOT_OUTBOX_COUNT,
    SLOT_OUTBOX_AGENCY,
    SLOT_OUTBOX_FOLLOWED,
    SLOT_OUTBOX_FOLLOWED_FAR,
    SLOT_OUTBOX_TRIES,
    SLOT_OUTBOX_REFUSED,
    SLOT_OUTBOX_TOLD,
    SLOT_OUTBOX_OLDEST,
    SLOT_OUTBOX_RESEND,
    SLOT_OUTBOX_AGENCIES,
    SLOT_OUTBOX_DEAD_ROWS,
    SLOT_TICKET_ADD,
    SLOT_TICKET_PHASE,
    SLOT_TICKET_READ,
    SLOT_TICKET_OPEN,
    SLOT_LEASE_ADD,
    SLOT_LEASE_TAKE,
    SLOT_LEASE_USE,
    SLOT_LEASE_LAST,
    SLOT_LEASE_LEFT,
    SLOT_BUNDLE_PUT,
    SLOT_BUNDLE_READ,
    SLOT_BUNDLE_FORGET,
    SLOT_KNOWN_ALL,
    SLOT_KNOWN_PUT,
    SLOT_KNOWN_ROWS,
    SLOT_KNOWN_REMOVE,
    SLOT_ROOT_PUT,
    SLOT_ROOT_READ,
    SLOT_CONDITION_OF,
    SLOT_CONDITION_ADD,
    SLOT_CONDITION_FIND,
    SLOT_CONDITION_HOLD,
    SLOT_CONDITION_RELEASE,
    SLOT_CONDITION_FREE,
    SLOT_CONDITION_DUE,
    SLOT_CONDITION_NEXT,
    SLOT_CONDITION_LATER,
    SLOT_CONDITION_DECIDE,
    SLOT_CONDITION_LOST,
    SLOT_CONDITION_WITHDRAW,
    SLOT_CONDITION_CHAIN,
    SLOT_CONDITION_CLOSE,
    SLOT_CONDITION_ROWS,
};

#endif
