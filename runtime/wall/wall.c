/* wall.c - what the wall knows, when it changes by itself, and what is spoken. See wall.h. */
#define _GNU_SOURCE
#include "wall/wall.h"

#include "base/clock.h"
#include "base/conf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ARROW_MS = 6000, ARROW_STEP_MS = 50, ARROW_WAY = 10, LOST_MS = 5000, MINUTE_MS = 60000 };

bool wall_is_old(const struct wall *wall)
{
    return wall->state && (!wall->fresh || (wall->lost && clock_ms() - wall->lost >= LOST_MS));
}

const char *wall_word(const struct wall *wall, const char *key)
{
    return words_get(wall->words, wall->language, turn_text("wall.%s", key));
}

const char *wall_word_at(const struct wall *wall, const char *key, int64_t moment)
{
    struct moment at = clock_local(moment);
    json_t *with = json_pack("{s:s}", "time", words_time(wall->language, at.hour, at.minute));
    const char *text = words_fill(wall_word(wall, key), wall->language, with);
    json_decref(with);
    return text;
}

const char *wall_text(const json_t *part, const char *name)
{
    const char *text = json_text(part, name);
    size_t n = strnlen(text, WALL_TEXT);
    while (n == WALL_TEXT || (n > 0 && (text[n] & 0xc0) == 0x80)) /* not in the middle of a letter */
        n--;
    return turn_text("%.*s", (int)n, text);
}

const json_t *wall_queue(const struct wall *wall, char letter)
{
    const char key[] = {letter, 0};
    const json_t *of = json_object_get(wall->state, "queues");
    return json_object_get(of ? of : wall->queues, key);
}

int wall_letters(const struct wall *wall, char letters[WALL_QUEUES])
{
    int n = 0;
    for (char letter = 'A'; letter <= 'Z' && n < WALL_QUEUES; letter++)
        if (wall_queue(wall, letter))
            letters[n++] = letter;
    return n;
}

static bool arrow_moves(const struct wall *wall, int64_t now)
{
    int64_t since = now - wall->called;
    return wall->called && since >= 0 && since < ARROW_MS && window_moves(wall->window);
}

/* Once a second there and back. */
int wall_arrow(const struct wall *wall, int64_t now)
{
    int64_t since = now - wall->called;
    if (!arrow_moves(wall, now))
        return 0;
    return (int)lround(ARROW_WAY * (1 - cos((double)since / 1000 * 2 * M_PI)) / 2);
}

/* Opening and closing */

static void read_words(struct wall *wall, const json_t *settings)
{
    const json_t *languages = json_object_get(settings, "languages"), *language;
    const char *folder = json_string_value(json_at(settings, "folders.words"));
    size_t i;
    wall->words = json_object();
    words_learn(settings);
    json_array_foreach (languages, i, language) {
        const char *name = json_is_string(language) ? json_string_value(language) : "";
        json_object_set_new(wall->words, name,
                            conf_read_file(turn_text("%s/wall.%s.conf", folder ? folder : "", name)));
    }
    const char *first = json_string_value(json_array_get(languages, 0));
    snprintf(wall->language, sizeof wall->language, "%s", first ? first : "id");
}

static void read_queues(struct wall *wall, const json_t *settings)
{
    size_t i;
    json_t *row;
    wall->queues = json_object();
    json_array_foreach (json_object_get(settings, "queues"), i, row)
        json_object_set(wall->queues, json_text(row, "letter"), row);
}

static int read_theme(struct wall *wall, const json_t *settings)
{
    const char *folder = json_string_value(json_at(settings, "folders.themes"));
    const char *name = json_text_or(settings, "theme", "wedel");
    struct theme contrast;
    return theme_open(&wall->theme, &contrast, folder ? folder : "", name);
}

static void close_wall(void *mine)
{
    struct wall *wall = mine;
    speech_close(wall->speech);
    json_decref(wall->words);
    json_decref(wall->queues);
    json_decref(wall->state);
    free(wall);
}

static void *open_wall(struct window *window)
{
    struct wall *wall = make(sizeof *wall);
    const json_t *settings = window->site->settings;
    wall->window = window;
    wall->lost = clock_ms();
    snprintf(wall->site, sizeof wall->site, "%s", json_text(settings, "name"));
    read_words(wall, settings);
    read_queues(wall, settings);
    if (read_theme(wall, settings) < 0 || json_object_size(wall->words) == 0) {
        close_wall(wall);
        return NULL;
    }
    wall->speech = window->draw->window ? speech_open(window->site) : NULL; /* a picture has no voice */
    return wall;
}

/* The board */

