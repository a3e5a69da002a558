/* trust.c - see trust.h. */
#define _GNU_SOURCE
#include "bundle/trust.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *path_of(const char *folder, int version)
{
    return turn_text("%s/%d.root", folder, version);
}

/* 0 for a name that is not NUMBER.root. */
static int version_of(const char *name)
{
    char again[32];
    long version = strtol(name, NULL, 10);
    snprintf(again, sizeof again, "%ld.root", version);
    return version > 0 && version <= ROOT_VERSIONS && strcmp(again, name) == 0 ? (int)version : 0;
}

static void look(const char *folder, int *lowest, int *highest)
{
    DIR *all = opendir(folder);
    *lowest = *highest = 0;
    for (struct dirent *entry; all && (entry = readdir(all));) {
        int version = version_of(entry->d_name);
        if (version && (!*lowest || version < *lowest))
            *lowest = version;
        if (version > *highest)
            *highest = version;
    }
    if (all)
        closedir(all);
}

/* Also: the number in the file is that of its name. */
static struct root *read_one(const char *folder, int version)
{
    const char *path = path_of(folder, version);
    struct root *root = root_read_file(path);
    if (!root || root->version == version)
        return root;
    fail(E_FORMAT, "%s: this is root %d; its name must say so", path, root->version);
    root_free(root);
    return NULL;
}

static struct root *read_first(const char *folder, int version)
{
    struct root *root = read_one(folder, version);
    if (!root || root_check(path_of(folder, version), root) == OK)
        return root;
    root_free(root);
    return NULL;
}

static struct root *read_next(const char *folder, const struct root *root)
{
    const char *path = path_of(folder, root->version + 1);
    struct root *next = read_one(folder, root->version + 1);
    if (!next || root_check_next(path, next, root) == OK)
        return next;
    root_free(next);
    return NULL;
}

struct root *trust_walk(const char *folder, struct root *root)
{
    int lowest, highest;
    look(folder, &lowest, &highest);
    if (!root && lowest)
        root = read_first(folder, lowest);
    while (root && root->version < highest) {
        struct root *next = read_next(folder, root);
        if (!next) {
            fail(E_DENIED, "root %d stays: there is no way from it to root %d in %s", root->version, highest, folder);
            break;
        }
        root_free(root);
        root = next;
    }
    return root;
}

bool trust_development(const json_t *settings)
{
    return json_truth(settings, "development") || *json_text(json_object_get(settings, "folders"), "plugins");
}
