/* album.c - the pictures of a service: each screen in every language as it is found, numbered in the order of the
 * service when all are known.
 *
 * The window says itself what is wrong with its layout; which key of the service's texts that is, is found here. */
#define _GNU_SOURCE
#include "base/words.h"
#include "robot/shots.h"
#include "robot/texts.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LARGE_TAPS = 2, FLAW_TEXT = 80, BACK_MS = 15000, STILL_MS = 150 };

/* The key of the text that looks wrong; that of the screen when it is none of the service's texts. */
static char *key_of(const struct shots *shots, const char *column, const char *text)
{
    const char *language = turn_text("%.*s", (int)strcspn(column, "-"), column);
    json_t *words = texts_read(shots->robot->site, shots->visit.errand->service, language);
    char *key = texts_key(words, text);
    json_decref(words);
    return key ? key : turn_text("%s", shots_key(shots));
}

static void note_flaw(struct shots *shots, json_t *screen, const char *line)
{
    fail(E_FORMAT, "%s", line);
    json_array_append_new(json_object_get(screen, "flaws"), json_string(line));
    shots->flaws++;
}

/* What the window says of itself, once a text. */
static void note_flaws(struct shots *shots, json_t *screen, const char *column)
{
    const json_t *now = shots_probe(shots)->now;
    const char *unseen = probe_rest(shots_probe(shots), "unseen:");
    json_t *flaw, *told = json_object();
    size_t i;
    json_array_foreach (json_object_get(now, "flaws"), i, flaw) {
        const char *text = json_text(flaw, "text");
        if (json_object_get(told, text))
            continue;
        json_object_set(told, text, json_true());
        note_flaw(shots, screen,
                  turn_text("%s (%s): %s \"%.*s\"", key_of(shots, column, text), column, json_text(flaw, "what"),
                            FLAW_TEXT, text));
    }
    if (unseen)
        note_flaw(shots, screen, turn_text("%s (%s): there is no room for it", unseen, column));
    json_decref(told);
}

static int shoot(struct shots *shots, json_t *screen, const char *column)
{
    char *path =
        turn_text("%s/%s-%s.%s.png", shots->robot->out, json_text(screen, "kind"), json_text(screen, "key"), column);
    robot_plain_name(path + strlen(shots->robot->out));
    struct picture *picture;
    int code = robot_look(shots->robot, shots_probe(shots), &shots->visit.here, true, &picture);
    if (code < 0 || display_write(shots->robot->display, picture, path) < 0)
        return code < 0 ? code : E_IO;
    json_object_set_new(json_object_get(screen, "files"), column, json_string(path));
    note_flaws(shots, screen, column);
    return OK;
}

/* In all languages, which ends with the one it began with. */
static int shoot_languages(struct shots *shots, json_t *screen, const char *size)
{
    const json_t *languages = site_languages(shots->robot->site), *language;
    size_t i;
    json_array_foreach ((json_t *)languages, i, language) {
        if (shoot(shots, screen, turn_text("%s%s", json_string_value(language), size)) < 0)
            return E_IO;
        if (json_array_size(languages) > 1 && robot_tap(shots->robot, "bar:language") < 0)
            return E_STATE;
    }
    return OK;
}

int shots_shoot(struct shots *shots, json_t *screen)
{
    int code = shoot_languages(shots, screen, "");
    for (int i = 0; shots->large && code == OK && i < LARGE_TAPS; i++)
        code = robot_tap(shots->robot, "bar:text");
    if (shots->large && code == OK)
        code = shoot_languages(shots, screen, "-large");
    if (shots->large && code == OK)
        code = robot_tap_and_see(shots->robot, "bar:text", BACK_MS);
    while (probe_look(shots_probe(shots), STILL_MS)) /* what is touched next has to be where it says that it is */
        ;
    return code;
}

/* "07-choice-purpose.en.png", a picture of an earlier time. */
static bool is_numbered(const struct shots *shots, const char *name)
{
    const json_t *column;
    size_t i, n = strlen(name);
    bool numbered = n > 3 && strspn(name, "0123456789") >= 2 && name[strspn(name, "0123456789")] == '-';
    json_array_foreach (shots->columns, i, column) {
        const char *end = turn_text(".%s.png", json_string_value(column));
        if (numbered && n > strlen(end) && strcmp(name + n - strlen(end), end) == 0)
            return true;
    }
    return false;
}

static void remove_old(const struct shots *shots)
{
    DIR *folder = opendir(shots->robot->out);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (is_numbered(shots, entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

/* Now that all are known, they are numbered in the order of the service. */
int shots_number(struct shots *shots)
{
    remove_old(shots);
    size_t n;
    json_t *screen, *file;
    const char *column;
    void *next;
    json_array_foreach (shots->screens, n, screen) {
        json_t *files = json_object_get(screen, "files");
        json_object_foreach_safe(files, next, column, file)
        {
            const char *path = json_string_value(file);
            char *to = turn_text("%s/%02zu-%s", shots->robot->out, n + 1, strrchr(path, '/') + 1);
            if (rename(path, to) < 0)
                return fail_errno("rename to %s", to);
            json_object_set_new(files, column, json_string(to));
        }
    }
    return OK;
}

/* Texts that a language lacks are shown in the first one: no picture tells. */
void shots_note_missing(struct shots *shots)
{
    const json_t *languages = site_languages(shots->robot->site), *language, *key;
    const char *service = shots->visit.errand->service;
    json_t *first = texts_read(shots->robot->site, service, json_string_value(json_array_get(languages, 0)));
    size_t i, k;
    json_array_foreach ((json_t *)languages, i, language) {
        json_t *other = texts_read(shots->robot->site, service, json_string_value(language));
        if (!other && !words_required(json_string_value(language)))
            continue;
        json_t *missing = texts_missing(first, other);
        json_array_foreach (missing, k, key) {
            shots->flaws++;
            fail(E_FORMAT, "words.%s.conf: the text %s is missing", json_string_value(language),
                 json_string_value(key));
        }
        json_decref(missing);
        json_decref(other);
    }
    json_decref(first);
}
