/* author.c - see author.h.
 *
 * Moving an open visit onto new code is no new mechanism: its rows get the hash of the new code, and a child begins
 * with the journal as after a crash. Where the new code asks something else the journal is cut, and the rest are drafts
 * that lead back to the question that was open. */
#define _GNU_SOURCE
#include "desk/author.h"

#include "base/guard.h"
#include "base/memfile.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/rows.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { SOON_MS = 10, TERMINAL = 3 };

static const char nobody[] = "author"; /* the visit of a screen that has none */

/* --- what is wrong ---------------------------------------------------------------------------------------------------
 */

static void tell(const struct author *author, const char *text)
{
    if (author->terminal >= 0)
        dprintf(author->terminal, "%s\n", text);
}

static void keep(struct author *author, const char *text)
{
    if (!author->service)
        return;
    snprintf(author->why, sizeof author->why, "%s", text);
    mask_text(author->why);
    tell(author, author->why);
}

int author_blame(struct author *author, const char *service, const char *format, ...)
{
    char text[AUTHOR_TEXT];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    keep(author, text);
    return fail(E_FORMAT, "service %s: %s", service, text);
}

static json_t *fault_options(const char *why)
{
    return json_pack("{ss,ss,ss,s[s,s]}", "what", "author", "code", "", "text", why, "choices", "retry", "end");
}

json_t *author_fault(struct author *author)
{
    if (!*author->why)
        return NULL;
    json_t *options = fault_options(author->why);
    *author->why = 0;
    return options;
}

/* There is no visit to show it in. */
static void show_alone(struct author *author)
{
    static const char words[] = "{\"manifest\": {}, \"words\": {}}";
    struct role *ui = &author->desk->ui;
    int fd = ui->here ? memfile_make("words", words, strlen(words)) : E_STATE;
    if (fd < 0)
        return;
    role_put_with(ui,
                  json_pack("{ss,ss,ss,ss}", "type", "visit", "visit", nobody, "service", author->service, "language",
                            json_string_value(json_array_get(site_languages(&author->desk->site), 0))),
                  fd);
    role_put(ui, json_pack("{ss,ss,si,ss,ss,so,sb}", "type", "screen", "visit", nobody, "step", 1, "kind", "fault",
                           "key", "", "options", fault_options(author->why), "back", false));
}

static bool belongs(const char *service, const char *plugin)
{
    size_t n = strlen(plugin);
    return strncmp(service, plugin, n) == 0 && (!service[n] || service[n] == '.');
}

void author_refuse(struct author *author, const char *plugin, const char *why)
{
    struct visit *visit = author->desk->visit;
    fail(E_FORMAT, "plugin %s is not offered: %s", plugin, why);
    if (!author->service)
        return;
    keep(author, belongs(author->service, plugin) ? why : turn_text("%s/%s", plugin, why));
    if (visit && (belongs(visit->row.service, plugin) || belongs(visit_service(visit), plugin)))
        visit_fail(visit, "FLW-01");
    else if (!visit && belongs(author->service, plugin))
        show_alone(author);
}

/* --- the open visit, in the new code ---------------------------------------------------------------------------------
 */

/* The hash of the code that offers this service now, when it is another one than `old`. */
static const char *newer(const struct desk *desk, const char *service, const char *old)
{
    const struct plugin *plugin;
    return catalog_service(&desk->catalog, service, &plugin) && !text_is(plugin->known.hash, old) ? plugin->known.hash
                                                                                                  : NULL;
}

static bool move_visit(struct visit *visit)
{
    const char *hash = newer(visit->desk, visit->row.service, visit->row.bundle);
    if (!hash)
        return false;
    snprintf(visit->row.bundle, sizeof visit->row.bundle, "%s", hash);
    journal_set_bundle(&visit->desk->store, visit->row.id, hash);
    return true;
}

static bool move_calls(struct visit *visit)
{
    bool moved = false;
    for (size_t n = 0; n < rows_count(visit); n++) {
        json_t *row = json_array_get(visit->rows, n);
        const char *service = json_text(json_object_get(row, "options"), "service"), *hash;
        if (!rows_is(visit, n, "call") || !(hash = newer(visit->desk, service, json_text(row, "bundle"))))
            continue;
        json_object_set_new(row, "bundle", json_string(hash));
        rows_write(visit, n);
        moved = true;
    }
    return moved;
}

static bool offers(const struct desk *desk, const char *service)
{
    const struct plugin *plugin;
    return catalog_service(&desk->catalog, service, &plugin) != NULL;
}

/* A rule that has another value now is asked again, with everything after it. */
static void forget_old_rules(struct visit *visit)
{
    for (size_t n = rows_barrier(visit); n < rows_complete(visit); n++) {
        const json_t *row = rows_get(visit, n);
        const char *key = json_text(row, "key");
        if (!rows_is_mine(visit, n) || !text_is(json_text(row, "kind"), "rule"))
            continue;
        const json_t *rule = visit_rule(visit, key + strlen("rule:"), visit->row.today);
        if (json_equal(json_object_get(rule, "value"), json_object_get(row, "value")))
            continue;
        key = visit_key(visit, key);
        rows_cut(visit, n);
        json_object_del(visit->drafts, key);
        return;
    }
}

