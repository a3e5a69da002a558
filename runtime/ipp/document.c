/* document.c - see document.h.
 *
 *   checking  is it well, does A4 lie in it, does it read PDF? Trouble here is `none`
 *   printing  Print-Job with the bytes of the document, which nobody here has looked into
 *   watching  the job and the printer in turn, until the job is over
 *   ending    it was cancelled: until the printer says that the job is over
 */
#define _GNU_SOURCE
#include "ipp/document.h"

#include "base/memfile.h"
#include "base/text.h"
#include "base/walls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 300, AWAY_MS = 2000, CANCEL_MS = 3000, DEADLINE_MAX_MS = 3600 * 1000, TROUBLE_LOOKS = 3 };

/* ---- towards core */

static void send_status(struct document *d)
{
    json_t *body = json_pack("{ss,ss,ss,ss}", "type", "status", "class", "document", "device", d->state.device, "media",
                             d->state.media);
    if (*d->state.detail)
        json_object_set_new(body, "detail", json_string(d->state.detail));
    link_put(&d->link, body);
}

static void set_state(struct document *d, struct printer_state state)
{
    char now[sizeof d->told];
    snprintf(now, sizeof now, "%s %s %s", state.device, state.media, state.detail);
    d->state = state;
    if (text_is(now, d->told))
        return;
    snprintf(d->told, sizeof d->told, "%s", now);
    send_status(d);
}

static void set_away(struct document *d)
{
    set_state(d, (struct printer_state){.device = "noDevice", .media = "unknown", .detail = "", .result = "gone"});
}

static void send_done(struct document *d, int64_t id, const char *result, const char *effect, const char *reason)
{
    json_t *attr = reason && *reason ? json_pack("{ss}", "reason", reason) : json_object();
    link_put(&d->link, json_pack("{ss,sI,ss,ss,so}", "type", "done", "id", (json_int_t)id, "result", result, "effect",
                                 effect, "attr", attr));
}

/* Not what the thread is still sending: that is left to the end of the process, which is near then. */
static void forget_bytes(struct document *d)
{
    if (d->exchange.busy && d->exchange.question.bytes)
        return;
    wipe_free(d->bytes, d->n);
    d->bytes = NULL;
}

static void finish(struct document *d, const char *result, const char *effect, const char *reason)
{
    bool unheard = d->unheard;
    loop_forget(d->loop, &d->deadline);
    loop_forget(d->loop, &d->late);
    if (!unheard)
        send_done(d, d->request, result, effect, reason);
    say("%s: %s, %s%s%s", d->name, result, effect, reason && *reason ? ", " : "", reason ? reason : "");
    forget_bytes(d);
    d->request = 0;
    if (unheard)
        link_open(&d->link); /* a core that came back asks a person at once: it hears of us when that is settled */
}

/* ---- what is to be asked next */

static void ask(struct document *d, enum ask what)
{
    d->asked = true;
    exchange_ask(&d->exchange, (struct question){.ask = what, .job = d->job});
}

static void look_after(struct document *d, int64_t ms)
{
    loop_after(d->loop, &d->look, ms);
}

static void on_look(void *mine)
{
    struct document *d = mine;
    if (d->exchange.busy)
        return; /* its answer goes on */
    if (!d->clean && !d->job)
        ask(d, ASK_MINE);
    else if (d->job && (!d->request || d->phase == ENDING))
        ask(d, ASK_CANCEL);
    else
        ask(d, d->job ? ASK_JOB : ASK_STATE);
}

static void begin_end(struct document *d, const char *why, const char *reason)
{
    if (!d->request || d->why)
        return;
    d->why = why;
    d->reason = reason;
    loop_after(d->loop, &d->late, CANCEL_MS);
    if (d->phase == WATCHING) {
        d->phase = ENDING;
        on_look(d);
    }
}

/* The printer does not end what it was told to end. What it has is never asked for again; a page that is still on its
 * way out of this process goes with the process. */
static void on_late(void *mine)
{
    struct document *d = mine;
    bool stuck = d->exchange.busy && d->phase == PRINTING;
    finish(d, d->why, d->sent ? "unknown" : "none", d->reason);
    if (stuck)
        loop_stop(d->loop, E_TIMEOUT);
}

static void on_deadline(void *mine)
{
    begin_end(mine, "timeout", NULL);
}

static void print(struct document *d)
{
    d->phase = PRINTING;
    d->sent = true;
    exchange_ask(&d->exchange, (struct question){ASK_PRINT, 0, d->name, d->bytes, d->n});
}

/* ---- answers */

