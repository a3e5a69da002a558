/* faults.c - an agency that misbehaves on order, so that senders can be tested against it.
 *
 * `500`, `503` and `html` do nothing and answer wrongly; `slow`, `drop` and `truncate` do the work and spoil the
 * answer: the hard case, because the sender must not do it twice. */
#include "office/office.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_MS = 3600 * 1000 };

static const char *const modes[] = {"none", "500", "503", "html", "slow", "drop", "truncate"};

static struct fault *find_fault(struct office *office, const char *agency)
{
    for (int i = 0; i < OFFICE_FAULTS; i++)
        if (strcmp(office->faults[i].agency, agency) == 0)
            return &office->faults[i];
    return NULL;
}

bool fault_take(struct office *office, struct request *request, const char *agency)
{
    struct fault *fault = find_fault(office, agency);
    if (!fault || fault->times == 0)
        return false;
    fault->times--;
    const char *mode = fault->mode;
    if (strcmp(mode, "slow") == 0)
        request->answer.pause = fault->ms;
    else if (strcmp(mode, "drop") == 0)
        request->answer.harm = HARM_DROP;
    else if (strcmp(mode, "truncate") == 0)
        request->answer.harm = HARM_CUT;
    else if (strcmp(mode, "html") == 0)
        request_text(request, 200, "text/html", "<!doctype html><title>Gateway</title><h1>Welcome</h1>");
    else
        request_refuse(request, strcmp(mode, "500") == 0 ? 500 : 503, "ordered fault", "this agency fails on order");
    return request->answer.status != 0;
}

static bool is_mode(const char *mode)
{
    for (size_t i = 0; i < COUNT(modes); i++)
        if (strcmp(modes[i], mode) == 0)
            return true;
    return false;
}

void faults_post(void *mine, struct request *request)
{
    struct office *office = mine;
    const char *agency, *mode;
    if (!request_is_local(request)) {
        request_refuse(request, 403, "not from here", "faults are ordered on this machine only");
        return;
    }
    json_t *order = request_json(request);
    if (!order || !(agency = request_want(request, "agency", sizeof office->faults[0].agency - 1)) ||
        !(mode = request_want(request, "mode", sizeof office->faults[0].mode - 1)))
        return;
    struct fault *fault = find_fault(office, agency);
    fault = fault ? fault : find_fault(office, "");
    if (!fault || !is_mode(mode)) {
        request_refuse(request, 400, "no such fault", "none, 500, 503, html, slow, drop or truncate");
        return;
    }
    int64_t ms = json_number(order, "ms", 3000);
    *fault = (struct fault){.times = strcmp(mode, "none") == 0 ? 0 : json_number(order, "times", 1),
                            .ms = ms < LONGEST_MS ? ms : LONGEST_MS};
    snprintf(fault->agency, sizeof fault->agency, "%s", agency);
    snprintf(fault->mode, sizeof fault->mode, "%s", mode);
    request_answer(request, 200, json_pack("{ss,sI}", "mode", mode, "times", (json_int_t)fault->times));
}
