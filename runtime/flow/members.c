/* members.c - see members.h. The line of a wrong setting is asked of libconfig again: mistakes are rare, and JSON has
 * no lines. */
#include "flow/members.h"

#include "base/clock.h"
#include "domain/region.h"

#include <ctype.h>
#include <libconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64 };

static int line_of(const struct source_file *f, const char *way)
{
    config_t conf;
    config_init(&conf);
    const config_setting_t *at = config_read_string(&conf, f->text) && *way ? config_lookup(&conf, way) : NULL;
    int line = at ? (int)config_setting_source_line(at) : 1;
    config_destroy(&conf);
    return line;
}

int members_wrong(struct reading *r, const struct source_file *f, const char *way, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = snprintf(r->why, r->n_why, "%s:%d: ", f->name, line_of(f, way));
    vsnprintf(r->why + n, r->n_why - (size_t)n, format, args);
    va_end(args);
    return E_FORMAT;
}

static bool is_name(const json_t *value)
{
    const char *text = json_string_value(value);
    if (!text || !isalpha((unsigned char)*text) || strlen(text) > NAME_MAX_BYTES)
        return false;
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && !strchr("_.-", *text))
            return false;
    return true;
}

static bool is_names(const json_t *value)
{
    size_t i;
    json_t *item;
    json_array_foreach (value, i, item)
        if (!is_name(item))
            return false;
    return json_is_array(value);
}

static const char *lacks(const json_t *value, char kind)
{
    struct day day;
    const char *text = json_string_value(value);
    switch (kind) {
    case 'n':
        return is_name(value) ? NULL : "a name like \"polri.skck\"";
    case 's':
        return text && *text ? NULL : "a text";
    case 'i':
        return json_is_integer(value) ? NULL : "a whole number";
    case 'b':
        return json_is_boolean(value) ? NULL : "true or false";
    case 'd':
        return text && day_read(text, &day) ? NULL : "a day like \"2020-12-21\"";
    case 'p':
        return text && region_is(text) ? NULL : "a region code like \"33\" or \"33.07\"";
    case 'l':
        return is_names(value) ? NULL : "a list of names like [ \"need\", \"check\" ]";
    case 'o':
        return json_is_object(value) ? NULL : "a group like { queue = \"A\"; }";
    case 'r':
        return json_is_array(value) ? NULL : "a list of groups like ( { ... }, { ... } )";
    default:
        return NULL;
    }
}

static const char *known(const struct member *members)
{
    const char *list = "";
    for (; members->name; members++)
        list = turn_text("%s%s%s", list, *list ? ", " : "", members->name);
    return list;
}

static const struct member *find_member(const struct member *members, const char *name)
{
    for (; members->name; members++)
        if (strcmp(members->name, name) == 0)
            return members;
    return NULL;
}

const char *members_way(const char *way, const char *name)
{
    return *way ? turn_text("%s.%s", way, name) : name;
}

int members_check(struct reading *r, const struct source_file *f, const char *way, const json_t *group,
                  const struct member *members)
{
    const char *name;
    json_t *value;
    if (!json_is_object(group))
        return members_wrong(r, f, way, "a group in braces belongs here: { ... }");
    json_object_foreach ((json_t *)(uintptr_t)group, name, value) {
        const struct member *m = find_member(members, name);
        if (!m)
            return members_wrong(r, f, members_way(way, name), "nothing is called %s here; there is: %s", name,
                                 known(members));
        if (lacks(value, m->kind))
            return members_wrong(r, f, members_way(way, name), "%s is not %s", name, lacks(value, m->kind));
    }
    for (const struct member *m = members; m->name; m++)
        if (m->wanted && !json_object_get(group, m->name))
            return members_wrong(r, f, way, "%s is missing; write %s = %s", m->name, m->name,
                                 lacks(NULL, m->kind) ? lacks(NULL, m->kind) : "...");
    return OK;
}
