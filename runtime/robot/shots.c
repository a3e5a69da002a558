/* shots.c - see shots.h.
 *
 * A way is a table of answers by the key of their screen. The first visit answers as the demo does, and each screen
 * remembers the way that led there first, and which answers are left. Every further visit goes to the first screen that
 * has some left, and from there on takes what is left wherever it comes: so a few visits try them all. */
#define _GNU_SOURCE
#include "robot/shots.h"

#include "base/clock.h"
#include "base/words.h"
#include "robot/acts.h"
#include "robot/answers.h"
#include "robot/texts.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    BEGIN_MS = 15000,
    PATIENCE_MS = 45000, /* a page that was answered goes on: late, on a machine that has much to do */
    MAX_STEPS = 300,
    MAX_TRIES = 3,
    LARGE_TAPS = 2,
    TOUCH_MS = 1,
    FLAW_TEXT = 80
};

static struct probe *main_probe(const struct shots *shots)
{
    return &shots->robot->main;
}

static bool here_is(const struct shots *shots, const char *kind)
{
    return strcmp(shots->visit.here.kind, kind) == 0;
}

static const char *here_key(const struct shots *shots)
{
    return shots->visit.here.key;
}

/* --- the pictures of a screen ----------------------------------------------------------------------------------------
 */

/* Where the open screen stands among those that were seen; their number when it is new. One of many children is asked
 * in the same words as the first. */
static size_t place_here(const struct shots *shots)
{
    size_t i;
    json_t *screen;
    json_array_foreach (shots->screens, i, screen) {
        if (here_is(shots, json_text(screen, "kind")) &&
            strcmp(words_key(here_key(shots)), words_key(json_text(screen, "key"))) == 0)
            break;
    }
    return i;
}

