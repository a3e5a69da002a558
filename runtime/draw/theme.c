/* theme.c - see theme.h. */
#include "draw/theme.h"

#include "base/conf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const colours[C_COUNT] = {
    "ground", "surface", "soft",   "tint",     "tray",   "shade",   "rule", "edge",  "ink",    "ink2",
    "brand",  "onbrand", "accent", "deep",     "ondeep", "ondeep2", "bar",  "onbar", "signal", "onsignal",
    "care",   "oncare",  "good",   "goodsoft", "bad",    "badsoft", "off",  "onoff", "pattern"};

static const char *const types[T_COUNT] = {"caption", "small", "body",      "label",  "button",
                                           "tile",    "key",   "head",      "field",  "question",
                                           "hero",    "clock", "countdown", "number", "ticket"};

static int read_colour(const json_t *of, const char *name, uint32_t *to)
{
    const char *text = json_text(of, name);
    char *end;
    if (*text != '#' || strlen(text) != 7)
        return fail(E_FORMAT, "theme: colour \"%s\" must be \"#RRGGBB\"", name);
    *to = (uint32_t)strtoul(text + 1, &end, 16);
    return *end ? fail(E_FORMAT, "theme: colour \"%s\" is \"%s\"", name, text) : OK;
}

static int read_colours(struct theme *theme, const json_t *conf)
{
    const json_t *letters = json_object_get(conf, "letters");
    for (int i = 0; i < C_COUNT; i++)
        if (read_colour(json_object_get(conf, "colours"), colours[i], &theme->colours[i]) < 0)
            return E_FORMAT;
    for (int i = 0; i < 26; i++) {
        char name[2] = {(char)('A' + i), 0};
        theme->letters[i] = theme->colours[C_BRAND];
        if (json_object_get(letters, name) && read_colour(letters, name, &theme->letters[i]) < 0)
            return E_FORMAT;
    }
    return OK;
}

static int read_types(struct theme *theme, const json_t *sizes)
{
    for (int i = 0; i < T_COUNT; i++)
        for (int j = 0; j < THEME_SIZES; j++) {
            const json_t *size = json_array_get(json_object_get(sizes, types[i]), (size_t)j);
            theme->types[i][j] = (int)json_integer_value(size);
            if (theme->types[i][j] < 8 || theme->types[i][j] > 400)
                return fail(E_FORMAT, "theme: sizes.%s needs %d numbers from 8 to 400", types[i], THEME_SIZES);
        }
    return OK;
}

static int read_brands(struct theme *theme, const json_t *rows)
{
    size_t i;
    const json_t *row;
    json_array_foreach (rows, i, row) {
        struct brand *brand = &theme->brands[theme->n_brands];
        const char *id = json_text(row, "id");
        if (theme->n_brands++ == THEME_BRANDS || !*id || strlen(id) >= sizeof brand->agency)
            return fail(E_FORMAT, "theme: agencies needs at most %d rows with an id of the site's agencies",
                        THEME_BRANDS);
        strcpy(brand->agency, id);
        if (read_colour(row, "brand", &brand->brand) < 0 || read_colour(row, "deep", &brand->deep) < 0)
            return E_FORMAT;
    }
    return OK;
}

int theme_read(struct theme *theme, const char *path)
{
    *theme = (struct theme){0};
    json_t *conf = conf_read_file(path);
    if (!conf)
        return E_FORMAT;
    const json_t *radius = json_object_get(conf, "radius");
    theme->radius_small = (int)json_number(radius, "small", 12);
    theme->radius = (int)json_number(radius, "medium", 20);
    theme->radius_large = (int)json_number(radius, "large", 28);
    theme->edge = (int)json_number(conf, "edge", 3);
    theme->target = (int)json_number(conf, "target", 84);
    theme->pattern = (int)json_number(conf, "pattern", 0);
    int code = read_colours(theme, conf);
    if (code == OK)
        code = read_types(theme, json_object_get(conf, "sizes"));
    if (code == OK)
        code = read_brands(theme, json_object_get(conf, "agencies"));
    json_decref(conf);
    return code < 0 ? fail(code, "%s: refused", path) : OK;
}

static const char *const groups[] = {"colours", "letters", "sizes", "radius", "edge", "target", "pattern", "agencies"};
static const char *const radii[] = {"small", "medium", "large"};
static const char *const letters[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
                                      "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"};

static const char *joined(const char *const *names, size_t n)
{
    const char *text = names[0];
    for (size_t i = 1; i < n; i++)
        text = turn_text("%s, %s", text, names[i]);
    return text;
}

static int count_strangers(const char *path, const char *group, const json_t *of, const char *const *names, size_t n)
{
    int strangers = 0;
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)(uintptr_t)of, name, value) {
        size_t i = 0;
        while (i < n && strcmp(names[i], name) != 0)
            i++;
        if (i < n)
            continue;
        fail(E_FORMAT, "%s: %s%s is nothing a theme has; there are %s", path, group, name, joined(names, n));
        strangers++;
    }
    return strangers;
}

int theme_strangers(const char *path)
{
    json_t *conf = conf_read_file(path);
    if (!conf)
        return E_FORMAT;
    int n = count_strangers(path, "", conf, groups, COUNT(groups)) +
            count_strangers(path, "colours.", json_object_get(conf, "colours"), colours, C_COUNT) +
            count_strangers(path, "letters.", json_object_get(conf, "letters"), letters, COUNT(letters)) +
            count_strangers(path, "sizes.", json_object_get(conf, "sizes"), types, T_COUNT) +
            count_strangers(path, "radius.", json_object_get(conf, "radius"), radii, COUNT(radii));
    json_decref(conf);
    return n;
}

static int read_pair(struct theme *plain, struct theme *contrast, const char *folder, const char *name)
{
    int code = theme_read(plain, turn_text("%s/%s/theme.conf", folder, name));
    const char *own = turn_text("%s/%s/contrast.conf", folder, name);
    if (code < 0)
        return code;
    return theme_read(contrast, access(own, F_OK) == 0 ? own : turn_text("%s/contrast/theme.conf", folder));
}

int theme_open(struct theme *plain, struct theme *contrast, const char *folder, const char *name)
{
    static const char standard[] = "wedel";
    int code = read_pair(plain, contrast, folder, name);
    if (code == OK || strcmp(name, standard) == 0)
        return code;
    say("theme %s is refused; %s is shown until it is repaired", name, standard);
    return read_pair(plain, contrast, folder, standard);
}

const struct theme *theme_dress(const struct theme *theme, const char *agency, struct theme *to)
{
    for (int i = 0; i < theme->n_brands; i++) {
        const struct brand *brand = &theme->brands[i];
        if (strcmp(brand->agency, agency) != 0)
            continue;
        *to = *theme;
        to->colours[C_BRAND] = to->colours[C_ACCENT] = brand->brand;
        to->colours[C_DEEP] = brand->deep;
        return to;
    }
    return theme;
}
