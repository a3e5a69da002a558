/* rules.c - see rules.h. */
#include "flow/rules.h"

#include <string.h>

static const char common[] = "common.";

static const struct member rule_members[] = {{"name", 'n', true},      {"value", '*', true},
                                             {"unit", 's', false},     {"valid_from", 'd', true},
                                             {"valid_to", 'd', false}, {"law", 's', true},
                                             {"source", 's', false},   {"note", 's', false},
                                             {"place", 'p', false},    {0}};

static bool overlap(const json_t *a, const json_t *b)
{
    static const char *const for_ever = "9999";
    return strcmp(json_text(a, "name"), json_text(b, "name")) == 0 &&
           strcmp(json_text(a, "place"), json_text(b, "place")) == 0 &&
           strcmp(json_text_or(a, "valid_to", for_ever), json_text(b, "valid_from")) >= 0 &&
           strcmp(json_text_or(b, "valid_to", for_ever), json_text(a, "valid_from")) >= 0;
}

static bool is_common(const json_t *row)
{
    return strncmp(json_text(row, "name"), common, strlen(common)) == 0;
}

static int check_row(struct reading *r, const struct source_file *f, size_t i, const json_t *row, const json_t *all)
{
    const char *way = turn_text("rules.[%zu]", i);
    if (members_check(r, f, way, row, rule_members) < 0)
        return E_FORMAT;
    const char *from = json_text(row, "valid_from"), *name = json_text(row, "name");
    if (strcmp(json_text_or(row, "valid_to", from), from) < 0)
        return members_wrong(r, f, members_way(way, "valid_to"), "%s ends before it begins", name);
    for (size_t j = 0; j < i; j++)
        if (overlap(row, json_array_get(all, j)))
            return members_wrong(r, f, way, "on some day %s has this value and that of rule %zu; end one with valid_to",
                                 name, j + 1);
    return OK;
}

static int check_file(struct reading *r, const struct source_file *f)
{
    static const struct member members[] = {{"rules", 'r', true}, {0}};
    json_t *all = json_object_get(f->value, "rules"), *row;
    size_t i;
    if (members_check(r, f, "", f->value, members) < 0)
        return E_FORMAT;
    json_array_foreach (all, i, row)
        if (check_row(r, f, i, row, all) < 0)
            return E_FORMAT;
    return OK;
}

int rules_check(struct reading *r, const struct source_file *f)
{
    size_t i;
    json_t *row;
    if (check_file(r, f) < 0)
        return E_FORMAT;
    json_array_foreach (json_object_get(f->value, "rules"), i, row)
        if (is_common(row))
            return members_wrong(r, f, turn_text("rules.[%zu]", i),
                                 "%s is for everybody and comes with the kiosk; list it in rules of plugin.conf, or "
                                 "give yours another name",
                                 json_text(row, "name"));
    return OK;
}

static bool lists(const json_t *names, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)names, i, one)
        if (strcmp(json_string_value(one), name) == 0)
            return true;
    return false;
}

/* Not beside a row of the plugin or of another file that says something else of the same day and place. */
static int take_row(struct reading *r, const struct source_file *f, size_t at, json_t *row, json_t *rows)
{
    size_t i;
    json_t *other;
    json_array_foreach (rows, i, other)
        if (overlap(row, other))
            return members_wrong(r, f, turn_text("rules.[%zu]", at),
                                 "another file says something else of %s on some of these days; end one with valid_to",
                                 json_text(row, "name"));
    json_array_append(rows, row);
    return OK;
}

int rules_take(struct reading *r, const struct source_file *f, const json_t *wanted, json_t *rows)
{
    size_t i;
    json_t *row;
    if (check_file(r, f) < 0)
        return E_FORMAT;
    json_array_foreach (json_object_get(f->value, "rules"), i, row) {
        if (!is_common(row) && !*json_text(row, "place"))
            return members_wrong(r, f, turn_text("rules.[%zu]", i),
                                 "%s belongs to a plugin; write place = the region code for which this row holds",
                                 json_text(row, "name"));
        if (lists(wanted, json_text(row, "name")) && take_row(r, f, i, row, rows) < 0)
            return E_FORMAT;
    }
    return OK;
}
