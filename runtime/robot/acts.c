/* acts.c - see acts.h. One function a kind of screen; kinds are those of runtime/messages.md. */
#include "robot/acts.h"

#include "base/clock.h"
#include "robot/answers.h"
#include "robot/control.h"
#include "ask/http.h"
#include "robot/tray.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_MS = 1500,
    ACCEPT_MS = 300,
    READING_MS = 3000,
    PAPER_MS = 8000,
    AGAIN_MS = 1000,
    MAX_FAULTS = 2,
    TYPE_TRIES = 3,
    SHOOT_TRIES = 10,
    FIELD_MAX = 24,
    ADDRESS_PARTS = 12
};

static const char *const onward[] = {"next", "agree", "yes", "close", NULL};

static struct probe *main_probe(const struct visit *visit)
{
    return &visit->robot->main;
}

static bool still_here(const struct visit *visit)
{
    return place_same(probe_place(main_probe(visit)), visit->here);
}

int act_simulator(const struct visit *visit, const char *line)
{
    return control_send(site_path(visit->robot->site, "run/sim/control"), line, NULL);
}

/* Some pages go on by themselves when they are answered, others want "next". */
static int go_on(struct visit *visit)
{
    int64_t until = clock_ms() + PAGE_MS;
    do {
        probe_look(main_probe(visit), until - clock_ms());
        if (!still_here(visit))
            return OK;
        if (probe_enabled(main_probe(visit), "next"))
            return robot_tap(visit->robot, "next");
    } while (clock_ms() < until);
    return OK;
}

static int act_agree(struct visit *visit)
{
    return robot_tap_one(visit->robot, onward);
}

/* When a choice is being changed, it becomes another one than the first answer. */
static const char *pick(const struct visit *visit)
{
    size_t i;
    json_t *target;
    const char *wanted = answers_find(visit->errand->answers, visit->here.kind, visit->here.key);
    const char *id = wanted ? turn_text("choice:%s", wanted) : "";
    bool known = probe_enabled(main_probe(visit), id);
    if (known && !visit->editing)
        return id;
    json_array_foreach (json_object_get(main_probe(visit)->now, "targets"), i, target) {
        const char *its = json_text(target, "id");
        if (strncmp(its, "choice:", 7) == 0 && strcmp(its, id) != 0 && json_truth(target, "enabled"))
            return its;
    }
    return known ? id : "choice:*";
}

static int act_choice(struct visit *visit)
{
    if (robot_tap(visit->robot, pick(visit)) < 0)
        return E_STATE;
    return go_on(visit);
}

/* One of many: on its page, where somebody says which; else the first. */
static int act_pick(struct visit *visit)
{
    const char *wanted = answers_find(visit->errand->answers, "pick", visit->here.key);
    if (!wanted || visit->editing)
        return act_choice(visit);
    return robot_find(visit->robot, turn_text("choice:%s", wanted));
}

/* The first day, and its first time. */
static int act_slot(struct visit *visit)
{
    while (still_here(visit))
        if (probe_enabled(main_probe(visit), "choice:*"))
            return robot_tap(visit->robot, "choice:*");
        else if (robot_tap_and_see(visit->robot, "day:*", PAGE_MS) < 0)
            return E_STATE;
    return OK;
}

/* Countries are found by their code too. */
static int act_country(struct visit *visit)
{
    const char *code = visit->editing ? "SAU" : answers_find(visit->errand->answers, "country", visit->here.key);
    if (!probe_target(main_probe(visit), "key:A") && robot_tap_and_see(visit->robot, "find", PAGE_MS) < 0)
        return E_STATE;
    if (probe_enabled(main_probe(visit), "clear") && robot_tap_and_see(visit->robot, "clear", PAGE_MS) < 0)
        return E_STATE;
    if (robot_type(visit->robot, code) < 0)
        return E_STATE;
    return robot_find(visit->robot, turn_text("choice:%s", code));
}

