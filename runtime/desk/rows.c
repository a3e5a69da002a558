/* rows.c - the journal of a visit in memory and in the store: appended, cut, looked through. See rows.h. */
#include "desk/rows.h"

#include "desk/desk.h"
#include "domain/picture.h"

#include <string.h>

size_t rows_count(const struct visit *visit)
{
    return json_array_size(visit->rows);
}

const json_t *rows_get(const struct visit *visit, size_t n)
{
    return json_array_get(visit->rows, n);
}

bool rows_is(const struct visit *visit, size_t n, const char *class)
{
    return strcmp(json_text(rows_get(visit, n), "class"), class) == 0;
}

bool row_is_told(const json_t *row)
{
    const char *kind = json_text(row, "kind");
    return strcmp(json_text(row, "class"), "question") == 0 || strcmp(kind, "ktp") == 0 || strcmp(kind, "code") == 0 ||
           picture_is_kind(kind);
}

size_t rows_complete(const struct visit *visit)
{
    size_t n = rows_count(visit);
    return n > 0 && json_object_get(json_array_get(visit->rows, n - 1), "open") ? n - 1 : n;
}

bool rows_is_mine(const struct visit *visit, size_t n)
{
    return strcmp(json_text(rows_get(visit, n), "in"), visit->path) == 0;
}

size_t rows_place(const struct visit *visit, size_t n)
{
    size_t at = 0, complete = rows_complete(visit);
    for (size_t mine = 0; at < complete; at++) {
        if (!rows_is_mine(visit, at) || rows_is(visit, at, "return"))
            continue;
        if (mine++ == n)
            break;
    }
    return at;
}

size_t rows_mine(const struct visit *visit)
{
    size_t mine = 0;
    for (size_t n = 0; n < rows_complete(visit); n++)
        mine += rows_is_mine(visit, n) && !rows_is(visit, n, "return");
    return mine;
}

size_t rows_barrier(const struct visit *visit)
{
    for (size_t n = rows_count(visit); n > 0; n--)
        if (rows_is(visit, n - 1, "effect"))
            return n;
    return 0;
}

void rows_write(struct visit *visit, size_t n)
{
    if (journal_put(&visit->desk->store, &visit->seal, visit->row.id, (int)n, json_array_get(visit->rows, n)) < 0)
        die("the journal cannot be written");
}

void rows_append(struct visit *visit, json_t *row)
{
    json_array_append_new(visit->rows, row);
    rows_write(visit, rows_count(visit) - 1);
}

void rows_cut(struct visit *visit, size_t n)
{
    for (size_t i = rows_count(visit); i > n; i--) {
        json_t *row = json_array_get(visit->rows, i - 1);
        json_object_set(visit->drafts, turn_text("%s%s", json_text(row, "in"), json_text(row, "key")), row);
        json_array_remove(visit->rows, i - 1);
    }
    if (journal_cut(&visit->desk->store, visit->row.id, (int)n) < 0)
        die("the journal cannot be written");
}

json_t *row_new(const struct visit *visit)
{
    const struct step *step = &visit->step;
    json_t *row = json_pack("{ss,ss,ss,ss,sO}", "key", step->key, "class", step->class, "kind", step->kind, "sig",
                            step->sig, "options", step->options);
    if (*visit->path)
        json_object_set_new(row, "in", json_string(visit->path));
    return row;
}

size_t rows_last_question(const struct visit *visit)
{
    for (size_t n = rows_complete(visit); n > rows_barrier(visit); n--)
        if (row_is_told(rows_get(visit, n - 1)))
            return n - 1;
    return rows_count(visit);
}

const json_t *visit_row_of(const struct visit *visit, const char *kind)
{
    for (size_t n = rows_count(visit); n > 0; n--) {
        const json_t *row = rows_get(visit, n - 1);
        if (strcmp(json_text(row, "kind"), kind) == 0 && json_object_get(row, "value"))
            return row;
    }
    return NULL;
}

void visit_put_intent(struct visit *visit, json_t *value_so_far)
{
    if (rows_complete(visit) == rows_count(visit)) {
        json_t *row = row_new(visit);
        json_object_set_new(row, "open", json_true());
        json_array_append_new(visit->rows, row);
    }
    json_object_set_new(json_array_get(visit->rows, rows_count(visit) - 1), "value", value_so_far);
    rows_write(visit, rows_count(visit) - 1);
}

const json_t *visit_intent(const struct visit *visit)
{
    size_t n = rows_complete(visit);
    return n < rows_count(visit) ? json_object_get(rows_get(visit, n), "value") : NULL;
}
