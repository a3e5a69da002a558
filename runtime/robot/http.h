/* http.h - asking the hall, the biller and the agencies, as an officer or a phone would. */
#ifndef ROBOT_HTTP_H
#define ROBOT_HTTP_H

#include "base/json.h"

struct reply {
    int status; /* HTTP's */
    char *text; /* the body, NUL-terminated; free() it */
    size_t n;
};

/* GET when body is NULL, else POST. `token` (a bearer's) may be NULL. OK when anything was answered, whatever the
 * status. */
int http_ask(const char *url, const char *token, const json_t *body, struct reply *reply);

/* The first line of a file of secrets; turn memory, NULL when there is none. */
char *http_token(const char *path);

#endif
