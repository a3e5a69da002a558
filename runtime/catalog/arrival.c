/* arrival.c - see arrival.h. */
#define _GNU_SOURCE
#include "catalog/arrival.h"

#include "base/memfile.h"
#include "catalog/schemas.h"
#include "catalog/templates.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOURCE_MAX = 64 * 1024, PARSED_MAX = 1 << 20, PARSE_MS = 3000, LATER_MS = 500 };

/* --- reading --------------------------------------------------------------------------------------------------------
 */

static void hash_file(crypto_generichash_state *hash, const char *name, const char *bytes, size_t n)
{
    uint64_t length = n;
    crypto_generichash_update(hash, (const unsigned char *)name, strlen(name) + 1);
    crypto_generichash_update(hash, (const unsigned char *)&length, sizeof length);
    crypto_generichash_update(hash, (const unsigned char *)bytes, n);
}

/* One file into the hash, and kept: the script for visits, the others for the parser. */
static int read_file(struct arrival *arrival, crypto_generichash_state *hash, const struct source *source,
                     const char *name)
{
    char *bytes;
    size_t n;
    arrival->reading = name;
    int code = source_read(source, name, SOURCE_MAX, &bytes, &n);
    if (code < 0)
        return code;
    hash_file(hash, name, bytes, n);
    if (strcmp(name, "main.lua") == 0) {
        arrival->bundle.code = bytes;
        arrival->bundle.n_code = n;
        return OK;
    }
    struct arrival_file *file = &arrival->files[arrival->n_files++];
    *file = (struct arrival_file){.bytes = bytes, .n = n};
    snprintf(file->name, sizeof file->name, "%s", name);
    return OK;
}

static void take_file(void *hash, const char *file, const char *bytes, size_t n)
{
    hash_file(hash, file, bytes, n);
}

static int read_files(struct arrival *arrival, const struct source *source, struct arrival_place place)
{
    crypto_generichash_state hash;
    unsigned char out[32];
    size_t i;
    json_t *language;
    crypto_generichash_init(&hash, NULL, 0, sizeof out);
    int code = read_file(arrival, &hash, source, "main.lua");
    if (code == OK)
        code = read_file(arrival, &hash, source, "plugin.conf");
    if (code == OK)
        code = read_file(arrival, &hash, source, "rules.conf");
    json_array_foreach (place.languages, i, language) {
        if (code == OK && arrival->n_files < PACKET_FDS - RULEBOOK_FILES)
            code = read_file(arrival, &hash, source, turn_text("words.%.8s.conf", json_string_value(language)));
    }
    for (int f = 0; f < place.rulebook->n; f++)
        hash_file(&hash, place.rulebook->files[f].name, place.rulebook->files[f].bytes, place.rulebook->files[f].n);
    if (code == OK)
        code = source_read_all(source, &schemas, take_file, &hash, &arrival->letters, &arrival->reading);
    if (code == OK)
        code = source_read_all(source, &templates, take_file, &hash, &arrival->documents, &arrival->reading);
    crypto_generichash_final(&hash, out, sizeof out);
    sodium_bin2hex(arrival->bundle.hash, sizeof arrival->bundle.hash, out, sizeof out);
    return code;
}

/* What was verified with the bundle. */
static void take_promise(struct arrival *arrival, const struct package *package)
{
    arrival->promise = json_incref(package->manifest);
    public_key_write(&package->by->key, arrival->known.signer);
    snprintf(arrival->known.version, sizeof arrival->known.version, "%s", package->version);
    snprintf(arrival->known.expires, sizeof arrival->known.expires, "%s", json_text(package->manifest, "expires"));
}

struct arrival *arrival_new(const char *id, const struct source *source, struct arrival_place place, const char **why)
{
    struct arrival *arrival = make(sizeof *arrival);
    snprintf(arrival->id, sizeof arrival->id, "%s", id);
    if (!source->folder)
        take_promise(arrival, &source->package);
    if (read_files(arrival, source, place) < 0) {
        *why = turn_text("%s cannot be read", arrival->reading);
        arrival_free(arrival);
        return NULL;
    }
    snprintf(arrival->known.hash, sizeof arrival->known.hash, "%s", arrival->bundle.hash);
    return arrival;
}

