/* letters.c - letters into the outbox and out of it, one commit each, beside a bare SQLite loop that writes the same
 * bytes under the same promise (WAL, synchronous=FULL). They take turns, so that the disk's moods meet both.
 *
 * How long a sync takes is the disk's; how many there are for a commit, and the share of the bare loop's rate, are
 * ours. */
#define _GNU_SOURCE
#include "bench/bench.h"
#include "bench/syncs.h"

#include "base/clock.h"
#include "store/outbox.h"

#include <sodium.h>
#include <string.h>

enum { BODY = 2048, TURN = 100 };

struct bare {
    sqlite3 *db;
    sqlite3_stmt *begin, *put, *commit;
};

struct count {
    struct samples rate; /* letters a second, one sample a turn */
    struct syncs before, used;
    int n;
};

static void count_begin(struct count *count)
{
    count->before = syncs;
}

static void count_end(struct count *count, int n, double ms)
{
    samples_add(&count->rate, n * 1e3 / ms);
    count->used.syncs += syncs.syncs - count->before.syncs;
    count->used.written += syncs.written - count->before.written;
    count->n += n;
}

static int bare_do(const struct bare *bare, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? OK : fail(E_IO, "the bare loop: %s", sqlite3_errmsg(bare->db));
}

static int bare_open(struct bare *bare, const char *path)
{
    int code = sqlite3_open(path, &bare->db);
    if (code == SQLITE_OK)
        code = sqlite3_exec(bare->db,
                            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                            "CREATE TABLE letter (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
                            NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(bare->db, "BEGIN IMMEDIATE", -1, &bare->begin, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(bare->db, "INSERT INTO letter (body) VALUES (?)", -1, &bare->put, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(bare->db, "COMMIT", -1, &bare->commit, NULL);
    return code == SQLITE_OK ? OK : fail(E_IO, "the bare loop: %s", sqlite3_errmsg(bare->db));
}

static void bare_close(struct bare *bare)
{
    sqlite3_finalize(bare->begin);
    sqlite3_finalize(bare->put);
    sqlite3_finalize(bare->commit);
    sqlite3_close(bare->db);
}

static int bare_turn(const struct bare *bare, const char *body, struct count *count)
{
    double began = stats_now();
    count_begin(count);
    for (int i = 0; i < TURN; i++) {
        sqlite3_bind_blob(bare->put, 1, body, BODY, SQLITE_STATIC);
        if (bare_do(bare, bare->begin) < 0 || bare_do(bare, bare->put) < 0 || bare_do(bare, bare->commit) < 0)
            return E_IO;
    }
    count_end(count, TURN, stats_now() - began);
    return OK;
}

/* As core writes one: an id, a place in the order, the letter, one commit. */
static int put_letter(struct store *store, const char *body, int number)
{
    struct letter letter = {
        .visit = turn_text("%d", number), .step = "send", .agency = "polri", .body = body, .n_body = BODY};
    letter.subject = turn_text("%032x", (unsigned)number);
    if (outbox_new_id(store, letter.id) < 0 || outbox_sequence(store) < 0 || outbox_put(store, &letter) < 0)
        return E_IO;
    return store_settle(store);
}

static int store_turn(struct store *store, const char *body, int first, struct count *count)
{
    double began = stats_now();
    count_begin(count);
    for (int i = 0; i < TURN; i++)
        if (put_letter(store, body, first + i) < 0)
            return E_IO;
    count_end(count, TURN, stats_now() - began);
    turn_end();
    return OK;
}

/* As core does it: the next one that is due, its body, and its receipt. */
static int drain_turn(struct store *store, struct count *count)
{
    struct found letter;
    size_t n;
    double began = stats_now();
    count_begin(count);
    for (int i = 0; i < TURN; i++)
        if (!outbox_find_due(store, clock_wall_ms(), NULL, 0, &letter) || !outbox_body(store, letter.seq, &n) ||
            outbox_delivered(store, letter.seq, "receipt of the agency") < 0 || store_settle(store) < 0)
            return fail(E_STATE, "a letter that waits could not be delivered");
    count_end(count, TURN, stats_now() - began);
    turn_end();
    return OK;
}

static void tell(struct report *report, const char *what, struct count *count)
{
    report_row(report, what, "1/s", &count->rate);
    report_value(report, turn_text("%s: fdatasyncs", what), "a commit", (double)count->used.syncs / count->n);
    report_value(report, turn_text("%s: written", what), "KB/commit", (double)count->used.written / 1024 / count->n);
}

static int take_turns(struct store *store, const struct bare *bare, int turns, struct report *report)
{
    struct count put = {0}, bare_put = {0}, drain = {0};
    struct samples share = {0};
    char body[BODY];
    randombytes_buf(body, sizeof body);
    int code = OK;
    for (int i = 0; i < turns && code == OK; i++) {
        code = bare_turn(bare, body, &bare_put);
        if (code == OK)
            code = store_turn(store, body, i * TURN, &put);
        if (code == OK)
            samples_add(&share, put.rate.at[i] / bare_put.rate.at[i]);
    }
    for (int i = 0; i < turns && code == OK; i++)
        code = drain_turn(store, &drain);
    tell(report, "2 KB letters, one commit each", &put);
    tell(report, "bare loop, one commit each", &bare_put);
    report_row(report, "letters, share of the bare loop's rate", "", &share);
    tell(report, "delivered letters, one commit each", &drain);
    return code;
}

static int run(struct bench *bench)
{
    struct store store;
    struct bare bare = {0};
    int turns = bench->options->letters / TURN;
    syncs_start();
    if (sodium_init() < 0)
        return fail(E_IO, "no random numbers to be had from the system");
    int code = store_open(&store, turn_text("%s/letters.db", bench->folder));
    if (code < 0)
        return code;
    code = bare_open(&bare, turn_text("%s/bare.db", bench->folder));
    if (code == OK)
        code = take_turns(&store, &bare, turns > 0 ? turns : 1, &bench->report);
    bare_close(&bare);
    store_close(&store);
    return code;
}

const struct measure measure_letters = {"letters", "letters stored and delivered, beside bare SQLite", false, run};
