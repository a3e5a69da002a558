/* conf.h - the one format of settings, manifests, rules, themes and words: libconfig's, read into JSON.
 *
 *   name = "text";  number = 20;  list = [ "a", "b" ];  group = { inner = true; };
 *   rows = ( { a = 1; }, { a = 2; } );  # comments like this, // this, and C's
 *
 * Adjacent strings are joined, so long texts may be broken over lines. @include is refused: a file speaks for itself.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include "base/json.h"

/* NULL when the text does not parse; `error` (of n_error bytes) then says file, line and what is wrong. */
json_t *conf_read(const char *name, const char *text, char *error, size_t n_error);

/* A file of at most 1 MiB; failures are in the log. */
json_t *conf_read_file(const char *path);

#endif
