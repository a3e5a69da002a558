/* attr.c - see attr.h. */
#include "device/attr.h"

#include <string.h>

static const char *const results[] = {"ok", "cancelled", "timeout", "retry", "empty", "jam", "gone", "broken"};
static const char *const effects[] = {"none", "done", "unknown"};
static const char *const devices[] = {"online", "offline", "noDevice", "hardwareError"};
static const char *const medias[] = {"unknown", "full", "low", "out", "jammed", "present", "notPresent"};

/* The classes there are, and the media states each may have besides unknown. */
static const struct class
{
    const char *name;
    enum kd_media first, last;
} classes[] = {{"printer", KD_MEDIA_FULL, KD_MEDIA_JAMMED},    {"card", KD_MEDIA_PRESENT, KD_MEDIA_NOT_PRESENT},
               {"stripe", KD_MEDIA_UNKNOWN, KD_MEDIA_UNKNOWN}, {"scanner", KD_MEDIA_UNKNOWN, KD_MEDIA_UNKNOWN},
               {"lamp", KD_MEDIA_UNKNOWN, KD_MEDIA_UNKNOWN},   {"camera", KD_MEDIA_UNKNOWN, KD_MEDIA_UNKNOWN}};

static const struct class *class_find(const char *name)
{
    for (size_t i = 0; i < COUNT(classes); i++)
        if (strcmp(classes[i].name, name) == 0)
            return &classes[i];
    return NULL;
}

static const char *word(const char *const *words, size_t n, unsigned i)
{
    return i < n ? words[i] : NULL;
}

const char *attr_result(enum kd_result result)
{
    return word(results, COUNT(results), result);
}

const char *attr_effect(enum kd_effect effect)
{
    return word(effects, COUNT(effects), effect);
}

const char *attr_device(enum kd_device device)
{
    return word(devices, COUNT(devices), device);
}

bool attr_class_known(const char *device_class)
{
    return device_class && class_find(device_class);
}

const char *attr_media(const char *device_class, enum kd_media media)
{
    const struct class *class = class_find(device_class);
    bool has = class && media >= class->first && media <= class->last;
    return has || media == KD_MEDIA_UNKNOWN ? word(medias, COUNT(medias), media) : NULL;
}

static bool name_good(const char *name)
{
    return name && *name && strlen(name) <= ATTR_NAME_MAX;
}

static int read_value(const char *what, const char *name, const json_t *value, struct kd_attr *to)
{
    *to = (struct kd_attr){.name = name};
    if (json_is_string(value))
        to->bytes = (struct kd_bytes){(const uint8_t *)json_string_value(value), json_string_length(value)};
    else if (json_is_integer(value))
        to->number = json_integer_value(value);
    else if (json_is_boolean(value))
        to->number = json_is_true(value);
    else
        return fail(E_FORMAT, "%s: \"%.32s\" is neither text, whole number nor truth", what, name);
    return OK;
}

int attr_read(const char *what, const json_t *object, struct kd_attr to[ATTR_MAX])
{
    int n = 0;
    const char *name;
    json_t *value;
    if (json_object_size(object) > ATTR_MAX)
        return fail(E_FORMAT, "%s: more than %d attributes", what, ATTR_MAX);
    json_object_foreach ((json_t *)(uintptr_t)object, name, value) {
        if (!name_good(name))
            return fail(E_FORMAT, "%s: an attribute's name is empty or too long", what);
        if (read_value(what, name, value, &to[n++]) < 0)
            return E_FORMAT;
    }
    return n;
}

const struct kd_attr *attr_picture(const struct kd_attr *attr, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (attr[i].name && strcmp(attr[i].name, "picture") == 0)
            return &attr[i];
    return NULL;
}

static json_t *write_value(const struct kd_attr *attr)
{
    if (!attr->bytes.at)
        return json_integer(attr->number);
    return attr->bytes.n > ATTR_TEXT_MAX ? NULL : json_stringn((const char *)attr->bytes.at, attr->bytes.n);
}

int attr_write(const struct kd_attr *attr, size_t n, json_t **to)
{
    const struct kd_attr *picture = attr_picture(attr, n);
    json_t *object = json_object();
    bool good = n <= ATTR_MAX;
    for (size_t i = 0; good && i < n; i++) {
        if (&attr[i] == picture)
            continue;
        json_t *value = name_good(attr[i].name) ? write_value(&attr[i]) : NULL;
        good = value && json_object_set_new(object, attr[i].name, value) == 0;
    }
    if (!good) {
        json_wipe(object);
        return fail(E_FORMAT, "the driver's results cannot be read");
    }
    *to = object;
    return OK;
}
