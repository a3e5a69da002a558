/* backlog.c - see backlog.h. */
#define _GNU_SOURCE
#include "up/backlog.h"

#include "up/ask.h"

#include <stdio.h>
#include <string.h>

static void print_agencies(const json_t *agencies)
{
    size_t i;
    json_t *row;
    if (json_array_size(agencies) > 0)
        printf("\n%-12s %8s %8s   %s\n", "AGENCY", "WAITING", "DEAD", "OLDEST");
    json_array_foreach (agencies, i, row) {
        printf("%-12s %8lld %8lld   %s\n", json_text(row, "agency"), (long long)json_number(row, "waiting", 0),
               (long long)json_number(row, "dead", 0), age_text(row));
    }
}

static void print_dead(const json_t *rows, int64_t dead)
{
    size_t i;
    json_t *row;
    if (dead > 0)
        printf("\nRefused; when the reason is repaired: anjungan outbox resend ID (or all)\n"
               "%-36s %-12s %-32s %5s %8s   %s\n",
               "ID", "AGENCY", "SUBJECT", "TRIES", "AGE", "WHY");
    json_array_foreach (rows, i, row) {
        printf("%-36s %-12s %-32s %5lld %8s   %s\n", json_text(row, "id"), json_text(row, "agency"),
               json_text(row, "subject"), (long long)json_number(row, "tries", 0), age_text(row),
               json_text(row, "why"));
    }
    if (dead > (int64_t)json_array_size(rows))
        printf("... and %lld more\n", (long long)(dead - (int64_t)json_array_size(rows)));
}

static void print_held(const json_t *rows, int64_t held)
{
    size_t i;
    json_t *row;
    if (held > 0)
        printf("\nHeld until another agency says so; else withdrawn\n%-36s %-12s %-32s %5s %8s   %s\n", "ID", "AGENCY",
               "SUBJECT", "ASKED", "AGE", "WAITS FOR");
    json_array_foreach (rows, i, row) {
        printf("%-36s %-12s %-32s %5lld %8s   %s by %s\n", json_text(row, "id"), json_text(row, "agency"),
               json_text(row, "subject"), (long long)json_number(row, "tries", 0), age_text(row),
               json_text(row, "look"), json_text(row, "by"));
    }
    if (held > (int64_t)json_array_size(rows))
        printf("... and %lld more\n", (long long)(held - (int64_t)json_array_size(rows)));
}

int backlog_print(const char *run)
{
    struct packet answer;
    int code = ask_core(run, json_pack("{ss}", "type", "outbox"), &answer);
    if (code < 0)
        return code;
    const json_t *body = answer.body;
    int64_t dead = json_number(body, "dead", 0);
    int64_t held = json_number(body, "held", 0), withdrawn = json_number(body, "withdrawn", 0);
    printf("%lld waiting, %lld dead, %lld delivered", (long long)json_number(body, "waiting", 0), (long long)dead,
           (long long)json_number(body, "delivered", 0));
    if (held || withdrawn)
        printf(", %lld held, %lld withdrawn", (long long)held, (long long)withdrawn);
    puts("");
    print_agencies(json_object_get(body, "agencies"));
    print_held(json_object_get(body, "kept"), held);
    print_dead(json_object_get(body, "rows"), dead);
    packet_free(&answer);
    return OK;
}

int backlog_resend(const char *run, const char *id)
{
    struct packet answer;
    bool all = strcmp(id, "all") == 0;
    if (strlen(id) > 40)
        return sorry(E_FORMAT, "%s is not the id of a letter; anjungan outbox lists them", id);
    int code = ask_core(run, json_pack("{ss,ss}", "type", "resend", "id", id), &answer);
    if (code < 0)
        return code;
    int64_t n = json_number(answer.body, "n", 0);
    packet_free(&answer);
    if (n == 0 && !all)
        return sorry(E_STATE, "no dead letter is called %s; anjungan outbox lists them", id);
    printf("%lld sent again\n", (long long)n);
    return OK;
}
