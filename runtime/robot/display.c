/* display.c - see display.h. */
#define _GNU_SOURCE
#include "robot/display.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <cairo/cairo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOUCH_US = 40000, FINGER = 1 };

struct display {
    Display *x;
    int screen;
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
    *display = (struct display){x, DefaultScreen(x)};
    return display;
}

void display_close(struct display *display)
{
    if (!display)
        return;
    XCloseDisplay(display->x);
    free(display);
}

void display_tap(struct display *display, int x, int y)
{
    XTestFakeMotionEvent(display->x, display->screen, x, y, CurrentTime);
    XTestFakeButtonEvent(display->x, FINGER, True, CurrentTime);
    XSync(display->x, False);
    usleep(TOUCH_US);
    XTestFakeButtonEvent(display->x, FINGER, False, CurrentTime);
    XSync(display->x, False);
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
