/* journal: rows come back in order, a cut is a cut, another key opens nothing, and no typed text is on the disk. */
#define _GNU_SOURCE
#include "store/journal.h"
#include "base/memfile.h"
#include "fixture.h"
#include "test.h"

#include <sodium.h>
#include <sys/stat.h>
#include <utime.h>

static const char canary[] = "3510014107900042";

static json_t *row(const char *key, const char *value)
{
    return json_pack("{ss,ss,ss}", "key", key, "class", "question", "value", value);
}

static bool on_disk(const char *file)
{
    char *bytes;
    size_t n;
    if (file_read_path(turn_text("%s/%s", fixture_folder, file), 1 << 24, &bytes, &n) < 0)
        return false;
    bool found = memmem(bytes, n, canary, strlen(canary)) != NULL;
    free(bytes);
    return found;
}

int main(void)
{
    must(sodium_init() >= 0);
    struct store *store = fixture_open();
    struct seal seal, other;
    struct visit_row visit = {"v1", "polri.skck", "hash", "id", "2026-05-13"}, found;
    struct stat is;
    check(journal_find_visit(store, &found) == E_STATE);
    check(seal_new(&seal, fixture_folder, "v1") == OK);
    check(stat(seal.path, &is) == 0 && (is.st_mode & 0777) == 0600);
    check(seal_new(&other, fixture_folder, "v2") == OK);
    check(journal_add_visit(store, &visit) == OK);
    json_t *a = row("nik", canary), *b = row("phone", "b");
    for (int n = 0; n < 40; n++)
        check(journal_put(store, &seal, "v1", n, n % 2 ? b : a) == OK);
    check(store_settle(store) == OK);
    fixture_reopen();
    check(journal_find_visit(store, &found) == OK);
    check_text(found.service, "polri.skck");
    check_text(found.today, "2026-05-13");
    check(!on_disk("core.db") && !on_disk("core.db-wal"));

    json_t *rows = journal_read(store, &seal, "v1");
    check(json_array_size(rows) == 40);
    check_text(json_text(json_array_get(rows, 3), "value"), "b");
    json_wipe(rows);
    check(journal_read(store, &other, "v1") == NULL);
    check(journal_cut(store, "v1", 5) == OK);
    rows = journal_read(store, &seal, "v1");
    check(json_array_size(rows) == 5);
    json_wipe(rows);

    check(seal_find(&other, fixture_folder, "v1", 60) == OK);
    check(memcmp(other.key, seal.key, SEAL_KEY) == 0);
    struct utimbuf old = {0, 0};
    check(utime(seal.path, &old) == 0);
    check(seal_find(&other, fixture_folder, "v1", 60) == E_GONE);
    check(stat(turn_text("%s/v1", fixture_folder), &is) < 0);
    check(seal_find(&other, fixture_folder, "v2", 60) == OK);
    seal_forget(&other);
    check(journal_remove_visit(store, "v1") == OK);
    check(store_settle(store) == OK && store_checkpoint(store) == OK);
    check(journal_find_visit(store, &found) == E_STATE);
    json_wipe(a);
    json_wipe(b);
    fixture_close();
    return test_end();
}
