/* display.h - the robot's eyes and finger: the pixels of the X display, and touches by XTEST.
 *
 * The finger is the server's own pointer, so a touch takes the whole way a real one takes; the pixels are those of the
 * root window, so a picture shows what a person would see and not what a program believes it drew. */
#ifndef ROBOT_DISPLAY_H
#define ROBOT_DISPLAY_H

#include "base/base.h"

struct display;
struct picture;

struct area {
    int x, y, width, height;
};

/* The display named by the environment; NULL (and a log line) when there is none or it lacks XTEST. */
struct display *display_open(void);
void display_close(struct display *display);

/* The process that serves it; 0 when that is on another machine. */
int display_server(const struct display *display);

/* Down, a moment, up. */
void display_tap(struct display *display, int x, int y);

/* The same in parts: the pointer goes there, the finger comes down, the finger leaves. */
void display_point(struct display *display, int x, int y);
void display_press(struct display *display);
void display_release(struct display *display);

/* How long a tap lasts from now on (40 ms). */
void display_hold(struct display *display, int ms);

/* When the finger left last, on the clock of CLOCK_MONOTONIC in ms; 0: it never touched. */
double display_released(const struct display *display);

/* What stands in this area of the screen now; NULL when it cannot be seen. */
struct picture *display_look(struct display *display, struct area area);

/* The same once nothing moves there any more. */
struct picture *display_look_still(struct display *display, struct area area);

/* As a PNG file; takes the picture. */
int picture_write(struct picture *picture, const char *path);
void picture_free(struct picture *picture);

/* The same without waiting for the file: display_written() waits for all of them, and fails when one is not there. */
int display_write(struct display *display, struct picture *picture, const char *path);
int display_written(struct display *display);

#endif
