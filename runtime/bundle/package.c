/* package.c - see package.h. The signature's comment says "bundle ID VERSION": it is the first thing known of a bundle,
 * and it is as much signed as the rest. */
#define _GNU_SOURCE
#include "bundle/package.h"

#include "base/memfile.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHA512 = 64, SHA512_TEXT = 2 * SHA512 + 1 };

const char *package_comment(const struct package *package)
{
    return turn_text("bundle %s %s", package->id, package->version);
}

/* --- who signed it --------------------------------------------------------------------------------------------------
 */

static int read_comment(const char *what, struct package *p)
{
    char more;
    int n = sscanf(p->signature.comment, "bundle %63s %23s%c", p->id, p->version, &more);
    p->number = n == 2 ? version_number(p->version) : E_FORMAT;
    if (p->number < 0 || !name_good(p->id) || strcmp(package_comment(p), p->signature.comment) != 0)
        return fail(E_FORMAT, "%s: the signature is over \"%s\"; a bundle's says: bundle ID VERSION", what,
                    p->signature.comment);
    return OK;
}

static const char *signer_text(const struct package *p)
{
    char id[KEY_ID_TEXT];
    key_id_write(p->signature.id, id);
    return turn_text("%s", id);
}

static int find_signer(const char *what, struct package *p, const struct root *root, bool development)
{
    p->by = root_agency(root, p->signature.id);
    if (root_revoked(root, p->signature.id))
        return fail(E_DENIED, "%s: the key %s that signed it is revoked; the agency must sign it anew with its new key",
                    what, signer_text(p));
    if (!p->by)
        return fail(E_DENIED, "%s: nobody in root %d has the key %s that signed it", what, root->version,
                    signer_text(p));
    if (p->by->development && !development)
        return fail(E_DENIED,
                    "%s: %s is a key for development; this kiosk is in service (development = true in "
                    "site.conf would take it, and show it)",
                    what, signer_text(p));
    return OK;
}

static int check_place(const char *what, const struct package *p, const struct root *root)
{
    size_t i;
    json_t *space;
    int64_t least = root_least(root, p->id);
    if (p->number < least)
        return fail(E_DENIED, "%s: version %s of %s is withdrawn; root %d wants at least %s", what, p->version, p->id,
                    root->version, json_text(json_object_get(root->body, "least"), p->id));
    json_array_foreach (p->by->namespaces, i, space) {
        if (namespace_has(json_string_value(space), p->id))
            return OK;
    }
    return fail(E_DENIED, "%s: %s does not lie in the namespaces of \"%s\", who signed it", what, p->id, p->by->name);
}

int package_allowed(const char *what, struct package *package, const struct root *root, bool development)
{
    int code = find_signer(what, package, root, development);
    return code == OK ? check_place(what, package, root) : code;
}

/* The archive, when the signature before it is good and its key may sign this; NULL with a line in the log. */
static const char *check_signature(const char *what, struct package *p, const struct root *root, bool development)
{
    const char *archive = p->bytes, *end = p->bytes + p->n;
    int code = signature_read(what, &archive, end, &p->signature);
    if (code == E_STATE)
        fail(E_FORMAT, "%s: not a bundle, or not signed: it does not begin with a signature", what);
    if (code < 0 || find_signer(what, p, root, development) < 0)
        return NULL;
    if (!signature_good(&p->signature, &p->by->key, archive, (size_t)(end - archive))) {
        fail(E_DENIED, "%s: the signature of \"%s\" does not fit: it was changed after it was signed", what,
             p->by->name);
        return NULL;
    }
    return read_comment(what, p) == OK && check_place(what, p, root) == OK ? archive : NULL;
}

/* --- permissions ----------------------------------------------------------------------------------------------------
 */

static const char *const lists[] = {"looks", "letters", "pays", "shares", "devices"};

/* What crosses the border to another plugin: rows of {service, MEMBER} of those rows that have the member. */
static json_t *border(const json_t *rows, const char *id, const char *member)
{
    json_t *list = json_array(), *row;
    size_t i;
    json_array_foreach (rows, i, row) {
        json_t *names = json_object_get(row, member);
        if (names)
            json_array_append_new(list,
                                  json_pack("{ss,so}", "service", json_text(row, id), member, json_deep_copy(names)));
    }
    return list;
}

json_t *package_permissions(const json_t *conf)
{
    json_t *all = json_object();
    for (size_t i = 0; i < COUNT(lists); i++) {
        json_t *list = json_object_get(conf, lists[i]);
        json_object_set_new(all, lists[i], list ? json_deep_copy(list) : json_array());
    }
    json_object_set_new(all, "calls", border(json_object_get(conf, "calls"), "service", "shares"));
    json_object_set_new(all, "accepts", border(json_object_get(conf, "services"), "id", "accepts"));
    return all;
}

static bool are_names(const json_t *list)
{
    size_t i;
    json_t *name;
    json_array_foreach (list, i, name) {
        if (!json_is_string(name) || !name_good(json_string_value(name)))
            return false;
    }
    return json_is_array(list);
}

