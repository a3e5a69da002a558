/* shots.c - see shots.h.
 *
 * A way is a table of answers by the key of their screen. The first visit answers as the demo does, and each screen
 * remembers the way that led there first, and which answers are left. Every further visit goes to the first screen that
 * has some left, and from there on takes what is left wherever it comes: so a few visits try them all. */
#include "robot/shots.h"

#include "base/clock.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

enum {
    BEGIN_MS = 15000,
    PATIENCE_MS = 45000, /* a page that was answered goes on: late, on a machine that has much to do */
    MAX_STEPS = 300,
    MAX_TRIES = 3,
    TOUCH_MS = 1
};

struct probe *shots_probe(const struct shots *shots)
{
    return &shots->robot->main;
}

bool shots_here(const struct shots *shots, const char *kind)
{
    return strcmp(shots->visit.here.kind, kind) == 0;
}

const char *shots_key(const struct shots *shots)
{
    return shots->visit.here.key;
}

/* Where the open screen stands among those that were seen; their number when it is new. One of many children is asked
 * in the same words as the first. */
static size_t place_here(const struct shots *shots)
{
    size_t i;
    json_t *screen;
    json_array_foreach (shots->screens, i, screen) {
        if (shots_here(shots, json_text(screen, "kind")) &&
            strcmp(words_key(shots_key(shots)), words_key(json_text(screen, "key"))) == 0)
            break;
    }
    return i;
}

/* The next screen that stands still; false when there is none. Waiting is no screen of its own. */
static bool arrive(struct shots *shots)
{
    for (;;) {
        struct place before = shots->visit.here;
        if (!robot_sees(shots->robot, shots_probe(shots), (struct wanted){.elsewhere = &before}, PATIENCE_MS))
            return false;
        shots->visit.here = probe_place(shots_probe(shots));
        if (!shots_here(shots, "wait") && !shots_here(shots, "moment"))
            return true;
    }
}

static json_t *add_screen(struct shots *shots)
{
    json_t *screen = json_pack("{ss,ss,s{},s[],s[]}", "kind", shots->visit.here.kind, "key", shots_key(shots), "files",
                               "flaws", "left");
    json_array_insert_new(shots->screens, shots->last, screen);
    say("%s %s", shots->visit.here.kind, shots_key(shots));
    return screen;
}

static bool is_end(const struct shots *shots)
{
    return shots_here(shots, "done") || shots_here(shots, "stop") || shots_here(shots, "fault");
}

/* The author's mistake stands on the screen; what it says was said on the terminal. */
static int check_mistake(const struct shots *shots)
{
    const char *place = probe_rest(shots_probe(shots), "mistake:");
    return place ? fail(E_STATE, "the service has a mistake at %s", place) : OK;
}

/* Home comes next, or the service that called the one that ended here. */
static int close_end(struct shots *shots)
{
    static const char *const ways[] = {"close", "end", "next", NULL};
    return robot_tap_one(shots->robot, ways);
}

/* A screen that goes on by itself before it was seen in every language is none that a picture can show. */
static int lose_screen(struct shots *shots)
{
    struct place now = probe_place(shots_probe(shots));
    if (place_same(now, shots->visit.here))
        return E_STATE;
    json_array_remove(shots->screens, shots->last);
    return OK;
}

/* One screen: its pictures when it is new, and its answer. */
static int step(struct shots *shots)
{
    size_t at = place_here(shots);
    bool seen = at < json_array_size(shots->screens);
    json_t *screen = seen ? json_array_get(shots->screens, at) : add_screen(shots);
    if (!seen && shots_shoot(shots, screen) < 0)
        return lose_screen(shots);
    shots->last = (seen ? at : shots->last) + 1;
    return is_end(shots) ? check_mistake(shots) : shots_answer(shots, screen, seen);
}

/* The page went on by itself while somebody was still about it: a card that lay in the reader, a tap that came late. */
static bool is_gone(const struct shots *shots)
{
    return !place_same(probe_place(shots_probe(shots)), shots->visit.here);
}

