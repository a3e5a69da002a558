/* exchange.c - see exchange.h. */
#define _GNU_SOURCE
#include "ipp/exchange.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_MS = 2000, PIECE = 16384 };

static const double silence = 2.5, silence_of_print = 15; /* seconds; a printer may read a page before it answers */

/* ---- in the thread */

static int on_silence(http_t *http, void *mine)
{
    (void)http, (void)mine;
    return 0;
}

static const ipp_op_t operations[] = {[ASK_STATE] = IPP_OP_GET_PRINTER_ATTRIBUTES,
                                      [ASK_PRINT] = IPP_OP_PRINT_JOB,
                                      [ASK_JOB] = IPP_OP_GET_JOB_ATTRIBUTES,
                                      [ASK_CANCEL] = IPP_OP_CANCEL_JOB,
                                      [ASK_MINE] = IPP_OP_GET_JOBS};

/* Some printers know no `my-jobs`: whose a job is they say, when asked. */
static const char *const whose[] = {"job-id", "job-originating-user-name"};

static ipp_t *new_request(const struct exchange *x)
{
    const struct question *q = &x->question;
    ipp_t *ipp = ippNewRequest(operations[q->ask]);
    ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, x->uri);
    if (q->ask == ASK_JOB || q->ask == ASK_CANCEL)
        ippAddInteger(ipp, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", q->job);
    ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, x->user);
    if (q->ask == ASK_MINE) {
        ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, "not-completed");
        ippAddBoolean(ipp, IPP_TAG_OPERATION, "my-jobs", 1);
        ippAddStrings(ipp, IPP_TAG_OPERATION, IPP_CONST_TAG(IPP_TAG_KEYWORD), "requested-attributes", (int)COUNT(whose),
                      NULL, whose);
    }
    if (q->ask == ASK_PRINT) {
        ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, q->name);
        ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, "application/pdf");
        ippAddString(ipp, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, "iso_a4_210x297mm");
    }
    return ipp;
}

static bool send_document(http_t *http, const struct question *q)
{
    for (size_t at = 0; at < q->n; at += PIECE) {
        size_t n = q->n - at < PIECE ? q->n - at : PIECE;
        if (cupsWriteRequestData(http, q->bytes + at, n) != HTTP_STATUS_CONTINUE)
            return false;
    }
    return true;
}

/* A printer that is busy or in trouble with itself has said nothing of the job it was asked about. Of a page that it
 * did not take it has. */
static enum answered judge(enum ask what, ipp_status_t status)
{
    bool in_trouble = status >= IPP_STATUS_ERROR_INTERNAL;
    if (status <= IPP_STATUS_OK_EVENTS_COMPLETE)
        return ANSWERED;
    return status == IPP_STATUS_ERROR_JOB_CANCELED || (in_trouble && what != ASK_PRINT) ? LOST : REFUSED;
}

static void hear(struct exchange *x, http_t *http, bool whole)
{
    struct reply *r = &x->reply;
    r->ipp = cupsGetResponse(http, x->resource);
    http_status_t heard = httpGetStatus(http);
    if (r->ipp) {
        r->status = ippGetStatusCode(r->ipp);
        r->how = judge(x->question.ask, r->status);
    } else if (heard >= HTTP_STATUS_BAD_REQUEST && heard < HTTP_STATUS_SERVER_ERROR) {
        r->how = REFUSED;
    } else {
        r->how = whole || x->question.n > 0 ? LOST : NOBODY;
    }
}

static void talk(struct exchange *x, http_t *http)
{
    const struct question *q = &x->question;
    httpSetTimeout(http, q->ask == ASK_PRINT ? silence_of_print : silence, on_silence, NULL);
    ipp_t *request = new_request(x);
    http_status_t sent = cupsSendRequest(http, request, x->resource, ippLength(request) + q->n);
    ippDelete(request);
    if (sent != HTTP_STATUS_CONTINUE && sent != HTTP_STATUS_OK)
        x->reply.how = sent >= HTTP_STATUS_BAD_REQUEST ? REFUSED : NOBODY;
    else
        hear(x, http, send_document(http, q));
}

static void *run(void *mine)
{
    struct exchange *x = mine;
    char turn;
    while (read(x->ends[1], &turn, 1) == 1) {
        http_t *http =
            httpConnect2(x->host, x->port, x->addresses, AF_UNSPEC, HTTP_ENCRYPTION_NEVER, 1, CONNECT_MS, NULL);
        x->reply = (struct reply){.how = NOBODY};
        if (http) {
            talk(x, http);
            httpClose(http);
        }
        if (write(x->ends[1], &turn, 1) != 1)
            break;
    }
    return NULL;
}

/* ---- in the loop */

static void on_turn(void *mine, bool readable, bool writable)
{
    struct exchange *x = mine;
    char turn;
    (void)readable, (void)writable;
    must(read(x->ends[0], &turn, 1) == 1);
    struct reply reply = x->reply;
    x->busy = false;
    x->answered(x->mine, x->question.ask, &reply);
    ippDelete(reply.ipp);
}

int exchange_open(struct exchange *x, const char *uri)
{
    char scheme[16], user[16];
    snprintf(x->uri, sizeof x->uri, "%s", uri);
    http_uri_status_t status = httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user,
                                               x->host, sizeof x->host, &x->port, x->resource, sizeof x->resource);
    bool number = *x->host && strspn(x->host, "0123456789abcdefABCDEF.:[]") == strlen(x->host);
    if (status != HTTP_URI_STATUS_OK || strcmp(scheme, "ipp") != 0 || !number)
        return fail(E_FORMAT, "port \"%s\" is not like \"ipp://192.0.2.7:631/ipp/print\"", uri);
    x->addresses = httpAddrGetList(x->host, AF_UNSPEC, turn_text("%d", x->port));
    return x->addresses ? OK : fail(E_FORMAT, "port \"%s\": no such address", uri);
}

int exchange_start(struct exchange *x)
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, x->ends) < 0)
        return fail_errno("socketpair");
    x->watch = (struct watch){x->ends[0], on_turn, x};
    if (pthread_create(&x->thread, NULL, run, x) != 0)
        return fail(E_IO, "no thread for the printer");
    return loop_watch(x->loop, &x->watch, false);
}

/* A thread that is still waiting for the printer is left to the end of the process. */
void exchange_close(struct exchange *x)
{
    loop_unwatch(x->loop, &x->watch);
    shutdown(x->ends[0], SHUT_RDWR);
    if (x->busy)
        return;
    pthread_join(x->thread, NULL);
    close(x->ends[0]);
    close(x->ends[1]);
    httpAddrFreeList(x->addresses);
}

void exchange_ask(struct exchange *x, struct question question)
{
    char turn = 0;
    must(!x->busy);
    x->busy = true;
    x->question = question;
    must(write(x->ends[0], &turn, 1) == 1);
}
