/* site.c - see site.h. */
#define _GNU_SOURCE
#include "base/site.h"

#include "base/conf.h"
#include "base/guard.h"
#include "base/watchdog.h"

#include <errno.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void site_start(struct site *site, int argc, char **argv, const char *usage)
{
    guard_start();
    watchdog_open(program_invocation_short_name);
    setvbuf(stderr, NULL, _IOLBF, 0);
    json_set_alloc_funcs(malloc, wipe_whole); /* what Jansson frees may have been a citizen's */
    if (argc < 3 || argc > 4 || strcmp(argv[1], "--run") != 0) {
        fprintf(stderr, "%s\n", usage);
        exit(2);
    }
    *site = (struct site){.run = realpath(argv[2], NULL), .name = argc > 3 ? argv[3] : ""};
    if (!site->run)
        die("%s: there is no such run folder; `anjungan up --run %s` makes one", argv[2], argv[2]);
    if (sodium_init() < 0)
        die("no random numbers to be had from the system");
    site->settings = conf_read_file(site_path(site, "site.conf"));
    if (!site->settings)
        die("%s/site.conf cannot be read; the line above says why", site->run);
    turn_end();
}

void site_free(struct site *site)
{
    free((char *)(uintptr_t)site->run);
    json_decref(site->settings);
}

char *site_path(const struct site *site, const char *format, ...)
{
    char below[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(below, sizeof below, format, args);
    va_end(args);
    return turn_text("%s/%s", site->run, below);
}

const json_t *site_languages(const struct site *site)
{
    return json_object_get(site->settings, "languages");
}

const json_t *site_row(const struct site *site, const char *list, const char *member, const char *value)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(site->settings, list), i, row) {
        if (strcmp(json_text(row, member), value) == 0)
            return row;
    }
    return NULL;
}
