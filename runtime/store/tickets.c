/* tickets.c - see tickets.h. */
#include "store/tickets.h"

#include <stdio.h>
#include <string.h>

static int add_lease(struct store *store, const char *queue, const char *day, int first, int last, int next)
{
    if (first < 1 || last < first || last > 99999)
        return fail(E_FORMAT, "a lease of %d to %d for queue %s: no such block", first, last, queue);
    sqlite3_stmt *s =
        store_write(store, SLOT_LEASE_ADD, "INSERT INTO lease VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    store_bind_text(s, 1, queue);
    store_bind_text(s, 2, day);
    store_bind_number(s, 3, first);
    store_bind_number(s, 4, last);
    store_bind_number(s, 5, next);
    return store_done(store, s);
}

int ticket_add_lease(struct store *store, const char *queue, const char *day, int first, int last)
{
    return add_lease(store, queue, day, first, last, first);
}

int ticket_add_used_lease(struct store *store, const char *queue, const char *day, int first, int last)
{
    return add_lease(store, queue, day, first, last, last + 1);
}

static int ask_number(struct store *store, int slot, const char *sql, const char *queue, const char *day)
{
    sqlite3_stmt *s = store_sql(store, slot, sql);
    store_bind_text(s, 1, queue);
    store_bind_text(s, 2, day);
    int number = store_row(store, s) ? sqlite3_column_int(s, 0) : 0;
    sqlite3_reset(s);
    return number;
}

int ticket_left(struct store *store, const char *queue, const char *day)
{
    return ask_number(store, SLOT_LEASE_LEFT, "SELECT sum(last - next + 1) FROM lease WHERE queue = ? AND day = ?",
                      queue, day);
}

int ticket_last_lease(struct store *store, const char *queue, const char *day)
{
    return ask_number(store, SLOT_LEASE_LAST, "SELECT max(last) FROM lease WHERE queue = ? AND day = ?", queue, day);
}

/* The next number of the oldest block with one left; 0 when there is none. */
static int take_leased(struct store *store, const char *queue, const char *day)
{
    int next = ask_number(store, SLOT_LEASE_TAKE,
                          "SELECT next FROM lease WHERE queue = ? AND day = ? AND next <= last ORDER BY first LIMIT 1",
                          queue, day);
    if (next == 0)
        return 0;
    sqlite3_stmt *s =
        store_write(store, SLOT_LEASE_USE,
                    "UPDATE lease SET next = next + 1 WHERE queue = ? AND day = ? AND next = ? AND next <= last");
    store_bind_text(s, 1, queue);
    store_bind_text(s, 2, day);
    store_bind_number(s, 3, next);
    int code = store_done(store, s);
    return code < 0 ? code : next;
}

static int take_own(struct store *store, const char *queue, const char *day)
{
    return (int)store_next(store, turn_text("series %s %s", queue, day));
}

int ticket_reserve(struct store *store, const char *queue, const char *day, const char *series, const char *visit,
                   struct ticket *to)
{
    int number = take_leased(store, queue, day);
    bool own = number == 0;
    if (own)
        number = take_own(store, queue, day);
    if (number < 0)
        return number;
    *to = (struct ticket){.phase = TICKET_RESERVED};
    snprintf(to->number, sizeof to->number, "%.2s%.2s%03d", queue, own ? series : "", number % 100000);
    snprintf(to->queue, sizeof to->queue, "%s", queue);
    snprintf(to->day, sizeof to->day, "%s", day);
    snprintf(to->visit, sizeof to->visit, "%s", visit);
    sqlite3_stmt *s = store_write(store, SLOT_TICKET_ADD, "INSERT INTO ticket VALUES (?, ?, ?, ?, 0, NULL)");
    store_bind_text(s, 1, to->day);
    store_bind_text(s, 2, to->number);
    store_bind_text(s, 3, to->queue);
    store_bind_text(s, 4, to->visit);
    return store_done(store, s);
}

int ticket_set_phase(struct store *store, struct ticket *ticket, enum ticket_phase phase, const char *reason)
{
    ticket->phase = phase;
    sqlite3_stmt *s = store_write(store, SLOT_TICKET_PHASE,
                                  "UPDATE ticket SET phase = ?3, reason = ?4 WHERE day = ?1 AND number = ?2");
    store_bind_text(s, 1, ticket->day);
    store_bind_text(s, 2, ticket->number);
    store_bind_number(s, 3, phase);
    store_bind_text(s, 4, reason);
    return store_done(store, s);
}

static bool read_one(struct store *store, sqlite3_stmt *s, struct ticket *to)
{
    bool found = store_row(store, s);
    if (found) {
        snprintf(to->day, sizeof to->day, "%s", store_text(s, 0));
        snprintf(to->number, sizeof to->number, "%s", store_text(s, 1));
        snprintf(to->queue, sizeof to->queue, "%s", store_text(s, 2));
        snprintf(to->visit, sizeof to->visit, "%s", store_text(s, 3));
        to->phase = (enum ticket_phase)sqlite3_column_int(s, 4);
    }
    sqlite3_reset(s);
    return found;
}

int ticket_find(struct store *store, const char *day, const char *number, struct ticket *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_TICKET_READ,
                                "SELECT day, number, queue, visit, phase FROM ticket WHERE day = ? AND number = ?");
    store_bind_text(s, 1, day);
    store_bind_text(s, 2, number);
    return read_one(store, s, to) ? OK : E_STATE;
}

bool ticket_find_open(struct store *store, const char *visit, struct ticket *to)
{
    sqlite3_stmt *s = store_sql(store, SLOT_TICKET_OPEN,
                                "SELECT day, number, queue, visit, phase FROM ticket WHERE phase < 2"
                                " AND (?1 IS NULL OR visit = ?1) LIMIT 1");
    store_bind_text(s, 1, visit);
    return read_one(store, s, to);
}
