/* root.c - see root.h. Members that are not known are refused: a "revokd" that is silently nothing would be a hole. */
#include "bundle/root.h"

#include "base/memfile.h"
#include "bundle/name.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    const char *what;
    struct root *root;
};

static bool know(const json_t *object, const char *const names[])
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)object, name, value) {
        int i = 0;
        while (names[i] && strcmp(names[i], name) != 0)
            i++;
        if (!names[i])
            return false;
    }
    return json_is_object(object);
}

/* --- keys -----------------------------------------------------------------------------------------------------------
 */

static bool same_key(const struct root_key *a, const struct root_key *b)
{
    return memcmp(a->key.id, b->key.id, KEY_ID) == 0 || memcmp(a->key.key, b->key.key, sizeof a->key.key) == 0;
}

/* One key counts once, and whoever answers for the root signs no bundles. */
static bool is_new(const struct root *root, const struct root_key *key)
{
    for (int i = 0; i < root->n_keys; i++)
        if (same_key(key, &root->keys[i]))
            return false;
    for (int i = 0; i < root->n_agencies; i++)
        if (same_key(key, &root->agencies[i]))
            return false;
    return true;
}

/* Something that people can read on a terminal. */
static bool is_plain(const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
            return false;
    return n > 0 && n <= NAME_MAX_TEXT;
}

static int read_key(const struct reading *r, const json_t *row, struct root_key *to)
{
    *to = (struct root_key){.name = json_text(row, "name"),
                            .namespaces = json_object_get(row, "namespaces"),
                            .development = json_truth(row, "development")};
    if (!is_plain(to->name) || public_key_read(json_text(row, "key"), &to->key) < 0)
        return fail(E_FORMAT, "%s: a key is {\"name\": \"...\", \"key\": \"RW...\"}, the second line of a .pub file",
                    r->what);
    if (!is_new(r->root, to))
        return fail(E_FORMAT, "%s: the key of \"%s\" stands there twice", r->what, to->name);
    return OK;
}

static int read_keys(const struct reading *r)
{
    static const char *const members[] = {"name", "key", NULL};
    struct root *root = r->root;
    json_t *rows = json_object_get(root->body, "keys"), *row;
    size_t i;
    json_array_foreach (rows, i, row) {
        struct root_key key;
        if (i >= ROOT_KEYS || !know(row, members))
            return fail(E_FORMAT, "%s: keys are at most %d of {name, key}", r->what, ROOT_KEYS);
        if (read_key(r, row, &key) < 0)
            return E_FORMAT;
        root->keys[root->n_keys++] = key;
    }
    if (root->threshold < ROOT_THRESHOLD || root->threshold > root->n_keys)
        return fail(E_FORMAT,
                    "%s: threshold is %d of %d keys; at least %d must sign, so that one stolen key is not "
                    "enough",
                    r->what, root->threshold, root->n_keys, ROOT_THRESHOLD);
    return OK;
}

static int check_namespaces(const struct reading *r, const struct root_key *key)
{
    size_t i;
    json_t *space;
    json_array_foreach (key->namespaces, i, space) {
        if (!json_is_string(space) || !namespace_good(json_string_value(space)))
            return fail(E_FORMAT, "%s: the namespaces of \"%s\" are names like \"polri.*\"", r->what, key->name);
    }
    return json_array_size(key->namespaces) > 0
               ? OK
               : fail(E_FORMAT, "%s: \"%s\" has no namespaces; write [\"polri.*\"], say", r->what, key->name);
}

static int read_agencies(const struct reading *r)
{
    static const char *const members[] = {"name", "key", "namespaces", "development", NULL};
    struct root *root = r->root;
    json_t *rows = json_object_get(root->body, "agencies"), *row;
    size_t i;
    if (!json_is_array(rows) || json_array_size(rows) > ROOT_AGENCIES)
        return fail(E_FORMAT, "%s: agencies is a list of at most %d keys", r->what, ROOT_AGENCIES);
    root->agencies = make(json_array_size(rows) * sizeof *root->agencies);
    json_array_foreach (rows, i, row) {
        struct root_key key;
        if (!know(row, members))
            return fail(E_FORMAT, "%s: an agency's key is {name, key, namespaces, development?}", r->what);
        if (read_key(r, row, &key) < 0 || check_namespaces(r, &key) < 0)
            return E_FORMAT;
        root->agencies[root->n_agencies++] = key;
    }
    return OK;
}

