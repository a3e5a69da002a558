/* root: what a root must be, who must have signed it, and the way from one to the next. */
#define _GNU_SOURCE
#include "bundle/trust.h"
#include "fixture.h"

enum { A = 1, B = 2, C = 4, NEW = 8 };

static void test_threshold(void)
{
    static const unsigned good[] = {A | B, A | C, B | C, A | B | C, A | B | NEW}, bad[] = {0, A, B, C, NEW, C | NEW};
    for (size_t i = 0; i < COUNT(good); i++) {
        struct root *root = root_make(root_body(1), good[i]);
        check(root && root_check("root", root) == OK);
        root_free(root);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct root *root = root_make(root_body(1), bad[i]);
        quiet_start();
        check(root && root_check("root", root) == E_DENIED);
        check(quiet_end() == 1 && strstr(said, "are needed"));
        root_free(root);
    }
}

/* One key that signs twice is one; the second signature takes the place of the first, and a copied one counts nothing.
 */
static void test_twice(void)
{
    struct root *root = root_make(root_body(1), A);
    size_t n;
    char *bytes = root_sign(root, &root_keys[0].secret, &n);
    check(n == root->n && memcmp(bytes, root->bytes, n) == 0);
    size_t head = (size_t)(root->text - root->bytes);
    char *doubled = make(head + n);
    memcpy(doubled, bytes, head);
    memcpy(doubled + head, bytes, n);
    struct root *twice = root_read("root", doubled, head + n);
    check(twice && twice->n_signatures == 2);
    quiet_start();
    check(root_check("root", twice) == E_DENIED);
    quiet_end();
    root_free(twice);
    root_free(root);
    free(doubled);
    free(bytes);
}

/* A signature over another number, or made for a bundle, is none of a root. */
static void test_comment(void)
{
    struct root *root = root_make(root_body(1), A);
    const char *other = signature_make(&root_keys[1].secret, root->text, root->n_text, "root 2");
    char *bytes = turn_text("%s%.*s", other, (int)root->n, root->bytes);
    struct root *both = root_read("root", bytes, strlen(bytes));
    check(both && both->n_signatures == 2 && !root_signed_by(both, &root_keys[1].public));
    root_free(both);
    root_free(root);
}

static bool refused(json_t *body)
{
    quiet_start();
    struct root *root = root_make(body, 0);
    bool one_line = quiet_end() == 1;
    root_free(root);
    return !root && one_line;
}

static json_t *with(const char *name, json_t *value)
{
    json_t *body = root_body(1);
    json_object_set_new(body, name, value);
    return body;
}

static json_t *with_agency(json_t *row)
{
    return with("agencies", json_pack("[o]", row));
}

static void test_bad_bodies(void)
{
    json_t *row = agency_row("x", &agency_keys[2], "polri.*");
    struct pair same_id = agency_keys[2];
    memcpy(same_id.public.id, root_keys[0].public.id, KEY_ID);
    check(refused(json_array()) && refused(json_object()) && refused(with("type", json_string("root"))));
    check(refused(with("version", json_integer(0))) && refused(with("version", json_string("1"))) &&
          refused(with("version", json_integer(1LL << 40))));
    check(refused(with("expires", json_string("2026-02-30"))) && refused(with("expires", json_null())));
    check(refused(with("threshold", json_integer(1))) && refused(with("threshold", json_integer(4))) &&
          refused(with("threshold", json_integer(-1))) && refused(with("threshold", json_integer(1LL << 32 | 2))));
    check(refused(with("revokd", json_array())) && refused(with("revoked", json_object())) &&
          refused(with("revoked", json_pack("[s]", "675f1071e8cce138"))) &&
          refused(with("revoked", json_pack("[i]", 1))));
    check(refused(with("least", json_pack("{ss}", "polri.skck", "new"))) &&
          refused(with("least", json_pack("{ss}", "../x", "1.0"))) && refused(with("least", json_array())));
    check(refused(with("keys", json_array())) && refused(with("agencies", json_null())));
    check(refused(with("keys", json_pack("[oo]", key_row("a", &root_keys[0]), key_row("b", &root_keys[0])))));
    check(refused(with_agency(key_row("polri", &agency_keys[0]))));
    check(refused(with_agency(agency_row("polri", &agency_keys[0], "*"))));
    check(refused(with_agency(agency_row("polri", &root_keys[1], "polri.*")))); /* a key of the root itself */
    check(refused(with_agency(agency_row("polri", &same_id, "polri.*"))));
    check(refused(with_agency(agency_row("", &agency_keys[0], "polri.*"))));
    check(refused(with_agency(agency_row("polri\x1b[2J", &agency_keys[0], "polri.*"))));
    json_object_set_new(row, "key", json_string("RWQ4"));
    check(refused(with_agency(row)));
}

