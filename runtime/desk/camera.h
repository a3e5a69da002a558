/* camera.h - photos and documents of a visit: the step that takes one, and where they go from there. */
#ifndef DESK_CAMERA_H
#define DESK_CAMERA_H

#include "base/json.h"

struct desk;
struct visit;

/* What was taken and has not been used yet. */
struct shot {
    int frame;        /* what it looks like, a memory file of rows of RGB; 0: none */
    int across, down; /* of the frame */
    char *bytes;      /* the JPEG; NULL: none */
    size_t n;
    int width, height;
    int failures; /* of this step */
};

void camera_start(struct visit *visit);
void camera_answer(struct visit *visit, const json_t *value);
void camera_device_changed(struct visit *visit);

/* A screen that came anew gets what was taken too. */
void camera_show_again(struct visit *visit);

/* The screen wants one more frame to aim with. */
void camera_aim(struct visit *visit);

/* Wipes what was taken and not used. */
void camera_forget(struct visit *visit);

/* What a script sends, with the pictures that it names in it (new); NULL: that cannot be, and *why. */
json_t *camera_fill(struct visit *visit, const json_t *data, const char **why);

/* Nobody is here any more: no picture either. */
void camera_sweep(const struct desk *desk);

#endif
