/* shelf.h - a table whose kiosk takes signed bundles, and what an operator puts into its folders. */
#ifndef DESK_SHELF_H
#define DESK_SHELF_H

#define _GNU_SOURCE
#include "base/clock.h"
#include "bundle/fixture.h"
#include "desk/table.h"

#include <sys/stat.h>

static struct table table;

static inline const char *run_path(const char *name)
{
    return turn_text("%s/%s", table.run, name);
}

static inline void put(const char *name, const void *bytes, size_t n)
{
    must(file_write_path(run_path(name), bytes, n, 0644) == OK);
}

static size_t told; /* so much of core's log was there before this core */

/* What this core has said. Turn memory, which a round of the table ends. */
static inline const char *log_text(void)
{
    char *bytes;
    size_t n;
    must(file_read_path(run_path("core.log"), 16 << 20, &bytes, &n) == OK && told <= n);
    const char *text = turn_text("%s", bytes + told);
    free(bytes);
    return text;
}

/* Where a service stands in what is written for home; NULL when it does not. Turn memory. */
static inline const char *find_service(const char *index, const char *service)
{
    return strstr(index, turn_text("\"id\":\"%s\"", service));
}

static inline const char *index_text(void)
{
    char *bytes;
    size_t n;
    must(file_read_path(run_path("share/services.json"), 1 << 20, &bytes, &n) == OK);
    const char *text = turn_text("%s", bytes);
    free(bytes);
    return text;
}

static inline bool has_service(const char *service)
{
    return find_service(index_text(), service) != NULL;
}

/* A copy of a plugin of ours under that version. */
static inline const char *copy_plugin(const char *id, const char *version)
{
    const char *to = turn_text("%s/%s", folder, id);
    must(system(turn_text("rm -rf %s && cp -r %s/plugins/polri.skck %s && sed -i 's/id = \"polri.skck\"/id = \"%s\"/; "
                          "s/version = \"1.0\"/version = \"%s\"/' %s/plugin.conf",
                          to, SOURCE, to, id, version, to)) == 0);
    return to;
}

static inline struct file pack_until(const char *id, const char *version, const char *expires, const struct pair *by)
{
    struct package package;
    struct file file;
    size_t n;
    char *archive = package_make(copy_plugin(id, version), expires, &package, &n);
    must(archive != NULL);
    file.bytes = package_sign(&package, archive, n, &by->secret, &file.n);
    package_close(&package);
    free(archive);
    return file;
}

static inline struct file pack(const char *id, const char *version, const struct pair *by)
{
    return pack_until(id, version, NULL, by);
}

static inline void put_bundle(const char *id, const char *version, const struct pair *by)
{
    struct file file = pack(id, version, by);
    put(turn_text("bundles/%s.anjungan", id), file.bytes, file.n);
    free(file.bytes);
}

static inline void put_root(json_t *body, int version)
{
    struct root *root = root_make(body, 3);
    must(root && root->version == version);
    put(turn_text("trust/%d.root", version), root->bytes, root->n);
    root_free(root);
}

static inline void open_shelf(void)
{
    table_open(&table, "");
    must(mkdir(run_path("bundles"), 0755) == 0 && mkdir(run_path("trust"), 0755) == 0);
}

#endif
