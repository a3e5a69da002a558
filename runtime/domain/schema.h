/* schema.h - what a letter looks like: JSON Schema 2020-12, the part of it that forms need.
 *
 *   type         "object" "array" "string" "integer" "number" "boolean" "null", or a list of them
 *   object       properties, required, additionalProperties (true or false)
 *   array        items, minItems, maxItems
 *   string       minLength, maxLength (letters, not bytes), format
 *   number       minimum, maximum
 *   object       format "picture": a photograph or document as letters have them (picture.h)
 *   any          enum, const, $ref ("#/$defs/NAME"), $defs (at the top), title, description, $schema and $id (at the
 * top)
 *
 * Any other word is refused when the schema is read: a rule that nobody holds would be worse than none. `format` is a
 * rule here, not a comment: `date` (2026-05-14) and the numbers of this room (nik kk npwp nop phone plate region), as
 * scripts get them from their helpers. There is no `pattern`: regular expressions of strangers can cost any time.
 *
 * Pure, and linear in the value: nothing here branches (no anyOf), and a chain of $ref is at most SCHEMA_CHAIN long. */
#ifndef DOMAIN_SCHEMA_H
#define DOMAIN_SCHEMA_H

#include "base/json.h"

enum { SCHEMA_CHAIN = 8, SCHEMA_AT = 256, SCHEMA_WHY = 200, SCHEMA_FILE_MAX = 64 * 1024 };

/* Where something is wrong, as a JSON Pointer, and what; never a value, which may be somebody's. */
struct schema_flaw {
    char at[SCHEMA_AT], why[SCHEMA_WHY];
    char word[64]; /* of a schema that is no good: the word that is wrong, to look for its line */
};

/* True when a schema has only words from above, used as they are meant. */
bool schema_good(const json_t *schema, struct schema_flaw *flaw);

/* True when the value is as a good schema says. */
bool schema_fits(const json_t *schema, const json_t *value, struct schema_flaw *flaw);

/* The schema of a file's bytes; NULL with what is wrong in flaw, and the line of a file that is no JSON (else 0). */
json_t *schema_read(const char *bytes, size_t n, struct schema_flaw *flaw, int *line);

/* True for "NAME.schema.json"; NAME into a turn text. */
char *schema_name(const char *file);

#endif
