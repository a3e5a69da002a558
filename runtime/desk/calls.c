/* calls.c - a service that calls another one: a journey.
 *
 * One script runs at a time. The caller's child is gone while the called service runs, and is begun again from the
 * journal when that has returned; so neither ever shares a process with the other. What crosses the border stands in
 * the call, in `calls` of the one manifest and in `accepts` of the other, and the citizen agrees to it before the
 * called service may do anything with it. */
#include "base/text.h"
#include "desk/desk.h"
#include "desk/rows.h"

#include <stdio.h>

static bool lists(const json_t *names, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)names, i, one) {
        if (json_is_string(one) && text_is(json_string_value(one), name))
            return true;
    }
    return false;
}

/* --- which script runs -----------------------------------------------------------------------------------------------
 */

/* The path that this row leads into. */
static char *path_of(const json_t *row)
{
    const char *in = json_text(row, "in");
    return text_is(json_text(row, "class"), "call") ? turn_text("%s%s/", in, json_text(row, "key"))
                                                    : turn_text("%s", in);
}

/* The row that called the script of this path; NULL for the visit's own script. */
static const json_t *call_of(const struct visit *visit, const char *path)
{
    for (size_t n = rows_count(visit); *path && n > 0; n--)
        if (rows_is(visit, n - 1, "call") && text_is(path_of(rows_get(visit, n - 1)), path))
            return rows_get(visit, n - 1);
    return NULL;
}

static const json_t *find_service(const struct bundle *bundle, const char *id)
{
    json_t *row;
    size_t i;
    json_array_foreach (json_at(bundle->parsed, "manifest.services"), i, row) {
        if (text_is(json_text(row, "id"), id))
            return row;
    }
    return NULL;
}

bool call_enter(struct visit *visit)
{
    const char *path = path_of(rows_get(visit, rows_count(visit) - 1));
    const json_t *call = call_of(visit, path), *options = json_object_get(call, "options");
    visit->input = json_object_get(options, "input");
    if (visit->service && text_is(path, visit->path))
        return true;
    snprintf(visit->path, sizeof visit->path, "%s", path);
    bundle_free(&visit->bundle);
    visit->bundle = (struct bundle){0};
    visit->service = NULL;
    if (bundle_find(&visit->desk->store, call ? json_text(call, "bundle") : visit->row.bundle, &visit->bundle) < 0)
        return false;
    visit->service = find_service(&visit->bundle, call ? json_text(options, "service") : visit->row.service);
    if (visit->service && visit->desk->visit == visit)
        visit_show_words(visit);
    return visit->service != NULL;
}

/* --- calling ---------------------------------------------------------------------------------------------------------
 */

/* A service that is at work already would wait for itself. */
static bool is_open(const struct visit *visit, const char *service)
{
    char *path = turn_text("%s", visit->path);
    if (text_is(service, visit->row.service))
        return true;
    for (const json_t *call; (call = call_of(visit, path)); path = turn_text("%s", json_text(call, "in")))
        if (text_is(json_text(json_object_get(call, "options"), "service"), service))
            return true;
    return false;
}

static int depth(const char *path)
{
    int n = 0;
    for (; *path; path++)
        n += *path == '/';
    return n;
}

static const json_t *calls_row(const struct visit *visit, const char *service)
{
    json_t *row;
    size_t i;
    json_array_foreach (json_at(visit->bundle.parsed, "manifest.calls"), i, row) {
        if (text_is(json_text(row, "service"), service))
            return row;
    }
    return NULL;
}

