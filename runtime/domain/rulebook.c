/* rulebook.c - see rulebook.h. */
#define _GNU_SOURCE
#include "domain/rulebook.h"

#include "base/conf.h"
#include "base/memfile.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 256 << 10 };

static int take(struct rulebook *book, const char *path)
{
    if (book->n == RULEBOOK_FILES)
        return fail(E_FULL, "%s: more than %d files of shared rules", path, RULEBOOK_FILES);
    int at = book->n;
    if (file_read_path(path, FILE_MAX, &book->files[at].bytes, &book->files[at].n) < 0)
        return E_IO;
    snprintf(book->files[at].name, sizeof book->files[at].name, "%s",
             strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
    book->n++;
    return OK;
}

static int is_rules(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name), end = strlen(".conf");
    return entry->d_name[0] != '.' && n > end && strcmp(entry->d_name + n - end, ".conf") == 0;
}

static int take_folder(struct rulebook *book, const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_rules, alphasort), code = OK;
    if (n < 0)
        return fail_errno("shared rules in %s", folder);
    for (int i = 0; i < n; i++) {
        if (code == OK)
            code = take(book, turn_text("%s/%s", folder, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    return code;
}

int rulebook_open(struct rulebook *book, const char *folder, const char *site)
{
    *book = (struct rulebook){.n = 0};
    int code = *folder ? take_folder(book, folder) : OK;
    if (code == OK && site)
        code = take(book, site);
    return code;
}

void rulebook_close(struct rulebook *book)
{
    while (book->n > 0)
        free(book->files[--book->n].bytes);
}

json_t *rulebook_rules(const struct rulebook *book)
{
    json_t *rows = json_array();
    char error[256];
    for (int i = 0; i < book->n; i++) {
        const char *text = turn_text("%.*s", (int)book->files[i].n, book->files[i].bytes);
        json_t *file = conf_read(book->files[i].name, text, error, sizeof error);
        if (!file)
            say("rules: %s", error);
        json_array_extend(rows, json_object_get(file, "rules"));
        json_decref(file);
    }
    return json_pack("{so}", "rules", rows);
}

json_t *rulebook_names(const struct rulebook *book)
{
    json_t *names = json_array();
    for (int i = 0; i < book->n; i++)
        json_array_append_new(names, json_string(book->files[i].name));
    return names;
}

void rulebook_files(const struct rulebook *book, int fds[RULEBOOK_FILES])
{
    for (int i = 0; i < book->n; i++)
        fds[i] = memfile_make(book->files[i].name, book->files[i].bytes, book->files[i].n);
}
