/* check.c - `anjungan check`: everything that can be known of plugins without a citizen. */
#define _GNU_SOURCE
#include "kit/kit.h"

#include "kit/icons.h"
#include "kit/letters.h"
#include "kit/lines.h"
#include "kit/survey.h"
#include "kit/together.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check_icons(const struct plugin *plugin, struct icons *icons, struct problems *problems)
{
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)plugin_services(plugin), i, row) {
        const char *icon = json_text(row, "icon");
        if (icons && !icons_have(icons, icon))
            problem_add(problems, plugin_path(plugin, PLUGIN_CONF), line_of_name(plugin->texts[PLUGIN_CONF], icon),
                        "there is no icon \"%s\"; take a name of Material Icons, for example \"description\"", icon);
    }
}

/* `returns` is what the services walked so far returned. */
static void check_one(struct chair *chair, const struct plugin *plugin, json_t *returns, struct problems *problems)
{
    struct survey survey;
    survey_open(&survey, chair, plugin, problems);
    survey_tests(&survey);
    survey_returns(&survey, returns);
    survey_walk(&survey);
    survey_unused(&survey);
    printf("%s: %s\n", plugin->folder, survey_told(&survey));
    json_object_update(returns, survey.returns);
    survey_close(&survey);
}

/* Services that are called are walked before those that call them. */
static void check_all(struct chair *chair, struct plugin **plugins, int n, struct problems *problems)
{
    json_t *returns = json_object();
    struct plugin **order = make((size_t)n * sizeof(struct plugin *));
    order_by_calls(plugins, n, order);
    for (int i = 0; i < n; i++)
        check_one(chair, order[i], returns, problems);
    free(order);
    json_decref(returns);
}

int kit_check(struct chair *chair, char **folders, int n)
{
    struct problems *problems = problems_new();
    struct plugin **plugins = make((size_t)n * sizeof *plugins);
    struct icons *icons = icons_open();
    if (!icons)
        puts("icons are not checked: the font Material Icons is not installed here");
    int n_open = 0;
    for (int i = 0; i < n; i++)
        if ((plugins[n_open] = plugin_open(chair, folders[i], problems)))
            n_open++;
    for (int i = 0; i < n_open; i++)
        check_icons(plugins[i], icons, problems);
    for (int i = 0; i < n_open; i++)
        letters_complete(plugins[i], problems);
    check_all(chair, plugins, n_open, problems);
    check_together(plugins, n_open, problems);
    problems_print(problems, "");
    int wrong = problems->n > 0 || n_open < n;
    for (int i = 0; i < n_open; i++)
        plugin_free(plugins[i]);
    free(plugins);
    icons_close(icons);
    problems_free(problems);
    return wrong;
}
