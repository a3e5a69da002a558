/* script.c - see script.h. */
#define _GNU_SOURCE
#include "proof/script.h"

#include "base/memfile.h"
#include "proof/keyboard.h"

#include "kiosk_driver.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCRIPT_MAX = 8 << 20,
    EVENTS_A_LETTER = 4 * KD_EVENT /* shift down and up, the key down and up */
};

static const char *const words[] = {
    [SCENE] = "scene", [PROFILE] = "profile",   [ATTACH] = "attach",       [TAKE] = ">",
    [HEAR] = "<",      [SLOT] = "slot",         [TYPE] = "type",           [DROPPED] = "dropped",
    [CALL] = "call",   [CANCEL] = "cancel",     [LATE] = "late",           [WAIT] = "wait",
    [LOST] = "lost",   [RESET] = "reset",       [STATUS] = "status",       [REST] = "rest",
    [OPEN] = "open",   [DONE] = "done",         [PATIENTLY] = "patiently", [LOOSELY] = "loosely",
    [STUCK] = "stuck", [UNPROVEN] = "unproven", [SETTLE] = "settle",       [TELL] = "tell",
    [FRAME] = "frame", [AIM] = "aim",           [PICTURE] = "picture",
};

/* ---- scenes */

bool line_speaks(const struct line *line)
{
    return line->word == HEAR || line->word == FRAME;
}

size_t line_size(const struct line *line)
{
    return line->word == FRAME ? 1 : line->n;
}

void scene_add(struct scene *scene, struct line line)
{
    if (scene->n == scene->room) {
        scene->room = scene->room ? 2 * scene->room : 64;
        scene->lines = realloc(scene->lines, scene->room * sizeof *scene->lines);
        must(scene->lines != NULL);
    }
    scene->lines[scene->n++] = line;
}

void scene_free(struct scene *scene)
{
    free(scene->lines);
    *scene = (struct scene){0};
}

/* Text where it is text; the rest in hex. */
static size_t write_piece(FILE *to, const uint8_t *at, size_t n)
{
    size_t letters = 0;
    while (letters < n && isprint(at[letters]) && at[letters] != '"' && at[letters] != '\\' && at[letters] != '#')
        letters++;
    if (letters < 3) {
        fprintf(to, " %02x", *at);
        return 1;
    }
    fprintf(to, " \"%.*s\"", (int)letters, (const char *)at);
    return letters;
}

static void write_bytes(FILE *to, const struct line *line)
{
    for (size_t at = 0; at < line->n;)
        at += write_piece(to, line->bytes + at, line->n - at);
}

void scene_write(const struct scene *scene, FILE *to)
{
    for (size_t i = 0; i < scene->n; i++) {
        const struct line *line = &scene->lines[i];
        fputs(words[line->word], to);
        if (line->word == TAKE || line->word == HEAR || line->word == SLOT)
            write_bytes(to, line);
        else if (line->text && *line->text)
            fprintf(to, " %s", line->text);
        fputc('\n', to);
    }
}

/* ---- files */

static int hex(const char *at)
{
    unsigned value;
    return isxdigit((unsigned char)at[0]) && isxdigit((unsigned char)at[1]) && sscanf(at, "%2x", &value) == 1
               ? (int)value
               : -1;
}

static const char *read_quoted(const char *at, const char *end, uint8_t *to, size_t *n)
{
    for (at++; at < end && *at != '"'; at++) {
        bool escape = *at == '\\' && at + 1 < end && (at[1] == 'n' || at[1] == 't');
        to[(*n)++] = (uint8_t)(!escape ? *at : at[1] == 'n' ? '\n' : '\t');
        at += escape;
    }
    return at < end ? at + 1 : NULL;
}

int64_t script_bytes(const char *text, const char *end, uint8_t *to)
{
    size_t n = 0;
    for (const char *at = text; at && at < end;) {
        if (isspace((unsigned char)*at)) {
            at++;
        } else if (*at == '"') {
            at = read_quoted(at, end, to, &n);
        } else if (at + 1 < end && hex(at) >= 0) {
            to[n++] = (uint8_t)hex(at);
            at += 2;
        } else {
            return E_FORMAT;
        }
        if (!at)
            return E_FORMAT;
    }
    return (int64_t)n;
}

