/* show.c - what the citizen sees: the open step as a screen. Core says which screen; how it looks is ui's. */
#include "base/memfile.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/desk.h"
#include "desk/rows.h"

#include <stdlib.h>
#include <string.h>

bool visit_can_back(const struct visit *visit)
{
    if (!visit->step.open || text_is(visit->step.class, "effect") || visit->faulting)
        return false;
    return *visit->asked || rows_last_question(visit) < rows_count(visit); /* asked: from Ubah to the review */
}

static json_t *stage_of(const struct visit *visit)
{
    json_t *stages = json_at(visit->bundle.parsed, "manifest.stages"), *name;
    size_t i;
    json_array_foreach (stages, i, name) {
        if (text_is(json_string_value(name), visit->stage))
            return json_pack("{sI,sI,ss}", "at", (json_int_t)i + 1, "of", (json_int_t)json_array_size(stages), "key",
                             visit->stage);
    }
    return NULL;
}

/* Answers, the card, a code: what the citizen may look over. Facts and effects are not theirs to change. */
static bool reviewed(const json_t *row)
{
    const char *kind = json_text(row, "kind");
    return row_is_told(row) && !text_is(kind, "review") && !text_is(kind, "info") && !text_is(kind, "consent") &&
           !text_is(kind, "confirm") && !text_is(kind, "pin");
}

/* What a row needs to be worded, and no more: options may nest as deep as a packet allows. */
static json_t *wording(const json_t *options)
{
    json_t *few = json_object();
    static const char *const names[] = {"unit", "with"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (json_object_get(options, names[i]))
            json_object_set(few, names[i], json_object_get(options, names[i]));
    return few;
}

static json_t *review_rows(const struct visit *visit)
{
    json_t *rows = json_array();
    for (size_t n = 0; n < rows_complete(visit); n++) {
        const json_t *row = rows_get(visit, n), *value = json_object_get(row, "value");
        const char *source = json_text(value, "source");
        if (!rows_is_mine(visit, n) || !reviewed(row))
            continue;
        json_t *shown = json_pack("{ss,ss,sO,so,sb}", "key", json_text(row, "key"), "kind", json_text(row, "kind"),
                                  "value", value, "options", wording(json_object_get(row, "options")), "editable",
                                  n >= rows_barrier(visit) && (!*source || text_is(source, "typed")));
        if (*source)
            json_object_set_new(shown, "source", json_string(source));
        json_array_append_new(rows, shown);
    }
    return rows;
}

static void put_screen(struct visit *visit, json_t *screen)
{
    loop_forget(visit->desk->loop, &visit->slow);
    json_wipe(visit->screen);
    visit->screen = screen;
    role_put(&visit->desk->ui, json_deep_copy(screen));
}

static json_t *new_screen(struct visit *visit, const char *kind, json_t *options)
{
    visit->step.serial = ++visit->serial;
    json_t *screen = json_pack("{ss,ss,si,ss,ss,so,sb}", "type", "screen", "visit", visit->row.id, "step",
                               visit->step.serial, "kind", kind, "key", visit->step.key, "options", options, "back",
                               visit_can_back(visit) && !text_is(kind, "wait"));
    json_t *stage = stage_of(visit);
    if (stage)
        json_object_set_new(screen, "stage", stage);
    return screen;
}

void visit_show(struct visit *visit, const char *kind, json_t *options)
{
    json_t *screen = new_screen(visit, kind, options);
    const json_t *draft = json_object_get(visit->drafts, visit_key(visit, visit->step.key));
    bool secret = text_is(kind, "pin"); /* no window needs to know it again */
    if (draft && !secret && text_is(json_text(draft, "kind"), kind) && json_object_get(draft, "value"))
        json_object_set(screen, "default", json_object_get(draft, "value"));
    if (text_is(kind, "review"))
        json_object_set_new(screen, "rows", review_rows(visit));
    put_screen(visit, screen);
}

void visit_show_error(struct visit *visit, const char *error)
{
    json_t *screen = json_deep_copy(visit->screen);
    visit->step.serial = ++visit->serial;
    json_object_set_new(screen, "step", json_integer(visit->step.serial));
    json_object_set_new(screen, "error", json_string(error));
    put_screen(visit, screen);
}

void visit_show_soon(struct visit *visit, const char *what, const char *agency, bool cancel)
{
    json_decref(visit->soon);
    visit->soon = json_pack("{ss,ss,sb}", "what", what, "agency", agency, "cancel", cancel);
    if (visit->screen && text_is(json_text(visit->screen, "kind"), "wait"))
        visit_show_now(visit); /* already waiting: only say for what */
    else
        loop_after(visit->desk->loop, &visit->slow, VISIT_SLOW_MS);
}

void visit_show_now(struct visit *visit)
{
    put_screen(visit, new_screen(visit, "wait", json_incref(visit->soon)));
}

/* What the citizen need not fear for, now that something failed. */
static const char *safe_so_far(const struct visit *visit)
{
    if (visit_row_of(visit, "send"))
        return "sent";
    return text_is(json_text(json_object_get(visit_row_of(visit, "pay"), "value"), "state"), "paid") ? "paid"
                                                                                                     : "nothing";
}

void visit_fault(struct visit *visit, const char *what, const char *code, json_t *choices)
{
    json_t *options = author_fault(&visit->desk->author);
    visit->faulting = true;
    say("visit: fault %s %s at %s", what, code, visit->step.key);
    if (options)
        json_decref(choices);
    else
        options =
            json_pack("{ss,ss,so,ss}", "what", what, "code", code, "choices", choices, "safe", safe_so_far(visit));
    put_screen(visit, new_screen(visit, "fault", options));
}

void visit_show_words(struct visit *visit)
{
    json_t *words = json_pack("{sO,sO}", "manifest", json_object_get(visit->bundle.parsed, "manifest"), "words",
                              json_object_get(visit->bundle.parsed, "words"));
    char *text = json_write(words);
    int fd = memfile_make("words", text, strlen(text));
    free(text);
    json_decref(words);
    if (fd >= 0)
        role_put_with(&visit->desk->ui,
                      json_pack("{ss,ss,ss,ss}", "type", "visit", "visit", visit->row.id, "service",
                                visit_service(visit), "language", visit->row.language),
                      fd);
}

void visit_show_again(struct visit *visit)
{
    visit_show_words(visit);
    if (visit->screen)
        role_put(&visit->desk->ui, json_deep_copy(visit->screen));
    camera_show_again(visit);
}

const char *visit_text(const struct visit *visit, const char *name)
{
    const json_t *words = json_object_get(visit->bundle.parsed, "words");
    const char *text = words_find(words, visit->row.language, words_key(turn_text("%s.%s", visit->step.key, name)));
    return text ? words_fill(text, visit->row.language, json_object_get(visit->step.options, "with")) : NULL;
}