static bool is_checking(const struct document *d)
{
    return d->request && d->phase == CHECKING && d->asked;
}

static void check(struct document *d)
{
    const struct printer_state *s = &d->state;
    if (d->why)
        finish(d, d->why, "none", d->reason);
    else if (s->result)
        finish(d, s->result, "none", s->detail);
    else if (!s->pdf)
        finish(d, "broken", "none", "pdf");
    else if (!s->a4)
        finish(d, "empty", "none", "size");
    else
        print(d);
}

static void on_state(struct document *d, const struct reply *reply)
{
    struct printer_state state;
    if (reply->how == ANSWERED) {
        state_read(reply->ipp, &state);
        set_state(d, state);
    } else {
        set_away(d);
    }
    if (is_checking(d)) {
        check(d);
        if (!d->request && d->state.result)
            look_after(d, AWAY_MS);
        return;
    }
    d->troubled = d->state.result ? d->troubled + 1 : 0;
    if (d->request && d->phase == WATCHING && d->troubled >= TROUBLE_LOOKS && reply->how == ANSWERED)
        begin_end(d, d->state.result, d->state.detail);
    else if (d->request || d->state.result)
        look_after(d, !d->request ? AWAY_MS : d->phase == CHECKING ? 0 : LOOK_MS);
}

static void on_print(struct document *d, const struct reply *reply)
{
    d->job = reply->how == ANSWERED ? ippGetInteger(ippFindAttribute(reply->ipp, "job-id", IPP_TAG_INTEGER), 0) : 0;
    if (reply->how == REFUSED) {
        say("Print-Job: %s", ippErrorString(reply->status));
        finish(d, d->why ? d->why : "broken", "none",
               reply->status == IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED ? "pdf" : "refused");
    } else if (reply->how == NOBODY) {
        finish(d, "gone", "none", "gone");
        set_away(d);
    } else if (d->job <= 0) {
        d->clean = false; /* it may be there all the same */
        finish(d, "gone", "unknown", "silent");
    } else {
        d->phase = d->why ? ENDING : WATCHING;
    }
    on_look(d);
}

/* "Completed" of a queue only says that it passed the page on, and a printer that counts pages and counts none has
 * printed none that it knows of. */
static void complete(struct document *d, const struct job_state *job)
{
    if (d->state.spooler && !d->trusted)
        finish(d, "broken", "unknown", "queue");
    else if (job->errors)
        finish(d, "broken", "unknown", "errors");
    else if (job->pages == 0 && !d->trusted)
        finish(d, "broken", "unknown", "pages");
    else
        finish(d, "ok", "done", NULL);
}

static void over(struct document *d, const struct job_state *job)
{
    d->job = 0;
    if (!d->request)
        d->clean = false; /* one less; are there others? */
    else if (job->completed)
        complete(d, job);
    else
        finish(d, d->why ? d->why : "broken", job->begun ? "unknown" : "none", d->why ? d->reason : "aborted");
}

static void on_job(struct document *d, const struct reply *reply)
{
    struct job_state job = {.begun = true};
    if (reply->how == ANSWERED) {
        job_read(reply->ipp, &job);
        if (job.over)
            over(d, &job);
    } else if (reply->how == REFUSED) { /* a job that is not there any more: nobody knows what became of it */
        d->reason = d->why ? d->reason : "missing";
        d->why = d->why ? d->why : "broken";
        over(d, &job);
    } else {
        set_away(d);
    }
    if (d->request && d->phase == WATCHING && reply->how == ANSWERED)
        ask(d, ASK_STATE);
    else
        look_after(d, d->request ? LOOK_MS : d->job ? AWAY_MS : 0);
}

static void on_cancel(struct document *d, const struct reply *reply)
{
    if (reply->how == ANSWERED || reply->how == REFUSED) {
        ask(d, ASK_JOB);
        return;
    }
    set_away(d);
    look_after(d, d->request ? LOOK_MS : AWAY_MS);
}

/* Jobs of ours that are not over, of a life before this or of a print that was never answered. */
static void on_mine(struct document *d, const struct reply *reply)
{
    int job = reply->ipp ? jobs_find(reply->ipp, d->user) : 0;
    if (reply->how == NOBODY || reply->how == LOST) {
        set_away(d);
        if (is_checking(d))
            check(d);
        look_after(d, AWAY_MS);
        return;
    }
    d->clean = !job;
    d->job = job;
    if (job)
        say("job %d is ours and not wanted any more", d->job);
    if (job && d->request) /* also one that came after this was asked: the job's end must not be taken for its own */
        finish(d, "broken", "none", "busy");
    on_look(d);
}