/* A comment begins at a # outside of quotes; spaces at either end do not count. */
static char *strip(char *line)
{
    bool quoted = false;
    char *at = line;
    for (; *at && (quoted || *at != '#'); at++)
        quoted ^= *at == '"';
    while (at > line && isspace((unsigned char)at[-1]))
        at--;
    *at = '\0';
    while (isspace((unsigned char)*line))
        line++;
    return line;
}

static int find_word(const char *line, size_t n)
{
    for (size_t i = 0; i < COUNT(words); i++)
        if (strlen(words[i]) == n && memcmp(words[i], line, n) == 0)
            return (int)i;
    return -1;
}

struct reader {
    struct script *script;
    struct line profile; /* that holds now */
    uint8_t *bytes;      /* room for the next */
    int number;
};

static void start_scene(struct reader *reader, struct line line)
{
    struct script *s = reader->script;
    s->scenes = realloc(s->scenes, (s->n + 1) * sizeof *s->scenes);
    must(s->scenes != NULL);
    s->scenes[s->n] = (struct scene){.file = s->path, .number = reader->number};
    struct scene *scene = &s->scenes[s->n++];
    scene_add(scene, line);
    if (reader->profile.text)
        scene_add(scene, reader->profile);
}

static struct line *last_line(const struct script *s)
{
    const struct scene *scene = &s->scenes[s->n - 1];
    return &scene->lines[scene->n - 1];
}

static bool has_bytes(int word)
{
    return word == TAKE || word == HEAR || word == SLOT || word == TYPE || word == DROPPED;
}

/* What is typed is heard as events. */
static int64_t read_bytes(struct line *line, uint8_t *to)
{
    enum word word = line->word;
    if (word == TYPE || word == DROPPED)
        line->word = HEAR;
    if (word == TYPE)
        return keyboard_type(line->text, to);
    return word == DROPPED ? (int64_t)keyboard_drop(to) : script_bytes(line->text, line->text + strlen(line->text), to);
}

static int read_line(struct reader *reader, char *text)
{
    struct script *s = reader->script;
    char *line = strip(text);
    size_t n = strcspn(line, " \t");
    if (!*line)
        return OK;
    int word = find_word(line, n);
    if (word < 0)
        return fail(E_FORMAT, "%s:%d: \"%.*s\" is no statement", s->path, reader->number, (int)n, line);
    struct line read = {.word = (enum word)word, .number = reader->number, .text = line + n + strspn(line + n, " \t")};
    if (has_bytes(word)) {
        int64_t size = read_bytes(&read, reader->bytes);
        if (size < 0)
            return fail(E_FORMAT, "%s:%d: neither hex nor text in quotes (of `type`: keys): %s", s->path,
                        reader->number, read.text);
        read.bytes = reader->bytes;
        read.n = (size_t)size;
        reader->bytes += size;
    }
    if (word == PROFILE)
        reader->profile = read;
    if (word == SCENE)
        start_scene(reader, read);
    else if (word == PROFILE && s->n > 0 && last_line(s)->word == PROFILE)
        *last_line(s) = read;
    else if (s->n > 0)
        scene_add(&s->scenes[s->n - 1], read);
    else if (word != PROFILE)
        return fail(E_FORMAT, "%s:%d: a statement before the first scene", s->path, reader->number);
    return OK;
}

int script_read(struct script *script, const char *path)
{
    size_t n;
    *script = (struct script){.path = make_text(path)};
    if (file_read_path(path, SCRIPT_MAX, &script->text, &n) < 0)
        return E_IO;
    script->bytes = make((n + 1) * EVENTS_A_LETTER);
    struct reader reader = {.script = script, .bytes = script->bytes};
    for (char *at = script->text, *next; at; at = next) {
        next = strchr(at, '\n');
        if (next)
            *next++ = '\0';
        reader.number++;
        if (read_line(&reader, at) < 0)
            return E_FORMAT;
    }
    return script->n > 0 ? OK : fail(E_FORMAT, "%s: there is no scene in it", path);
}

void script_free(struct script *script)
{
    for (size_t i = 0; i < script->n; i++)
        scene_free(&script->scenes[i]);
    free(script->scenes);
    free(script->path);
    free(script->text);
    free(script->bytes);
    *script = (struct script){0};
}