/* The first place of every list, or a typed one, the street, and no RT and RW: whatever is asked next. */
static int address_part(struct visit *visit)
{
    if (probe_enabled(main_probe(visit), "next"))
        return robot_tap_and_see(visit->robot, "next", PAGE_MS);
    if (probe_enabled(main_probe(visit), "choice:*"))
        return robot_tap_and_see(visit->robot, "choice:*", PAGE_MS);
    if (probe_enabled(main_probe(visit), "place"))
        return robot_tap_and_see(visit->robot, "place", PAGE_MS);
    if (probe_target(main_probe(visit), "key:space"))
        return robot_type(visit->robot, answers_find(visit->errand->answers, "address", visit->here.key));
    probe_look(main_probe(visit), PAGE_MS); /* it is answered */
    return OK;
}

static int act_address(struct visit *visit)
{
    for (int part = 0; part < ADDRESS_PARTS && still_here(visit); part++)
        if (address_part(visit) < 0)
            return E_STATE;
    return OK;
}

static int act_sign(struct visit *visit)
{
    if (!probe_enabled(main_probe(visit), "next") || visit->editing)
        if (robot_draw(visit->robot, "sign") < 0)
            return E_STATE;
    return robot_tap(visit->robot, "next");
}

static int act_confirm(struct visit *visit)
{
    if (!probe_enabled(main_probe(visit), "next") && robot_tap(visit->robot, "understood") < 0)
        return E_STATE;
    return robot_tap(visit->robot, "next");
}

static int act_yes(struct visit *visit)
{
    const char *answer = answers_find(visit->errand->answers, "yes", visit->here.key);
    if (robot_tap(visit->robot, answer && strcmp(answer, "no") == 0 ? "no" : "yes") < 0)
        return E_STATE;
    return go_on(visit);
}

/* Whatever stands in the field: what was typed before a program died may be there in part. */
static void empty_field(struct visit *visit)
{
    static const char *const keys[] = {"pad:delete", "key:delete"};
    if (probe_enabled(main_probe(visit), "clear")) {
        robot_tap(visit->robot, "clear");
        return;
    }
    for (int i = 0; i < FIELD_MAX; i++)
        for (size_t k = 0; k < COUNT(keys); k++)
            if (probe_enabled(main_probe(visit), keys[k]))
                robot_tap(visit->robot, keys[k]);
}

/* Types one alternative after the other until the page accepts it. The last one has to be good: it has more time. */
static int type_once(struct visit *visit, const char *answer)
{
    const char *part, *then;
    for (int i = 0; (part = answers_part(answer, visit->here.kind, i)); i++) {
        if (robot_type(visit->robot, part) < 0)
            return E_STATE;
        then = answers_part(answer, visit->here.kind, i + 1);
        if (robot_sees(visit->robot, main_probe(visit), (struct wanted){.target = "next"},
                       then ? ACCEPT_MS : READING_MS))
            return robot_tap(visit->robot, "next");
        if (robot_delete(visit->robot, strlen(part)) < 0)
            return E_STATE;
    }
    return E_FORMAT;
}

static int type_answer(struct visit *visit, const char *answer)
{
    for (int i = 0; i < TYPE_TRIES; i++) {
        int code = type_once(visit, answer);
        if (code != E_FORMAT)
            return code;
        empty_field(visit);
    }
    return fail(E_STATE, "%s %s accepts none of \"%s\"", visit->here.kind, visit->here.key, answer);
}

/* The last letter is taken back and another one typed. */
static int change_answer(struct visit *visit, const char *answer)
{
    size_t n = strcspn(answer, "|");
    char last = n ? answer[n - 1] : '1', other[2] = {last == '9' || last == 'A' ? '8' : last == '0' ? '9' : last, 0};
    if (last > 'A' && last <= 'Z')
        other[0] = 'A';
    if (robot_delete(visit->robot, 1) < 0 || robot_type(visit->robot, other) < 0)
        return E_STATE;
    return go_on(visit);
}

