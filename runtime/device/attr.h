/* attr.h - named values on both sides of the border: JSON towards core, struct kd_attr towards the driver. */
#ifndef DEVICE_ATTR_H
#define DEVICE_ATTR_H

#include "base/json.h"

#include "kiosk_driver.h"

enum { ATTR_MAX = 24, ATTR_NAME_MAX = 32, ATTR_TEXT_MAX = 2048 };

/* Texts, whole numbers and truths of a JSON object, borrowed from it. Anything else is refused. Returns how many. */
int attr_read(const char *what, const json_t *object, struct kd_attr to[ATTR_MAX]);

/* The result that is too large for a packet and travels as a descriptor; NULL: there is none. */
const struct kd_attr *attr_picture(const struct kd_attr *attr, size_t n);

/* A new JSON object of what a driver said, without its picture; E_FORMAT (and *to untouched) for bad names, too much,
 * or text that is no UTF-8. */
int attr_write(const struct kd_attr *attr, size_t n, json_t **to);

/* The words of messages.md; NULL for a number that is none of the enum. */
const char *attr_result(enum kd_result result);
const char *attr_effect(enum kd_effect effect);
const char *attr_device(enum kd_device device);

bool attr_class_known(const char *device_class);

/* NULL too when a device of that class has no such media. */
const char *attr_media(const char *device_class, enum kd_media media);

#endif
