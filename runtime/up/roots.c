/* roots.c - `anjungan root`: the operator's file that says whose key is whose.
 *
 * It stays readable JSON, so what has no option here - taking a key back, the least version of a bundle - is written
 * with an editor before it is signed; `show` says what it means. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "bundle/root.h"
#include "bundle/name.h"
#include "up/ask.h"
#include "up/bundles.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "anjungan root new FILE --expires DAY KEY.pub KEY.pub [KEY.pub]... - the first root, to be signed by two of the "
    "keys\n"
    "anjungan root new FILE --from OLD [--expires DAY] - the next root, otherwise the same\n"
    "anjungan root sign FILE -k KEY - signs it; each signer does this, those of the old root and those of the new one\n"
    "anjungan root show FILE [--from OLD] - what it says, who signed it, and whether a kiosk takes it (after OLD)\n"
    "\n"
    "  --agency SPACE=KEY.pub     that key may sign bundles of the namespace, for example 'polri.*=polri.pub', or of\n"
    "                             several: 'polri.*,sim.*=polri.pub'\n"
    "  --developer SPACE=KEY.pub  the same, for kiosks in development only\n"
    "  --threshold N              how many of the keys must sign; 2 when it is not said\n"
    "\n"
    "FILE is JSON: before it is signed, edit `revoked` (key ids) and `least` (bundle: version) in it. What was changed "
    "after\n"
    "it was signed is not signed any more. Then: anjungan install FILE --run RUN\n";

/* --- new ------------------------------------------------------------------------------------------------------------
 */

/* The name of a key is that of its file. */
static json_t *key_row(const char *path)
{
    struct public_key key;
    char text[PUBLIC_TEXT];
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (public_key_read_file(path, &key) < 0)
        return NULL;
    public_key_write(&key, text);
    size_t n = strlen(name);
    n = n > 4 && strcmp(name + n - 4, ".pub") == 0 ? n - 4 : n;
    return json_pack("{ss%,ss}", "name", name, n, "key", text);
}

static int add_keys(json_t *body, const struct words *paths)
{
    for (int i = 0; i < paths->n; i++) {
        json_t *row = key_row(paths->at[i]);
        if (!row)
            return E_FORMAT;
        json_array_append_new(json_object_get(body, "keys"), row);
    }
    return OK;
}

struct spaces {
    const char *values[OPTION_VALUES];
    int n;
};

/* "polri.*,mpp.*" as a list. */
static json_t *spaces_of(const char *from, const char *end)
{
    json_t *list = json_array();
    while (from < end) {
        size_t n = strcspn(from, ",=");
        json_array_append_new(list, json_stringn(from, n));
        from += n + 1;
    }
    return list;
}

static int add_agencies(json_t *body, const struct spaces *spaces, bool development)
{
    for (int i = 0; i < spaces->n; i++) {
        const char *equals = strchr(spaces->values[i], '=');
        if (!equals)
            return sorry(E_FORMAT, "%s: write NAMESPACE=KEY.pub, for example 'polri.*=polri.pub'", spaces->values[i]);
        json_t *row = key_row(equals + 1);
        if (!row)
            return E_FORMAT;
        json_object_set_new(row, "namespaces", spaces_of(spaces->values[i], equals));
        if (development)
            json_object_set_new(row, "development", json_true());
        json_array_append_new(json_object_get(body, "agencies"), row);
    }
    return OK;
}

static json_t *first_body(const char *old)
{
    struct root *root;
    if (!old)
        return json_pack("{ss,si,si,s[],s[],s[],s{}}", "type", "anjungan root", "version", 1, "threshold",
                         ROOT_THRESHOLD, "keys", "agencies", "revoked", "least");
    root = root_read_file(old);
    if (!root)
        return NULL;
    json_t *body = json_deep_copy(root->body);
    json_object_set_new(body, "version", json_integer(root->version + 1));
    root_free(root);
    return body;
}

/* Written only when it can be read again: so a wrong option is told now. */
static int write_body(const char *path, const json_t *body)
{
    char *text = json_dumps(body, JSON_INDENT(2));
    struct root *root = root_read(path, text, strlen(text));
    int code = root ? file_write_path(path, text, strlen(text), 0644) : E_FORMAT;
    if (code == OK)
        printf("%s  root %d, not signed yet: %d of its %d keys must\n", path, root->version, root->threshold,
               root->n_keys);
    root_free(root);
    free(text);
    return code;
}

struct wishes {
    const char *from, *expires, *threshold;
    struct spaces agencies, developers;
};

static int fill(json_t *body, const struct wishes *wishes, const struct words *keys)
{
    if (wishes->expires)
        json_object_set_new(body, "expires", json_string(wishes->expires));
    if (wishes->threshold)
        json_object_set_new(body, "threshold", json_integer(atoi(wishes->threshold)));
    if (add_keys(body, keys) < 0 || add_agencies(body, &wishes->agencies, false) < 0)
        return E_FORMAT;
    return add_agencies(body, &wishes->developers, true);
}

