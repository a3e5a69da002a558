/* script.c - the script of a visit as core sees it: a child that is handed the journal and says where it waits.
 *
 * An answer is offered; the next step is its acceptance, and only then it becomes a row. A child that dies, or that a
 * cut journal has made useless, is replaced, and begins from the rows. */
#include "base/memfile.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "desk/visit.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum {
    THINK_MS = 1000, /* a script that computes longer is killed */
    STEPS = 200,     /* the engine counts too, but a child may have lost it */
};

const char *visit_service(const struct visit *visit)
{
    return json_text(visit->service, "id");
}

char *visit_key(const struct visit *visit, const char *key)
{
    return turn_text("%s%s", visit->path, key);
}

/* The journal as the child reads it: its own rows, values only, no options. What a called service returned is the value
 * of the call. An open effect has no value, whatever is known so far. */
static int journal_file(const struct visit *visit)
{
    json_t *rows = json_array(), *row, *call = NULL;
    size_t n;
    json_array_foreach (visit->rows, n, row) {
        if (!rows_is_mine(visit, n))
            continue;
        if (rows_is(visit, n, "return")) {
            json_object_set(call, "value", json_object_get(row, "value"));
            continue;
        }
        json_t *plain = json_pack("{ss,ss,ss,ss}", "key", json_text(row, "key"), "class", json_text(row, "class"),
                                  "kind", json_text(row, "kind"), "sig", json_text(row, "sig"));
        if (n < rows_complete(visit))
            json_object_set(plain, "value", json_object_get(row, "value"));
        json_array_append_new(rows, plain);
        call = plain;
    }
    char *text = json_write(rows);
    int fd = memfile_make("journal", text, strlen(text));
    wipe_text(text);
    json_wipe(rows);
    return fd;
}

static void on_ready(void *mine)
{
    struct visit *visit = mine;
    int fds[2] = {memfile_make("main.lua", visit->bundle.code, visit->bundle.n_code), journal_file(visit)};
    must(fds[0] >= 0 && fds[1] >= 0);
    json_t *begin = json_pack("{ss,ss}", "type", "begin", "service", visit_service(visit));
    json_t *input = json_object_get(visit->service, "input");
    if (input || visit->input)
        json_object_set_new(begin, "input", input ? json_copy(input) : json_object());
    if (visit->input)
        json_object_update(json_object_get(begin, "input"), (json_t *)visit->input);
    child_put(visit->child, begin, fds, 2, THINK_MS);
}

void visit_fail(struct visit *visit, const char *code)
{
    child_drop(visit->child);
    visit->child = NULL;
    step_stop(visit);
    visit->step.open = true;
    desk_call_staff(visit->desk, code);
    visit_fault(visit, "service", code, json_pack("[s,s]", "counter", "end"));
}

/* The author of the script did something wrong. */
static void fail_author(struct visit *visit, const char *code, const char *what)
{
    author_blame(&visit->desk->author, visit_service(visit), "%s", what);
    visit_fail(visit, code);
}

static const char lost[] = "main.lua: it does not come again to what was sent, paid or printed in this visit";

static void take_offered(struct visit *visit)
{
    if (visit->offered)
        rows_append(visit, visit->offered);
    visit->offered = NULL;
}

/* Takes up what the script accepted, and cuts what does not belong to its path. False: it walked another way after an
 * effect, or too far. */
static bool take_rows(struct visit *visit, size_t at)
{
    if (at >= STEPS)
        return false;
    if (at == rows_mine(visit) + 1)
        take_offered(visit);
    size_t place = rows_place(visit, at), complete = rows_complete(visit);
    if (visit->offered || at > rows_mine(visit) || (place < complete && place < rows_barrier(visit)))
        return false;
    if (place < complete)
        rows_cut(visit, place);
    return true;
}

static void read_step(struct visit *visit, const json_t *packet)
{
    struct step *step = &visit->step;
    json_decref(step->options);
    snprintf(step->class, sizeof step->class, "%s", json_text(packet, "class"));
    snprintf(step->kind, sizeof step->kind, "%s", json_text(packet, "kind"));
    snprintf(step->key, sizeof step->key, "%s", json_text(packet, "key"));
    snprintf(step->sig, sizeof step->sig, "%s", json_text(packet, "sig"));
    step->options = json_incref(json_object_get(packet, "options"));
    step->at = json_number(packet, "at", 0);
    step->open = true;
    if (json_object_get(packet, "stage"))
        snprintf(visit->stage, sizeof visit->stage, "%s", json_text(packet, "stage"));
}

/* A new child came to where the old one was: the screen, the card reader, the payment go on as they are. */
static bool same_step(const struct visit *visit, const json_t *packet)
{
    const struct step *step = &visit->step;
    return step->open && visit->screen && step->at == json_number(packet, "at", -1) &&
           text_is(step->key, json_text(packet, "key")) && text_is(step->sig, json_text(packet, "sig"));
}

/* A draft that answers the step without asking: facts always, questions on the way back to the review. */
static const json_t *silent_draft(struct visit *visit)
{
    const struct step *step = &visit->step;
    const char *key = visit_key(visit, step->key);
    const json_t *draft = json_object_get(visit->drafts, key);
    if (text_is(key, visit->home))
        visit->home[0] = 0;
    if (!draft || !text_is(json_text(draft, "sig"), step->sig) || !json_object_get(draft, "value") ||
        text_is(key, visit->asked))
        return NULL;
    return text_is(step->class, "fact") || (text_is(step->class, "question") && *visit->home) ? draft : NULL;
}

