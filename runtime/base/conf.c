/* conf.c - see conf.h. */
#include "base/conf.h"

#include "base/memfile.h"

#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 1 << 20 };

static json_t *convert(const config_setting_t *s);

static json_t *convert_group(const config_setting_t *s)
{
    json_t *object = json_object();
    for (int i = 0; i < config_setting_length(s); i++) {
        const config_setting_t *inner = config_setting_get_elem(s, (unsigned)i);
        json_object_set_new(object, config_setting_name(inner), convert(inner));
    }
    return object;
}

static json_t *convert_list(const config_setting_t *s)
{
    json_t *array = json_array();
    for (int i = 0; i < config_setting_length(s); i++)
        json_array_append_new(array, convert(config_setting_get_elem(s, (unsigned)i)));
    return array;
}

static json_t *convert(const config_setting_t *s)
{
    switch (config_setting_type(s)) {
    case CONFIG_TYPE_GROUP:
        return convert_group(s);
    case CONFIG_TYPE_LIST:
    case CONFIG_TYPE_ARRAY:
        return convert_list(s);
    case CONFIG_TYPE_INT:
        return json_integer(config_setting_get_int(s));
    case CONFIG_TYPE_INT64:
        return json_integer(config_setting_get_int64(s));
    case CONFIG_TYPE_FLOAT:
        return json_real(config_setting_get_float(s));
    case CONFIG_TYPE_BOOL:
        return json_boolean(config_setting_get_bool(s));
    case CONFIG_TYPE_STRING: {
        json_t *text = json_string(config_setting_get_string(s));
        return text ? text : json_string(""); /* not UTF-8: reads as empty, and checks complain */
    }
    default:
        return json_null();
    }
}

/* libconfig opens @include by itself when it parses; a plugin's file must not make us open others. */
static int check_no_include(const char *name, const char *text, char *error, size_t n_error)
{
    int line = 1;
    for (const char *at = text; *at; at++) {
        if (*at == '\n')
            line++;
        if (*at == '@' && strncmp(at, "@include", 8) == 0) {
            snprintf(error, n_error, "%s:%d: @include is not allowed; write the settings here", name, line);
            return E_FORMAT;
        }
    }
    return OK;
}

json_t *conf_read(const char *name, const char *text, char *error, size_t n_error)
{
    if (check_no_include(name, text, error, n_error) < 0)
        return NULL;
    config_t conf;
    config_init(&conf);
    json_t *value = NULL;
    if (config_read_string(&conf, text))
        value = convert_group(config_root_setting(&conf));
    else
        snprintf(error, n_error, "%s:%d: %s", name, config_error_line(&conf), config_error_text(&conf));
    config_destroy(&conf);
    return value;
}

json_t *conf_read_file(const char *path)
{
    char *text, error[256];
    size_t n;
    if (file_read_path(path, FILE_MAX, &text, &n) < 0)
        return NULL;
    json_t *value = conf_read(path, text, error, sizeof error);
    if (!value)
        fail(E_FORMAT, "%s", error);
    free(text);
    return value;
}