static int root_new(struct words words)
{
    struct wishes w = {0};
    const struct option options[] = {
        {"--from", NULL, &w.from, 1, NULL},
        {"--expires", NULL, &w.expires, 1, NULL},
        {"--threshold", NULL, &w.threshold, 1, NULL},
        {"--agency", NULL, w.agencies.values, OPTION_VALUES, &w.agencies.n},
        {"--developer", NULL, w.developers.values, OPTION_VALUES, &w.developers.n},
    };
    int code = options_take(&words, options, COUNT(options), 1, 1 + ROOT_KEYS, help);
    if (code != OK)
        return code;
    if (access(words.at[0], F_OK) == 0)
        return sorry(E_STATE, "%s is there already; choose another name, or remove it", words.at[0]);
    json_t *body = first_body(w.from);
    if (!body)
        return E_FORMAT;
    code = fill(body, &w, &(struct words){words.at + 1, words.n - 1});
    if (code == OK)
        code = write_body(words.at[0], body);
    json_decref(body);
    return code;
}

/* --- sign -----------------------------------------------------------------------------------------------------------
 */

static bool has_key(const struct root *root, const unsigned char id[KEY_ID])
{
    for (int i = 0; i < root->n_keys; i++)
        if (memcmp(root->keys[i].key.id, id, KEY_ID) == 0)
            return true;
    return false;
}

static int root_add_signature(struct words words)
{
    const char *key_path = NULL;
    const struct option options[] = {{"--key", "-k", &key_path, 1, NULL}};
    struct secret_key key;
    int code = options_take(&words, options, COUNT(options), 1, 1, help);
    if (code != OK)
        return code;
    if (!key_path)
        return sorry(E_FORMAT, "root sign wants the key that signs: -k KEY");
    struct root *root = root_read_file(words.at[0]);
    code = root ? secret_key_read_file(key_path, &key) : E_FORMAT;
    if (code == OK) {
        size_t n;
        char *bytes = root_sign(root, &key, &n);
        code = file_write_path(words.at[0], bytes, n, 0644);
        free(bytes);
    }
    if (code == OK)
        printf("%s  root %d, signed%s\n", words.at[0], root->version,
               has_key(root, key.id) ? "" : "; this key is none of its own: it counts when the root before knows it");
    sodium_memzero(&key, sizeof key);
    root_free(root);
    return code;
}

/* --- show -----------------------------------------------------------------------------------------------------------
 */

static void show_keys(const struct root *root)
{
    char id[KEY_ID_TEXT];
    for (int i = 0; i < root->n_keys; i++) {
        key_id_write(root->keys[i].key.id, id);
        printf("key      %s  %-8s %s\n", id, root_signed_by(root, &root->keys[i].key) ? "signed" : "-",
               root->keys[i].name);
    }
}

static void show_agencies(const struct root *root)
{
    char id[KEY_ID_TEXT];
    for (int i = 0; i < root->n_agencies; i++) {
        const struct root_key *key = &root->agencies[i];
        char *spaces = json_dumps(key->namespaces, 0);
        key_id_write(key->key.id, id);
        printf("agency   %s  %s  %s%s%s\n", id, spaces, key->name, key->development ? "  development only" : "",
               root_revoked(root, key->key.id) ? "  REVOKED" : "");
        free(spaces);
    }
}

static void show_lists(const struct root *root)
{
    size_t i;
    json_t *row;
    const char *name;
    json_array_foreach (json_object_get(root->body, "revoked"), i, row) {
        printf("revoked  %s\n", json_string_value(row));
    }
    json_object_foreach (json_object_get(root->body, "least"), name, row) {
        printf("least    %s %s\n", name, json_string_value(row));
    }
}

static int judge(const char *path, const struct root *root, const char *old)
{
    struct root *before = old ? root_read_file(old) : NULL;
    if (old && !before)
        return E_FORMAT;
    int code = old ? root_check_next(path, root, before) : root_check(path, root);
    root_free(before);
    if (code == OK && old)
        printf("good     it follows %s\n", old);
    else if (code == OK)
        printf("good     enough of its own keys signed it\n");
    return code;
}

static int root_show(struct words words)
{
    const char *old = NULL;
    const struct option options[] = {{"--from", NULL, &old, 1, NULL}};
    int code = options_take(&words, options, COUNT(options), 1, 1, help);
    if (code != OK)
        return code;
    struct root *root = root_read_file(words.at[0]);
    if (!root)
        return E_FORMAT;
    printf("root     %d, until %s, %d of %d keys must sign\n", root->version, json_text(root->body, "expires"),
           root->threshold, root->n_keys);
    show_keys(root);
    show_agencies(root);
    show_lists(root);
    code = judge(words.at[0], root, old);
    root_free(root);
    return code;
}

int bundles_root(struct words words)
{
    static const struct {
        const char *name;
        int (*does)(struct words words);
    } verbs[] = {{"new", root_new}, {"sign", root_add_signature}, {"show", root_show}};
    struct words rest = {words.at + 1, words.n - 1};
    for (size_t i = 0; i < COUNT(verbs); i++)
        if (words.n > 0 && strcmp(words.at[0], verbs[i].name) == 0)
            return verbs[i].does(rest);
    return options_take(&words, NULL, 0, 1 << 20, 1 << 20, help); /* --help, or what is wrong */
}