/* What is wrong with handing this over, or NULL. */
static const char *objection(const struct visit *visit, const char *service, const json_t *called)
{
    const json_t *row = calls_row(visit, service);
    const char *name;
    json_t *value;
    if (!row)
        return turn_text("%s is not among the calls of its manifest", service);
    if (is_open(visit, service))
        return turn_text("%s is at work already", service);
    if (depth(visit->path) == VISIT_CALLS)
        return turn_text("more than %d services within services", VISIT_CALLS);
    json_object_foreach (json_object_get(visit->step.options, "input"), name, value) {
        if (!lists(json_object_get(row, "shares"), name))
            return turn_text("\"%s\" is not among what its manifest shares with %s", name, service);
        if (called && !lists(json_object_get(called, "accepts"), name))
            return turn_text("%s does not accept \"%s\"", service, name);
    }
    return NULL;
}

static void refuse(struct visit *visit, const char *code)
{
    desk_call_staff(visit->desk, code);
    visit_fault(visit, "service", code, json_pack("[s,s]", "counter", "end"));
}

/* Names only: what they hold is nobody's business in a log. */
static void log_call(const struct visit *visit, const char *service)
{
    const char *names = "nothing", *name;
    json_t *value, *input = json_object_get(visit->step.options, "input");
    json_object_foreach (input, name, value)
        names = text_is(names, "nothing") ? name : turn_text("%s, %s", names, name);
    say("visit: %s calls %s and hands over: %s", visit_service(visit), service, names);
}

static json_t *new_return(const char *in, const char *key, const json_t *value)
{
    json_t *row = json_pack("{ss,ss,ss,ss,s{}}", "key", key, "class", "return", "kind", "return", "sig", "", "options");
    if (*in)
        json_object_set_new(row, "in", json_string(in));
    if (value)
        json_object_set_new(row, "value", json_deep_copy(value));
    return row;
}

void call_start(struct visit *visit)
{
    const struct plugin *plugin = NULL;
    const char *service = turn_text("%s", json_text(visit->step.options, "service"));
    const json_t *called = catalog_service(&visit->desk->catalog, service, &plugin);
    const char *wrong = objection(visit, service, called);
    if (wrong) {
        author_blame(&visit->desk->author, visit_service(visit), "%s", wrong);
        refuse(visit, "FLW-05");
        return;
    }
    if (called && catalog_verify(&visit->desk->catalog, plugin) < 0)
        called = NULL;
    if (!called && !json_truth(visit->step.options, "may_fail")) {
        author_blame(&visit->desk->author, visit_service(visit), "main.lua: nobody offers %s here", service);
        refuse(visit, "FLW-06");
        return;
    }
    json_t *row = row_new(visit);
    if (called)
        json_object_set_new(row, "bundle", json_string(plugin->known.hash));
    rows_append(visit, row);
    if (called)
        log_call(visit, service);
    else
        rows_append(visit, new_return(visit->path, visit->step.key, NULL));
    visit_run(visit);
}

void call_return(struct visit *visit, const json_t *value)
{
    const json_t *call = call_of(visit, visit->path);
    rows_append(visit, new_return(json_text(call, "in"), json_text(call, "key"), value));
    visit_run(visit);
}

/* --- consent ---------------------------------------------------------------------------------------------------------
 */

static bool covers(const json_t *shares, const json_t *input)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)input, name, value)
        if (!lists(shares, name))
            return false;
    return true;
}

bool call_agreed(const struct visit *visit)
{
    static const char *const harmless[] = {"rule", "today", "now"};
    if (json_object_size(visit->input) == 0 || text_is(visit->step.class, "question"))
        return true;
    for (size_t i = 0; i < COUNT(harmless); i++)
        if (text_is(visit->step.kind, harmless[i]))
            return true;
    for (size_t n = 0; n < rows_complete(visit); n++)
        if (rows_is_mine(visit, n) && text_is(json_text(rows_get(visit, n), "kind"), "consent") &&
            covers(json_at(rows_get(visit, n), "options.shares"), visit->input))
            return true;
    author_blame(&visit->desk->author, visit_service(visit),
                 "main.lua: it was called with the citizen's data, and %s comes before a consent that names all of it",
                 visit->step.key);
    return false;
}
