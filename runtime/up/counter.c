/* counter.c - see counter.h. */
#define _GNU_SOURCE
#include "up/counter.h"

#include "base/conf.h"
#include "up/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char hall_token[] = "secrets/hall/officers", office_token[] = "secrets/office/officers";

/* site.conf of the run folder; NULL when there is none. */
static json_t *settings(const char *run)
{
    const char *path = turn_text("%s/site.conf", run);
    if (access(path, R_OK) == 0)
        return conf_read_file(path);
    sorry(E_GONE, "%s is not there. Which kiosk is meant? --run RUN, or start one: anjungan up --run %s", path, run);
    return NULL;
}

/* The address at a dotted way in site.conf; NULL when it is not there. Turn memory. */
static const char *address(const char *run, const char *way)
{
    json_t *site = settings(run);
    const char *text = json_string_value(json_at(site, way));
    if (site && !text)
        sorry(E_FORMAT, "%s/site.conf does not say %s", run, way);
    text = text ? turn_text("%s", text) : NULL;
    json_decref(site);
    return text;
}

static int print_member(char *answer, const char *member)
{
    if (!answer)
        return E_GONE;
    json_t *value = json_loads(answer, 0, NULL);
    puts(json_text_or(value, member, "done"));
    json_decref(value);
    free(answer);
    return OK;
}

static int ask_hall(const char *run, const char *path, json_t *body)
{
    const char *url = address(run, "hall.url");
    if (!url) {
        json_decref(body);
        return E_GONE;
    }
    return print_member(ask_http(run, turn_text("%s%s", url, path), hall_token, body), "number");
}

int counter_call(const char *run, const char *counter, const char *queue)
{
    json_t *body = json_pack("{ss}", "counter", counter);
    if (queue)
        json_object_set_new(body, "queue", json_string(queue));
    return ask_hall(run, "/v1/calls", body);
}

int counter_recall(const char *run, const char *counter)
{
    return ask_hall(run, "/v1/calls/recall", json_pack("{ss}", "counter", counter));
}

/* "http://127.0.0.1:1234" of "http://127.0.0.1:1234/polri"; turn memory. */
static const char *origin(const char *url)
{
    const char *host = strstr(url, "://");
    return turn_text("%.*s", (int)(host ? host + 3 - url + (long)strcspn(host + 3, "/") : 0), url);
}

static int print_letters(const char *run, const char *office)
{
    char *lines = ask_http(run, turn_text("%s/v1/letters", office), office_token, NULL);
    if (!lines)
        return E_GONE;
    fputs(lines, stdout);
    wipe_text(lines);
    return OK;
}

/* Several agencies may share a back office: each office is asked once. */
int counter_letters(const char *run)
{
    json_t *agency, *site = settings(run);
    const char *asked = "";
    size_t i;
    int code = site ? OK : E_GONE;
    json_array_foreach (json_object_get(site, "agencies"), i, agency) {
        const char *office = origin(json_text(agency, "url")), *word = turn_text("%s ", office);
        if (code < 0 || strstr(asked, word))
            continue;
        asked = turn_text("%s%s", asked, word);
        code = print_letters(run, office);
    }
    json_decref(site);
    return code;
}

static const char *open_bill(const char *run, const char *biller)
{
    char *answer = ask_http(run, turn_text("%s/v1/bills?state=open", biller), office_token, NULL);
    json_t *value = answer ? json_loads(answer, 0, NULL) : NULL;
    const json_t *bills = json_object_get(value, "bills");
    size_t n = json_array_size(bills);
    const char *code = n ? turn_text("%s", json_text(json_array_get(bills, n - 1), "code")) : NULL;
    if (answer && !code)
        sorry(E_STATE, "no bill is open");
    json_decref(value);
    free(answer);
    return code;
}

int counter_pay(const char *run, const char *code)
{
    const char *biller = address(run, "biller.url");
    if (biller && !code)
        code = open_bill(run, biller);
    if (!biller || !code)
        return E_GONE;
    const char *url = turn_text("%s/v1/bills/%s/pay", biller, code);
    return print_member(ask_http(run, url, office_token, json_object()), "state");
}

/* "kk,photo" as a list. */
static json_t *listed(const char *text)
{
    json_t *list = json_array();
    for (const char *at = text; *at; at += strspn(at, ",")) {
        size_t n = strcspn(at, ",");
        json_array_append_new(list, json_stringn(at, n));
        at += n;
    }
    return list;
}

static const char decide_help[] =
    "anjungan decide CASE accept|more|reject|ready [--missing A,B] [--text TEXT] [--until DAY]\n"
    "anjungan decide CASE QUESTION yes|no|wait - what an officer of a simulated agency decides about a case\n"
    "\n"
    "  --missing A,B  what is still missing, in plain words\n"
    "  --text TEXT    what the citizen reads when asking how it stands\n"
    "  --until DAY    the last day to bring it, or to fetch it\n"
    "\n"
    "QUESTION is what a held letter waits for: \"akad\" of a case of kua answers the look kua.akad.\n";

int counter_decide(const char *run, struct words words)
{
    const char *missing = NULL, *text = NULL, *until = NULL;
    const struct option options[] = {
        {"--missing", NULL, &missing, 1, NULL}, {"--text", NULL, &text, 1, NULL}, {"--until", NULL, &until, 1, NULL}};
    int code = options_take(&words, options, COUNT(options), 2, 3, decide_help);
    const char *url = code == OK ? address(run, "biller.url") : NULL;
    if (code != OK || !url)
        return code != OK ? code : E_GONE;
    json_t *body = json_pack("{ss,ss,ss*,ss*,ss*}", "case", words.at[0], "what", words.at[1], "answer",
                             words.n > 2 ? words.at[2] : NULL, "text", text, "until", until);
    if (missing)
        json_object_set_new(body, "missing", listed(missing));
    return print_member(ask_http(run, turn_text("%s/v1/decide", origin(url)), office_token, body), "state");
}
