/* known: what is known of each plugin comes back as it was put, in the order of the ids, and of old versions only those
 * stay that an open visit may need. */
#define _GNU_SOURCE
#include "fixture.h"
#include "store/bundles.h"
#include "store/journal.h"
#include "store/known.h"
#include "test.h"

#include <sodium.h>
#include <string.h>

static struct known known_of(const char *hash, const char *signer)
{
    struct known known = {.services = json_pack("[{ss}]", "id", "a"), .stamp = "s", .version = "1.2"};
    snprintf(known.hash, sizeof known.hash, "%s", hash);
    snprintf(known.signer, sizeof known.signer, "%s", signer);
    return known;
}

static void put(struct store *store, const char *id, const char *hash, const char *signer)
{
    struct known known = known_of(hash, signer);
    json_t *rows = json_pack("[{ss}]", "title", hash);
    check(known_put(store, id, &known, rows) == OK);
    json_decref(rows);
    known_free(&known);
}

static char order[64];

static void note(void *mine, const char *id, struct known *known)
{
    (void)mine;
    strcat(order, turn_text("%s=%s/%s;", id, known->hash, known->signer));
    check(json_array_size(known->services) == 1 && !known->calendars);
    check_text(known->version, "1.2");
    known_free(known);
}

static const char *all(struct store *store)
{
    *order = 0;
    known_each(store, note, NULL);
    return order;
}

static void test_known(struct store *store)
{
    put(store, "b", "h1", "key");
    put(store, "a", "h2", "");
    check_text(all(store), "a=h2/;b=h1/key;");
    put(store, "b", "h3", "key");
    check_text(all(store), "a=h2/;b=h3/key;");
    json_t *rows = known_rows(store, "b");
    check_text(json_text(json_array_get(rows, 0), "title"), "h3");
    json_decref(rows);
    check(known_rows(store, "c") == NULL);
    check(known_remove(store, "a") == OK);
    check_text(all(store), "b=h3/key;");
}

static void put_bundle(struct store *store, const char *hash)
{
    struct bundle bundle = {.code = make_text("return"), .n_code = 6, .parsed = json_object()};
    snprintf(bundle.hash, sizeof bundle.hash, "%s", hash);
    check(bundle_put(store, "b", &bundle) == OK);
    bundle_free(&bundle);
}

static bool has(struct store *store, const char *hash)
{
    struct bundle bundle;
    bool found = bundle_find(store, hash, &bundle) == OK;
    bundle_free(&bundle);
    return found;
}

static void test_old(struct store *store)
{
    struct visit_row visit = {.id = "v", .service = "b", .bundle = "h1", .language = "id", .today = "2026-01-01"};
    put_bundle(store, "h1");
    put_bundle(store, "h3");
    check(journal_add_visit(store, &visit) == OK && bundle_forget_old(store) == OK && has(store, "h1"));
    check(journal_remove_visit(store, "v") == OK && bundle_forget_old(store) == OK);
    check(!has(store, "h1") && has(store, "h3"));
}

int main(void)
{
    must(sodium_init() >= 0);
    struct store *store = fixture_open();
    test_known(store);
    test_old(store);
    check(store_settle(store) == OK);
    fixture_close();
    return test_end();
}
