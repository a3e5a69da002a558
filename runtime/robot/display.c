/* display.c - see display.h. */
#define _GNU_SOURCE
#include "robot/display.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <cairo/cairo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TOUCH_MS = 40, FINGER = 1, STILL_MS = 30, STILL_TRIES = 20 };

struct display {
    Display *x;
    int screen, hold; /* ms */
    double released;
    int writers; /* children that write pictures */
};

struct display *display_open(void)
{
    int any[4];
    const char *name = getenv("DISPLAY");
    Display *x = XOpenDisplay(NULL);
    if (!x) {
        fail(E_GONE, "no X display \"%s\"", name ? name : "");
        return NULL;
    }
    if (!XTestQueryExtension(x, &any[0], &any[1], &any[2], &any[3])) {
        XCloseDisplay(x);
        fail(E_STATE, "the X display \"%s\" has no XTEST extension", name ? name : "");
        return NULL;
    }
    struct display *display = make(sizeof *display);
    *display = (struct display){.x = x, .screen = DefaultScreen(x), .hold = TOUCH_MS};
    return display;
}

void display_close(struct display *display)
{
    if (!display)
        return;
    XCloseDisplay(display->x);
    free(display);
}

int display_server(const struct display *display)
{
    struct ucred server = {0};
    socklen_t n = sizeof server;
    return getsockopt(ConnectionNumber(display->x), SOL_SOCKET, SO_PEERCRED, &server, &n) < 0 ? 0 : server.pid;
}

void display_point(struct display *display, int x, int y)
{
    XTestFakeMotionEvent(display->x, display->screen, x, y, CurrentTime);
    XSync(display->x, False);
}

void display_press(struct display *display)
{
    XTestFakeButtonEvent(display->x, FINGER, True, CurrentTime);
    XFlush(display->x);
}

void display_release(struct display *display)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    display->released = (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
    XTestFakeButtonEvent(display->x, FINGER, False, CurrentTime);
    XSync(display->x, False);
}

void display_tap(struct display *display, int x, int y)
{
    display_point(display, x, y);
    display_press(display);
    usleep((useconds_t)display->hold * 1000);
    display_release(display);
}

void display_hold(struct display *display, int ms)
{
    display->hold = ms;
}

double display_released(const struct display *display)
{
    return display->released;
}

static bool inside(const struct display *display, struct area a)
{
    return a.x >= 0 && a.y >= 0 && a.width > 0 && a.height > 0 &&
           a.x + a.width <= DisplayWidth(display->x, display->screen) &&
           a.y + a.height <= DisplayHeight(display->x, display->screen);
}

/* An image of the X server is a picture: nobody else needs to know. */
static XImage *image_of(struct picture *picture)
{
    return (XImage *)(void *)picture;
}

void picture_free(struct picture *picture)
{
    if (picture)
        XDestroyImage(image_of(picture));
}

struct picture *display_look(struct display *display, struct area a)
{
    if (!inside(display, a)) {
        fail(E_FORMAT, "%dx%d at %d,%d is not on the display", a.width, a.height, a.x, a.y);
        return NULL;
    }
    XImage *image = XGetImage(display->x, RootWindow(display->x, display->screen), a.x, a.y, (unsigned)a.width,
                              (unsigned)a.height, AllPlanes, ZPixmap);
    if (image && image->bits_per_pixel == 32 && image->red_mask == 0xff0000)
        return (struct picture *)image;
    fail(E_IO, "the display gives no pixels of 32 bits");
    if (image)
        XDestroyImage(image);
    return NULL;
}

static bool is_same(const XImage *a, const XImage *b)
{
    return memcmp(a->data, b->data, (size_t)a->bytes_per_line * (size_t)a->height) == 0;
}

struct picture *display_look_still(struct display *display, struct area a)
{
    struct picture *picture = display_look(display, a);
    for (int i = 0; picture && i < STILL_TRIES; i++) {
        usleep(STILL_MS * 1000);
        struct picture *next = display_look(display, a);
        bool still = next && is_same(image_of(picture), image_of(next));
        picture_free(picture);
        picture = next;
        if (still)
            break;
    }
    return picture;
}

int picture_write(struct picture *picture, const char *path)
{
    XImage *image = image_of(picture);
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)image->data, CAIRO_FORMAT_RGB24,
                                                                   image->width, image->height, image->bytes_per_line);
    cairo_status_t status = cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
    picture_free(picture);
    return status == CAIRO_STATUS_SUCCESS ? OK : fail(E_IO, "%s: %s", path, cairo_status_to_string(status));
}

/* Making a file of the pixels takes as long as the next screens do: a child has a copy of them, and does it. */
int display_write(struct display *display, struct picture *picture, const char *path)
{
    pid_t child = fork();
    if (child == 0)
        _exit(picture_write(picture, path) < 0);
    picture_free(picture);
    display->writers += child > 0;
    return child > 0 ? OK : fail_errno("%s: fork", path);
}

int display_written(struct display *display)
{
    int code = OK, status;
    for (; display->writers > 0; display->writers--)
        if (wait(&status) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
            code = E_IO;
    return code;
}