/* --- the rest -------------------------------------------------------------------------------------------------------
 */

static bool is_key_id(const char *text)
{
    return strlen(text) == KEY_ID_TEXT - 1 && strspn(text, "0123456789ABCDEF") == KEY_ID_TEXT - 1;
}

static int check_lists(const struct reading *r)
{
    json_t *revoked = json_object_get(r->root->body, "revoked"), *least = json_object_get(r->root->body, "least"), *row;
    const char *name;
    size_t i;
    if (!json_is_array(revoked) || !json_is_object(least))
        return fail(E_FORMAT, "%s: revoked is a list [] of key ids, least an object {} of bundles", r->what);
    json_array_foreach (revoked, i, row) {
        if (!json_is_string(row) || !is_key_id(json_string_value(row)))
            return fail(E_FORMAT, "%s: revoked: a key id is 16 letters like \"675F1071E8CCE138\"", r->what);
    }
    json_object_foreach (least, name, row) {
        if (!name_good(name) || !json_is_string(row) || version_number(json_string_value(row)) < 0)
            return fail(E_FORMAT, "%s: least: write {\"polri.skck\": \"1.2\"}", r->what);
    }
    return OK;
}

static int read_body(const struct reading *r)
{
    static const char *const members[] = {"type",     "version", "expires", "threshold", "keys",
                                          "agencies", "revoked", "least",   NULL};
    struct root *root = r->root;
    struct day last;
    root->body = json_read(r->what, root->text, root->n_text, JSON_MAX_DEPTH);
    if (!root->body)
        return E_FORMAT;
    if (strcmp(json_text(root->body, "type"), "anjungan root") != 0 || !know(root->body, members))
        return fail(E_FORMAT, "%s: not a root: {type, version, expires, threshold, keys, agencies, revoked, least}",
                    r->what);
    int64_t version = json_number(root->body, "version", 0), threshold = json_number(root->body, "threshold", 0);
    if (version < 1 || version > ROOT_VERSIONS || !day_read(json_text(root->body, "expires"), &last))
        return fail(E_FORMAT, "%s: version is 1 or more, expires a day like \"2028-12-31\"", r->what);
    root->version = (int)version;
    root->threshold = threshold < 0 || threshold > ROOT_KEYS ? 0 : (int)threshold;
    int code = read_keys(r);
    if (code == OK)
        code = read_agencies(r);
    return code == OK ? check_lists(r) : code;
}

static int read_signatures(const struct reading *r)
{
    struct root *root = r->root;
    const char *at = root->bytes, *end = root->bytes + root->n;
    for (;;) {
        struct signature one;
        int code = signature_read(r->what, &at, end, &one);
        if (code == E_STATE)
            break;
        if (code < 0)
            return code;
        if (root->n_signatures == ROOT_SIGNATURES)
            return fail(E_FORMAT, "%s: more than %d signatures", r->what, ROOT_SIGNATURES);
        root->signatures[root->n_signatures++] = one;
    }
    root->text = at;
    root->n_text = (size_t)(end - at);
    return OK;
}

struct root *root_read(const char *what, const void *bytes, size_t n)
{
    if (n > ROOT_MAX) {
        fail(E_FORMAT, "%s: more than %d KiB", what, ROOT_MAX / 1024);
        return NULL;
    }
    struct root *root = make(sizeof *root);
    root->bytes = memcpy(make(n + 1), bytes, n);
    root->n = n;
    struct reading r = {what, root};
    if (read_signatures(&r) == OK && read_body(&r) == OK)
        return root;
    root_free(root);
    return NULL;
}

struct root *root_read_file(const char *path)
{
    char *bytes;
    size_t n;
    if (file_read_path(path, ROOT_MAX, &bytes, &n) < 0)
        return NULL;
    struct root *root = root_read(path, bytes, n);
    free(bytes);
    return root;
}