static void test_says(void)
{
    json_t *body = with("least", json_pack("{ss}", "polri.skck", "1.2"));
    char id[KEY_ID_TEXT];
    key_id_write(agency_keys[0].public.id, id);
    json_object_set_new(body, "revoked", json_pack("[s]", id));
    struct root *root = root_make(body, A | B);
    check(root_agency(root, agency_keys[0].public.id) && !root_agency(root, agency_keys[2].public.id));
    check(root_agency(root, agency_keys[1].public.id)->development);
    check(root_revoked(root, agency_keys[0].public.id) && !root_revoked(root, agency_keys[1].public.id));
    check(root_least(root, "polri.skck") == version_number("1.2") && root_least(root, "polri.x") == 0);
    root_free(root);
}

/* A clock of 1970 is behind no day; one of 2100 is behind all of them, and counts only where it is trusted. */
static void test_days(void)
{
    json_t *until = json_pack("{ss}", "expires", "2026-12-31"), *ever = json_object();
    quiet_start();
    check(day_check("it", until, "1970-01-01", false) == OK && day_check("it", until, "1970-01-01", true) == OK);
    check(day_check("it", until, "2026-12-31", true) == OK && day_check("it", ever, "2100-01-01", true) == OK);
    check(quiet_end() == 0);
    quiet_start();
    check(day_check("it", until, "2027-01-01", true) == E_DENIED &&
          day_check("it", until, "2100-01-01", true) == E_DENIED);
    check(quiet_end() == 2 && strstr(said, "signed anew"));
    quiet_start();
    check(day_check("it", until, "2100-01-01", false) == OK);
    check(quiet_end() == 1 && strstr(said, "cannot be trusted"));
    json_decref(until);
    json_decref(ever);
}

/* --- the way --------------------------------------------------------------------------------------------------------
 */

static void put(int version, json_t *body, unsigned signers)
{
    struct root *root = root_make(body, signers);
    must(root != NULL);
    fixture_write(turn_text("%d.root", version), root->bytes, root->n);
    root_free(root);
}

/* Key a is given up, the new one comes in. */
static json_t *new_body(int version)
{
    json_t *body = root_body(version);
    json_object_set_new(
        body, "keys",
        json_pack("[ooo]", key_row("b", &root_keys[1]), key_row("c", &root_keys[2]), key_row("new", &root_keys[3])));
    return body;
}

static int walk(int from, int lines)
{
    struct root *root = from ? root_read_file(path_of(turn_text("%d.root", from))) : NULL;
    quiet_start();
    root = trust_walk(folder, root);
    check(quiet_end() == lines);
    int version = root ? root->version : 0;
    root_free(root);
    turn_end();
    return version;
}

static void test_way(void)
{
    check(walk(0, 0) == 0);
    put(1, root_body(1), A | B);
    check(walk(0, 0) == 1);
    put(2, new_body(2), NEW | C); /* only by the new ones: c is old, but one old is not enough */
    check(walk(0, 2) == 1);
    put(2, new_body(2), A | B); /* only by the old ones: b is new, but one new is not enough */
    check(walk(0, 2) == 1);
    put(2, new_body(2), A | B | NEW);
    check(walk(0, 0) == 2 && walk(1, 0) == 2 && walk(2, 0) == 2);
    put(3, new_body(3), C | NEW);
    check(walk(0, 0) == 3 && walk(1, 0) == 3);
    put(5, new_body(5), B | C);
    check(walk(0, 2) == 3); /* 4 is missing: no way, however good 5 is */
    put(4, new_body(5), B | C);
    check(walk(0, 2) == 3); /* 5 under the name of 4 */
    put(4, new_body(4), B | C);
    check(walk(0, 0) == 5);
    put(1, root_body(1), A);
    check(walk(0, 1) == 0); /* the first one must stand by itself */
    check(walk(2, 0) == 5);
    fixture_write("0.root", "x", 1);
    fixture_write("06.root", "x", 1);
    fixture_write("7.root.new", "x", 1);
    check(walk(2, 0) == 5);
}

/* Every byte of a signed root, changed: not read, or not signed by enough. Here each signature counts. */
static void test_every_byte(void)
{
    struct root *root = root_make(root_body(1), A | B);
    quiet_start();
    for (size_t i = 0; i < root->n; i++) {
        char *copy = memcpy(make(root->n), root->bytes, root->n);
        copy[i] ^= 1;
        struct root *changed = root_read("changed", copy, root->n);
        check(!changed || root_check("changed", changed) < 0);
        root_free(changed);
        free(copy);
        copy = memcpy(make(i), root->bytes, i);
        changed = root_read("cut", copy, i);
        check(!changed || root_check("cut", changed) < 0);
        root_free(changed);
        free(copy);
        turn_end();
    }
    int lines = quiet_end();
    check(lines >= (int)root->n);
    root_free(root);
}

int main(void)
{
    fixture_start();
    test_threshold();
    test_twice();
    test_comment();
    test_bad_bodies();
    test_says();
    test_days();
    test_way();
    test_every_byte();
    fixture_end();
    return test_end();
}
