/* choices.c - what can be answered on the open screen of a service whose pictures are taken, and which of it is said.
 */
#include "robot/acts.h"
#include "robot/answers.h"
#include "robot/shots.h"

#include <string.h>

/* People for whom agencies know other things: a couple, a date that never was, health insurance that rests, one who
 * moved away.
 */
static const char *const people[] = {"card in 1", "card in 2", "card in 4", "nik:3510075207940010",
                                     "nik:9810075207940003"};

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
    for (i = 0; shots_here(shots, "ktp") && i < COUNT(people); i++)
        json_array_append_new(answers, json_string(people[i]));
    for (i = 0; shots_here(shots, "code") && i < COUNT(codes); i++)
        json_array_append_new(answers, json_string(turn_text("typed:%s", codes[i])));
    const char *known = answers_find(shots->visit.errand->answers, shots->visit.here.kind, shots_key(shots));
    for (i = 0; i < COUNT(typed); i++)
        if (shots_here(shots, typed[i].kind))
            json_array_append_new(answers, json_string(turn_text("%s|%s", typed[i].answer, known ? known : "1")));
    if (shots_here(shots, "pay"))
        json_array_append_new(answers, json_string("pay"));
    json_array_foreach (json_object_get(shots_probe(shots)->now, "targets"), i, target) {
        const char *id = json_text(target, "id");
        bool choice = shots_here(shots, "choice") && strncmp(id, "choice:", strlen("choice:")) == 0;
        bool yes = shots_here(shots, "yes") && (strcmp(id, "yes") == 0 || strcmp(id, "no") == 0);
        bool later = shots_here(shots, "pay") && strcmp(id, "later") == 0;
        if (choice || yes || later)
            json_array_append_new(answers, json_string(id));
    }
    return answers;
}

static const char *usual(const struct shots *shots, const json_t *answers)
{
    const char *known = answers_find(shots->visit.errand->answers, shots->visit.here.kind, shots_key(shots));
    if (known && (shots_here(shots, "number") || shots_here(shots, "date")))
        return turn_text("typed:%s", known);
    const char *wanted = shots_here(shots, "choice") ? turn_text("choice:%s", known ? known : "") : known ? known : "";
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
    const char *answer = json_text(shots->plan, shots_key(shots));
    if (json_array_size(answers) == 0 || can_answer(answers, answer))
        return answer;
    answer = seen ? take_left(json_object_get(screen, "left"), answers) : "";
    return *answer ? answer : usual(shots, answers);
}

/* Nobody is named twice: every question for a NIK gets another one. */
static void think_of_nik(struct shots *shots)
{
    int n = (int)json_object_size(shots->typed) + 1;
    if (shots_here(shots, "nik") && !json_object_get(shots->typed, shots_key(shots)))
        json_object_set_new(shots->typed, shots_key(shots), json_string(turn_text("33020471129900%02d", n)));
}

/* Answers, and remembers it; a screen that nobody has to choose on is acted on as in the demo. */
int shots_answer(struct shots *shots, json_t *screen, bool seen)
{
    struct errand *errand = shots->visit.errand;
    think_of_nik(shots);
    json_t *answers = answers_here(shots);
    const char *answer = turn_text("%s", choose_answer(shots, screen, seen, answers));
    if (!seen)
        note_ways(shots, screen, answers, answer);
    if (*answer)
        json_object_set_new(shots->way, shots_key(shots), json_string(answer));
    json_decref(answers);
    if (strncmp(answer, "typed:", 6) == 0)
        json_object_set_new(shots->typed, shots_key(shots), json_string(answer + 6));
    errand->card = strncmp(answer, "card", 4) == 0 ? answer : NULL;
    errand->nik = strncmp(answer, "nik:", 4) == 0 ? answer + 4 : NULL;
    bool tapped = strncmp(answer, "choice:", 7) == 0 || shots_here(shots, "yes") || strcmp(answer, "later") == 0;
    return tapped ? robot_tap(shots->robot, answer) : act_on(&shots->visit);
}
