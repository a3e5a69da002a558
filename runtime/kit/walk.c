/* walk.c - see walk.h. */
#define _GNU_SOURCE
#include "kit/walk.h"

#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* The numbers of the answers of a way, where there was something to choose. */
struct path {
    int n;
    short at[200]; /* a run has no more steps */
};

/* A branch that waits: these rows, then this answer to this step. */
struct branch {
    struct branch *next;
    json_t *rows, *step, *value;
    struct path path;
    bool odd; /* the way has its one odd answer */
};

struct queue {
    struct branch *first, **last;
};

struct walker {
    struct walk *walk;
    struct run run;
    struct walked *walked;
    struct queue open, rest; /* branches that wait; those that have no new pair of answers any more */
};

void walked_open(struct walked *walked)
{
    *walked = (struct walked){.answers = json_object(),
                              .met = make(sizeof(bool[WALK_ANSWERS][WALK_ANSWERS])),
                              .seen = json_object(),
                              .refused = json_object(),
                              .passed = json_object()};
}

void walked_close(struct walked *walked)
{
    json_decref(walked->answers);
    free(walked->met);
    json_decref(walked->seen);
    json_decref(walked->refused);
    json_decref(walked->passed);
}

/* --- answers and pairs of them ---------------------------------------------------------------------------------------
 */

/* Those beyond WALK_ANSWERS share the last one: they only wait longer. */
static short number_of_text(struct walked *walked, const char *text)
{
    size_t next = json_object_size(walked->answers), last = WALK_ANSWERS - 1;
    if (!json_object_get(walked->answers, text))
        json_object_set_new(walked->answers, text, json_integer((json_int_t)(next < last ? next : last)));
    return (short)json_number(walked->answers, text, 0);
}

/* The same answer to the same question has the same number, also in a row of children; what an agency is asked about
 * does not make it another question. */
static short number_of(struct walker *w, const json_t *step, const json_t *value)
{
    const char *key = json_text(step, "key");
    char *text = value ? json_write(value) : make_text("nil");
    bool question = strcmp(json_text(step, "class"), "question") == 0;
    short number =
        number_of_text(w->walked, question ? turn_text("%s %s %s", words_key(key), json_text(step, "sig"), text)
                                           : turn_text("%s %s", key, text));
    free(text);
    return number;
}

/* How many answers of the way it never stood beside; one more when nobody has given it. */
static int count_new(const struct walker *w, const struct path *path, short answer)
{
    int n = !w->walked->met[answer][answer];
    for (int i = 0; i < path->n; i++)
        n += !w->walked->met[path->at[i]][answer];
    return n;
}

static void meet(struct walker *w, struct path *path, short answer)
{
    must(path->n < (int)COUNT(path->at));
    path->at[path->n++] = answer;
    for (int i = 0; i < path->n; i++)
        w->walked->met[path->at[i]][answer] = true;
}

/* --- branches --------------------------------------------------------------------------------------------------------
 */

static void put(struct queue *queue, struct branch *branch)
{
    branch->next = NULL;
    *queue->last = branch;
    queue->last = &branch->next;
}

static struct branch *take(struct queue *queue)
{
    struct branch *branch = queue->first;
    queue->first = branch->next;
    if (!queue->first)
        queue->last = &queue->first;
    return branch;
}

static void push(struct walker *w, const json_t *way, const struct path *path, bool odd)
{
    struct branch *branch = make(sizeof *branch);
    branch->rows = json_copy(w->run.journal);
    branch->step = json_incref(w->run.step);
    branch->value = json_incref(json_object_get(way, "value"));
    branch->path = *path;
    branch->odd = odd || json_truth(way, "odd");
    put(&w->open, branch);
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
    if (count(w->walked->seen, turn_text("%s %s", json_text(w->run.step, "sig"), key)) > 0)
        return;
    w->walk->steps++;
    w->walk->step(w->walk->mine, w->run.journal, w->run.step);
    if (count(w->walked->seen, key) >= WALK_KILLS)
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
    json_object_set_new(refused ? w->walked->refused : w->walked->passed, json_text(step, "key"), step);
    if (refused)
        w->walk->refused(w->walk->mine, step, w->run.said);
}

