/* problems.h - what is wrong with a plugin, each as `FILE:LINE: what; what to write instead`.
 *
 * The same sentence about the same line is kept once, however many ways lead to it. */
#ifndef KIT_PROBLEMS_H
#define KIT_PROBLEMS_H

#include "base/json.h"

struct problems {
    json_t *rows; /* {file, line, text, hint} */
    int n;        /* those that are not only hints */
};

struct problems *problems_new(void);
void problems_free(struct problems *problems);

void problem_add(struct problems *problems, const char *file, int line, const char *format, ...) LIKE_PRINTF(4);

/* Something to think about, which is not wrong. */
void problem_hint(struct problems *problems, const char *file, int line, const char *format, ...) LIKE_PRINTF(4);

/* "main.lua:12: what" of a child, for the files of that folder. */
void problem_take(struct problems *problems, const char *folder, const char *message);

/* By file and line, each line with `before` in front. */
void problems_print(const struct problems *problems, const char *before);

#endif
