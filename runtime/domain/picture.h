/* picture.h - photographs and documents: what a script holds of one, and what a letter carries.
 *
 * A script holds an answer, {id, sha256, bytes, width, height}: it names the picture and is as small as any other.
 * Where it stands in a letter, core puts the picture itself. Pictures are JPEG; only their header is ever looked at
 * here. */
#ifndef DOMAIN_PICTURE_H
#define DOMAIN_PICTURE_H

#include "base/json.h"

enum { PICTURE_MAX = 256 << 10, PICTURE_EDGE = 1600, PICTURE_PIXELS = PICTURE_EDGE * 1200, PICTURES_MAX = 4 };

/* The size that the header of a baseline JPEG says; false when the bytes do not begin as one. */
bool picture_size(const void *bytes, size_t n, int *width, int *height);

/* The answer to a step that took these bytes (new), and whether a value is such an answer. */
json_t *picture_answer(const char *id, const void *bytes, size_t n, int width, int height);
bool picture_is_answer(const json_t *value);

/* Whether it is a kind of step that such an answer belongs to. */
bool picture_is_kind(const char *kind);

/* The part of a letter for an answer, with these bytes (new). */
json_t *picture_part(const json_t *answer, const void *bytes, size_t n);

/* Whether it is such a part, all of which agrees with the rest; and its bytes (wipe_free them). */
bool picture_is_part(const json_t *value);
bool picture_read_part(const json_t *part, char **bytes, size_t *n);

/* The part for an answer (new); NULL: there is no such picture. */
typedef json_t *picture_find(void *mine, const json_t *answer);

/* A copy of what a script sends, with the pictures in it; NULL, and *why, when one cannot be had or they are more than
 * PICTURES_MAX. */
json_t *picture_fill(const json_t *data, picture_find *find, void *mine, const char **why);

#endif
