/* visits.c - see visits.h. */
#define _GNU_SOURCE
#include "visits.h"

#include "disk.h"
#include "store/bundles.h"
#include "store/journal.h"
#include "store/outbox.h"
#include "store/tickets.h"

#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ANSWERS = 5, CUT = 3, BODY = 6000, CODE = 30000 };

static const char today[] = "2026-05-13";

static void digest_row(crypto_generichash_state *hash, sqlite3_stmt *s)
{
    for (int i = 0; i < sqlite3_column_count(s); i++) {
        int type = sqlite3_column_type(s, i), n = sqlite3_column_bytes(s, i);
        crypto_generichash_update(hash, (unsigned char *)&type, sizeof type);
        crypto_generichash_update(hash, (unsigned char *)&n, sizeof n);
        if (n)
            crypto_generichash_update(hash, sqlite3_column_blob(s, i), (unsigned long long)n);
    }
}

/* What the queries see, also what this turn did not commit yet. */
static bool digest(struct store *store, const char *const *queries, unsigned char to[VISITS_DIGEST])
{
    crypto_generichash_state hash;
    int code = SQLITE_DONE;
    crypto_generichash_init(&hash, NULL, 0, VISITS_DIGEST);
    for (; *queries && code == SQLITE_DONE; queries++) {
        sqlite3_stmt *s;
        if (sqlite3_prepare_v2(store->db, *queries, -1, &s, NULL))
            return false;
        while ((code = sqlite3_step(s)) == SQLITE_ROW)
            digest_row(&hash, s);
        sqlite3_finalize(s);
    }
    if (code == SQLITE_DONE)
        crypto_generichash_final(&hash, to, VISITS_DIGEST);
    return code == SQLITE_DONE;
}

static const char *const all[] = {"SELECT * FROM number ORDER BY name",
                                  "SELECT * FROM visit ORDER BY id",
                                  "SELECT * FROM journal ORDER BY visit, n",
                                  "SELECT * FROM outbox ORDER BY seq",
                                  "SELECT * FROM ticket ORDER BY day, number",
                                  "SELECT * FROM lease ORDER BY queue, day, first",
                                  NULL};

static const char *const shape[] = {"SELECT * FROM number WHERE name != 'uuid' ORDER BY name",
                                    "SELECT * FROM visit ORDER BY id",
                                    "SELECT visit, n, length(sealed) FROM journal ORDER BY visit, n",
                                    "SELECT seq, visit, step, length(body), state, tries, why FROM outbox ORDER BY seq",
                                    "SELECT * FROM ticket ORDER BY day, number",
                                    "SELECT * FROM lease ORDER BY queue, day, first",
                                    NULL};

static int remember(struct visits *visits, struct store *store, int commit)
{
    must(commit < VISITS_TURNS);
    if (!digest(store, all, visits->digests[commit]))
        return E_IO;
    return !visits->undisturbed || digest(store, shape, visits->shapes[commit]) ? OK : E_IO;
}

/* The end of a turn: what core says to the world leaves after this. */
static int settle(struct visits *visits, struct store *store)
{
    int code = remember(visits, store, visits->settled + 1);
    if (code == OK)
        code = store_settle(store);
    turn_end();
    if (code == OK)
        disk_mark(++visits->settled);
    return code;
}

static int answer(struct visits *visits, struct store *store, const struct seal *seal, const char *visit, int n)
{
    char text[200];
    memset(text, 'a' + n, sizeof text);
    json_t *row = json_pack("{ss,ss%,si}", "key", "k", "value", text, sizeof text, "n", n);
    journal_put(store, seal, visit, n, row);
    json_wipe(row);
    return settle(visits, store);
}

