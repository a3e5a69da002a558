/* pack.c - the writing half of package.h: a folder becomes an archive, an archive a signed file.
 *
 * Nothing of the machine or the hour gets in - no owner, time, order of the disk - so whoever packs the same folder
 * gets the same bytes, and anybody can check that a bundle is what its source says. */
#define _GNU_SOURCE
#include "base/conf.h"
#include "base/memfile.h"
#include "bundle/package.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct packing {
    const char *folder;
    struct package *to;
    char *kept[TAR_FILES]; /* the bytes of each file */
    int n_kept;
};

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && entry->d_type != DT_DIR;
}

static int add_file(struct packing *p, const char *name)
{
    char *bytes;
    size_t n;
    if (strcmp(name, TAR_FIRST) == 0)
        return fail(E_FORMAT, "%s/%s: that name belongs to what pack writes; rename or remove it", p->folder, name);
    if (file_read_path(turn_text("%s/%s", p->folder, name), TAR_FILE_MAX, &bytes, &n) < 0)
        return E_IO;
    int code = tar_add(&p->to->tar, name, bytes, n);
    if (code < 0)
        free(bytes);
    else
        p->kept[p->n_kept++] = bytes;
    return code;
}

/* Those of the folder, or of TAR_FOLDER in it. */
static int add_files(struct packing *p, const char *inner)
{
    struct dirent **entries;
    int n = scandir(turn_text("%s/%s", p->folder, inner), &entries, is_file, alphasort), code = OK;
    if (n < 0 && *inner && errno == ENOENT)
        return OK;
    if (n < 0)
        return fail_errno("%s/%s; pack wants the folder of a plugin", p->folder, inner);
    for (int i = 0; i < n; i++) {
        if (code == OK)
            code = add_file(p, turn_text("%s%s", inner, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return code;
}

/* The name of the folder, however it was reached. */
static const char *folder_name(const char *folder)
{
    char *real = realpath(folder, NULL);
    const char *name = real ? turn_text("%s", strrchr(real, '/') + 1) : "";
    free(real);
    return name;
}

static int check_conf(struct packing *p, const json_t *conf)
{
    const char *id = json_text(conf, "id"), *version = json_text(conf, "version"), *name = folder_name(p->folder);
    if (!name_good(id) || strcmp(id, name) != 0)
        return fail(E_FORMAT, "%s/plugin.conf: id is \"%s\", but the folder is called %s; make them the same",
                    p->folder, id, name);
    p->to->number = strlen(version) < VERSION_MAX_TEXT ? version_number(version) : E_FORMAT;
    if (p->to->number < 0)
        return fail(E_FORMAT,
                    "%s/plugin.conf: version is \"%s\"; kiosks compare versions: write numbers like \"1.0\" or "
                    "\"2026.11.2\"",
                    p->folder, version);
    if (json_number(conf, "api", 0) < 1 || !*json_text(conf, "agency"))
        return fail(E_FORMAT, "%s/plugin.conf: api or agency is missing", p->folder);
    if (!tar_find(&p->to->tar, "main.lua"))
        return fail(E_FORMAT, "%s/main.lua is missing", p->folder);
    snprintf(p->to->id, sizeof p->to->id, "%s", id);
    snprintf(p->to->version, sizeof p->to->version, "%s", version);
    return OK;
}

static json_t *read_conf(struct packing *p)
{
    char error[256];
    const struct tar_file *file = tar_find(&p->to->tar, "plugin.conf");
    if (!file) {
        fail(E_FORMAT, "%s/plugin.conf is missing; pack wants the folder of a plugin", p->folder);
        return NULL;
    }
    json_t *conf = conf_read(turn_text("%s/plugin.conf", p->folder), file->bytes, error, sizeof error);
    if (!conf)
        fail(E_FORMAT, "%s", error);
    return conf;
}

/* Puts the manifest before the files. */
static int add_manifest(struct packing *p, const json_t *conf, const char *expires)
{
    struct package *to = p->to;
    to->manifest =
        json_pack("{si,ss,ss,sI,ss,so,so,ss*}", "format", 1, "id", to->id, "version", to->version, "api",
                  (json_int_t)json_number(conf, "api", 0), "agency", json_text(conf, "agency"), "permissions",
                  package_permissions(conf), "files", package_files(&to->tar), "expires", expires);
    if (!package_permissions_good(to->manifest))
        return fail(
            E_FORMAT,
            "%s/plugin.conf: agency is a name; looks, letters, pays, shares, devices and accepts are lists of names",
            p->folder);
    char *text = json_write(to->manifest);
    int code = tar_add(&to->tar, TAR_FIRST, text, strlen(text));
    if (code < 0)
        free(text);
    else
        p->kept[p->n_kept++] = text;
    return code;
}

static int fill(struct packing *p, const char *expires)
{
    struct day last;
    if (expires && !day_read(expires, &last))
        return fail(E_FORMAT, "\"%s\" is not a day; write it like 2027-12-31", expires);
    if (add_files(p, "") < 0 || add_files(p, TAR_FOLDER) < 0)
        return E_FORMAT;
    json_t *conf = read_conf(p);
    int code = conf ? check_conf(p, conf) : E_FORMAT;
    if (code == OK)
        code = add_manifest(p, conf, expires);
    json_decref(conf);
    return code;
}

char *package_make(const char *folder, const char *expires, struct package *to, size_t *n)
{
    struct packing p = {.folder = folder, .to = to};
    char *archive = NULL;
    *to = (struct package){0};
    if (fill(&p, expires) == OK)
        archive = tar_write(&to->tar, n);
    for (int i = 0; i < p.n_kept; i++)
        free(p.kept[i]);
    to->tar.n = 0; /* its files are gone */
    if (archive && *n > TAR_MAX) {
        fail(E_FORMAT, "%s: %zu KiB; a bundle has at most %d MiB", folder, *n / 1024, TAR_MAX >> 20);
        free(archive);
        archive = NULL;
    }
    if (!archive)
        package_close(to);
    return archive;
}

char *package_sign(const struct package *package, const char *archive, size_t n, const struct secret_key *key,
                   size_t *n_file)
{
    const char *head = signature_make(key, archive, n, package_comment(package));
    size_t n_head = strlen(head);
    char *file = make(n_head + n);
    memcpy(file, head, n_head);
    memcpy(file + n_head, archive, n);
    *n_file = n_head + n;
    return file;
}