static void speak(const struct wall *wall, const json_t *call)
{
    struct announcement said = {0};
    for (int i = 0; wall->speech && i < speech_languages(wall->speech); i++) {
        const char *language = speech_language(wall->speech, i);
        const char *again = json_truth(call, "recall") ? words_find(wall->words, language, "wall.recall") : NULL;
        snprintf(said.texts[i], sizeof said.texts[i], "%s%s%s", again ? again : "", again ? ". " : "",
                 words_call(language, wall_text(call, "number"), wall_text(call, "counter")));
    }
    if (wall->speech)
        speech_say(wall->speech, &said);
}

static bool has_number(const json_t *state, const char *number)
{
    const json_t *call;
    size_t i;
    json_array_foreach (json_object_get(state, "recent"), i, call) {
        if (strcmp(json_text(call, "number"), number) == 0)
            return true;
    }
    return strcmp(json_text(json_object_get(state, "current"), "number"), number) == 0;
}

/* Two counters may call so close together that only the second is seen: the first is among the recent ones by then. */
static int missed_calls(const struct wall *wall, const json_t *state, int64_t missed, const json_t *calls[WALL_RECENT])
{
    const json_t *recent = json_object_get(state, "recent");
    int n = 0;
    for (size_t i = missed < WALL_RECENT ? (size_t)missed : WALL_RECENT; i > 0; i--) {
        const json_t *call = json_array_get(recent, i - 1);
        if (json_is_object(call) && !has_number(wall->state, json_text(call, "number")))
            calls[n++] = call;
    }
    return n;
}

int wall_calls(const struct wall *wall, const json_t *state, const json_t *calls[WALL_CALLS])
{
    int64_t grown = wall->state ? json_number(state, "seq", 0) - json_number(wall->state, "seq", 0) : 0;
    const json_t *current = json_object_get(state, "current");
    if (grown <= 0 || !json_is_object(current))
        return 0;
    int n = wall_is_old(wall) ? 0 : missed_calls(wall, state, grown - 1, calls);
    calls[n++] = current;
    return n;
}

static void take_calls(struct wall *wall, const json_t *state)
{
    const json_t *calls[WALL_CALLS];
    int n = wall_calls(wall, state, calls);
    for (int i = 0; i < n; i++)
        speak(wall, calls[i]);
    if (n > 0)
        wall->called = clock_ms();
}

static void take_packet(void *mine, struct packet *packet)
{
    struct wall *wall = mine;
    json_t *state = json_deep_copy(json_object_get(packet->body, "state"));
    take_calls(wall, state);
    json_decref(wall->state);
    wall->state = state;
    wall->fresh = json_truth(packet->body, "fresh");
    wall->heard = wall->fresh || !wall->heard ? clock_wall_ms() / 1000 : wall->heard;
    snprintf(wall->site, sizeof wall->site, "%s", wall_text(packet->body, "site"));
    snprintf(wall->number, sizeof wall->number, "%s", json_text(json_object_get(state, "current"), "number"));
}

static void take_standing(void *mine, bool standing)
{
    struct wall *wall = mine;
    if (!standing && !wall->lost && wall->fresh)
        wall->heard = clock_wall_ms() / 1000;
    if (standing)
        wall->lost = 0;
    else if (!wall->lost)
        wall->lost = clock_ms();
}

static void tap(void *mine, const char *id)
{
    (void)mine;
    (void)id; /* a wall is out of reach */
}

/* Time: the next minute, a step of the arrow, or the moment when a board without core counts as old. */
static int64_t due(void *mine, int64_t now)
{
    const struct wall *wall = mine;
    if (wall->speech && speech_heard(wall->speech) != wall->speaking)
        return 0;
    if (arrow_moves(wall, now))
        return ARROW_STEP_MS;
    int64_t minute = MINUTE_MS - clock_wall_ms() % MINUTE_MS + 5, old = wall->lost + LOST_MS - now;
    return wall->lost && old > 0 && old < minute ? old : minute;
}

/* The page */

static void lay(void *mine, struct plan *plan)
{
    struct wall *wall = mine;
    plan->theme = &wall->theme;
    plan->column = 0;
    plan->kind = "call";
    plan->key = wall->number;
    plan->step = json_number(wall->state, "seq", 0);
    wall->speaking = wall->speech && speech_heard(wall->speech);
    call_lay(wall, plan);
    aside_lay(wall, plan);
}

const struct face call_face = {.name = "call",
                               .tall = 1920,
                               .wide = 1920,
                               .door = &door_core_to_call,
                               .open = open_wall,
                               .close = close_wall,
                               .packet = take_packet,
                               .standing = take_standing,
                               .tap = tap,
                               .due = due,
                               .lay = lay};
