/* keepsakes.c - see keepsakes.h. */
#include "robot/keepsakes.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "ask/http.h"
#include "robot/tray.h"

#include <stdlib.h>
#include <string.h>

enum { LETTER_MS = 20000, LETTER_PAUSE_MS = 300, SLIP_MS = 3000 };

/* The simulator may put the file there a moment after the kiosk is told. */
int keep_slip(const struct visit *visit)
{
    const struct site *site = visit->robot->site;
    int64_t until = clock_ms() + SLIP_MS;
    if (visit->errand->without)
        return OK;
    while (tray_newest(site->run) <= visit->slip_before && clock_ms() < until)
        robot_rest(LETTER_PAUSE_MS);
    int newest = tray_newest(site->run);
    if (newest <= visit->slip_before)
        return fail(E_STATE, "no new slip lies in the tray");
    return tray_take(site, newest, visit->robot->out);
}

static bool has_case(const json_t *value, const char *number)
{
    const char *name;
    size_t i;
    json_t *inner;
    if (strcmp(json_text(value, "case"), number) == 0)
        return true;
    json_object_foreach ((json_t *)value, name, inner) {
        if (has_case(inner, number))
            return true;
    }
    json_array_foreach (value, i, inner) {
        if (has_case(inner, number))
            return true;
    }
    return false;
}

/* One JSON value a line; true when one of them is about this case. */
static bool line_has_case(const char *text, const char *number)
{
    bool found = false;
    while (*text && !found) {
        size_t n = strcspn(text, "\n");
        json_t *letter = n ? json_read("letters", text, n, JSON_MAX_FILE_DEPTH) : NULL;
        found = letter && has_case(letter, number);
        json_wipe(letter);
        text += n + (text[n] == '\n');
    }
    return found;
}

/* OK with the letters in *reply once ours is there; E_STATE when it is not there yet. */
static int ask_letters(const char *url, const char *token, const char *number, struct reply *reply)
{
    int code = http_ask(url, token, NULL, reply);
    if (code == OK && reply->status != 200)
        code = fail(E_DENIED, "%s was answered %d: %.200s", url, reply->status, reply->text);
    if (code == OK && !line_has_case(reply->text, number))
        code = E_STATE;
    if (code < 0)
        wipe_free(reply->text, reply->n);
    return code;
}

/* One office serves several agencies: its officers ask at the root of the agency's address. */
static char *letters_url(const struct visit *visit)
{
    const json_t *agency = site_row(visit->robot->site, "agencies", "id", visit->agency);
    const char *url = json_text(agency, "url"), *host = strstr(url, "://");
    size_t n = host ? (size_t)(host - url) + 3 + strcspn(host + 3, "/") : strlen(url);
    return turn_text("%.*s/v1/letters", (int)n, url);
}

int keep_letters(const struct visit *visit)
{
    struct reply reply;
    char *token = http_token(site_path(visit->robot->site, "secrets/office/officers")), *url = letters_url(visit);
    int64_t until = clock_ms() + LETTER_MS;
    int code = token ? ask_letters(url, token, visit->number_of_case, &reply) : E_DENIED;
    while (code == E_STATE && clock_ms() < until) {
        robot_rest(LETTER_PAUSE_MS);
        code = ask_letters(url, token, visit->number_of_case, &reply);
    }
    if (code < 0)
        return fail(code, "the letter of %s did not reach %s", visit->number_of_case, url);
    code = file_write_path(turn_text("%s/letters.jsonl", visit->robot->out), reply.text, reply.n, 0600);
    wipe_free(reply.text, reply.n);
    return code;
}

int keep_record(const struct visit *visit)
{
    json_t *record =
        json_pack("{ss,sO,ss,ss,sI}", "service", visit->errand->service, "steps", visit->steps, "case",
                  visit->number_of_case, "ticket", visit->ticket, "total_ms", (json_int_t)(clock_ms() - visit->began));
    char *text = json_dumps(record, JSON_INDENT(2));
    json_decref(record);
    must(text != NULL);
    int code = file_write_path(turn_text("%s/visit.json", visit->robot->out), text, strlen(text), 0644);
    free(text);
    return code;
}
