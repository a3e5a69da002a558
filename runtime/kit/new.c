/* new.c - `anjungan new`: a service that runs, to go on from. The files of new/ with @id@, @agency@ and @name@ filled
 * in.
 */
#define _GNU_SOURCE
#include "kit/kit.h"

#include "base/memfile.h"
#include "kit/embedded.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ID_MAX = 63 };

struct names {
    const char *id, *agency, *name;
};

static const struct {
    const char *name;
    const unsigned char *text;
    const size_t *n;
} files[] = {{"main.lua", new_main_source, &new_main_size},
             {"plugin.conf", new_plugin_source, &new_plugin_size},
             {"rules.conf", new_rules_source, &new_rules_size},
             {"words.id.conf", new_words_id_source, &new_words_id_size},
             {"words.en.conf", new_words_en_source, &new_words_en_size},
             {"test.lua", new_test_source, &new_test_size},
             {"letters/@id@.apply.schema.json", new_letter_source, &new_letter_size}};

static bool is_id(const char *id)
{
    const char *dot = strchr(id, '.');
    if (!islower((unsigned char)*id) || !dot || dot == id || strlen(id) > ID_MAX)
        return false;
    for (const char *at = id; *at; at++)
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '_' &&
            (*at != '.' || !islower((unsigned char)at[1])))
            return false;
    return true;
}

static const char *value_of(const struct names *names, const char *at)
{
    return strncmp(at, "@id@", 4) == 0 ? names->id : strncmp(at, "@agency@", 8) == 0 ? names->agency : names->name;
}

static char *fill(const char *text, size_t n, const struct names *names)
{
    char *filled = NULL;
    size_t size;
    FILE *to = open_memstream(&filled, &size);
    must(to != NULL);
    for (const char *at = text; at < text + n; at++) {
        if (*at == '@') {
            fputs(value_of(names, at), to);
            at = strchr(at + 1, '@');
        } else {
            fputc(*at, to);
        }
    }
    fclose(to);
    return filled;
}

static int write_files(const char *folder, const struct names *names)
{
    for (size_t i = 0; i < COUNT(files); i++) {
        char *text = fill((const char *)files[i].text, *files[i].n, names);
        char *name = fill(files[i].name, strlen(files[i].name), names);
        int code = file_write_path(turn_text("%s/%s", folder, name), text, strlen(text), 0644);
        free(name);
        free(text);
        if (code < 0)
            return code;
    }
    return OK;
}

int kit_new(const char *id, const char *into)
{
    char *folder = turn_text("%s/%s", into, id), *agency = turn_text("%.*s", (int)strcspn(id, "."), id);
    if (!is_id(id)) {
        fprintf(stderr,
                "\"%s\" is no name for a service: write agency.service in small letters, for example polri.sim\n", id);
        return 1;
    }
    if (mkdir(folder, 0755) < 0 || mkdir(turn_text("%s/letters", folder), 0755) < 0) {
        fprintf(stderr, "%s: %s\n", folder,
                errno == EEXIST ? "it exists already; take another name, or move it away" : strerror(errno));
        return 1;
    }
    if (write_files(folder, &(struct names){id, agency, strrchr(id, '.') + 1}) < 0)
        return 1;
    printf("%s is a service that runs. Look at it and go on from there:\n"
           "  anjungan check %s\n  anjungan test %s\n",
           folder, folder, folder);
    return 0;
}