/* An effect that began is the one the script asks for; with changed code it might not be. */
static bool intent_fits(const struct visit *visit)
{
    const json_t *row = rows_get(visit, rows_complete(visit));
    return !row || (text_is(json_text(row, "key"), visit->step.key) && text_is(json_text(row, "sig"), visit->step.sig));
}

static void on_step(struct visit *visit, const json_t *packet)
{
    if (!take_rows(visit, (size_t)json_number(packet, "at", 0))) {
        fail_author(visit, "FLW-02", lost);
        return;
    }
    if (same_step(visit, packet))
        return;
    if (visit->step.open)
        step_stop(visit); /* new code, which wants something else here */
    read_step(visit, packet);
    visit->faulting = false;
    const json_t *draft = silent_draft(visit);
    if (draft)
        visit_settle(visit, json_incref(json_object_get(draft, "value")));
    else if (!intent_fits(visit))
        fail_author(visit, "FLW-02", lost);
    else
        step_start(visit);
}

/* The script's own check said no: nothing was accepted, the question stands. */
static void on_refuse(struct visit *visit, const json_t *packet)
{
    json_wipe(visit->offered);
    visit->offered = NULL;
    visit->step.open = true;
    visit_show_error(visit, json_text(packet, "key"));
}

static void on_said(void *mine, struct packet *packet)
{
    struct visit *visit = mine;
    const char *type = packet_type(packet);
    visit->replaying = false;
    loop_forget(visit->desk->loop, &visit->slow);
    if (text_is(type, "step")) {
        on_step(visit, packet->body);
    } else if (text_is(type, "refuse")) {
        on_refuse(visit, packet->body);
    } else if (text_is(type, "end") && *visit->path) {
        take_offered(visit); /* of the last screen, which the script accepted by ending */
        call_return(visit, json_object_get(packet->body, "value"));
    } else if (text_is(type, "end")) {
        visit_end(visit, "done");
    } else {
        fail_author(visit, "FLW-01", json_text(packet->body, "message"));
    }
}

/* A script killed at its deadline will be slow again; anything else is begun again from the journal. */
static void on_gone(void *mine, const char *why)
{
    struct visit *visit = mine;
    visit->child = NULL;
    say("visit: the child ended (%s)", why);
    if (text_is(why, "deadline")) {
        fail_author(visit, "FLW-03", "main.lua: it computes without end between two steps");
        return;
    }
    take_offered(visit); /* not accepted by the one that died: the next reads it from the journal */
    if (++visit->deaths > 3) {
        fail_author(visit, "FLW-04", "main.lua: its process died again and again");
        return;
    }
    if (!visit->step.open)
        visit_show_soon(visit, "moment", "", false);
    script_begin(visit);
}

void script_begin(struct visit *visit)
{
    visit->replaying = true;
    child_drop(visit->child);
    visit->child = child_fork(&visit->desk->nursery, "visit", &door_child_to_core);
    must(visit->child != NULL);
    visit->child->ready = on_ready;
    visit->child->said = on_said;
    visit->child->gone = on_gone;
    visit->child->mine = visit;
}

/* A child that is not there yet begins from the journal, where the value then is; one that is still replaying an older
 * journal would not know what this value answers, and begins again. */
static void tell_script(struct visit *visit, const json_t *value)
{
    visit_show_soon(visit, "moment", "", false);
    visit->step.open = false;
    visit->deaths = 0;
    bool there = visit->child && visit->child->line.open;
    if (there && !visit->replaying) {
        child_put(visit->child, json_pack("{ss,sO}", "type", "answer", "value", value), NULL, 0, THINK_MS);
        return;
    }
    take_offered(visit);
    if (there)
        script_begin(visit);
}

static void settle_effect(struct visit *visit, json_t *value)
{
    json_t *row = json_array_get(visit->rows, rows_count(visit) - 1);
    json_object_del(row, "open");
    json_object_set(row, "value", value);
    rows_write(visit, rows_count(visit) - 1);
}

void visit_settle(struct visit *visit, json_t *value)
{
    value = value ? value : json_null();
    step_stop(visit);
    if (text_is(visit->step.class, "effect")) {
        settle_effect(visit, value);
    } else {
        must(visit->offered == NULL);
        visit->offered = row_new(visit);
        json_object_set(visit->offered, "value", value);
    }
    const char *key = visit_key(visit, visit->step.key);
    json_object_del(visit->drafts, key);
    if (text_is(key, visit->asked))
        visit->asked[0] = 0;
    tell_script(visit, value);
    json_wipe(value);
}

/* --- beginning again ------------------------------------------------------------------------------------------------
 */

void visit_run(struct visit *visit)
{
    step_stop(visit);
    json_wipe(visit->offered);
    visit->offered = NULL;
    visit->step.open = false;
    visit->faulting = false;
    if (!call_enter(visit)) {
        visit_fail(visit, "FLW-02");
        return;
    }
    visit_show_soon(visit, "moment", "", false);
    script_begin(visit);
}

void visit_move(struct visit *visit)
{
    take_offered(visit);
    visit->service = NULL;
    visit->deaths = 0;
    if (call_enter(visit))
        script_begin(visit);
    else
        visit_fail(visit, "FLW-02");
}

void visit_restart_at(struct visit *visit, size_t n)
{
    rows_cut(visit, n);
    visit_run(visit);
}
