/* panel.c - see panel.h.
 *
 * A window that does not fill its display is a kiosk's picture on somebody's desk: it counts as the usual panel, or its
 * text would grow as the window shrinks. */
#include "glass/panel.h"

#include "glass/mm.h"

#include <string.h>

static int read_turn(struct panel *panel, const json_t *at, const char *name)
{
    int64_t degrees = json_number(at, "rotate", 0);
    const json_t *rotate = json_object_get(at, "rotate");
    if ((rotate && !json_is_integer(rotate)) || degrees < 0 || degrees > 270 || degrees % 90 != 0)
        return fail(E_FORMAT, "site.conf: screens.%s.rotate must be 90, 180 or 270 (clockwise), or not be there", name);
    panel->turn = (int)degrees / 90;
    return OK;
}

/* So many numbers; false when the list is something else. */
static bool read_numbers(const json_t *list, double *to, size_t n)
{
    bool numbers = json_array_size(list) == n;
    for (size_t i = 0; numbers && i < n; i++) {
        const json_t *number = json_array_get(list, i);
        numbers = json_is_number(number);
        to[i] = json_number_value(number);
    }
    return numbers;
}

/* A matrix that sends the whole panel to one line cannot be meant. */
static int read_touch(struct panel *panel, const json_t *at, const char *name)
{
    static const double as_it_is[] = {1, 0, 0, 0, 1, 0};
    const json_t *touch = json_object_get(at, "touch");
    double *m = panel->touch;
    memcpy(m, as_it_is, sizeof as_it_is);
    if (!touch || (read_numbers(touch, m, COUNT(panel->touch)) && m[0] * m[4] != m[1] * m[3]))
        return OK;
    return fail(E_FORMAT,
                "site.conf: screens.%s.touch must be six numbers as of libinput's calibration matrix, such as "
                "[ 1.0, 0.0, 0.0, 0.0, 1.0, 0.0 ]",
                name);
}

static int read_mm(struct panel *panel, const json_t *at, const char *name)
{
    const json_t *mm = json_object_get(at, "mm");
    double size[2] = {0, 0};
    bool fine =
        !mm || (read_numbers(mm, size, 2) && size[0] >= 50 && size[1] >= 50 && size[0] <= 5000 && size[1] <= 5000);
    panel->mm_w = size[0];
    panel->mm_h = size[1];
    return fine ? OK
                : fail(E_FORMAT,
                       "site.conf: screens.%s.mm must be width and height of the panel in millimetres, such as "
                       "[ 597, 336 ]",
                       name);
}

int panel_read(struct panel *panel, const json_t *settings, const char *name, bool tall)
{
    const json_t *at = json_at(settings, turn_text("screens.%s", name));
    *panel = (struct panel){0};
    int code = read_turn(panel, at, name);
    code = code < 0 ? code : read_touch(panel, at, name);
    code = code < 0 ? code : read_mm(panel, at, name);
    bool upright = tall == (panel->turn % 2 == 0);
    panel->window = (struct box){(int)json_number(at, "x", 0), (int)json_number(at, "y", 0),
                                 (int)json_number(at, "width", upright ? 1080 : 1920),
                                 (int)json_number(at, "height", upright ? 1920 : 1080)};
    if (code == OK && (panel->window.w < 1 || panel->window.h < 1))
        return fail(E_FORMAT, "site.conf: screens.%s needs a width and a height in pixels", name);
    return code;
}

void panel_touch(const struct panel *panel, double *x, double *y)
{
    const double *m = panel->touch;
    double right = m[0] * *x + m[1] * *y + m[2], below = m[3] * *x + m[4] * *y + m[5];
    const double turned[4][2] = {{right, below}, {below, 1 - right}, {1 - right, 1 - below}, {1 - below, right}};
    *x = turned[panel->turn][0];
    *y = turned[panel->turn][1];
}

/* What the display says of itself: SDL gives dots an inch where EDID gives millimetres, and an error for 0. */
static bool ask_display(int display, double *pitch)
{
    SDL_Rect bounds;
    float across, down;
    if (SDL_GetDisplayBounds(display, &bounds) < 0 || SDL_GetDisplayDPI(display, NULL, &across, &down) < 0 ||
        across <= 0 || down <= 0)
        return false;
    return mm_pitch(25.4 * bounds.w / (double)across, 25.4 * bounds.h / (double)down, bounds.w, bounds.h, pitch);
}

/* The display that the window fills, or negative. */
static int filled_display(SDL_Window *window, struct box size)
{
    SDL_Rect bounds;
    int display = window ? SDL_GetWindowDisplayIndex(window) : -1;
    bool filled =
        display >= 0 && SDL_GetDisplayBounds(display, &bounds) == 0 && size.w >= bounds.w && size.h >= bounds.h;
    return filled ? display : -1;
}

double panel_pitch(const struct panel *panel, SDL_Window *window)
{
    struct box size = panel->window;
    double pitch;
    bool told = panel->mm_w > 0;
    int display = told ? -1 : filled_display(window, size);
    if (told && (mm_pitch(panel->mm_w, panel->mm_h, size.w, size.h, &pitch) ||
                 mm_pitch(panel->mm_h, panel->mm_w, size.w, size.h, &pitch))) /* the display itself may turn */
        return pitch;
    if (display >= 0 && ask_display(display, &pitch))
        return pitch;
    if (told || display >= 0)
        say("%s how large the panel is: 27 inches are assumed; screens.NAME.mm of site.conf says it in millimetres",
            told ? "site.conf cannot be right about" : "the display does not say");
    return mm_usual_pitch(size.w, size.h);
}
