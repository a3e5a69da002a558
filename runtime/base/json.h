/* json.h - reading JSON from strangers, on top of Jansson.
 *
 * Size and depth are checked on the bytes, before the parser sees them. A value that is not of the wanted type reads as
 * the default: whoever needs certainty checks a packet against its table first (packets.h). */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/base.h"

#include <jansson.h>

enum { JSON_MAX_DEPTH = 8, JSON_MAX_FILE_DEPTH = 16, JSON_HASH_TEXT = 33 };

/* NULL (and a log line that begins with `what`) when it is not one JSON value, is deeper than max_depth, holds a NUL in
 * a string or the same name twice. The caller owns the value. */
json_t *json_read(const char *what, const void *bytes, size_t n, int max_depth);

/* Depth of the brackets outside strings; does not need valid JSON. */
int json_depth(const void *bytes, size_t n);

/* Compact, sorted names. The caller frees it (wipe_text when it may hold personal data). */
char *json_write(const json_t *value);

/* BLAKE2b-128 of the compact sorted form, in hex. */
void json_hash(const json_t *value, char to[JSON_HASH_TEXT]);

/* Members of an object. Texts are borrowed from it; missing is "" (json_text) or the given default. */
const char *json_text(const json_t *object, const char *name);
const char *json_text_or(const json_t *object, const char *name, const char *otherwise);
int64_t json_number(const json_t *object, const char *name, int64_t otherwise);
bool json_truth(const json_t *object, const char *name);

/* A dotted way down: "manifest.queue". NULL when any part is missing. Borrowed. */
json_t *json_at(const json_t *object, const char *way);

/* Overwrites every string in the value (they may be personal data), then drops the reference. */
void json_wipe(json_t *value);

/* Reads a whole file. */
json_t *json_read_file(const char *path, size_t max_bytes);

#endif
