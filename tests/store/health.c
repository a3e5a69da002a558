/* health: files that are not what they should be. Damaged and foreign ones are put aside and never lost, a newer one is
 * refused and not touched, an older one is brought up. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/memfile.h"
#include "fixture.h"
#include "store/outbox.h"
#include "store/tickets.h"
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>

#include <sodium.h>

static const char *db;

static void write_file(const char *path, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    must(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    close(fd);
}

static char *read_file(const char *path, size_t *n)
{
    char *bytes;
    must(file_read_path(path, 1 << 24, &bytes, n) >= 0);
    return bytes;
}

/* The first file whose name has the word, or NULL. */
static const char *find(const char *word)
{
    const char *found = NULL;
    DIR *folder = opendir(fixture_folder);
    for (struct dirent *entry; !found && (entry = readdir(folder));)
        if (strstr(entry->d_name, word) && !strstr(entry->d_name, "-wal") && !strstr(entry->d_name, "-shm"))
            found = turn_text("%s/%s", fixture_folder, entry->d_name);
    closedir(folder);
    return found;
}

static void sql(const char *text)
{
    sqlite3 *raw;
    must(sqlite3_open(db, &raw) == SQLITE_OK);
    must(sqlite3_exec(raw, text, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(raw);
}

static void add_letters(int from, int to)
{
    static char body[3000];
    randombytes_buf(body, sizeof body);
    for (int i = from; i < to; i++) {
        struct letter letter = {.visit = turn_text("v%d", i),
                                .step = "send",
                                .agency = "polri",
                                .subject = "s",
                                .body = body,
                                .n_body = sizeof body};
        check(outbox_new_id(&fixture_store, letter.id) == OK && outbox_put(&fixture_store, &letter) == OK);
    }
    check(store_settle(&fixture_store) == OK);
}

/* Opens what is in the file; it must have been put aside with these bytes, and a new store begun. */
static void check_put_aside(const void *bytes, size_t n)
{
    write_file(db, bytes, n);
    check(store_open(&fixture_store, db) == OK);
    check(outbox_count(&fixture_store, OUTBOX_WAITING) == 0);
    check(store_number(&fixture_store, "schema") == 3);
    check(store_number(&fixture_store, store_aside) == 1);
    const char *aside = find("quarantine");
    check(aside != NULL);
    if (aside) {
        size_t n_kept;
        char *kept = read_file(aside, &n_kept);
        check(n_kept == n && memcmp(kept, bytes, n) == 0);
        free(kept);
    }
    store_close(&fixture_store);
    fixture_clear();
}

static void test_damaged(void)
{
    size_t n;
    must(store_open(&fixture_store, db) == OK);
    add_letters(0, 40);
    store_close(&fixture_store);
    char *bytes = read_file(db, &n), noise[4096];
    randombytes_buf(noise, sizeof noise);
    check_put_aside(noise, sizeof noise);
    check_put_aside(noise, 700);
    check_put_aside("kiosk", 5);
    check_put_aside(bytes, n / 2);
    check_put_aside(bytes, 4096);
    check_put_aside(bytes, 1000);
    memcpy(bytes + n / 2 / 4096 * 4096, noise, sizeof noise);
    check_put_aside(bytes, n);
    free(bytes);
}

/* Its log goes with it, and a person can read both. */
static void test_log_goes_along(void)
{
    static const char *const ends[] = {"", "-wal"};
    must(store_open(&fixture_store, db) == OK);
    add_letters(0, 40);
    check(store_checkpoint(&fixture_store) == OK);
    add_letters(40, 43);
    for (size_t i = 0; i < COUNT(ends); i++) { /* as a power cut leaves it: the last letters are in the log only */
        size_t n;
        char *bytes = read_file(turn_text("%s%s", db, ends[i]), &n);
        write_file(turn_text("%s/saved%s", fixture_folder, ends[i]), bytes, n);
        free(bytes);
    }
    store_close(&fixture_store);
    for (size_t i = 0; i < COUNT(ends); i++)
        must(rename(turn_text("%s/saved%s", fixture_folder, ends[i]), turn_text("%s%s", db, ends[i])) == 0);
    must(truncate(db, 300) == 0);
    check(store_open(&fixture_store, db) == OK);
    const char *aside = find("quarantine");
    check(aside && access(turn_text("%s-wal", aside), F_OK) == 0);
    check(outbox_count(&fixture_store, OUTBOX_WAITING) == 0);
    store_close(&fixture_store);
    fixture_clear();
}

/* A page of letters is damaged; the numbers of the day go on. */
static void test_numbers_go_on(void)
{
    struct ticket ticket;
    size_t n;
    char noise[4096];
    must(store_open(&fixture_store, db) == OK);
    check(ticket_add_lease(&fixture_store, "D", "2026-05-13", 1, 10) == OK);
    check(ticket_reserve(&fixture_store, "D", "2026-05-13", "K", "v1", &ticket) == OK);
    check(ticket_reserve(&fixture_store, "A", "2026-05-13", "K", "v1", &ticket) == OK);
    check_text(ticket.number, "AK001");
    int64_t sequence = outbox_sequence(&fixture_store), later = clock_wall_ms() + 60000;
    check(store_rise(&fixture_store, &fixture_store.id_ms, "uuid", 0, later) == later);
    add_letters(0, 40);
    store_close(&fixture_store);
    char *bytes = read_file(db, &n);
    randombytes_buf(noise, sizeof noise);
    memcpy(bytes + (n - 4096), noise, sizeof noise);
    write_file(db, bytes, n);
    free(bytes);
    check(store_open(&fixture_store, db) == OK && find("quarantine"));
    check(outbox_count(&fixture_store, OUTBOX_WAITING) == 0);
    check(ticket_last_lease(&fixture_store, "D", "2026-05-13") == 10);
    check(ticket_left(&fixture_store, "D", "2026-05-13") == 0);
    check(ticket_reserve(&fixture_store, "A", "2026-05-13", "K", "v2", &ticket) == OK);
    check_text(ticket.number, "AK002");
    check(outbox_sequence(&fixture_store) > sequence);
    check(store_rise(&fixture_store, &fixture_store.id_ms, "uuid", 0, 0) >= later);
    store_close(&fixture_store);
    fixture_clear();
}

static void test_foreign(void)
{
    size_t n;
    sql("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soto')");
    char *bytes = read_file(db, &n);
    check_put_aside(bytes, n);
    free(bytes);
}

static void test_newer(void)
{
    size_t n, n_after;
    must(store_open(&fixture_store, db) == OK);
    add_letters(0, 2);
    store_close(&fixture_store);
    sql("UPDATE number SET value = 4 WHERE name = 'schema'; ALTER TABLE outbox ADD COLUMN later TEXT");
    char *bytes = read_file(db, &n);
    check(store_open(&fixture_store, db) == E_STATE);
    store_close(&fixture_store);
    char *after = read_file(db, &n_after);
    check(n == n_after && memcmp(bytes, after, n) == 0);
    check(find("quarantine") == NULL);
    free(bytes);
    free(after);
    fixture_clear();
}

static void test_older_and_empty(void)
{
    must(store_open(&fixture_store, db) == OK);
    add_letters(0, 2);
    store_close(&fixture_store);
    sql("DELETE FROM number WHERE name = 'schema'; CREATE TABLE bundle (hash TEXT); CREATE TABLE known (id TEXT)");
    check(store_open(&fixture_store, db) == OK);
    check(store_number(&fixture_store, "schema") == 3 && outbox_count(&fixture_store, OUTBOX_WAITING) == 2);
    store_close(&fixture_store);
    fixture_clear();
    write_file(db, "", 0);
    check(store_open(&fixture_store, db) == OK && find("quarantine") == NULL);
    store_close(&fixture_store);
    fixture_clear();
    check(store_open(&fixture_store, "/nowhere/core.db") == E_IO);
    store_close(&fixture_store);
}

int main(void)
{
    must(sodium_init() >= 0);
    fixture_open();
    db = make_text(turn_text("%s/core.db", fixture_folder));
    store_close(&fixture_store);
    fixture_clear();
    test_damaged();
    test_log_goes_along();
    test_numbers_go_on();
    test_foreign();
    test_newer();
    test_older_and_empty();
    fixture_close();
    return test_end();
}
