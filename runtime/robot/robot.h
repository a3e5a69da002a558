/* robot.h - the citizen who tries the kiosk: looks, waits, taps, types, takes pictures.
 *
 * It knows the kiosk only from outside: the pixels, its own finger, and the probe's list of what can be touched. Every
 * wait has an end, and a wait that ends in vain says what it waited for and what it saw instead. */
#ifndef ROBOT_ROBOT_H
#define ROBOT_ROBOT_H

#include "base/site.h"
#include "robot/probe.h"

struct robot {
    const struct site *site;
    const char *out; /* folder of the pictures and keepsakes */
    bool pictures;
    struct display *display;
    struct probe main, call;
    int n_pictures;
    int64_t touched;  /* clock_ms() of the last tap */
    int x, y;         /* and where it was */
    char target[128]; /* on what */
    struct place place;
    bool same; /* as the tap before: no echo */
};

/* What a wait is for; what is NULL or false does not matter. */
struct wanted {
    const char *kind, *key;
    const char *other_kind;        /* any kind but this */
    const char *target;            /* is there, and enabled */
    const char *shown;             /* is there, enabled or not */
    const char *hidden;            /* is not there */
    const char *decided;           /* is there, or stands on another page of its list */
    int64_t newer;                 /* a packet with another serial than this (0: any) */
    const struct place *elsewhere; /* another place than this, and ui is not away */
};

/* OUT is made when missing. */
int robot_open(struct robot *robot, const struct site *site, const char *out, bool pictures);
void robot_close(struct robot *robot);

void robot_rest(int64_t ms);

/* OK as soon as the probe shows all that is wanted, or E_TIMEOUT. "More time?" is answered, and a screen
 * that waits for somebody is touched, in passing. robot_sees() is
 * quiet about failure, for waits that may end in vain. */
int robot_wait(struct robot *robot, struct probe *probe, struct wanted wanted, int64_t ms);
bool robot_sees(struct robot *robot, struct probe *probe, struct wanted wanted, int64_t ms);

/* A touch in the middle of a target of the main screen; E_STATE when it is not there and enabled within 2 s (a screen
 * that waits for core disables what was touched). */
int robot_tap(struct robot *robot, const char *id);

/* The same, and waits (ms) until the screen has answered in any way; when it does not, nothing is lost. */
int robot_tap_and_see(struct robot *robot, const char *id, int64_t ms);

/* Taps the first of these that is enabled; the list ends with NULL. */
int robot_tap_one(struct robot *robot, const char *const *ids);

/* Turns the pages of a list until the target is there, then taps it. */
int robot_find(struct robot *robot, const char *id);

/* A line across a target, as a finger that signs. */
int robot_draw(struct robot *robot, const char *id);

/* Letters on the keyboard, digits on the pad or the keyboard: what is on the screen is used. */
int robot_type(struct robot *robot, const char *text);
int robot_delete(struct robot *robot, size_t letters);

/* What the probe's window shows of a place, `still` once nothing moves there any more. E_STATE, quietly, when the
 * window has left it meanwhile: a picture is never of another place than its name says. */
int robot_look(struct robot *robot, struct probe *probe, const struct place *place, bool still,
               struct picture **picture);

/* OUT/screens/NN-KIND-KEY.png of the probe's window; a place that is gone before it was seen has none. The other one
 * names the file itself, and takes whatever place is there. */
int robot_picture(struct robot *robot, struct probe *probe);
int robot_picture_at(struct robot *robot, struct probe *probe, const char *path);

/* Only letters, digits and ._-/ are left. */
void robot_plain_name(char *text);

/* The failure's picture, whatever is on the display. */
void robot_picture_failure(struct robot *robot);

#endif
