/* template.h - what an agency's document on A4 looks like: document.NAME.json beside main.lua, plain JSON that runs
 * nothing.
 *
 *   { "blocks": [ { "text": "intro" }, { "heading": "family" }, { "fields": ["name", "birth:day"] },
 *                 { "table": "members", "columns": ["name", "nik"] }, { "list": "papers" },
 *                 { "qr": "link", "text": "scan" }, { "break": true } ] }
 *
 * Its texts are words: `documents.NAME.title`, and `documents.NAME.intro` for "intro". What a text, a row or a code
 * says of this citizen comes by name from the script. */
#ifndef DOMAIN_TEMPLATE_H
#define DOMAIN_TEMPLATE_H

#include "base/json.h"

enum {
    TEMPLATE_WHY = 200,
    TEMPLATE_FILE_MAX = 32 * 1024,
    TEMPLATE_BLOCKS = 60,
    TEMPLATE_NAMES = 40,
    TEMPLATE_COLUMNS = 8
};

/* NAME of "document.NAME.json" in turn memory, else NULL; and back. */
char *template_name(const char *file);
char *template_file(const char *name);

/* The template of a file's bytes (new); NULL with what is wrong, and the line of a file that is no JSON (else 0). */
json_t *template_read(const char *bytes, size_t n, char why[TEMPLATE_WHY], int *line);

/* The words it cannot do without: [key, ...] below `documents.NAME`. New. */
json_t *template_words(const json_t *template);

/* {title, blocks} for `compose` (new), worded and with the values of `with`; NULL with what is missing. A field or a
 * list without a value is left out. */
json_t *template_fill(const json_t *template, const char *name, const json_t *words, const char *language,
                      const json_t *with, char why[TEMPLATE_WHY]);

#endif
