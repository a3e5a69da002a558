/* visit.c - see visit.h. */
#include "robot/visit.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "robot/acts.h"
#include "robot/control.h"
#include "robot/tray.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
    PAGE_MS = 5000,      /* until a tap is repeated */
    PATIENCE_MS = 45000, /* for screens that wait for something */
    FLASH_MS = 400,      /* "one moment" shorter than this is no screen of its own */
    BACK_MS = 15000,     /* a killed program's screen must be back; one that dies often is started again after 5 s */
    STEADY_MS = 300,
    MAX_TRIES = 3,
    MAX_STEPS = 80,
    LAST_BYTES = 60000, /* of about 90,000 of a slip */
};

static struct probe *main_probe(const struct visit *visit)
{
    return &visit->robot->main;
}

static bool here_is(const struct visit *visit, const char *kind)
{
    return strcmp(visit->here.kind, kind) == 0;
}

/* The page of a camera is empty until the camera has sent something; then its button can be pressed. */
static void take_picture(const struct visit *visit)
{
    if (visit->robot->pictures && probe_target(main_probe(visit), "shoot"))
        robot_sees(visit->robot, main_probe(visit), (struct wanted){.target = "shoot"}, FLASH_MS);
    robot_picture(visit->robot, main_probe(visit));
}

void visit_note(struct visit *visit, const char *name)
{
    if (visit->errand->quiet)
        return;
    int64_t since = visit->robot->touched > visit->since ? visit->robot->touched : visit->since;
    int64_t ms = clock_ms() - since;
    take_picture(visit);
    say("%s: %s %s after %lld ms", name, visit->here.kind, visit->here.key, (long long)ms);
    json_array_append_new(visit->steps, json_pack("{ss,ss,ss,sI}", "name", name, "kind", visit->here.kind, "key",
                                                  visit->here.key, "ms", (json_int_t)ms));
    if (visit->errand->arrived)
        visit->errand->arrived(visit, visit->errand->mine);
}

static void note_place(struct visit *visit, const char *name)
{
    visit->here = probe_place(main_probe(visit));
    visit_note(visit, name);
}

/* A tap somewhere on home, and its picture. */
static int tour_tap(struct visit *visit, const char *id, const char *name)
{
    struct wanted there = {.kind = "home", .target = id};
    if (robot_wait(visit->robot, main_probe(visit), there, PAGE_MS) < 0 ||
        robot_tap_and_see(visit->robot, id, FLASH_MS) < 0)
        return E_TIMEOUT;
    note_place(visit, name);
    return OK;
}

static int look_around(struct visit *visit)
{
    note_place(visit, "home");
    if (tour_tap(visit, "bar:language", "home in the other language") < 0)
        return E_TIMEOUT;
    return tour_tap(visit, "bar:language", "home again");
}

/* The agency of a service as the list of services says it; else the first part of its id. */
static void find_agency(struct visit *visit)
{
    size_t i;
    json_t *service, *index = json_read_file(site_path(visit->robot->site, "share/services.json"), 4 << 20);
    const char *id = visit->errand->service;
    snprintf(visit->agency, sizeof visit->agency, "%.*s", (int)strcspn(id, "."), id);
    json_array_foreach (json_object_get(index, "services"), i, service) {
        if (strcmp(json_text(service, "id"), id) == 0)
            snprintf(visit->agency, sizeof visit->agency, "%s", json_text(service, "agency"));
    }
    json_decref(index);
}

/* By agency, the way that reaches every service; those of the hall itself are on home. */
static int choose_once(struct visit *visit)
{
    find_agency(visit);
    bool listed = site_row(visit->robot->site, "agencies", "id", visit->agency) != NULL;
    if (listed && (tour_tap(visit, "tab:agency", "agencies") < 0 ||
                   robot_find(visit->robot, turn_text("agency:%s", visit->agency)) < 0))
        return E_TIMEOUT;
    const char *service = turn_text("service:%s", visit->errand->service);
    if (robot_sees(visit->robot, main_probe(visit), (struct wanted){.shown = service}, FLASH_MS))
        note_place(visit, "services of the agency");
    if (robot_find(visit->robot, service) < 0)
        return E_TIMEOUT;
    return robot_wait(visit->robot, main_probe(visit), (struct wanted){.other_kind = "home"}, PAGE_MS);
}

/* Home forgets its page and a choice when a program dies under the finger: then it is chosen again. */
int visit_choose(struct visit *visit)
{
    for (int i = 0; i < MAX_TRIES; i++) {
        if (choose_once(visit) == OK ||
            robot_sees(visit->robot, main_probe(visit), (struct wanted){.other_kind = "home"}, STEADY_MS))
            return OK;
    }
    return E_TIMEOUT;
}

/* The kill that is due on this screen. */
static struct kill *kill_for(const struct visit *visit)
{
    for (int i = 0; i < visit->errand->n_kills; i++) {
        struct kill *kill = &visit->errand->kills[i];
        if (!kill->done && (strcmp(kill->at, visit->here.key) == 0 || here_is(visit, kill->at)))
            return kill;
    }
    return NULL;
}

