/* fixture.h - keys, roots and bundles made in the test, and a log whose lines are counted: whatever is refused must say
 * why, once. */
#ifndef TESTS_BUNDLE_FIXTURE_H
#define TESTS_BUNDLE_FIXTURE_H

#include "base/memfile.h"
#include "bundle/package.h"
#include "test.h"

#include <dirent.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct pair {
    struct public_key public;
    struct secret_key secret;
};

static struct pair root_keys[4], agency_keys[3]; /* 4: three of the first root and a new one */
static char folder[64];
static int log_fd = -1, screen_fd = -1;

static inline const char *path_of(const char *name)
{
    return turn_text("%s/%s", folder, name);
}

/* From here on what is said goes where said() finds it; failed checks are shown at the end. */
static inline void fixture_start(void)
{
    must(sodium_init() >= 0);
    for (size_t i = 0; i < COUNT(root_keys); i++)
        key_make(&root_keys[i].public, &root_keys[i].secret);
    for (size_t i = 0; i < COUNT(agency_keys); i++)
        key_make(&agency_keys[i].public, &agency_keys[i].secret);
    strcpy(folder, "/tmp/bundle-XXXXXX");
    must(mkdtemp(folder) != NULL);
}

/* What is said goes into memory until quiet_end(), which tells how many lines that were; the last one is in `said`. */
static char said[2048];

static inline void quiet_start(void)
{
    log_fd = memfd_create("log", MFD_CLOEXEC);
    screen_fd = dup(STDERR_FILENO);
    must(log_fd >= 0 && screen_fd >= 0 && dup2(log_fd, STDERR_FILENO) >= 0);
}

static inline int quiet_end(void)
{
    char *bytes, *at;
    size_t n;
    int lines = 0;
    dup2(screen_fd, STDERR_FILENO);
    must(file_read("log", log_fd, 64 << 20, &bytes, &n) == OK);
    for (at = bytes; *at && strchr(at, '\n'); at = strchr(at, '\n') + 1, lines++)
        snprintf(said, sizeof said, "%.*s", (int)strcspn(at, "\n"), at);
    free(bytes);
    close(log_fd);
    close(screen_fd);
    return lines;
}

static inline void fixture_write(const char *name, const void *bytes, size_t n)
{
    must(file_write_path(path_of(name), bytes, n, 0644) == OK);
}

static inline void fixture_end(void)
{
    DIR *all = opendir(folder);
    for (struct dirent *entry; (entry = readdir(all));)
        if (entry->d_name[0] != '.')
            unlink(path_of(entry->d_name));
    closedir(all);
    must(rmdir(folder) == 0);
    turn_end();
}

/* --- roots ----------------------------------------------------------------------------------------------------------
 */

static inline json_t *key_row(const char *name, const struct pair *pair)
{
    char text[PUBLIC_TEXT];
    public_key_write(&pair->public, text);
    return json_pack("{ss,ss}", "name", name, "key", text);
}

static inline json_t *agency_row(const char *name, const struct pair *pair, const char *space)
{
    json_t *row = key_row(name, pair);
    json_object_set_new(row, "namespaces", json_pack("[s]", space));
    return row;
}

/* Two of three keys; polri with its key, a developer with another one. */
static inline json_t *root_body(int version)
{
    json_t *developer = agency_row("developer", &agency_keys[1], "polri.*");
    json_object_set_new(developer, "development", json_true());
    return json_pack("{ss,si,ss,si,s[ooo],s[oo],s[],s{}}", "type", "anjungan root", "version", version, "expires",
                     "2090-12-31", "threshold", 2, "keys", key_row("a", &root_keys[0]), key_row("b", &root_keys[1]),
                     key_row("c", &root_keys[2]), "agencies", agency_row("polri", &agency_keys[0], "polri.*"),
                     developer, "revoked", "least");
}

/* Signed by those whose bits are set; takes body. NULL when it is refused as it is. */
static inline struct root *root_make(json_t *body, unsigned signers)
{
    char *text = json_write(body);
    struct root *root = root_read("root", text, strlen(text));
    free(text);
    json_decref(body);
    for (unsigned i = 0; root && i < COUNT(root_keys); i++) {
        size_t n;
        if (!(signers & 1u << i))
            continue;
        char *bytes = root_sign(root, &root_keys[i].secret, &n);
        root_free(root);
        root = root_read("root", bytes, n);
        free(bytes);
    }
    return root;
}

/* --- bundles --------------------------------------------------------------------------------------------------------
 */

static inline json_t *manifest_of(const struct tar *tar, const char *id, const char *version)
{
    json_t *nothing = json_object(), *permissions = package_permissions(nothing);
    json_decref(nothing);
    return json_pack("{si,ss,ss,si,ss,so,so}", "format", 1, "id", id, "version", version, "api", 1, "agency", "polri",
                     "permissions", permissions, "files", package_files(tar));
}

struct file {
    char *bytes;
    size_t n;
};

/* An archive behind a signature that says it is this version. */
static inline struct file sign_archive(const char *archive, size_t n, const struct pair *by, const char *id,
                                       const char *version)
{
    struct package package = {0};
    struct file file;
    snprintf(package.id, sizeof package.id, "%s", id);
    snprintf(package.version, sizeof package.version, "%s", version);
    file.bytes = package_sign(&package, archive, n, &by->secret, &file.n);
    return file;
}

/* A whole, small bundle. */
static inline struct file bundle_make(const struct pair *by, const char *id, const char *version)
{
    struct tar tar = {.n = 0};
    const char *conf = turn_text("id = \"%s\"; version = \"%s\";", id, version);
    size_t n;
    tar_add(&tar, "plugin.conf", conf, strlen(conf));
    tar_add(&tar, "main.lua", "return 1\n", 9);
    json_t *manifest = manifest_of(&tar, id, version);
    char *text = json_write(manifest);
    tar_add(&tar, TAR_FIRST, text, strlen(text));
    char *archive = tar_write(&tar, &n);
    struct file file = sign_archive(archive, n, by, id, version);
    free(archive);
    free(text);
    json_decref(manifest);
    return file;
}

/* Opens a copy of exactly that size, so that a sanitizer sees a step too far. */
static inline int open_copy(const struct file *file, const struct root *root, bool development)
{
    struct package package;
    char *copy = memcpy(make(file->n), file->bytes, file->n);
    int code = package_open("bundle", copy, file->n, root, development, &package);
    package_close(&package);
    turn_end();
    return code;
}

#endif
