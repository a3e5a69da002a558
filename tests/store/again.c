/* again: damage in what can be made again costs that file and nothing else: letters stay, nothing is put aside, and no
 * byte that was not stored is ever handed out as code. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "fixture.h"
#include "store/bundles.h"
#include "store/known.h"
#include "store/outbox.h"
#include "test.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/wait.h>

enum { CODE = 9000, FOUND = 10, GONE, OTHER };

static char code[CODE];
static char *path;

static void make_store(void)
{
    struct bundle bundle = {.hash = "h", .code = code, .n_code = sizeof code, .parsed = json_pack("{ss}", "id", "p")};
    struct known known = {.stamp = "s", .hash = "h", .services = json_array()};
    struct letter letter = {.visit = "v", .step = "s", .agency = "a", .subject = "s", .body = "x", .n_body = 1};
    fixture_clear();
    must(store_open(&fixture_store, turn_text("%s/core.db", fixture_folder)) == OK);
    check(outbox_new_id(&fixture_store, letter.id) == OK && outbox_put(&fixture_store, &letter) == OK);
    check(bundle_put(&fixture_store, "p", &bundle) == OK &&
          known_put(&fixture_store, "p", &known, known.services) == OK);
    check(store_settle(&fixture_store) == OK && store_checkpoint(&fixture_store) == OK);
    store_close(&fixture_store);
    json_decref(bundle.parsed);
    known_free(&known);
}

/* What core would see: the code as it was stored, nothing, or its end. */
static int look(void)
{
    pid_t child = fork();
    int status = 0;
    must(child >= 0);
    if (child == 0) {
        struct bundle bundle;
        if (store_open(&fixture_store, turn_text("%s/core.db", fixture_folder)) < 0)
            _exit(1);
        if (outbox_count(&fixture_store, OUTBOX_WAITING) != 1 || store_number(&fixture_store, store_aside) != 0)
            _exit(2);
        if (bundle_find(&fixture_store, "h", &bundle) < 0)
            _exit(GONE);
        _exit(bundle.n_code == CODE && memcmp(bundle.code, code, CODE) == 0 ? FOUND : OTHER);
    }
    must(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void spoil(off_t at, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    must(fd >= 0 && pwrite(fd, bytes, n, at) == (ssize_t)n);
    close(fd);
}

/* The first look may end the process, as core's would; the next finds a new file. */
static void check_made_again(void)
{
    int first = look();
    check(first == GONE || first == 1 || first < 0);
    check(look() == GONE);
}

/* Every page, turned into noise in turn. (That of the table `known` holds what a start reads: found at once.) */
static void test_pages(void)
{
    unsigned char noise[4096];
    size_t n;
    char *bytes;
    make_store();
    must(file_read_path(path, 1 << 24, &bytes, &n) >= 0);
    free(bytes);
    int lost = 0;
    for (off_t at = 0; at < (off_t)n; at += 4096) {
        make_store();
        randombytes_buf(noise, sizeof noise);
        spoil(at, noise, sizeof noise);
        int first = look();
        check(first != OTHER);
        lost += first != FOUND;
        if (first != FOUND)
            check(look() == GONE);
    }
    check(lost >= 4);
}

/* One bit of the script, which no structure of a database shows. */
static void test_bit(void)
{
    size_t n;
    char *bytes;
    make_store();
    check(look() == FOUND);
    must(file_read_path(path, 1 << 24, &bytes, &n) >= 0);
    const char *at = memmem(bytes, n, code + CODE / 2, 16);
    must(at != NULL);
    char other = (char)(*at ^ 1);
    spoil(at - bytes, &other, 1);
    free(bytes);
    check_made_again();
}

static void test_other_files(void)
{
    make_store();
    must(truncate(path, 5000) == 0);
    check_made_again();
    make_store();
    spoil(0, "not a database at all, but long enough to be one", 48);
    check_made_again();
    make_store();
    must(unlink(path) == 0);
    check(look() == GONE);
    sqlite3 *db; /* of a form that another program knows */
    make_store();
    must(sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, "PRAGMA user_version = 77", NULL, NULL, NULL) == 0);
    sqlite3_close(db);
    check_made_again();
}

int main(void)
{
    must(sodium_init() >= 0);
    randombytes_buf(code, sizeof code);
    fixture_open();
    store_close(&fixture_store);
    path = make_text(turn_text("%s/core.db.code", fixture_folder));
    test_bit();
    test_pages();
    test_other_files();
    fixture_reopen();
    fixture_close();
    free(path);
    return test_end();
}