/* A page that is already answered (a draft, a default, a tap that was lost) only wants "next". */
static int act_type(struct visit *visit)
{
    const char *answer = answers_find(visit->errand->answers, visit->here.kind, visit->here.key);
    if (!answer)
        return fail(E_STATE, "no answer to %s %s is known", visit->here.kind, visit->here.key);
    if (!probe_enabled(main_probe(visit), "next"))
        return type_answer(visit, answer);
    return visit->editing ? change_answer(visit, answer) : robot_tap(visit->robot, "next");
}

/* Once in a visit something is changed, then the review is agreed to. */
static int act_review(struct visit *visit)
{
    static const char *const changes[] = {"edit:phone", "edit:purpose", NULL};
    for (const char *const *id = changes; *id && !visit->edited; id++) {
        if (!probe_enabled(main_probe(visit), *id))
            continue;
        visit->edited = visit->editing = true;
        return robot_tap(visit->robot, *id);
    }
    return robot_tap_one(visit->robot, onward);
}

static int type_nik(struct visit *visit)
{
    if (probe_enabled(main_probe(visit), "type") && robot_tap(visit->robot, "type") < 0)
        return E_STATE;
    if (robot_wait(visit->robot, main_probe(visit), (struct wanted){.target = "pad:1"}, PAGE_MS) < 0)
        return E_TIMEOUT;
    return type_answer(visit, visit->errand->nik);
}

/* The first card, or the one that is answered to this very question: bride=card in 2. */
static const char *card_of(const struct visit *visit)
{
    const char *own = json_text(visit->errand->answers, visit->here.key);
    return visit->errand->card ? visit->errand->card : *own ? own : "card in 1";
}

/* A contact-less card is laid on; it is taken away when the page goes on, or when it only waits for that: then nobody
 * is asked to type, and a card laid on once more would be taken for the next person's. */
static int act_ktp(struct visit *visit)
{
    struct wanted moved = {.elsewhere = &visit->here};
    if (visit->errand->nik)
        return type_nik(visit);
    if (!probe_enabled(main_probe(visit), "type"))
        return act_simulator(visit, "card out");
    if (act_simulator(visit, card_of(visit)) < 0)
        return E_STATE;
    robot_sees(visit->robot, main_probe(visit), moved, READING_MS);
    return act_simulator(visit, "card out");
}

/* Held before the scanner; where nobody listens to that it is typed. */
static int act_code(struct visit *visit)
{
    struct wanted moved = {.elsewhere = &visit->here};
    const char *code = answers_find(visit->errand->answers, "code", visit->here.key);
    if (probe_target(main_probe(visit), "key:space"))
        return act_type(visit);
    if (act_simulator(visit, turn_text("scan %s", code)) == OK &&
        robot_sees(visit->robot, main_probe(visit), moved, READING_MS))
        return OK;
    if (robot_tap(visit->robot, "type") < 0 ||
        robot_wait(visit->robot, main_probe(visit), (struct wanted){.target = "key:space"}, PAGE_MS) < 0)
        return E_STATE;
    return act_type(visit);
}

/* The button is pressed twice, since nobody has to get ready; and once more when by then it was another one. */
static bool shoot(struct visit *visit)
{
    struct wanted taken = {.target = "use"};
    for (int i = 0; i < SHOOT_TRIES && !probe_enabled(main_probe(visit), "use"); i++) {
        if (robot_tap(visit->robot, "shoot") < 0)
            return false;
        robot_sees(visit->robot, main_probe(visit), taken, ACCEPT_MS);
    }
    return probe_enabled(main_probe(visit), "use");
}

/* A page is laid under the camera, or somebody stands before it. Without a camera, without. */
static int act_picture(struct visit *visit)
{
    if (strcmp(visit->here.kind, "scan") == 0 && act_simulator(visit, "camera show document") < 0)
        return E_STATE;
    if (!probe_enabled(main_probe(visit), "use"))
        robot_sees(visit->robot, main_probe(visit), (struct wanted){.target = "shoot"}, READING_MS);
    if (probe_enabled(main_probe(visit), "without"))
        return robot_tap(visit->robot, "without");
    return shoot(visit) ? robot_tap(visit->robot, "use") : E_STATE;
}

