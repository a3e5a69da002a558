/* together.c - see together.h. */
#include "kit/together.h"

#include "kit/lines.h"

#include <string.h>

struct group {
    struct plugin **plugins;
    int n;
    struct problems *problems;
};

static const struct plugin *offers(const struct group *group, const char *service)
{
    for (int i = 0; i < group->n; i++)
        if (plugin_service(group->plugins[i], service))
            return group->plugins[i];
    return NULL;
}

static int line_of(const struct plugin *plugin, const char *name)
{
    return line_of_name(plugin->texts[PLUGIN_CONF], name);
}

static void check_twins(const struct group *group, const struct plugin *plugin)
{
    const json_t *services = plugin_services(plugin);
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)services, i, row) {
        const char *id = json_text(row, "id");
        const struct plugin *first = offers(group, id);
        if (first != plugin || plugin_service(plugin, id) != row)
            problem_add(group->problems, plugin_path(plugin, PLUGIN_CONF), line_of(plugin, id),
                        "the service %s is offered twice, in %s too; give it another id", id,
                        plugin_path(first, PLUGIN_CONF));
    }
}

static const json_t *calls_of(const struct plugin *plugin)
{
    return json_object_get(plugin_manifest(plugin), "calls");
}

/* The way from `plugin` to a service of `home`, over services that call each other: "a.b, c.d", or NULL. */
static const char *way_home(const struct group *group, const struct plugin *plugin, const struct plugin *home,
                            int depth)
{
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)calls_of(plugin), i, row) {
        const char *service = json_text(row, "service");
        const struct plugin *next = offers(group, service);
        if (next == home)
            return service;
        const char *rest = next && depth < group->n ? way_home(group, next, home, depth + 1) : NULL;
        if (rest)
            return turn_text("%s, which calls %s", service, rest);
    }
    return NULL;
}

static bool lists(const json_t *names, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)names, i, one) {
        if (strcmp(json_string_value(one), name) == 0)
            return true;
    }
    return false;
}

static void check_accepted(const struct group *group, const struct plugin *plugin, const json_t *row)
{
    const char *service = json_text(row, "service");
    const struct plugin *called = offers(group, service);
    size_t i;
    json_t *name;
    if (!called)
        return; /* it may be offered by a plugin that is not looked at here */
    json_array_foreach (json_object_get(row, "shares"), i, name) {
        const char *text = json_string_value(name);
        if (!lists(json_object_get(plugin_service(called, service), "accepts"), text))
            problem_add(group->problems, plugin_path(plugin, PLUGIN_CONF), line_of(plugin, service),
                        "%s does not accept \"%s\"; take it out of shares, or let accepts of %s list it", service, text,
                        plugin_path(called, PLUGIN_CONF));
    }
}

static void check_calls(const struct group *group, const struct plugin *plugin)
{
    size_t i;
    json_t *row;
    const char *circle = way_home(group, plugin, plugin, 0);
    if (circle)
        problem_add(
            group->problems, plugin_path(plugin, PLUGIN_CONF), line_of_setting(plugin->texts[PLUGIN_CONF], "calls"),
            "it calls %s: that is a circle, and a service at work already cannot be called; end it in one place",
            circle);
    json_array_foreach ((json_t *)(uintptr_t)calls_of(plugin), i, row)
        check_accepted(group, plugin, row);
}

void check_together(struct plugin **plugins, int n, struct problems *problems)
{
    struct group group = {plugins, n, problems};
    for (int i = 0; i < n; i++) {
        check_twins(&group, plugins[i]);
        check_calls(&group, plugins[i]);
    }
}

static bool is_among(const struct plugin *plugin, struct plugin **order, int n)
{
    for (int i = 0; i < n; i++)
        if (order[i] == plugin)
            return true;
    return false;
}

/* All whom it calls have their place. */
static bool is_ready(const struct group *group, const struct plugin *plugin, struct plugin **order, int n)
{
    size_t i;
    json_t *row;
    json_array_foreach ((json_t *)(uintptr_t)calls_of(plugin), i, row) {
        const struct plugin *called = offers(group, json_text(row, "service"));
        if (called && !is_among(called, order, n))
            return false;
    }
    return true;
}

void order_by_calls(struct plugin **plugins, int n, struct plugin **order)
{
    struct group group = {plugins, n, NULL};
    for (int n_order = 0; n_order < n; n_order++) {
        struct plugin *next = NULL;
        for (int i = n - 1; i >= 0; i--) {
            bool waits = !is_among(plugins[i], order, n_order);
            if (waits && (!next || is_ready(&group, plugins[i], order, n_order)))
                next = plugins[i];
        }
        order[n_order] = next;
    }
}