static void on_answered(void *mine, enum ask what, const struct reply *reply)
{
    static void (*const heard[])(struct document *, const struct reply *) = {[ASK_STATE] = on_state,
                                                                             [ASK_PRINT] = on_print,
                                                                             [ASK_JOB] = on_job,
                                                                             [ASK_CANCEL] = on_cancel,
                                                                             [ASK_MINE] = on_mine};
    heard[what](mine, reply);
}

/* ---- from core */

static int read_request(struct document *d, struct packet *packet)
{
    const json_t *attr = json_object_get(packet->body, "attr");
    int64_t ms = json_number(packet->body, "ms", 0);
    if (packet->n_fds != 1 || ms < 1 || ms > DEADLINE_MAX_MS)
        return fail(E_FORMAT, "a request without a document or a time");
    if (memfile_read("document", packet->fds[0], DOCUMENT_MAX, &d->bytes, &d->n) < 0)
        return E_FORMAT;
    if (d->n < 5 || memcmp(d->bytes, "%PDF-", 5) != 0) {
        wipe_free(d->bytes, d->n);
        d->bytes = NULL;
        return fail(E_FORMAT, "a document that is no PDF");
    }
    snprintf(d->name, sizeof d->name, "%s", json_text_or(attr, "number", "document"));
    loop_after(d->loop, &d->deadline, ms);
    return OK;
}

static void on_request(struct document *d, struct packet *packet)
{
    int64_t id = json_number(packet->body, "id", 0);
    if (d->request || d->job) {
        send_done(d, id, "broken", "none", "busy");
    } else if (!text_is(json_text(packet->body, "verb"), "print")) {
        send_done(d, id, "broken", "none", "verb");
    } else if (read_request(d, packet) < 0) {
        send_done(d, id, "broken", "none", "page");
    } else {
        d->request = id;
        d->phase = CHECKING;
        d->why = d->reason = NULL;
        d->asked = d->sent = d->unheard = false;
        d->troubled = 0;
        on_look(d);
    }
}

static void on_packet(void *mine, struct packet *packet)
{
    struct document *d = mine;
    if (text_is(packet_type(packet), "request"))
        on_request(d, packet);
    else if (d->request && d->request == json_number(packet->body, "id", 0))
        begin_end(d, "cancelled", NULL);
}

static void on_core_found(void *mine)
{
    send_status(mine);
}

static void on_core_lost(void *mine)
{
    struct document *d = mine;
    if (!d->request)
        return;
    d->unheard = true;
    link_close(&d->link);
    begin_end(d, "cancelled", NULL);
}

/* ---- its life */

static void prepare(struct document *d, const struct site *site, const char *name)
{
    d->state = (struct printer_state){.device = "noDevice", .media = "unknown", .detail = "", .result = "gone"};
    d->deadline = (struct timer){.due = on_deadline, .mine = d};
    d->late = (struct timer){.due = on_late, .mine = d};
    d->look = (struct timer){.due = on_look, .mine = d};
    d->path = make_text(wire_path(site->run, turn_text("driver.%s", name)));
    d->user = make_text(
        turn_text("anjungan-%s-%s-%s", json_text(site->settings, "site"), json_text(site->settings, "kiosk"), name));
    d->exchange = (struct exchange){.loop = d->loop, .user = d->user, .answered = on_answered, .mine = d};
    d->link = (struct link){.loop = d->loop,
                            .path = d->path,
                            .program = "anjungan-ipp",
                            .door = &door_core_to_driver,
                            .opened = on_core_found,
                            .packet = on_packet,
                            .lost = on_core_lost,
                            .mine = d};
}

int document_open(struct document *d, struct loop *loop, const struct site *site, const char *name)
{
    const json_t *row = site_row(site, "devices", "name", name);
    d->loop = loop;
    prepare(d, site, name);
    if (!row || !text_is(json_text(row, "class"), "document"))
        return fail(E_FORMAT, "%s/site.conf has no device \"%s\" of the class document", site->run, name);
    d->trusted = json_truth(json_object_get(row, "profile"), "trusted");
    if (exchange_open(&d->exchange, json_text(row, "port")) < 0)
        return E_FORMAT;
    walls_close(NULL, (unsigned)d->exchange.port);
    if (exchange_start(&d->exchange) < 0)
        return E_IO;
    walls_alone();
    link_open(&d->link);
    on_look(d);
    return OK;
}

void document_close(struct document *d)
{
    link_close(&d->link);
    exchange_close(&d->exchange);
    forget_bytes(d);
    free(d->path);
    if (!d->exchange.busy)
        free(d->user);
}