void arrival_free(struct arrival *arrival)
{
    if (!arrival)
        return;
    for (int i = 0; i < arrival->n_files; i++)
        free(arrival->files[i].bytes);
    known_free(&arrival->known);
    bundle_free(&arrival->bundle);
    json_decref(arrival->letters);
    json_decref(arrival->documents);
    json_decref(arrival->promise);
    free(arrival);
}

/* --- parsing --------------------------------------------------------------------------------------------------------
 */

static void on_ready(void *mine)
{
    struct parser *parser = mine;
    const struct arrival *arrival = parser->arrival;
    int fds[PACKET_FDS];
    for (int i = 0; i < arrival->n_files; i++)
        fds[i] = memfile_make(arrival->files[i].name, arrival->files[i].bytes, arrival->files[i].n);
    const struct rulebook *book = parser->place.rulebook;
    rulebook_files(book, fds + arrival->n_files);
    child_put(parser->child,
              json_pack("{ss,ss,sO,so}", "type", "parse", "service", arrival->id, "languages", parser->place.languages,
                        "shared", rulebook_names(book)),
              fds, arrival->n_files + book->n, PARSE_MS);
}

/* The parser is foreign too: what it says of itself must fit the folder it came from. */
static bool fits(const char *id, const json_t *parsed)
{
    const json_t *manifest = json_object_get(parsed, "manifest"), *service;
    size_t i, n = strlen(id);
    if (strcmp(json_text(manifest, "id"), id) != 0 || !json_is_object(json_object_get(parsed, "words")) ||
        !json_is_array(json_object_get(parsed, "rules")) || json_array_size(json_object_get(manifest, "services")) == 0)
        return false;
    json_array_foreach (json_object_get(manifest, "services"), i, service) {
        const char *own = json_text(service, "id");
        if (strncmp(own, id, n) != 0 || (own[n] && own[n] != '.') || strlen(own) > 63)
            return false;
    }
    return true;
}

static json_t *read_parsed(const char *id, struct packet *packet, const char **why)
{
    char *bytes;
    size_t n;
    *why = "its parser said what cannot be read";
    if (strcmp(packet_type(packet), "parsed") != 0) {
        *why = json_text(packet->body, "message");
        return NULL;
    }
    if (memfile_read(id, packet->fds[0], PARSED_MAX, &bytes, &n) < 0)
        return NULL;
    json_t *parsed = json_read(id, bytes, n, JSON_MAX_FILE_DEPTH);
    free(bytes);
    if (!parsed || fits(id, parsed))
        return parsed;
    *why = "plugin.conf: its services do not begin with the name of the folder";
    json_decref(parsed);
    return NULL;
}

/* Nothing of the parser is touched after done(): the owner may have started the next one. */
static void on_said(void *mine, struct packet *packet)
{
    struct parser *parser = mine;
    const char *why;
    json_t *parsed = read_parsed(parser->arrival->id, packet, &why);
    parser_stop(parser);
    parser->done(parser->mine, parsed, why);
}

/* Killed, or the nursery died: once more when it is back; one that always kills its parser is its own fault. */
static void on_gone(void *mine, const char *why)
{
    struct parser *parser = mine;
    parser->child = NULL;
    if (strcmp(why, "nursery") == 0) {
        loop_after(parser->loop, &parser->again, LATER_MS);
        return;
    }
    parser->arrival = NULL;
    parser->done(parser->mine, NULL, turn_text("its parser ended (%s)", why));
}

static void on_again(void *mine)
{
    struct parser *parser = mine;
    parser_start(parser, parser->arrival);
}

void parser_start(struct parser *parser, const struct arrival *arrival)
{
    parser->arrival = arrival;
    parser->again = (struct timer){.due = on_again, .mine = parser};
    parser->child = child_fork(parser->nursery, "parse", &door_parser_to_core);
    if (!parser->child) {
        loop_after(parser->loop, &parser->again, LATER_MS);
        return;
    }
    parser->child->ready = on_ready;
    parser->child->said = on_said;
    parser->child->gone = on_gone;
    parser->child->mine = parser;
}

void parser_stop(struct parser *parser)
{
    if (parser->arrival)
        loop_forget(parser->loop, &parser->again);
    child_drop(parser->child);
    parser->child = NULL;
    parser->arrival = NULL;
}
