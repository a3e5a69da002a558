/* keys.h - the secrets of a role: small text files, one a line.
 *
 * A line is a bare word (a token, or a key in hex) or "NAME HEX" (the key of that name). Empty lines and lines that
 * begin with # are skipped. Comparisons take the same time whether they succeed or not, and no secret ever reaches the
 * log. */
#ifndef BASE_KEYS_H
#define BASE_KEYS_H

#include "base/base.h"

struct keys;

/* NULL when the file cannot be read. */
struct keys *keys_read(const char *path);
void keys_free(struct keys *keys);

/* True when a whole line is this token. */
bool keys_have(const struct keys *keys, const char *token);

/* The first line as it is, "" when there is none. Borrowed. */
const char *keys_first(const struct keys *keys);

/* Reads the n bytes of the key called name ("": of the line without a name). E_STATE when there is none, E_FORMAT when
 * it is not n bytes of hex. */
int keys_get(const struct keys *keys, const char *name, unsigned char *to, size_t n);

#endif
