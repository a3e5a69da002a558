/* rules: every rule of the shipped plugins and of the shared files, as of each day on which something changes. On the
 * first and last day of a row it is the one that holds, the day before and after it is not, and between the first day
 * and the last that are told there is no day without an answer. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "domain/rule.h"
#include "kit/plugin.h"
#include "kit/problems.h"
#include "test.h"

#include <dirent.h>
#include <stdlib.h>

static struct chair chair;
static int rows_seen, shared_seen;

static const char *later(const char *day, int days)
{
    static char text[2][11];
    static int turn;
    struct day from;
    must(day_read(day, &from));
    turn = !turn;
    day_write(day_from_number(day_number(from) + days), text[turn]);
    return text[turn];
}

/* A row of the same rule and place that begins the day after this one ends, or one that holds in a wider place. */
static bool goes_on(const json_t *parsed, const json_t *row)
{
    const char *next = later(json_text(row, "valid_to"), 1);
    return rule_find(parsed, json_text(row, "name"), next, json_text(row, "place")) != NULL;
}

static bool is_last(const json_t *parsed, const json_t *row)
{
    size_t i;
    json_t *other;
    json_array_foreach (json_object_get(parsed, "rules"), i, other)
        if (strcmp(json_text(other, "name"), json_text(row, "name")) == 0 &&
            strcmp(json_text(other, "valid_from"), json_text(row, "valid_to")) > 0)
            return false;
    return true;
}

static void check_row(const json_t *parsed, const json_t *row)
{
    const char *name = json_text(row, "name"), *place = json_text(row, "place"), *from = json_text(row, "valid_from");
    const char *to = json_text(row, "valid_to");
    check(rule_find(parsed, name, from, place) == row);
    check(rule_find(parsed, name, later(from, -1), place) != row);
    check(*json_text(row, "law"));
    if (*to) {
        check(rule_find(parsed, name, to, place) == row);
        check(rule_find(parsed, name, later(to, 1), place) != row);
        check(is_last(parsed, row) || goes_on(parsed, row));
    } else {
        check(rule_find(parsed, name, "2199-12-31", place) == row);
    }
    rows_seen++;
    shared_seen += strncmp(name, "common.", 7) == 0;
}

static void check_plugin(const char *folder)
{
    struct problems *problems = problems_new();
    struct plugin *plugin = plugin_open(&chair, folder, problems);
    size_t i;
    json_t *row;
    problems_print(problems, "");
    check(plugin != NULL);
    json_array_foreach (plugin ? json_object_get(plugin->parsed, "rules") : NULL, i, row)
        check_row(plugin->parsed, row);
    plugin_free(plugin);
    problems_free(problems);
    turn_end();
}

static int is_folder(const struct dirent *entry)
{
    return entry->d_type == DT_DIR && entry->d_name[0] != '.';
}

static void check_all(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_folder, alphasort);
    must(n > 0);
    for (int i = 0; i < n; i++) {
        check_plugin(turn_text("%s/%s", folder, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
}

int main(void)
{
    must(chair_open(&chair, BUILD "/bin") == OK);
    must(rulebook_open(&chair.rulebook, SOURCE "/rules", NULL) == OK);
    check_all(SOURCE "/plugins");
    check_all(SOURCE "/examples");
    printf("%d rows\n", rows_seen);
    check(rows_seen >= 25 && shared_seen >= 3);
    chair_close(&chair);
    return test_end();
}
