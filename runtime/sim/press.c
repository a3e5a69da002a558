/* press.c - see press.h. */
#include "sim/press.h"

#include "base/memfile.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

/* ---- paper */

static struct press_job *find_job(struct press *press, int id)
{
    for (int i = 0; id > 0 && i < PRESS_JOBS; i++)
        if (press->jobs[i].id == id)
            return &press->jobs[i];
    return NULL;
}

static struct press_job *first_waiting(struct press *press)
{
    struct press_job *first = NULL;
    for (int i = 0; i < PRESS_JOBS; i++) {
        struct press_job *job = &press->jobs[i];
        if (job->id && job->state < IPP_JSTATE_CANCELED && (!first || job->id < first->id))
            first = job;
    }
    return first;
}

static void end_job(struct press_job *job, ipp_jstate_t state)
{
    job->state = state;
    wipe_free(job->bytes, job->n);
    job->bytes = NULL;
    job->n = 0;
}

static bool can_print(const struct press *press)
{
    return !press->out && !press->jammed && !press->open && !press->pulled;
}

static void on_printed(void *mine)
{
    struct press *press = mine;
    struct press_job *job = first_waiting(press);
    const char *path = turn_text("%s/document-%d.pdf", press->folder, press->documents + 1);
    if (!job || !can_print(press))
        return;
    if (file_write_path(path, job->bytes, job->n, 0644) == OK)
        press->documents++;
    say("document %d: %zu bytes", press->documents, job->n);
    end_job(job, IPP_JSTATE_COMPLETED);
    press_look(press);
}

void press_look(struct press *press)
{
    struct press_job *job = first_waiting(press);
    if (!job || !can_print(press)) {
        loop_forget(press->loop, &press->ready);
        return;
    }
    job->state = IPP_JSTATE_PROCESSING;
    job->begun = true;
    if (!press->ready.at)
        loop_after(press->loop, &press->ready, press->slow);
}

void press_unplug(struct press *press)
{
    press->pulled = true;
    for (int i = 0; i < PRESS_JOBS; i++) {
        end_job(&press->jobs[i], IPP_JSTATE_ABORTED);
        press->jobs[i].id = 0;
    }
    press_look(press);
}

/* ---- what it says */

static void add_reasons(const struct press *press, ipp_t *to)
{
    const char *list[4];
    int n = 0;
    if (press->open)
        list[n++] = "cover-open";
    if (press->jammed)
        list[n++] = "media-jam-error";
    if (press->out)
        list[n++] = "media-empty-error";
    if (n == 0)
        list[n++] = "none";
    ippAddStrings(to, IPP_TAG_PRINTER, IPP_CONST_TAG(IPP_TAG_KEYWORD), "printer-state-reasons", n, NULL, list);
}