void root_free(struct root *root)
{
    if (!root)
        return;
    json_decref(root->body);
    free(root->agencies);
    free(root->bytes);
    free(root);
}

/* --- who signed -----------------------------------------------------------------------------------------------------
 */

static const char *comment_of(const struct root *root)
{
    return turn_text("root %d", root->version);
}

bool root_signed_by(const struct root *root, const struct public_key *key)
{
    for (int i = 0; i < root->n_signatures; i++)
        if (strcmp(root->signatures[i].comment, comment_of(root)) == 0 &&
            signature_good(&root->signatures[i], key, root->text, root->n_text))
            return true;
    return false;
}

static int count(const struct root *root, const struct root *by)
{
    int n = 0;
    for (int i = 0; i < by->n_keys; i++)
        n += root_signed_by(root, &by->keys[i].key);
    return n;
}

static int check_signers(const char *what, const struct root *root, const struct root *by)
{
    int n = count(root, by);
    if (n >= by->threshold)
        return OK;
    return fail(E_DENIED, "%s: signed by %d of the keys of root %d, %d are needed; sign it with: anjungan root sign",
                what, n, by->version, by->threshold);
}

int root_check(const char *what, const struct root *root)
{
    return check_signers(what, root, root);
}

int root_check_next(const char *what, const struct root *next, const struct root *root)
{
    if (next->version != root->version + 1)
        return fail(E_DENIED, "%s: this is root %d, but after root %d comes root %d", what, next->version,
                    root->version, root->version + 1);
    int code = check_signers(what, next, root);
    return code == OK ? root_check(what, next) : code;
}

static size_t append(char *to, const char *text, size_t n)
{
    memcpy(to, text, n);
    return n;
}

/* The four lines of each signature are kept as they are, save those of the same key. */
char *root_sign(const struct root *root, const struct secret_key *key, size_t *n)
{
    const char *fresh = signature_make(key, root->text, root->n_text, comment_of(root));
    const char *at = root->bytes;
    char *bytes = make(root->n + strlen(fresh) + 1);
    size_t length = 0;
    for (int i = 0; i < root->n_signatures; i++) {
        struct signature same;
        const char *from = at;
        must(signature_read("root", &at, root->bytes + root->n, &same) == OK);
        if (memcmp(same.id, key->id, KEY_ID) != 0)
            length += append(bytes + length, from, (size_t)(at - from));
    }
    length += append(bytes + length, fresh, strlen(fresh));
    length += append(bytes + length, root->text, root->n_text);
    *n = length;
    return bytes;
}

/* --- what it says ---------------------------------------------------------------------------------------------------
 */

const struct root_key *root_agency(const struct root *root, const unsigned char id[KEY_ID])
{
    for (int i = 0; i < root->n_agencies; i++)
        if (memcmp(root->agencies[i].key.id, id, KEY_ID) == 0)
            return &root->agencies[i];
    return NULL;
}

bool root_revoked(const struct root *root, const unsigned char id[KEY_ID])
{
    const json_t *revoked = json_object_get(root->body, "revoked");
    char text[KEY_ID_TEXT];
    size_t i;
    json_t *row;
    if (json_array_size(revoked) > 0)
        key_id_write(id, text);
    json_array_foreach (revoked, i, row) {
        if (strcmp(json_string_value(row), text) == 0)
            return true;
    }
    return false;
}

int64_t root_least(const struct root *root, const char *bundle)
{
    const char *version = json_text(json_object_get(root->body, "least"), bundle);
    return *version ? version_number(version) : 0;
}

int day_check(const char *what, const json_t *body, const char *today, bool trusted)
{
    const char *last = json_text(body, "expires");
    if (!*last || strcmp(today, last) <= 0)
        return OK;
    if (trusted)
        return fail(E_DENIED, "%s was good until %s; it must be signed anew with a later day", what, last);
    fail(E_DENIED, "%s was good until %s; it is taken all the same, for the clock (%s) cannot be trusted", what, last,
         today);
    return OK;
}

int day_check_now(const char *what, const json_t *body)
{
    char today[11];
    day_write(clock_today(), today);
    return day_check(what, body, today, clock_trusted());
}
