/* taken.h - pictures are taken by the real driver, with the test as its core. */
#ifndef DEVICE_TAKEN_H
#define DEVICE_TAKEN_H

#include "rig.h"

#include "domain/picture.h"

static struct rig rig;
static struct rig_core core;
static int64_t last_id;

static inline int64_t take(const char *use, int width, int height)
{
    core_ask(&core, ++last_id, "take", json_pack("{ss,si,si}", "use", use, "width", width, "height", height),
             RIG_PATIENCE, -1);
    return last_id;
}

static inline void tell(const char *what)
{
    json_t *body = json_pack("{ss,sI,ss}", "type", "tell", "id", (json_int_t)last_id, "what", what);
    check(wire_send(core.fd, body, NULL, 0) == OK);
    json_decref(body);
}

/* A colour of the last frame, in parts of a hundred of its width and height; no colour where there is no frame. */
static inline unsigned colour_at(int x, int y)
{
    if (!core.frame)
        return ~0u;
    const unsigned char *at =
        (const unsigned char *)core.frame +
        ((size_t)(core.height * y / 100) * (size_t)core.width + (size_t)(core.width * x / 100)) * 3;
    return (unsigned)at[0] << 16 | (unsigned)at[1] << 8 | at[2];
}

static inline void expect_picture(int64_t id, int width, int height)
{
    int w = 0, h = 0;
    core_expect(&core, id, "ok", "done");
    check(core.picture && picture_size(core.picture, core.n_picture, &w, &h) && w == width && h == height);
    check(json_number(core.attr, "width", 0) == width && json_number(core.attr, "height", 0) == height);
    check(!json_object_get(core.attr, "picture"));
}

#endif