static int begin(struct visits *visits, struct store *store, const char *visit)
{
    static unsigned char code[CODE];
    struct visit_row row = {.service = "polri.skck", .language = "id"};
    struct bundle bundle = {.code = (char *)code, .n_code = sizeof code, .parsed = json_pack("{ss}", "id", visit)};
    randombytes_buf(code, sizeof code);
    snprintf(row.id, sizeof row.id, "%s", visit);
    snprintf(row.bundle, sizeof row.bundle, "hash of %s", visit);
    snprintf(row.today, sizeof row.today, "%s", today);
    snprintf(bundle.hash, sizeof bundle.hash, "%s", row.bundle);
    bundle_put(store, "polri", &bundle);
    journal_add_visit(store, &row);
    json_decref(bundle.parsed);
    return settle(visits, store);
}

/* Answers, a way back, other answers. */
static int ask(struct visits *visits, struct store *store, const struct seal *seal, const char *visit)
{
    int code = OK;
    for (int n = 0; n < ANSWERS && code == OK; n++)
        code = answer(visits, store, seal, visit, n);
    if (code < 0)
        return code;
    journal_cut(store, visit, CUT);
    for (int n = CUT; n < ANSWERS && code == OK; n++)
        code = answer(visits, store, seal, visit, n);
    return code;
}

/* Letter, case number and journal row are one transaction. */
static int send(struct visits *visits, struct store *store, const struct seal *seal, const char *visit)
{
    char body[BODY];
    struct letter letter = {
        .visit = visit, .step = "send", .agency = "polri", .subject = visit, .body = body, .n_body = sizeof body};
    randombytes_buf(body, sizeof body);
    if (outbox_new_id(store, letter.id) < 0)
        return E_IO;
    outbox_sequence(store);
    store_next(store, "case 2605");
    outbox_put(store, &letter);
    return answer(visits, store, seal, visit, ANSWERS);
}

/* The number is stored before the printer hears of it, and so is the moment of doubt. */
static int give(struct visits *visits, struct store *store, const struct seal *seal, const char *visit)
{
    struct ticket ticket;
    if (ticket_left(store, "D", today) == 0 && strcmp(visit, "v1") == 0)
        ticket_add_lease(store, "D", today, 1, 2);
    if (ticket_reserve(store, "D", today, "K", visit, &ticket) < 0)
        return E_IO;
    int code = answer(visits, store, seal, visit, ANSWERS + 1);
    for (int phase = TICKET_PRINTING; phase <= TICKET_CONFIRMED && code == OK; phase++) {
        ticket_set_phase(store, &ticket, (enum ticket_phase)phase, NULL);
        code = settle(visits, store);
    }
    return code;
}

static int deliver(struct visits *visits, struct store *store)
{
    struct found letter;
    if (!outbox_find_due(store, INT64_MAX / 2, NULL, 0, &letter))
        return OK;
    outbox_later(store, letter.seq, 1, "503");
    int code = settle(visits, store);
    if (code < 0)
        return code;
    outbox_delivered(store, letter.seq, "receipt");
    return settle(visits, store);
}

static int end(struct visits *visits, struct store *store, struct seal *seal, const char *visit)
{
    seal_forget(seal);
    journal_remove_visit(store, visit);
    int code = settle(visits, store);
    if (code == OK)
        store_checkpoint(store); /* core goes on when this fails, and tries again */
    return code;
}

static int come(struct visits *visits, struct store *store, int number)
{
    struct seal seal;
    char visit[16];
    snprintf(visit, sizeof visit, "v%d", number);
    must(seal_new(&seal, visits->folder, visit) == OK);
    int code = begin(visits, store, visit);
    if (code == OK)
        code = ask(visits, store, &seal, visit);
    if (code == OK)
        code = send(visits, store, &seal, visit);
    if (code == OK)
        code = give(visits, store, &seal, visit);
    if (code == OK && number % 2)
        code = deliver(visits, store);
    if (code == OK)
        return end(visits, store, &seal, visit);
    seal_forget(&seal);
    return code;
}

static int open_store(struct visits *visits, struct store *store, const char *after_open)
{
    int code = store_open(store, visits->path);
    if (code == OK && after_open)
        must(sqlite3_exec(store->db, after_open, NULL, NULL, NULL) == SQLITE_OK);
    return code;
}