static int64_t patience(const struct visit *visit)
{
    bool waits = here_is(visit, "wait") || here_is(visit, "moment") || here_is(visit, "pay") || here_is(visit, "ktp") ||
                 here_is(visit, "paper");
    return waits ? PATIENCE_MS : PAGE_MS;
}

static int arrive(struct visit *visit);

/* A window that dies with a choice core has not heard of begins at home, and so does the citizen. */
static int begin_again(struct visit *visit)
{
    if (visit->answered || visit->lost++ >= MAX_TRIES)
        return fail(E_GONE, "the visit was closed before its end");
    say("the choice was lost");
    return visit_choose(visit) < 0 ? E_TIMEOUT : arrive(visit);
}

/* The next screen, or the same once more after a tap that had no effect. */
static int arrive(struct visit *visit)
{
    struct place before = visit->here;
    struct wanted other = {.elsewhere = &before};
    if (!robot_sees(visit->robot, main_probe(visit), other, patience(visit))) {
        if (visit->tries++ < MAX_TRIES)
            return OK;
        return fail(E_TIMEOUT, "nothing helps; there is %s", probe_describe(main_probe(visit)));
    }
    visit->here = probe_place(main_probe(visit));
    visit->tries = 0;
    other.elsewhere = &visit->here;
    if ((here_is(visit, "wait") || here_is(visit, "moment")) && !kill_for(visit) &&
        robot_sees(visit->robot, main_probe(visit), other, FLASH_MS))
        return arrive(visit);
    if (here_is(visit, "home") &&
        robot_sees(visit->robot, main_probe(visit), (struct wanted){.other_kind = "home"}, BACK_MS))
        return arrive(visit); /* a window that was just started shows home until core has spoken */
    if (here_is(visit, "home"))
        return begin_again(visit);
    visit_note(visit, "step");
    return OK;
}

/* The screen of kind and key, standing for a while: a program that is just dying still shows its last one. */
static int wait_for_return(struct visit *visit, const struct place *before)
{
    bool may_move = strcmp(before->kind, "wait") == 0; /* what it waited for may have come meanwhile */
    struct wanted same = {.kind = may_move ? NULL : before->kind,
                          .key = may_move ? NULL : before->key,
                          .other_kind = may_move ? "home" : NULL};
    robot_rest(STEADY_MS);
    int64_t until = clock_ms() + BACK_MS;
    do {
        if (robot_wait(visit->robot, main_probe(visit), same, until - clock_ms()) < 0)
            return E_TIMEOUT;
        probe_look(main_probe(visit), STEADY_MS);
    } while (!robot_sees(visit->robot, main_probe(visit), same, 0));
    return OK;
}

static int kill_one(struct visit *visit, struct kill *kill)
{
    struct place before = visit->here;
    kill->done = true;
    visit->since = clock_ms();
    char answer[CONTROL_LINE];
    const char *control = site_path(visit->robot->site, "run/up/control");
    if (control_send(control, turn_text("kill %s", kill->program), answer) < 0 && !strstr(answer, "does not run now"))
        return E_STATE; /* one that is dead already, from the kill before, is as good as killed */
    if (wait_for_return(visit, &before) < 0)
        return fail(E_TIMEOUT, "%s was killed at %s %s, and the screen did not come back", kill->program, before.kind,
                    before.key);
    note_place(visit, turn_text("back after %s was killed", kill->program));
    return OK;
}

static int kill_here(struct visit *visit)
{
    struct kill *kill;
    while ((kill = kill_for(visit)))
        if (kill_one(visit, kill) < 0)
            return E_TIMEOUT;
    return OK;
}

/* The screen went away under the finger (a program died just now): the citizen looks again and goes on from what is
 * there. */
static bool went_away(const struct visit *visit)
{
    struct place now = probe_place(main_probe(visit));
    return main_probe(visit)->turning || strcmp(now.kind, visit->here.kind) != 0 ||
           strcmp(now.key, visit->here.key) != 0;
}

static bool is_at(const struct visit *visit, const char *place)
{
    return place && (strcmp(place, visit->here.key) == 0 || here_is(visit, place));
}

/* Whoever plays with us looks at the kiosk meanwhile. */
static void hold(struct visit *visit)
{
    if (!is_at(visit, visit->errand->hold))
        return;
    visit->errand->hold = NULL;
    raise(SIGSTOP);
}

/* The header's way out, and "yes, end it". */
static int leave(struct visit *visit)
{
    if (robot_tap(visit->robot, "leave") < 0 ||
        robot_wait(visit->robot, main_probe(visit), (struct wanted){.target = "end"}, PAGE_MS) < 0)
        return E_TIMEOUT;
    note_place(visit, "leaving");
    int code = robot_tap(visit->robot, "end");
    robot_sees(visit->robot, main_probe(visit), (struct wanted){.kind = "home"}, PATIENCE_MS);
    return code;
}