/* The key of the text that looks wrong; that of the screen when it is none of the service's texts. */
static char *key_of(const struct shots *shots, const char *column, const char *text)
{
    const char *language = turn_text("%.*s", (int)strcspn(column, "-"), column);
    json_t *words = texts_read(shots->robot->site, shots->visit.errand->service, language);
    char *key = texts_key(words, text);
    json_decref(words);
    return key ? key : turn_text("%s", here_key(shots));
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
    const json_t *now = main_probe(shots)->now;
    const char *unseen = probe_rest(main_probe(shots), "unseen:");
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
    if (display_picture_still(shots->robot->display, probe_window(main_probe(shots)), path) < 0)
        return E_IO;
    probe_look(main_probe(shots), 0);
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

static int shoot_screen(struct shots *shots, json_t *screen)
{
    int code = shoot_languages(shots, screen, "");
    for (int i = 0; shots->large && code == OK && i < LARGE_TAPS; i++)
        code = robot_tap(shots->robot, "bar:text");
    if (shots->large && code == OK)
        code = shoot_languages(shots, screen, "-large");
    return shots->large && code == OK ? robot_tap(shots->robot, "bar:text") : code;
}

/* --- answers ---------------------------------------------------------------------------------------------------------
 */

/* People for whom agencies know other things: a date that never was, health insurance that rests, one who moved away.
 */
static const char *const people[] = {"card in 1", "card in 4", "nik:3510075207940010", "nik:9810075207940003"};

/* Cases and documents of which simulated agencies know other things, and what is no number at all. */
static const char *const codes[] = {
    "LKR-07-2611-D00042", "LKR-99-2611-D00001",   "LKR-99-2611-D00002",   "LKR-99-2611-D00003",
    "LKR-99-2611-D00004", "LKR-99-2611-D00005",   "LKR-99-2611-D00006",   "LKR-99-2611-D00007",
    "8992388101015",      "DOK-3510075207940003", "DOK-3510075207940003",
};

/* What is typed: the first of them that the page accepts; behind them the usual answer, which it does. */
static const struct {
    const char *kind, *answer;
} typed[] = {
    {"date", "typed:1999-12-31|+7|+60|+1"},
    {"date", "typed:1950-06-15|1980-06-15|2007-06-15|2012-06-15|2017-06-15|2020-06-15|2023-06-15|+60"},
    {"date", "typed:+300|+150|+60|+30|+0|2015-06-15"},
    {"number", "typed:2|20|1"},
    {"number", "typed:1|0"},
    {"number", "typed:20|12|9|7|5|4|3"},
};

/* What can be answered here, the usual answer first; empty when there is nothing to choose. */
static json_t *answers_here(const struct shots *shots)
{
    json_t *answers = json_array(), *target;
    size_t i;
    for (i = 0; here_is(shots, "ktp") && i < COUNT(people); i++)
        json_array_append_new(answers, json_string(people[i]));
    for (i = 0; here_is(shots, "code") && i < COUNT(codes); i++)
        json_array_append_new(answers, json_string(turn_text("typed:%s", codes[i])));
    const char *known = answers_find(shots->visit.errand->answers, shots->visit.here.kind, here_key(shots));
    for (i = 0; i < COUNT(typed); i++)
        if (here_is(shots, typed[i].kind))
            json_array_append_new(answers, json_string(turn_text("%s|%s", typed[i].answer, known ? known : "1")));
    if (here_is(shots, "pay"))
        json_array_append_new(answers, json_string("pay"));
    json_array_foreach (json_object_get(main_probe(shots)->now, "targets"), i, target) {
        const char *id = json_text(target, "id");
        bool choice = here_is(shots, "choice") && strncmp(id, "choice:", strlen("choice:")) == 0;
        bool yes = here_is(shots, "yes") && (strcmp(id, "yes") == 0 || strcmp(id, "no") == 0);
        bool later = here_is(shots, "pay") && strcmp(id, "later") == 0;
        if (choice || yes || later)
            json_array_append_new(answers, json_string(id));
    }
    return answers;
}

static const char *usual(const struct shots *shots, const json_t *answers)
{
    const char *known = answers_find(shots->visit.errand->answers, shots->visit.here.kind, here_key(shots));
    if (known && (here_is(shots, "number") || here_is(shots, "date")))
        return turn_text("typed:%s", known);
    const char *wanted = here_is(shots, "choice") ? turn_text("choice:%s", known ? known : "") : known ? known : "";
    size_t i;
    json_t *answer;
    json_array_foreach ((json_t *)answers, i, answer) {
        if (strcmp(json_string_value(answer), wanted) == 0)
            return json_string_value(answer);
    }
    return json_string_value(json_array_get(answers, 0));
}

/* A new screen: how one came here, and what could be answered besides. */
static void note_ways(const struct shots *shots, json_t *screen, const json_t *answers, const char *taken)
{
    size_t i;
    json_t *answer, *left = json_object_get(screen, "left");
    json_object_set_new(screen, "way", json_copy(shots->way));
    json_array_foreach ((json_t *)(uintptr_t)answers, i, answer) {
        if (strcmp(json_string_value(answer), taken) != 0)
            json_array_append(left, answer);
    }
}

static bool can_answer(const json_t *answers, const char *answer)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)answers, i, one) {
        if (strcmp(json_string_value(one), answer) == 0)
            return true;
    }
    return false;
}

/* The first that is left and can be given here today; it is left no longer. "": none. */
static const char *take_left(json_t *left, const json_t *answers)
{
    size_t i;
    json_t *one;
    json_array_foreach (left, i, one) {
        const char *answer = turn_text("%s", json_string_value(one));
        if (!can_answer(answers, answer))
            continue;
        json_array_remove(left, i);
        return answer;
    }
    return "";
}

/* What the way says, or what is left here, or the usual; "" when there is nothing to choose. */
static const char *choose_answer(struct shots *shots, json_t *screen, bool seen, const json_t *answers)
{
    const char *answer = json_text(shots->plan, here_key(shots));
    if (json_array_size(answers) == 0 || can_answer(answers, answer))
        return answer;
    answer = seen ? take_left(json_object_get(screen, "left"), answers) : "";
    return *answer ? answer : usual(shots, answers);
}

/* Nobody is named twice: every question for a NIK gets another one. */
static void think_of_nik(struct shots *shots)
{
    int n = (int)json_object_size(shots->typed) + 1;
    if (here_is(shots, "nik") && !json_object_get(shots->typed, here_key(shots)))
        json_object_set_new(shots->typed, here_key(shots), json_string(turn_text("33020471129900%02d", n)));
}

