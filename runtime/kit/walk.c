/* walk.c - see walk.h. */
#define _GNU_SOURCE
#include "kit/walk.h"

#include <stdlib.h>
#include <string.h>

/* A branch that waits: these rows, then this answer to this step. */
struct branch {
    struct branch *next;
    json_t *rows, *step, *value;
    bool odd; /* the way has its one odd answer */
};

struct walker {
    struct walk *walk;
    struct run run;
    struct branch *first, **last;
    json_t *seen;             /* {SIG KEY: times, KEY: times} */
    json_t *refused, *passed; /* {KEY: step}: questions whose answers the script's own checks refused, let through */
};

static void push(struct walker *w, const json_t *way, bool odd)
{
    struct branch *branch = make(sizeof *branch);
    branch->rows = json_copy(w->run.journal);
    branch->step = json_incref(w->run.step);
    branch->value = json_incref(json_object_get(way, "value"));
    branch->odd = odd || json_truth(way, "odd");
    *w->last = branch;
    w->last = &branch->next;
}

static struct branch *pop(struct walker *w)
{
    struct branch *branch = w->first;
    w->first = branch->next;
    if (!w->first)
        w->last = &w->first;
    return branch;
}

static void branch_free(struct branch *branch)
{
    json_decref(branch->rows);
    json_decref(branch->step);
    json_decref(branch->value);
    free(branch);
}

char *way_told(const json_t *rows)
{
    char *told = turn_text("%s", "");
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)rows, i, row) {
        const json_t *value = json_object_get(row, "value");
        if (strcmp(json_text(row, "class"), "question") != 0 || json_is_true(value))
            continue;
        char *text = json_is_string(value) ? make_text(json_string_value(value)) : json_write(value);
        told = turn_text("%s%s%s = %s", told, *told ? ", " : "", json_text(row, "key"), text);
        free(text);
    }
    return told;
}

/* --- killed, and back and forward ------------------------------------------------------------------------------------
 */

static size_t last_question(const json_t *rows)
{
    for (size_t n = json_array_size(rows); n > 0; n--) {
        const char *class = json_text(json_array_get(rows, n - 1), "class");
        if (strcmp(class, "effect") == 0)
            break; /* nobody goes back over an effect */
        if (strcmp(class, "question") == 0)
            return n;
    }
    return 0;
}

/* To the question of row n, and on with the answers that were given. */
static bool back_and_forward(struct run *run, const json_t *rows, size_t n)
{
    run_again(run, n - 1);
    for (size_t i = n - 1; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        if (!run_said(run, "step") || strcmp(run_key(run), json_text(row, "key")) != 0 ||
            strcmp(json_text(run->step, "sig"), json_text(row, "sig")) != 0)
            return false;
        run_answer(run, json_incref(json_object_get(row, "value")));
    }
    return true;
}

const char *step_returns(struct run *run)
{
    json_t *said = json_incref(run->said), *rows = json_copy(run->journal);
    size_t question = last_question(rows);
    const char *wrong = NULL;
    run_kill(run);
    if (!json_equal(run->said, said))
        wrong = turn_text("\"%s\" is another step when the script begins again with the same answers: it may depend on "
                          "answers, facts and rules only",
                          json_text(said, "key"));
    if (!wrong && question > 0 && (!back_and_forward(run, rows, question) || !json_equal(run->said, said)))
        wrong = turn_text("Back and forward from \"%s\" leads elsewhere", json_text(said, "key"));
    if (wrong)
        run_with(run, rows);
    json_decref(rows);
    json_decref(said);
    return wrong;
}

/* --- one way ---------------------------------------------------------------------------------------------------------
 */

static void broke(struct walker *w, const char *message)
{
    w->walk->broke(w->walk->mine, w->run.journal, message);
}

/* How often that was seen before. */
static int64_t count(json_t *seen, const char *what)
{
    int64_t times = json_number(seen, what, 0);
    json_object_set_new(seen, what, json_integer((json_int_t)times + 1));
    return times;
}

static void look_at(struct walker *w)
{
    const char *key = run_key(&w->run);
    if (count(w->seen, turn_text("%s %s", json_text(w->run.step, "sig"), key)) > 0)
        return;
    w->walk->steps++;
    w->walk->step(w->walk->mine, w->run.journal, w->run.step);
    if (count(w->seen, key) >= WALK_KILLS)
        return;
    w->walk->kills++;
    const char *wrong = step_returns(&w->run);
    if (wrong)
        broke(w, turn_text("main.lua: %s", wrong));
}

static void answer(struct walker *w, const json_t *value)
{
    json_t *step = json_incref(w->run.step);
    run_answer(&w->run, json_incref((json_t *)(uintptr_t)value));
    bool refused = run_said(&w->run, "refuse");
    json_object_set_new(refused ? w->refused : w->passed, json_text(step, "key"), step);
    if (refused)
        w->walk->refused(w->walk->mine, step, w->run.said);
}

/* Takes the ordinary answer and leaves the others for later; false when there is none. */
static bool go_on(struct walker *w, bool odd)
{
    json_t *ways = ways_of(w->walk->world, w->run.step), *way;
    size_t i;
    json_array_foreach (ways, i, way) {
        if (i > 0 && (!odd || !json_truth(way, "odd")))
            push(w, way, odd);
    }
    bool known = json_array_size(ways) > 0;
    if (known)
        answer(w, json_object_get(json_array_get(ways, 0), "value"));
    else
        w->walk->unknown(w->walk->mine, w->run.step);
    json_decref(ways);
    return known;
}

static void to_the_end(struct walker *w, bool odd)
{
    bool known = true;
    while (known && run_said(&w->run, "step")) {
        look_at(w);
        if (run_said(&w->run, "step"))
            known = go_on(w, odd);
    }
    if (run_said(&w->run, "error"))
        broke(w, json_text(w->run.said, "message"));
    else if (run_said(&w->run, "end"))
        w->walk->ended(w->walk->mine, json_object_get(w->run.said, "value"));
    w->walk->ways++;
}

static void take_branch(struct walker *w, struct branch *branch)
{
    run_with(&w->run, branch->rows);
    if (json_equal(w->run.said, branch->step)) {
        answer(w, branch->value);
        to_the_end(w, branch->odd);
    } else {
        broke(w, turn_text("main.lua: \"%s\" is another step when the script begins again with the same answers",
                           json_text(branch->step, "key")));
    }
    turn_end();
}

/* Questions nobody came past. */
static void tell_stuck(struct walker *w)
{
    const char *key;
    json_t *step;
    json_object_foreach (w->refused, key, step) {
        if (!json_object_get(w->passed, key))
            w->walk->unknown(w->walk->mine, step);
    }
}

void walk_service(struct walk *walk)
{
    struct walker w = {.walk = walk, .seen = json_object(), .refused = json_object(), .passed = json_object()};
    w.last = &w.first;
    run_open(&w.run, walk->chair, walk->world->plugin->texts[MAIN_LUA], walk->input);
    to_the_end(&w, false);
    while (w.first) {
        struct branch *branch = pop(&w);
        walk->bounded = walk->bounded || walk->ways >= WALK_WAYS;
        if (!walk->bounded && !w.run.lost) /* each way into an endless loop would cost seconds */
            take_branch(&w, branch);
        branch_free(branch);
    }
    tell_stuck(&w);
    run_close(&w.run);
    json_decref(w.seen);
    json_decref(w.refused);
    json_decref(w.passed);
}