/* On to the question that is open now; the child reads the journal when it is there, after this turn. */
static void go_on_from_here(struct visit *visit)
{
    if (visit->faulting) { /* whatever it was may be repaired */
        step_stop(visit);
        visit->step.open = visit->faulting = false;
    }
    if (!*visit->asked)
        snprintf(visit->home, sizeof visit->home, "%s", visit_key(visit, visit->step.key));
    visit_move(visit);
    forget_old_rules(visit);
}

static void reload_visit(struct visit *visit)
{
    bool moved = move_visit(visit), called = move_calls(visit);
    bool whole = offers(visit->desk, visit->row.service) && offers(visit->desk, visit_service(visit));
    if (moved || called || (visit->faulting && whole))
        go_on_from_here(visit);
}

void author_go_on(struct author *author)
{
    struct desk *desk = author->desk;
    if (!author->service)
        return;
    bool offered = offers(desk, author->service);
    if (offered)
        *author->why = 0;
    if (desk->visit)
        reload_visit(desk->visit);
    else if (!desk->ui.here)
        return;
    else if (*author->why)
        show_alone(author);
    else if (offered && author->eager)
        visit_start(desk, author->service, json_string_value(json_array_get(site_languages(&desk->site), 0)));
    author->eager = author->eager && !desk->visit;
}

/* --- what was saved --------------------------------------------------------------------------------------------------
 */

static void on_soon(void *mine)
{
    struct author *author = mine;
    author->eager = true;
    for (int i = 0; i < author->desk->catalog.n; i++) {
        if (!author->changed[i])
            continue;
        author->changed[i] = false;
        tell(author, turn_text("%s was saved", author->desk->catalog.list[i].id));
        catalog_read_again(&author->desk->catalog, i);
    }
}

/* Editors leave copies and swap files beside what they save. */
static bool matters(const char *name)
{
    const char *dot = strrchr(name, '.');
    return name[0] != '.' && dot && (text_is(dot, ".conf") || text_is(dot, ".lua") || text_is(dot, ".json"));
}

static void note(struct author *author, const struct inotify_event *event)
{
    if (event->len == 0 || !matters(event->name))
        return;
    for (int i = 0; i < author->desk->catalog.n; i++)
        author->changed[i] = author->changed[i] || author->folders[i] == event->wd || author->letters[i] == event->wd;
    loop_after(author->desk->loop, &author->soon, SOON_MS);
}

static void on_saved(void *mine, bool readable, bool writable)
{
    struct author *author = mine;
    _Alignas(struct inotify_event) char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    (void)readable;
    (void)writable;
    ssize_t n = read(author->saved.fd, bytes, sizeof bytes);
    for (ssize_t at = 0; at < n;) {
        const struct inotify_event *event = (const void *)(bytes + at);
        note(author, event);
        at += (ssize_t)(sizeof *event + event->len);
    }
}

/* --- life ------------------------------------------------------------------------------------------------------------
 */

void author_start(struct author *author, struct desk *desk)
{
    *author = (struct author){.desk = desk, .terminal = -1, .saved = {.fd = -1}};
    author->soon = (struct timer){.due = on_soon, .mine = author};
    author->service = json_string_value(json_at(desk->site.settings, "author.service"));
    author->eager = author->service != NULL;
    if (author->service && guard_listen_fds() == 1)
        author->terminal = TERMINAL;
}

int author_watch(struct author *author)
{
    struct catalog *catalog = &author->desk->catalog;
    const char *folder = json_text(json_object_get(author->desk->site.settings, "folders"), "plugins");
    if (!author->service)
        return OK;
    author->saved = (struct watch){inotify_init1(IN_NONBLOCK | IN_CLOEXEC), on_saved, author};
    if (author->saved.fd < 0)
        return fail_errno("watch the plugins");
    for (int i = 0; i < catalog->n; i++) {
        const char *path = turn_text("%s/%s", folder, catalog->list[i].id);
        author->folders[i] = inotify_add_watch(author->saved.fd, path, IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE);
        if (author->folders[i] < 0)
            fail_errno("watch %s", path);
        author->letters[i] = inotify_add_watch(author->saved.fd, turn_text("%s/letters", path),
                                               IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE); /* many have none */
    }
    return loop_watch(author->desk->loop, &author->saved, false);
}

void author_close(struct author *author)
{
    if (author->saved.fd < 0)
        return;
    loop_forget(author->desk->loop, &author->soon);
    loop_unwatch(author->desk->loop, &author->saved);
    close(author->saved.fd);
    author->saved.fd = -1;
}
