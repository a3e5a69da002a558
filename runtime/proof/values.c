/* values.c - see values.h. */
#define _GNU_SOURCE
#include "proof/values.h"

#include "proof/script.h"

#include <stdlib.h>
#include <string.h>

static char *end_of_word(char *at)
{
    for (bool quoted = false; *at && (quoted || *at != ' '); at++)
        quoted ^= *at == '"';
    return at;
}

static int read_attr(char *word, char *end, struct kd_attr *to, uint8_t **room)
{
    char *value = strchr(word, '=');
    if (!value || value == word || value + 1 == end)
        return E_FORMAT;
    *value++ = '\0';
    *to = (struct kd_attr){.name = word};
    if (*value == '"' || strcmp(word, "raster") == 0) {
        int64_t n = script_bytes(value, end, *room);
        if (n < 0)
            return E_FORMAT;
        to->bytes = (struct kd_bytes){*room, (size_t)n};
        *room += n + 1;
        return OK;
    }
    char *rest;
    to->number = strtoll(value, &rest, 10);
    return rest == end ? OK : E_FORMAT;
}

int values_read(char *text, struct kd_attr to[ATTR_MAX], uint8_t *room)
{
    int n = 0;
    for (char *at = text + strspn(text, " "); *at; at += strspn(at, " ")) {
        char *end = end_of_word(at);
        char *next = *end ? end + 1 : end;
        *end = '\0';
        if (n == ATTR_MAX || read_attr(at, end, &to[n++], &room) < 0)
            return E_FORMAT;
        at = next;
    }
    return n;
}