static bool are_rows(const json_t *list, const char *member)
{
    size_t i;
    json_t *row;
    json_array_foreach (list, i, row) {
        if (json_object_size(row) != 2 || !name_good(json_text(row, "service")) ||
            !are_names(json_object_get(row, member)))
            return false;
    }
    return json_is_array(list);
}

bool package_permissions_good(const json_t *manifest)
{
    const json_t *permissions = json_object_get(manifest, "permissions");
    bool good = json_object_size(permissions) == COUNT(lists) + 2 && name_good(json_text(manifest, "agency"));
    for (size_t i = 0; i < COUNT(lists); i++)
        good = good && are_names(json_object_get(permissions, lists[i]));
    return good && are_rows(json_object_get(permissions, "calls"), "shares") &&
           are_rows(json_object_get(permissions, "accepts"), "accepts");
}

bool package_fits(const json_t *manifest, const json_t *conf)
{
    static const char *const texts[] = {"id", "version", "agency"};
    json_t *asked = package_permissions(conf);
    bool fits = json_equal(asked, json_object_get(manifest, "permissions"));
    json_decref(asked);
    for (size_t i = 0; i < COUNT(texts); i++)
        fits = fits && strcmp(json_text(manifest, texts[i]), json_text(conf, texts[i])) == 0;
    return fits;
}

/* --- what is in it --------------------------------------------------------------------------------------------------
 */

static char *sha512_of(const struct tar_file *file, char text[SHA512_TEXT])
{
    unsigned char hash[SHA512];
    crypto_hash_sha512(hash, (const unsigned char *)file->bytes, file->n);
    return sodium_bin2hex(text, SHA512_TEXT, hash, sizeof hash);
}

static json_t *file_row(const struct tar_file *file)
{
    char hash[SHA512_TEXT];
    return json_pack("{sI,ss}", "size", (json_int_t)file->n, "sha512", sha512_of(file, hash));
}

json_t *package_files(const struct tar *tar)
{
    json_t *rows = json_object();
    for (int i = 0; i < tar->n; i++)
        if (strcmp(tar->files[i].name, TAR_FIRST) != 0)
            json_object_set_new(rows, tar->files[i].name, file_row(&tar->files[i]));
    return rows;
}

static int check_files(const char *what, const struct package *p)
{
    json_t *rows = package_files(&p->tar);
    bool same = json_equal(rows, json_object_get(p->manifest, "files"));
    json_decref(rows);
    if (!same)
        return fail(E_FORMAT, "%s: its files are not those that its manifest lists", what);
    return tar_find(&p->tar, "main.lua") && tar_find(&p->tar, "plugin.conf")
               ? OK
               : fail(E_FORMAT, "%s: main.lua or plugin.conf is missing", what);
}

static int check_manifest(const char *what, const struct package *p)
{
    const json_t *m = p->manifest;
    struct day last;
    if (json_number(m, "format", 0) != 1)
        return fail(E_FORMAT, "%s: its format is not 1; a newer runtime may know it", what);
    if (strcmp(json_text(m, "id"), p->id) != 0 || strcmp(json_text(m, "version"), p->version) != 0)
        return fail(E_FORMAT, "%s: its manifest is that of another bundle or version", what);
    if (json_number(m, "api", 0) < 1 || json_number(m, "api", 0) > PACKAGE_API)
        return fail(E_FORMAT, "%s: it needs a runtime that speaks api = %lld; this one speaks %d", what,
                    (long long)json_number(m, "api", 0), PACKAGE_API);
    if (json_object_get(m, "expires") && !day_read(json_text(m, "expires"), &last))
        return fail(E_FORMAT, "%s: its manifest has a last day that is none", what);
    if (!package_permissions_good(m))
        return fail(E_FORMAT, "%s: its manifest has permissions, or an agency, that are no names", what);
    return check_files(what, p);
}

static int read_archive(const char *what, struct package *p, const char *archive)
{
    if (tar_read(what, archive, (size_t)(p->bytes + p->n - archive), &p->tar) < 0)
        return E_FORMAT;
    const struct tar_file *first = &p->tar.files[0];
    p->manifest = json_read(what, first->bytes, first->n, JSON_MAX_DEPTH);
    return p->manifest ? check_manifest(what, p) : E_FORMAT;
}

int package_open(const char *what, char *bytes, size_t n, const struct root *root, bool development, struct package *to)
{
    *to = (struct package){.bytes = bytes, .n = n};
    const char *archive = check_signature(what, to, root, development);
    int code = archive ? read_archive(what, to, archive) : E_DENIED;
    if (code < 0)
        package_close(to);
    return code;
}

int package_open_file(const char *path, const struct root *root, bool development, struct package *to)
{
    char *bytes;
    size_t n;
    int code = file_read_path(path, PACKAGE_MAX, &bytes, &n);
    *to = (struct package){0};
    return code < 0 ? code : package_open(path, bytes, n, root, development, to);
}

void package_close(struct package *package)
{
    json_decref(package->manifest);
    free(package->bytes);
    *package = (struct package){0};
}
