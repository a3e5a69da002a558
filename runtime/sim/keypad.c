/* keypad.c - see keypad.h. The display is called for each key: what stands still between them needs no connection. */
#include "sim/keypad.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <stdio.h>
#include <string.h>

enum { PAUSE_MS = 60 }; /* between digits: a person's, and longer than what the window takes for a scanner */

static const char window_title[] = "Anjungan main";

/* As screen/ACCESS.md has them, where site.conf says nothing else. */
static const struct {
    const char *name;
    KeySym code;
} keys[] = {
    {"next", XK_Right}, {"previous", XK_Left}, {"select", XK_Return}, {"back", XK_Escape}, {"delete", XK_BackSpace},
    {"again", XK_F2},   {"quieter", XK_F3},    {"louder", XK_F4},     {"speech", XK_F5},   {"staff", XK_F1},
    {"0", XK_0},        {"1", XK_1},           {"2", XK_2},           {"3", XK_3},         {"4", XK_4},
    {"5", XK_5},        {"6", XK_6},           {"7", XK_7},           {"8", XK_8},         {"9", XK_9}};

/* --- the window ------------------------------------------------------------------------------------------------------
 */

/* A window may go while it is looked at; that is no reason to end. */
static int on_error(Display *display, XErrorEvent *event)
{
    (void)display, (void)event;
    return 0;
}

static bool is_ours(Display *display, Window window)
{
    char *title = NULL;
    bool ours = XFetchName(display, window, &title) && title && strcmp(title, window_title) == 0;
    if (title)
        XFree(title);
    return ours;
}

/* A window manager puts windows into windows of its own. */
static Window find_window(Display *display, Window in)
{
    Window root, parent, *inside = NULL, found = None;
    unsigned n = 0;
    if (is_ours(display, in))
        return in;
    if (!XQueryTree(display, in, &root, &parent, &inside, &n))
        return None;
    for (unsigned i = 0; i < n && !found; i++)
        found = find_window(display, inside[i]);
    if (inside)
        XFree(inside);
    return found;
}

static void send_key(Display *display, Window window, KeySym key)
{
    static const int types[] = {KeyPress, KeyRelease};
    static const long masks[] = {KeyPressMask, KeyReleaseMask};
    for (int i = 0; i < 2; i++) {
        XEvent event = {.xkey = {.type = types[i],
                                 .display = display,
                                 .window = window,
                                 .root = DefaultRootWindow(display),
                                 .same_screen = True,
                                 .keycode = XKeysymToKeycode(display, key)}};
        XSendEvent(display, window, False, masks[i], &event);
    }
}

static const char *send_keys(size_t first, size_t n)
{
    XSetErrorHandler(on_error);
    Display *display = XOpenDisplay(NULL);
    if (!display)
        return "error the keypad types into a window of X, and there is no display to be reached (DISPLAY, XAUTHORITY)";
    Window window = find_window(display, DefaultRootWindow(display));
    for (size_t i = first; window && i < first + n; i++)
        send_key(display, window, keys[i].code);
    XCloseDisplay(display);
    return window ? "ok" : "error the citizen's window is not on this display; see: anjungan status";
}

/* --- the keys --------------------------------------------------------------------------------------------------------
 */

static const char *why_not(const struct keypad *keypad)
{
    if (!keypad->there)
        return "error this kiosk has no keypad; write keypad = true; into its site.conf";
    return keypad->pulled ? "error the keypad is unplugged; say: keypad plug" : NULL;
}

static const char *key_names(void)
{
    const char *names = "";
    for (size_t i = 0; i < COUNT(keys); i++)
        names = turn_text("%s%s%s", names, i ? " " : "", keys[i].name);
    return names;
}

const char *keypad_press(struct keypad *keypad, const char *key)
{
    const char *why = why_not(keypad);
    for (size_t i = 0; !why && i < COUNT(keys); i++)
        if (strcmp(keys[i].name, key) == 0) {
            snprintf(keypad->last, sizeof keypad->last, "%s", key);
            return send_keys(i, 1);
        }
    return why ? why : turn_text("error the keypad has no key \"%s\"; it has %s", key, key_names());
}

const char *keypad_burst(struct keypad *keypad)
{
    const char *why = why_not(keypad);
    return why ? why : send_keys(0, COUNT(keys));
}

/* What cannot be pressed ends it. */
static const char *press_next(struct keypad *keypad)
{
    const char digit[2] = {keypad->waiting[0]};
    memmove(keypad->waiting, keypad->waiting + 1, strlen(keypad->waiting));
    const char *answer = keypad_press(keypad, digit);
    if (*keypad->waiting && strcmp(answer, "ok") == 0)
        loop_after(keypad->loop, &keypad->next, PAUSE_MS);
    return answer;
}

static void on_next(void *mine)
{
    press_next(mine);
}

const char *keypad_type(struct keypad *keypad, const char *digits)
{
    const char *why = why_not(keypad);
    if (why)
        return why;
    if (strlen(digits) >= sizeof keypad->waiting || strspn(digits, "0123456789") != strlen(digits))
        return turn_text("error \"%s\" is not at most %d digits", digits, (int)sizeof keypad->waiting - 1);
    strcpy(keypad->waiting, digits);
    return press_next(keypad);
}

void keypad_open(struct keypad *keypad)
{
    keypad->next = (struct timer){.due = on_next, .mine = keypad};
}

void keypad_close(struct keypad *keypad)
{
    loop_forget(keypad->loop, &keypad->next);
}
