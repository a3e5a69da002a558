/* http.h - one HTTP request, and waiting for its answer: for tools that have nothing else to do meanwhile.
 *
 * The programs of a kiosk never wait like this; anjungan-deliver has a client of its own (post/http.h). */
#ifndef ASK_HTTP_H
#define ASK_HTTP_H

#include "base/json.h"

struct reply {
    int status; /* HTTP's */
    char *text; /* the body, NUL-terminated; wipe_free(text, n) */
    size_t n;
};

/* GET when body is NULL, else POST. `token` (a bearer's) may be NULL. OK when anything was answered, whatever the
 * status; at most 4 MiB, within 10 s. */
int http_ask(const char *url, const char *token, const json_t *body, struct reply *reply);

/* The first line of a file of secrets; turn memory, NULL when there is none. */
char *http_token(const char *path);

#endif
