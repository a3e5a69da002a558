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
#include <time.h>
#include <unistd.h>

enum { TOUCH_MS = 40, FINGER = 1 };

struct display {
    Display *x;
    int screen, hold; /* ms */
    double released;
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

static int write_png(XImage *image, const char *path)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)image->data, CAIRO_FORMAT_RGB24,
                                                                   image->width, image->height, image->bytes_per_line);
    cairo_status_t status = cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS ? OK : fail(E_IO, "%s: %s", path, cairo_status_to_string(status));
}

/* Every X server of our day keeps 24 bits in 32, red in the third byte: just what cairo calls RGB24. */
int display_picture(struct display *display, struct area a, const char *path)
{
    if (!inside(display, a))
        return fail(E_FORMAT, "%s: %dx%d at %d,%d is not on the display", path, a.width, a.height, a.x, a.y);
    XImage *image = XGetImage(display->x, RootWindow(display->x, display->screen), a.x, a.y, (unsigned)a.width,
                              (unsigned)a.height, AllPlanes, ZPixmap);
    if (!image)
        return fail(E_IO, "%s: the display gives no pixels", path);
    int code = image->bits_per_pixel == 32 && image->red_mask == 0xff0000
                   ? write_png(image, path)
                   : fail(E_FORMAT, "%s: the display has no 32-bit pixels", path);
    XDestroyImage(image);
    return code;
}