int visits_run(struct visits *visits, int n, const char *after_open)
{
    struct store store;
    int code = open_store(visits, &store, after_open);
    if (code == OK)
        code = remember(visits, &store, 0);
    for (int i = 0; i < n && code == OK; i++) {
        if (i && i % 2 == 0) { /* core starts again in between */
            store_close(&store);
            code = open_store(visits, &store, after_open);
        }
        if (code == OK)
            code = come(visits, &store, i + 1);
    }
    if (code == OK)
        store_close(&store); /* a core that ends does not tidy up */
    return code;
}

static bool quarantined(const struct visits *visits)
{
    DIR *folder = opendir(visits->folder);
    bool found = false;
    must(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder));)
        found = found || strstr(entry->d_name, "quarantine");
    closedir(folder);
    return found;
}

/* A number that somebody holds must not be handed out again, nor a letter be written twice. */
static bool goes_on(struct store *store, int settled)
{
    struct ticket ticket;
    struct letter letter = {
        .id = "new", .visit = "v1", .step = "send", .agency = "polri", .subject = "s", .body = "x", .n_body = 1};
    struct found due;
    bool written = outbox_find_due(store, INT64_MAX / 2, NULL, 0, &due) || outbox_count(store, OUTBOX_DELIVERED) > 0;
    for (int i = 0; i < 2; i++)
        if (ticket_reserve(store, "D", today, "K", "later", &ticket) < 0)
            return fail(false, "after %d commits a number was handed out twice", settled);
    if (written && outbox_put(store, &letter) != E_STATE)
        return fail(false, "after %d commits a letter was written twice", settled);
    return store_settle(store) == OK || fail(false, "after %d commits: no further commit", settled);
}

/* What can be made again need not be there, but what is there is what was stored: damage ends the process here. */
static void check_code(struct store *store)
{
    struct bundle bundle;
    for (int i = 1; i <= 9; i++)
        if (bundle_find(store, turn_text("hash of v%d", i), &bundle) == OK) {
            must(bundle.n_code == CODE);
            bundle_free(&bundle);
        }
}

/* Which commit the store stands at: `settled`, the next one, or negative. */
static int find_commit(struct visits *visits, struct store *store, int settled)
{
    unsigned char content[VISITS_DIGEST], its_shape[VISITS_DIGEST];
    if (!digest(store, all, content) || !digest(store, shape, its_shape))
        return fail(E_FORMAT, "after %d commits the store cannot be read", settled);
    for (int i = settled; i <= settled + 1; i++)
        if (memcmp(content, visits->digests[i], VISITS_DIGEST) == 0)
            return memcmp(its_shape, visits->shapes[i], VISITS_DIGEST) == 0
                       ? i
                       : fail(E_FORMAT, "after %d commits the store holds a part of a turn", settled);
    return fail(E_FORMAT, "after %d commits the store holds something else", settled);
}

bool visits_judge(struct visits *visits, int settled)
{
    struct store store;
    if (store_open(&store, visits->path) < 0)
        return fail(false, "after %d commits the store does not open", settled);
    bool good = find_commit(visits, &store, settled) >= 0 && goes_on(&store, settled);
    check_code(&store);
    if (quarantined(visits))
        good = fail(false, "after %d commits the store was put aside", settled);
    store_close(&store);
    turn_end();
    return good;
}

struct visits *visits_new(void)
{
    struct visits *visits = mmap(NULL, sizeof *visits, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(visits != MAP_FAILED && sodium_init() >= 0);
    snprintf(visits->folder, sizeof visits->folder, "/tmp/power-XXXXXX");
    must(mkdtemp(visits->folder) != NULL);
    snprintf(visits->path, sizeof visits->path, "%s/core.db", visits->folder);
    return visits;
}

void visits_clear(struct visits *visits)
{
    DIR *folder = opendir(visits->folder);
    must(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            unlink(turn_text("%s/%s", visits->folder, entry->d_name));
    closedir(folder);
    turn_end();
}

void visits_free(struct visits *visits)
{
    visits_clear(visits);
    must(rmdir(visits->folder) == 0);
    munmap(visits, sizeof *visits);
}