static int act_wait(struct visit *visit)
{
    (void)visit;
    return OK;
}

/* The citizen's phone: the code of the bill is on the screen, the biller is asked to believe that it was paid. */
static int act_pay(struct visit *visit)
{
    struct reply reply;
    const char *code = probe_rest(main_probe(visit), "bill:");
    const char *biller = json_text(json_object_get(visit->robot->site->settings, "biller"), "url");
    if (!code)
        return robot_wait(visit->robot, main_probe(visit), (struct wanted){.shown = "bill:*"}, PAGE_MS);
    json_t *nothing = json_object();
    char *url = turn_text("%s/v1/bills/%s/pay", biller, code);
    int result = http_ask(url, NULL, nothing, &reply);
    json_decref(nothing);
    free(reply.text);
    if (result == OK && reply.status / 100 != 2)
        result = fail(E_STATE, "%s was answered %d", url, reply.status);
    return result;
}

/* "Did your paper come?" - a look into the tray tells. */
static int answer_unknown(struct visit *visit)
{
    int newest = tray_newest(visit->robot->site->run);
    bool came = newest > visit->slip_before && tray_whole(visit->robot->site, newest);
    say("the tray: slip %d was the last, %d is the newest: it %s", visit->slip_before, newest,
        came ? "came" : "is missing");
    return robot_tap(visit->robot, came ? "came" : "missing");
}

static int act_paper(struct visit *visit)
{
    if (probe_target(main_probe(visit), "came"))
        return answer_unknown(visit);
    if (visit->errand->without)
        return robot_tap(visit->robot, "without");
    if (act_simulator(visit, "paper in") < 0)
        return E_STATE;
    struct wanted again = {.target = "again"};
    if (robot_wait(visit->robot, main_probe(visit), again, PAPER_MS) < 0)
        return E_TIMEOUT;
    robot_rest(
        AGAIN_MS); /* a printer that was killed needs a moment to come back, and nobody taps twenty times a second */
    return robot_tap(visit->robot, "again");
}

static int act_fault(struct visit *visit)
{
    if (visit->faults++ < MAX_FAULTS && probe_enabled(main_probe(visit), "retry"))
        return robot_tap(visit->robot, "retry");
    if (probe_enabled(main_probe(visit), "later"))
        return robot_tap(visit->robot, "later");
    return fail(E_STATE, "the kiosk gives up: %s", probe_describe(main_probe(visit)));
}

static int act_stop(struct visit *visit)
{
    return fail(E_STATE, "the service says no: %s", visit->here.key);
}

static const struct {
    const char *kind;
    int (*act)(struct visit *visit);
} acts[] = {{"consent", act_agree},   {"choice", act_choice},   {"yes", act_yes},       {"text", act_type},
            {"number", act_type},     {"nik", act_type},        {"phone", act_type},    {"date", act_type},
            {"info", act_agree},      {"ktp", act_ktp},         {"review", act_review}, {"wait", act_wait},
            {"moment", act_wait},     {"pay", act_pay},         {"paper", act_paper},   {"fault", act_fault},
            {"stop", act_stop},       {"pick", act_pick},       {"slot", act_slot},     {"pin", act_type},
            {"country", act_country}, {"address", act_address}, {"year", act_type},     {"sign", act_sign},
            {"confirm", act_confirm}, {"code", act_code},       {"photo", act_picture}, {"scan", act_picture}};

int act_on(struct visit *visit)
{
    for (size_t i = 0; i < COUNT(acts); i++) {
        if (strcmp(acts[i].kind, visit->here.kind) != 0)
            continue;
        bool changing = visit->editing && strcmp(visit->here.kind, "review") != 0;
        int code = acts[i].act(visit);
        visit->editing = visit->editing && !changing;
        visit->answered = visit->answered || acts[i].act != act_wait;
        return code;
    }
    return fail(E_FORMAT, "no citizen knows a screen of kind \"%s\"", visit->here.kind);
}