/* Which answer meets the most others of its way for the first time; the ordinary one when none does. */
static size_t choose(struct walker *w, const json_t *ways, const struct path *path, bool odd)
{
    size_t best = 0, i;
    int most = -1;
    json_t *way;
    json_array_foreach ((json_t *)(uintptr_t)ways, i, way) {
        int n = odd && json_truth(way, "odd")
                    ? -1
                    : count_new(w, path, number_of(w, w->run.step, json_object_get(way, "value")));
        if (n > most) {
            best = i;
            most = n;
        }
    }
    return best;
}

/* Takes one answer and leaves the others for later; false when there is none. The very first way is the ordinary one.
 */
static bool go_on(struct walker *w, struct path *path, bool *odd)
{
    json_t *ways = ways_of(w->walk->world, w->run.step), *way;
    size_t n = json_array_size(ways), best = w->walk->ways > 0 && n > 1 ? choose(w, ways, path, *odd) : 0, i;
    json_array_foreach (ways, i, way) {
        if (i != best && (!*odd || !json_truth(way, "odd")))
            push(w, way, path, *odd);
    }
    if (n > 0) {
        const json_t *taken = json_array_get(ways, best), *value = json_object_get(taken, "value");
        if (n > 1)
            meet(w, path, number_of(w, w->run.step, value));
        *odd = *odd || json_truth(taken, "odd");
        answer(w, value);
    } else {
        w->walk->unknown(w->walk->mine, w->run.step);
    }
    json_decref(ways);
    return n > 0;
}

static void to_the_end(struct walker *w, struct path *path, bool odd)
{
    bool known = true;
    while (known && run_said(&w->run, "step")) {
        look_at(w);
        if (run_said(&w->run, "step"))
            known = go_on(w, path, &odd);
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
        meet(w, &branch->path, number_of(w, branch->step, branch->value));
        answer(w, branch->value);
        to_the_end(w, &branch->path, branch->odd);
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
    json_object_foreach (w->walked->refused, key, step) {
        if (!json_object_get(w->walked->passed, key))
            w->walk->unknown(w->walk->mine, step);
    }
}

/* One that brings two answers together which never met; else, while there are few ways, any. A branch that has nothing
 * new once never has it again. */
static struct branch *next_branch(struct walker *w)
{
    while (w->open.first) {
        struct branch *branch = take(&w->open);
        if (count_new(w, &branch->path, number_of(w, branch->step, branch->value)) > 0)
            return branch;
        put(&w->rest, branch);
    }
    return w->rest.first && w->walked->ways + w->walk->ways < WALK_ALL ? take(&w->rest) : NULL;
}

/* Each way into an endless loop would cost seconds. */
static void take_branches(struct walker *w)
{
    struct branch *branch = NULL;
    while (w->walk->ways < WALK_WAYS && !w->run.lost && (branch = next_branch(w))) {
        take_branch(w, branch);
        branch_free(branch);
    }
    w->walk->more = w->open.first || w->rest.first;
    w->walk->bounded = w->open.first != NULL;
}

static void drop(struct queue *queue)
{
    while (queue->first)
        branch_free(take(queue));
}

void walk_service(struct walk *walk, struct walked *walked)
{
    struct walker w = {.walk = walk, .walked = walked};
    struct path path = {0};
    w.open.last = &w.open.first;
    w.rest.last = &w.rest.first;
    meet(&w, &path, number_of_text(walked, turn_text("%s %s", walk->world->today, walk->world->place)));
    run_open(&w.run, walk->chair, walk->world->plugin->texts[MAIN_LUA], walk->input);
    to_the_end(&w, &path, false);
    take_branches(&w);
    drop(&w.open);
    drop(&w.rest);
    walked->ways += walk->ways;
    tell_stuck(&w);
    run_close(&w.run);
}
