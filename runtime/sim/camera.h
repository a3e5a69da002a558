/* camera.h - the simulated camera: a folder of one picture, which the driver's port of frames reads (file:FOLDER). */
#ifndef SIM_CAMERA_H
#define SIM_CAMERA_H

#include "base/base.h"

struct camera {
    const char *place; /* set by the owner: the folder that "plugged" is in, or "unplugged"; NULL: there is none */
    bool pulled;
    char shows[32]; /* what, for the status */
};

/* Plugged in, and somebody stands before it. */
int camera_open(struct camera *camera);

/* "person", "document", "pattern", or the path of a PNG. E_FORMAT: none of these. */
int camera_show(struct camera *camera, const char *what);

/* Nothing to be seen; bytes that are no picture; no picture at all. */
int camera_darken(struct camera *camera);
int camera_garble(struct camera *camera);
int camera_silence(struct camera *camera);

/* Its cable. */
int camera_pull(struct camera *camera);
int camera_put(struct camera *camera);

#endif
