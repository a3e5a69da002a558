/* json.c - see json.h. */
#define _GNU_SOURCE
#include "base/json.h"

#include "base/memfile.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int json_depth(const void *bytes, size_t n)
{
    const char *at = bytes;
    int depth = 0, deepest = 0;
    bool text = false;
    for (size_t i = 0; i < n; i++) {
        if (text) {
            if (at[i] == '\\')
                i++;
            else if (at[i] == '"')
                text = false;
        } else if (at[i] == '"') {
            text = true;
        } else if (at[i] == '{' || at[i] == '[') {
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if (at[i] == '}' || at[i] == ']') {
            depth--;
        }
    }
    return deepest;
}

json_t *json_read(const char *what, const void *bytes, size_t n, int max_depth)
{
    if (json_depth(bytes, n) > max_depth) {
        fail(E_FORMAT, "%s: JSON deeper than %d", what, max_depth);
        return NULL;
    }
    json_error_t error;
    json_t *value = json_loadb(bytes, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!value)
        fail(E_FORMAT, "%s: not JSON at line %d, column %d", what, error.line, error.column);
    return value;
}

char *json_write(const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    if (!text)
        die("out of memory");
    return text;
}

void json_hash(const json_t *value, char to[JSON_HASH_TEXT])
{
    unsigned char hash[16];
    char *text = json_write(value);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
    wipe_text(text);
    sodium_bin2hex(to, JSON_HASH_TEXT, hash, sizeof hash);
}

const char *json_text_or(const json_t *object, const char *name, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : otherwise;
}

const char *json_text(const json_t *object, const char *name)
{
    return json_text_or(object, name, "");
}

int64_t json_number(const json_t *object, const char *name, int64_t otherwise)
{
    const json_t *value = json_object_get(object, name);
    return json_is_integer(value) ? (int64_t)json_integer_value(value) : otherwise;
}

bool json_truth(const json_t *object, const char *name)
{
    return json_is_true(json_object_get(object, name));
}

json_t *json_at(const json_t *object, const char *way)
{
    const json_t *at = object;
    while (at && *way) {
        const char *dot = strchrnul(way, '.');
        char name[128];
        size_t n = (size_t)(dot - way);
        if (n >= sizeof name)
            return NULL;
        memcpy(name, way, n);
        name[n] = 0;
        at = json_object_get(at, name);
        way = *dot ? dot + 1 : dot;
    }
    return (json_t *)at;
}

/* What others still hold is left alone. Jansson owns the bytes of a string and gives them out as const; overwriting
 * them in place is the point here. */
static void wipe_inside(json_t *value)
{
    const char *name;
    size_t i;
    json_t *inner;
    if (value->refcount != 1)
        return;
    if (json_is_string(value))
        explicit_bzero((char *)(uintptr_t)json_string_value(value), json_string_length(value));
    json_array_foreach (value, i, inner)
        wipe_inside(inner);
    if (json_is_object(value))
        json_object_foreach (value, name, inner)
            wipe_inside(inner);
}

void json_wipe(json_t *value)
{
    if (!value)
        return;
    wipe_inside(value);
    json_decref(value);
}

json_t *json_read_file(const char *path, size_t max_bytes)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fail_errno("open %s", path);
        return NULL;
    }
    char *bytes;
    size_t n;
    json_t *value = NULL;
    if (file_read(path, fd, max_bytes, &bytes, &n) == OK) {
        value = json_read(path, bytes, n, JSON_MAX_FILE_DEPTH);
        wipe_free(bytes, n);
    }
    close(fd);
    return value;
}