/* The end of a visit in which nothing was asked: a new window showed home while core still had the visit of somebody
 * who walked off. Their last screen is closed, also when it is there before anything was chosen. */
static bool is_anothers(const struct visit *visit)
{
    return !visit->answered && here_is(visit, "done");
}

static int start_over(struct visit *visit)
{
    say("this is the end of another one's visit");
    if (visit_close(visit) < 0 || visit_choose(visit) < 0)
        return E_STATE;
    return arrive(visit);
}

static int start_at_home(struct visit *visit)
{
    const struct wanted home = {.kind = "home", .target = "tab:agency"}, end = {.kind = "done", .target = "close"};
    struct probe *probe = main_probe(visit);
    for (int i = 0; i < MAX_TRIES && !robot_sees(visit->robot, probe, home, PAGE_MS); i++)
        if (robot_sees(visit->robot, probe, end, 0) && visit_close(visit) < 0)
            return E_STATE;
    return robot_wait(visit->robot, probe, home, PATIENCE_MS);
}

static int walk(struct visit *visit)
{
    for (int i = 0; i < MAX_STEPS; i++) {
        if (arrive(visit) < 0 || (is_anothers(visit) && start_over(visit) < 0) || kill_here(visit) < 0)
            return E_TIMEOUT;
        hold(visit);
        if (is_at(visit, visit->errand->leave))
            return leave(visit);
        if (here_is(visit, "done"))
            return visit->errand->leave ? fail(E_STATE, "no screen %s to leave at", visit->errand->leave) : OK;
        visit->since = clock_ms();
        if (went_away(visit))
            continue; /* by itself */
        if (act_on(visit) < 0 && !went_away(visit) && visit->tries++ >= MAX_TRIES)
            return E_STATE;
    }
    return fail(E_STATE, "no end after %d screens", MAX_STEPS);
}

static int prepare_paper(struct visit *visit)
{
    if (visit->errand->paper_out == PAPER_OUT_FIRST)
        return act_simulator(visit, "paper out");
    if (visit->errand->paper_out == PAPER_OUT_LAST)
        return act_simulator(visit, turn_text("paper out after %d", LAST_BYTES));
    return OK;
}

/* A script that ended without its number or case has not done what the citizen came for. */
static int read_result(struct visit *visit)
{
    const char *ticket = probe_rest(main_probe(visit), "ticket:"), *number = probe_rest(main_probe(visit), "case:");
    snprintf(visit->ticket, sizeof visit->ticket, "%s", ticket ? ticket : "");
    snprintf(visit->number_of_case, sizeof visit->number_of_case, "%s", number ? number : "");
    if (!ticket && !number)
        return fail(E_STATE, "the last screen shows neither number nor case: %s", probe_describe(main_probe(visit)));
    say("ticket %s, case %s", visit->ticket, visit->number_of_case);
    return OK;
}

static int check_kills(const struct visit *visit)
{
    for (int i = 0; i < visit->errand->n_kills; i++)
        if (!visit->errand->kills[i].done)
            return fail(E_STATE, "the visit had no screen %s to kill %s at", visit->errand->kills[i].at,
                        visit->errand->kills[i].program);
    return OK;
}

int visit_run(struct visit *visit, struct robot *robot, struct errand *errand)
{
    *visit = (struct visit){.robot = robot, .errand = errand, .steps = json_array()};
    visit->began = visit->since = clock_ms();
    visit->slip_before = tray_newest(robot->site->run);
    if (start_at_home(visit) < 0)
        return E_TIMEOUT;
    if (errand->tour && look_around(visit) < 0)
        return E_TIMEOUT;
    if (errand->speech && tour_tap(visit, "bar:speech", "home, spoken") < 0)
        return E_TIMEOUT;
    if (visit_choose(visit) < 0 || prepare_paper(visit) < 0 || walk(visit) < 0)
        return E_STATE;
    if (!errand->leave && read_result(visit) < 0)
        return E_STATE;
    return check_kills(visit);
}

/* The last screen may have gone home by itself while the citizen watched the wall; a tap that came while core was away
 * needs another one. */
int visit_close(struct visit *visit)
{
    static const char *const ways[] = {"close", "end", "next", NULL};
    const struct wanted home = {.kind = "home"};
    visit->since = clock_ms();
    for (int i = 0; i < MAX_TRIES && !robot_sees(visit->robot, main_probe(visit), home, i ? PAGE_MS : 0); i++)
        if (robot_tap_one(visit->robot, ways) < 0 && !robot_sees(visit->robot, main_probe(visit), home, PAGE_MS))
            return E_STATE;
    if (robot_wait(visit->robot, main_probe(visit), home, PAGE_MS) < 0)
        return E_TIMEOUT;
    note_place(visit, "home after the visit");
    return OK;
}

void visit_free(struct visit *visit)
{
    json_decref(visit->steps);
    visit->steps = NULL;
}
