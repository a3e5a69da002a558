/* texts.c - see texts.h. */
#include "robot/texts.h"

#include "base/conf.h"

#include <string.h>
#include <unistd.h>

/* The folder is called as the service, or as what stands before one of its dots. */
json_t *texts_read(const struct site *site, const char *service, const char *language)
{
    const char *folder = json_text(json_object_get(site->settings, "folders"), "plugins");
    char *name = turn_text("%s", service), *dot;
    for (;; *dot = 0) {
        const char *path = turn_text("%s/%s/words.%s.conf", folder, name, language);
        if (access(path, R_OK) == 0)
            return conf_read_file(path);
        if (!(dot = strrchr(name, '.')))
            return NULL;
    }
}

static char *below(const char *way, const char *name)
{
    return *way ? turn_text("%s.%s", way, name) : turn_text("%s", name);
}

static char *key_below(const json_t *words, const char *text, const char *way)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)words, name, value) {
        char *key = below(way, name);
        if (json_is_object(value))
            key = key_below(value, text, key);
        else if (!json_is_string(value) || strcmp(json_string_value(value), text) != 0)
            key = NULL;
        if (key)
            return key;
    }
    return NULL;
}

char *texts_key(const json_t *words, const char *text)
{
    return key_below(words, text, "");
}

static void miss_below(json_t *missing, const json_t *first, const json_t *other, const char *way)
{
    const char *name;
    json_t *value;
    json_object_foreach ((json_t *)first, name, value) {
        const json_t *same = json_object_get(other, name);
        if (json_is_object(value))
            miss_below(missing, value, same, below(way, name));
        else if (!same)
            json_array_append_new(missing, json_string(below(way, name)));
    }
}

json_t *texts_missing(const json_t *first, const json_t *other)
{
    json_t *missing = json_array();
    miss_below(missing, first, other, "");
    return missing;
}