/* Answers, and remembers it; a screen that nobody has to choose on is acted on as in the demo. */
static int answer_here(struct shots *shots, json_t *screen, bool seen)
{
    struct errand *errand = shots->visit.errand;
    think_of_nik(shots);
    json_t *answers = answers_here(shots);
    const char *answer = turn_text("%s", choose_answer(shots, screen, seen, answers));
    if (!seen)
        note_ways(shots, screen, answers, answer);
    if (*answer)
        json_object_set_new(shots->way, here_key(shots), json_string(answer));
    json_decref(answers);
    if (strncmp(answer, "typed:", 6) == 0)
        json_object_set_new(shots->typed, here_key(shots), json_string(answer + 6));
    errand->card = strncmp(answer, "card", 4) == 0 ? answer : NULL;
    errand->nik = strncmp(answer, "nik:", 4) == 0 ? answer + 4 : NULL;
    bool tapped = strncmp(answer, "choice:", 7) == 0 || here_is(shots, "yes") || strcmp(answer, "later") == 0;
    return tapped ? robot_tap(shots->robot, answer) : act_on(&shots->visit);
}

/* --- a visit ---------------------------------------------------------------------------------------------------------
 */

/* The next screen that stands still; false when there is none. Waiting is no screen of its own. */
static bool arrive(struct shots *shots)
{
    for (;;) {
        struct place before = shots->visit.here;
        if (!robot_sees(shots->robot, main_probe(shots), (struct wanted){.elsewhere = &before}, PATIENCE_MS))
            return false;
        shots->visit.here = probe_place(main_probe(shots));
        if (!here_is(shots, "wait") && !here_is(shots, "moment"))
            return true;
    }
}

static json_t *add_screen(struct shots *shots)
{
    json_t *screen = json_pack("{ss,ss,s{},s[],s[]}", "kind", shots->visit.here.kind, "key", here_key(shots), "files",
                               "flaws", "left");
    json_array_insert_new(shots->screens, shots->last, screen);
    say("%s %s", shots->visit.here.kind, here_key(shots));
    return screen;
}

static bool is_end(const struct shots *shots)
{
    return here_is(shots, "done") || here_is(shots, "stop") || here_is(shots, "fault");
}

/* The author's mistake stands on the screen; what it says was said on the terminal. */
static int check_mistake(const struct shots *shots)
{
    const char *place = probe_rest(main_probe(shots), "mistake:");
    return place ? fail(E_STATE, "the service has a mistake at %s", place) : OK;
}

/* Home comes next, or the service that called the one that ended here. */
static int close_end(struct shots *shots)
{
    static const char *const ways[] = {"close", "end", "next", NULL};
    return robot_tap_one(shots->robot, ways);
}

/* One screen: its pictures when it is new, and its answer. */
static int step(struct shots *shots)
{
    size_t at = place_here(shots);
    bool seen = at < json_array_size(shots->screens);
    json_t *screen = seen ? json_array_get(shots->screens, at) : add_screen(shots);
    if (!seen && shoot_screen(shots, screen) < 0)
        return E_STATE;
    shots->last = (seen ? at : shots->last) + 1;
    return is_end(shots) ? check_mistake(shots) : answer_here(shots, screen, seen);
}

static int walk(struct shots *shots)
{
    int tries = 0;
    bool ended = false;
    for (int i = 0; i < MAX_STEPS && json_array_size(shots->screens) < SHOTS_SCREENS; i++) {
        if (arrive(shots))
            tries = 0;
        else if (tries++ == MAX_TRIES)
            return fail(E_TIMEOUT, "nothing helps; there is %s", probe_describe(main_probe(shots)));
        if (here_is(shots, "home"))
            return ended ? OK : fail(E_STATE, "the visit was closed before its end");
        if (step(shots) < 0)
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
    if (shots->visits++ == 0 && robot_sees(shots->robot, main_probe(shots), open, BEGIN_MS))
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
static int number_files(struct shots *shots)
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
static void note_missing(struct shots *shots)
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
        code = number_files(shots);
    note_missing(shots);
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
