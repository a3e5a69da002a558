/* arrival.h - a version of a plugin on its way: its files are read and hashed, then either the store knows what is in
 * them or a locked child reads them. Core itself sees them as bytes only. */
#ifndef CATALOG_ARRIVAL_H
#define CATALOG_ARRIVAL_H

#include "line/nursery.h"
#include "catalog/source.h"
#include "domain/rulebook.h"
#include "store/bundles.h"

struct arrival {
    char id[64];
    struct known known;   /* as far as it is known yet; the hash is */
    struct bundle bundle; /* the script */
    json_t *letters;      /* {NAME: schema}: they go with what the parser says */
    json_t *documents;    /* {NAME: template}: so do they */
    json_t *promise;      /* of a bundle: its signed manifest; NULL for a folder */
    const char *reading;  /* the file that is being read, for a message */
    struct arrival_file {
        char name[24], *bytes;
        size_t n;
    } files[PACKET_FDS]; /* the others, for the child */
    int n_files;
};

/* What else is in every hash: a visit keeps the rules it began with, and when those that plugins share have changed,
 * all are parsed again. */
struct arrival_place {
    const json_t *languages;
    const struct rulebook *rulebook;
};

/* Reads the files of a plugin; NULL after `why` was set (turn memory). */
struct arrival *arrival_new(const char *id, const struct source *source, struct arrival_place place, const char **why);
void arrival_free(struct arrival *arrival); /* NULL is fine */

/* The child that reads one arrival after the other. One that dies with the nursery is begun again. */
struct parser {
    /* set by the owner */
    struct loop *loop;
    struct nursery *nursery;
    struct arrival_place place;
    void (*done)(void *mine, json_t *parsed, const char *why); /* its bundle (taken), or NULL and why */
    void *mine;
    /* kept by parser */
    const struct arrival *arrival; /* NULL: nothing to do */
    struct child *child;
    struct timer again;
};

void parser_start(struct parser *parser, const struct arrival *arrival);
void parser_stop(struct parser *parser);

#endif
