/* plain.c - see plain.h. The same parts in the same order as slip.c draws them; without the code, since a phone can be
 * told its number by hand. */
#define _GNU_SOURCE
#include "paper/plain.h"

#include "base/words.h"

#include <stdio.h>

/* A line of its own: a break inside a text is a space, a mark before it no mark. */
static void put(FILE *to, const char *mark, const char *text)
{
    if (!*text)
        return;
    fputs(mark, to);
    if (!*mark && (*text == '#' || *text == '-'))
        putc(' ', to);
    for (; *text; text++)
        putc(*text == '\n' ? ' ' : *text, to);
    putc('\n', to);
}

static void put_rule(FILE *to)
{
    fputs("-\n", to);
}

static void put_row(FILE *to, const struct saying *saying, const char *key, const char *value)
{
    if (*value)
        put(to, "", turn_text("%s: %s", saying_word(saying, key), value));
}

static void put_head(FILE *to, const struct saying *saying)
{
    put(to, "", saying_data(saying, "site"));
    put(to, "", saying_data(saying, "place"));
    put_rule(to);
}

static void put_subject(FILE *to, const struct saying *saying)
{
    const char *key = *saying_data(saying, "number") ? "number" : "case";
    if (*saying_data(saying, key)) {
        put(to, "", saying_word(saying, key));
        put(to, "#", saying_data(saying, key));
    }
    put(to, "", saying_data(saying, "queue.name"));
    put(to, "", saying_data(saying, "title"));
    put(to, "", saying_data(saying, "list.title"));
}

static void put_list(FILE *to, const char *mark, const json_t *list)
{
    size_t i;
    json_t *text;
    json_array_foreach (list, i, text)
        put(to, "", turn_text("%s%s", mark, json_string_value(text)));
}

static void put_rows(FILE *to, const struct saying *saying)
{
    put_row(to, saying, "wait", saying_data(saying, "queue.place"));
    put_row(to, saying, "ahead", saying_ahead(saying));
    put_row(to, saying, "printed", saying_data(saying, "printed"));
}

static void put_bill(FILE *to, const struct saying *saying)
{
    const json_t *bill = json_object_get(saying->data, "bill");
    if (!bill)
        return;
    put(to, "", saying_word(saying, "unpaid"));
    put_row(to, saying, "bill", json_text(bill, "code"));
    put_row(to, saying, "amount", words_rupiah(saying->language, json_number(bill, "amount", 0)));
    put_row(to, saying, "before", saying_expiry(saying));
}

static void put_notes(FILE *to, const struct saying *saying)
{
    const json_t *notes = json_object_get(saying->data, "notes");
    bool list = json_object_get(saying->data, "list") != NULL;
    if (!list && json_array_size(notes) > 0)
        put(to, "", saying_word(saying, "bring"));
    put_list(to, list ? "" : "* ", notes);
    if (*saying_data(saying, "number"))
        put(to, "", saying_word(saying, "missed"));
}

char *plain_write(const struct saying *saying)
{
    char *text;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to)
        die("out of memory");
    put_head(to, saying);
    put_subject(to, saying);
    put_rule(to);
    put_list(to, "[ ] ", json_at(saying->data, "list.items"));
    put_rows(to, saying);
    put_bill(to, saying);
    put_rule(to);
    put_notes(to, saying);
    put(to, "", saying_foot(saying));
    fclose(to);
    return text;
}