static int walk(struct shots *shots)
{
    int tries = 0;
    bool ended = false;
    for (int i = 0; i < MAX_STEPS && json_array_size(shots->screens) < SHOTS_SCREENS; i++) {
        if (arrive(shots))
            tries = 0;
        else if (tries++ == MAX_TRIES)
            return fail(E_TIMEOUT, "nothing helps; there is %s", probe_describe(shots_probe(shots)));
        if (shots_here(shots, "home"))
            return ended ? OK : fail(E_STATE, "the visit was closed before its end");
        if (step(shots) < 0 && !is_gone(shots))
            return E_STATE;
        ended = is_end(shots);
        if (ended && close_end(shots) < 0)
            return E_STATE;
    }
    return fail(E_STATE, "no end after %d screens", MAX_STEPS);
}

/* The first visit begins by itself. */
static int begin(struct shots *shots)
{
    struct wanted open = {.other_kind = "home"};
    struct errand *errand = shots->visit.errand;
    json_decref(shots->visit.steps);
    shots->visit = (struct visit){.robot = shots->robot, .errand = errand, .steps = json_array(), .edited = true};
    snprintf(shots->visit.here.kind, sizeof shots->visit.here.kind, "home");
    shots->last = 0;
    json_object_clear(shots->typed);
    json_object_update(shots->typed, (json_t *)(uintptr_t)shots->given);
    if (shots->visits++ == 0 && robot_sees(shots->robot, shots_probe(shots), open, BEGIN_MS))
        return OK;
    return visit_choose(&shots->visit);
}

static size_t left_of(const json_t *screen)
{
    return json_array_size(json_object_get(screen, "left"));
}

/* The first screen that has an answer left, or NULL. */
static json_t *next_goal(const struct shots *shots)
{
    size_t i;
    json_t *screen;
    json_array_foreach (shots->screens, i, screen) {
        if (left_of(screen) > 0)
            return screen;
    }
    return NULL;
}

static int visit_once(struct shots *shots, json_t *goal)
{
    size_t before = left_of(goal);
    shots->plan = goal ? json_object_get(goal, "way") : NULL;
    json_object_clear(shots->way);
    if (begin(shots) < 0 || walk(shots) < 0)
        return E_STATE;
    if (goal && left_of(goal) == before) { /* the same way leads elsewhere today */
        shots->missed += before;
        json_array_clear(json_object_get(goal, "left"));
    }
    return OK;
}

static int go(struct shots *shots)
{
    json_t *goal = NULL;
    int code;
    do
        code = visit_once(shots, goal);
    while (code == OK && shots->visits < SHOTS_VISITS && (goal = next_goal(shots)));
    return code;
}

static size_t untried(const struct shots *shots)
{
    size_t i, n = shots->missed;
    json_t *screen;
    json_array_foreach (shots->screens, i, screen)
        n += left_of(screen);
    return n;
}

static void add_columns(struct shots *shots, const char *size)
{
    const json_t *language;
    size_t i;
    json_array_foreach (site_languages(shots->robot->site), i, language)
        json_array_append_new(shots->columns, json_sprintf("%s%s", json_string_value(language), size));
}

int shots_take(struct shots *shots, struct robot *robot, struct errand *errand, bool large)
{
    *shots = (struct shots){.robot = robot, .visit = {.errand = errand}, .large = large};
    display_hold(robot->display, TOUCH_MS);
    shots->columns = json_array();
    shots->given = errand->answers;
    errand->answers = shots->typed = json_object();
    errand->quiet = true;
    shots->way = json_object();
    shots->screens = json_array();
    add_columns(shots, "");
    if (large)
        add_columns(shots, "-large");
    int code = go(shots), written = display_written(robot->display);
    code = code == OK ? written : code;
    if (code == OK)
        code = shots_number(shots);
    shots_note_missing(shots);
    say("%zu screens in %zu pictures each; visits: %d, answers not tried: %zu, flaws: %d",
        json_array_size(shots->screens), json_array_size(shots->columns), shots->visits, untried(shots), shots->flaws);
    return code;
}

void shots_free(struct shots *shots)
{
    json_t *values[] = {shots->columns, shots->way, shots->screens, shots->typed, shots->visit.steps};
    for (size_t i = 0; i < COUNT(values); i++)
        json_decref(values[i]);
    *shots = (struct shots){0};
}