static void say_state(struct press *press, ipp_t *to)
{
    const char *paper = press->letter ? "na_letter_8.5x11in" : "iso_a4_210x297mm";
    ipp_pstate_t state = !can_print(press)      ? IPP_PSTATE_STOPPED
                         : first_waiting(press) ? IPP_PSTATE_PROCESSING
                                                : IPP_PSTATE_IDLE;
    ippAddInteger(to, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", (int)state);
    add_reasons(press, to);
    ippAddBoolean(to, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
    ippAddString(to, IPP_TAG_PRINTER, IPP_CONST_TAG(IPP_TAG_KEYWORD), "media-ready", NULL, paper);
    ippAddString(to, IPP_TAG_PRINTER, IPP_CONST_TAG(IPP_TAG_MIMETYPE), "document-format-supported", NULL,
                 "application/pdf");
}

static void say_job(const struct press_job *job, ipp_t *to)
{
    ippAddInteger(to, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", job->id);
    ippAddInteger(to, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", (int)job->state);
    ippAddString(to, IPP_TAG_JOB, IPP_CONST_TAG(IPP_TAG_KEYWORD), "job-state-reasons", NULL,
                 job->state == IPP_JSTATE_COMPLETED ? "job-completed-successfully" : "none");
    if (job->begun)
        ippAddInteger(to, IPP_TAG_JOB, IPP_TAG_INTEGER, "time-at-processing", 1);
    else
        ippAddOutOfBand(to, IPP_TAG_JOB, IPP_TAG_NOVALUE, "time-at-processing");
    ippAddInteger(to, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-impressions-completed", job->state == IPP_JSTATE_COMPLETED);
}

static ipp_status_t take_job(struct press *press, const char *user, const char *bytes, size_t n, ipp_t *to)
{
    struct press_job *job = &press->jobs[press->last_job % PRESS_JOBS];
    if (job->id && job->state < IPP_JSTATE_CANCELED)
        return IPP_STATUS_ERROR_BUSY;
    *job = (struct press_job){.id = ++press->last_job, .state = IPP_JSTATE_PENDING, .bytes = make(n + 1), .n = n};
    snprintf(job->user, sizeof job->user, "%s", user);
    memcpy(job->bytes, bytes, n);
    press_look(press);
    say_job(job, to);
    return IPP_STATUS_OK;
}

/* Everybody's, as some printers do whoever asks; and whose each is when that was asked, as all do. */
static void say_jobs(struct press *press, ipp_t *asked, ipp_t *to)
{
    int n = 0;
    bool names = ippContainsString(ippFindAttribute(asked, "requested-attributes", IPP_TAG_KEYWORD),
                                   "job-originating-user-name");
    for (int i = 0; i < PRESS_JOBS; i++) {
        const struct press_job *job = &press->jobs[i];
        if (!job->id || job->state >= IPP_JSTATE_CANCELED)
            continue;
        if (n++ > 0)
            ippAddSeparator(to);
        say_job(job, to);
        if (names)
            ippAddString(to, IPP_TAG_JOB, IPP_TAG_NAME, "job-originating-user-name", NULL, job->user);
    }
}

static ipp_status_t answer_for_job(struct press *press, ipp_op_t what, int id, ipp_t *to)
{
    struct press_job *job = find_job(press, id);
    if (!job)
        return IPP_STATUS_ERROR_NOT_FOUND;
    if (what == IPP_OP_GET_JOB_ATTRIBUTES) {
        say_job(job, to);
        return IPP_STATUS_OK;
    }
    if (job->state >= IPP_JSTATE_CANCELED)
        return IPP_STATUS_ERROR_NOT_POSSIBLE;
    end_job(job, IPP_JSTATE_CANCELED);
    loop_forget(press->loop, &press->ready);
    press_look(press);
    return IPP_STATUS_OK;
}

/* ---- IPP over HTTP */

struct bytes {
    char *at;
    size_t n, max;
};

static ssize_t read_bytes(void *context, ipp_uchar_t *to, size_t n)
{
    struct bytes *from = context;
    n = n < from->n ? n : from->n;
    memcpy(to, from->at, n);
    from->at += n;
    from->n -= n;
    return (ssize_t)n;
}

static ssize_t write_bytes(void *context, ipp_uchar_t *from, size_t n)
{
    struct bytes *to = context;
    if (n > to->max - to->n)
        return -1;
    memcpy(to->at + to->n, from, n);
    to->n += n;
    return (ssize_t)n;
}

static const char *text_in(ipp_t *ipp, const char *name)
{
    const char *text = ippGetString(ippFindAttribute(ipp, name, IPP_TAG_ZERO), 0, NULL);
    return text ? text : "";
}

static ipp_status_t obey(struct press *press, ipp_t *asked, const struct bytes *rest, ipp_t *to)
{
    ipp_op_t what = ippGetOperation(asked);
    const char *user = text_in(asked, "requesting-user-name");
    if (press->busy)
        return IPP_STATUS_ERROR_BUSY;
    switch (what) {
    case IPP_OP_GET_PRINTER_ATTRIBUTES:
        say_state(press, to);
        return IPP_STATUS_OK;
    case IPP_OP_PRINT_JOB:
        if (strcmp(text_in(asked, "document-format"), "application/pdf") != 0)
            return IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED;
        return take_job(press, user, rest->at, rest->n, to);
    case IPP_OP_GET_JOBS:
        say_jobs(press, asked, to);
        return IPP_STATUS_OK;
    case IPP_OP_GET_JOB_ATTRIBUTES:
    case IPP_OP_CANCEL_JOB:
        return answer_for_job(press, what, ippGetInteger(ippFindAttribute(asked, "job-id", IPP_TAG_INTEGER), 0), to);
    default:
        return IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED;
    }
}

static void answer(struct request *request, ipp_t *ipp)
{
    struct bytes out = {.max = ippLength(ipp)};
    out.at = make(out.max + 1);
    ippWriteIO(&out, write_bytes, 1, NULL, ipp);
    request_bytes(request, 200, "application/ipp", out.at, out.n);
    free(out.at);
}

static const char garbage[] = "\x01\x02 this is no IPP, though it says so";

static void on_asked(void *mine, struct request *request)
{
    struct press *press = mine;
    struct bytes body = {(char *)(uintptr_t)request->body, request->n, 0};
    ipp_t *asked = ippNew();
    if (ippReadIO(&body, read_bytes, 1, NULL, asked) != IPP_STATE_DATA) {
        request_refuse(request, 400, "not IPP", "send an IPP request");
    } else {
        ipp_t *to = ippNewResponse(asked);
        ippSetStatusCode(to, obey(press, asked, &body, to));
        answer(request, to);
        ippDelete(to);
    }
    ippDelete(asked);
    if (press->garbled)
        request_bytes(request, 200, "application/ipp", garbage, sizeof garbage);
    if (press->pulled || press->silent)
        request->answer.harm = HARM_DROP;
    if (press->silent && !press->pulled)
        request->answer.pause = WEB_SILENCE * 1000;
}

static const struct route routes[] = {{"POST", "/ipp/print", on_asked}, {0}};

void press_open(struct press *press, int listener)
{
    press->ready = (struct timer){.due = on_printed, .mine = press};
    press->slow = 50;
    press->web = web_open(press->loop, listener, routes, press);
    web_allow(press->web, PRESS_MAX);
}

void press_close(struct press *press)
{
    if (!press->web)
        return;
    web_close(press->web);
    for (int i = 0; i < PRESS_JOBS; i++)
        end_job(&press->jobs[i], IPP_JSTATE_ABORTED);
    loop_forget(press->loop, &press->ready);
}

void press_settle(struct press *press)
{
    if (press->web)
        web_settle(press->web, OK);
}
