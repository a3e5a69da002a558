/* keys.c - see keys.h. */
#define _GNU_SOURCE
#include "base/keys.h"

#include "base/memfile.h"

#include <sodium.h>
#include <string.h>

enum { FILE_MAX = 1 << 20 };

struct keys {
    char *text; /* the file, its line ends cut into NULs */
    size_t n;
};

/* The line at or after `at` that counts, NULL at the end. */
static const char *line_from(const struct keys *keys, const char *at)
{
    while (at < keys->text + keys->n && (*at == 0 || *at == '#'))
        at += strlen(at) + 1;
    return at < keys->text + keys->n ? at : NULL;
}

static const char *line_after(const struct keys *keys, const char *line)
{
    return line_from(keys, line + strlen(line) + 1);
}

struct keys *keys_read(const char *path)
{
    struct keys *keys = make(sizeof *keys);
    if (file_read_path(path, FILE_MAX, &keys->text, &keys->n) < 0) {
        wipe_free(keys, sizeof *keys);
        return NULL;
    }
    for (size_t i = 0; i < keys->n; i++)
        if (keys->text[i] == '\n' || keys->text[i] == '\r')
            keys->text[i] = 0;
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    wipe_free(keys->text, keys->n);
    wipe_free(keys, sizeof *keys);
}

bool keys_have(const struct keys *keys, const char *token)
{
    size_t n = strlen(token);
    bool found = false;
    for (const char *line = line_from(keys, keys->text); line; line = line_after(keys, line))
        found |= n > 0 && strlen(line) == n && sodium_memcmp(line, token, n) == 0;
    return found;
}

const char *keys_first(const struct keys *keys)
{
    const char *line = line_from(keys, keys->text);
    return line ? line : "";
}

/* The hex of the line with that name, NULL when it is another's. */
static const char *hex_of(const char *line, const char *name)
{
    const char *space = strchr(line, ' ');
    if (!*name)
        return space ? NULL : line;
    size_t n = strlen(name);
    return space == line + n && strncmp(line, name, n) == 0 ? space + strspn(space, " ") : NULL;
}

int keys_get(const struct keys *keys, const char *name, unsigned char *to, size_t n)
{
    for (const char *line = line_from(keys, keys->text); line; line = line_after(keys, line)) {
        const char *hex = hex_of(line, name);
        size_t got;
        if (!hex)
            continue;
        if (sodium_hex2bin(to, n, hex, strlen(hex), " ", &got, NULL) == 0 && got == n)
            return OK;
        return fail(E_FORMAT, "the key \"%s\" is not %zu bytes of hex", name, n);
    }
    return E_STATE;
}
