/* panel.c - see panel.h. An ordinary window of a desk: it can be moved, made smaller, and worked by mouse or keyboard.
 * It sleeps until something happens, but while a light flashes. */
#include "panel/panel.h"

#include "glass/probe.h"
#include "glass/uplink.h"
#include "panel/board.h"
#include "panel/eyes.h"
#include "panel/hands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLASH_MS = 400, LEAST_WIDTH = 640, LEAST_HEIGHT = 640 };

struct panel {
    struct board board;
    struct eyes eyes;
    struct hands hands;
    struct probe probe;
    struct draw *draw;
    struct plan plans[2];
    int shown;
    uint32_t event;
    char pressed[TARGET_ID]; /* under the pointer, or a key; "": nothing */
    bool open;
};

static const struct plan *shown_plan(const struct panel *panel)
{
    return &panel->plans[panel->shown];
}

static void show(struct panel *panel)
{
    struct plan *shown = &panel->plans[panel->shown], *wanted = &panel->plans[!panel->shown];
    plan_clear(wanted);
    if (*panel->pressed)
        wanted->pressed[wanted->n_pressed++] = panel->pressed;
    board_lay(&panel->board, wanted);
    plan_changes(shown, wanted, panel->draw);
    draw_flush(panel->draw, plan_paint, wanted);
    panel->shown = !panel->shown;
    probe_show(&panel->probe, wanted);
}

static void resize(struct panel *panel, int width, int height)
{
    if (width > 0 && height > 0)
        draw_resize(panel->draw, width, height, board_width(width, height));
}

/* --- what is pressed -------------------------------------------------------------------------------------------------
 */

static void press(struct panel *panel, const char *id)
{
    const char *line = board_press(&panel->board, id);
    if (!line)
        return;
    board_began(&panel->board, line);
    if (!hands_do(&panel->hands, line))
        board_ended(&panel->board, line, false, board_word(&panel->board, "away"));
}

/* Where no window manager does so, keys follow a click. */
static void take_keys(const struct panel *panel)
{
    if (!(SDL_GetWindowFlags(panel->draw->window) & SDL_WINDOW_INPUT_FOCUS))
        SDL_SetWindowInputFocus(panel->draw->window);
}

static void mouse_event(struct panel *panel, const SDL_MouseButtonEvent *button)
{
    const struct plan *plan = shown_plan(panel);
    int x = (int)(button->x / plan->draw->scale), y = (int)(button->y / plan->draw->scale);
    const struct target *target = plan_near(plan, x, y, 0);
    if (button->button != SDL_BUTTON_LEFT)
        return;
    if (button->type == SDL_MOUSEBUTTONUP && target && strcmp(target->id, panel->pressed) == 0)
        press(panel, target->id);
    *panel->pressed = 0;
    *panel->board.focus = 0;
    if (button->type != SDL_MOUSEBUTTONDOWN)
        return;
    take_keys(panel);
    snprintf(panel->pressed, sizeof panel->pressed, "%s", target ? target->id : "");
}

static void key_down(struct panel *panel, const SDL_KeyboardEvent *key)
{
    static const struct {
        SDL_Keycode key;
        int across, down;
    } ways[] = {{SDLK_RIGHT, 1, 0}, {SDLK_LEFT, -1, 0}, {SDLK_DOWN, 0, 1}, {SDLK_UP, 0, -1}};
    SDL_Keycode code = key->keysym.sym;
    if (code == SDLK_TAB)
        board_move(&panel->board, shown_plan(panel), key->keysym.mod & KMOD_SHIFT ? -1 : 1, 0);
    for (size_t i = 0; i < COUNT(ways); i++)
        if (code == ways[i].key)
            board_move(&panel->board, shown_plan(panel), ways[i].across, ways[i].down);
    if (code == SDLK_ESCAPE)
        *panel->board.focus = 0;
    if (!key->repeat && (code == SDLK_RETURN || code == SDLK_KP_ENTER || code == SDLK_SPACE))
        snprintf(panel->pressed, sizeof panel->pressed, "%s", panel->board.focus);
}

static void key_event(struct panel *panel, const SDL_KeyboardEvent *key)
{
    SDL_Keycode code = key->keysym.sym;
    if (key->type == SDL_KEYDOWN) {
        key_down(panel, key);
    } else if (code == SDLK_RETURN || code == SDLK_KP_ENTER || code == SDLK_SPACE) {
        if (*panel->pressed)
            press(panel, panel->pressed);
        *panel->pressed = 0;
    }
}

/* --- what is heard ---------------------------------------------------------------------------------------------------
 */

static void news_event(struct panel *panel, const SDL_UserEvent *news)
{
    struct answer *answer = news->data1;
    switch ((enum news)news->code) {
    case NEWS_STATUS:
        board_hear(&panel->board, news->data1);
        break;
    case NEWS_ANSWER:
        board_ended(&panel->board, answer->line, answer->good, answer->text);
        free(answer);
        break;
    case NEWS_GONE:
        panel->open = false;
    }
}

static void take_event(struct panel *panel, const SDL_Event *event)
{
    if (event->type == panel->event)
        news_event(panel, &event->user);
    else if (event->type == panel->event + 1)
        probe_add(&panel->probe, (int)(intptr_t)event->user.data2);
    else if (event->type == SDL_MOUSEBUTTONDOWN || event->type == SDL_MOUSEBUTTONUP)
        mouse_event(panel, &event->button);
    else if (event->type == SDL_KEYDOWN || event->type == SDL_KEYUP)
        key_event(panel, &event->key);
    else if (event->type == SDL_QUIT)
        panel->open = false;
    else if (event->type == SDL_WINDOWEVENT && event->window.event == SDL_WINDOWEVENT_EXPOSED)
        draw_again(panel->draw);
    else if (event->type == SDL_WINDOWEVENT && event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
        resize(panel, event->window.data1, event->window.data2);
}

static void work(struct panel *panel)
{
    SDL_Event event;
    for (panel->open = true; panel->open;) {
        show(panel);
        turn_end();
        bool flashes = board_flashes(&panel->board);
        int some = flashes ? SDL_WaitEventTimeout(&event, FLASH_MS) : SDL_WaitEvent(&event);
        panel->board.bright = flashes && !some ? !panel->board.bright : panel->board.bright;
        for (; some; some = SDL_PollEvent(&event))
            take_event(panel, &event);
    }
}

/* --- opening and closing ---------------------------------------------------------------------------------------------
 */

/* Where a window of the kiosk ends; 0 when it is not there. */
static int end_of(const struct site *site, const char *screen, const char *at, const char *size)
{
    const json_t *is = json_at(site->settings, turn_text("screens.%s", screen));
    return (int)(json_number(is, at, 0) + json_number(is, size, 0));
}

/* To the right of the citizen's window and below the hall's, as large as there is room; an author has no hall. */
static struct box find_place(const struct site *site)
{
    SDL_Rect desk = {0, 0, 1280, 800};
    SDL_GetDisplayUsableBounds(0, &desk);
    bool hall = !json_object_get(site->settings, "author");
    int right = end_of(site, "main", "x", "width"), below = hall ? end_of(site, "call", "y", "height") : 0;
    int width = desk.x + desk.w - right, height = desk.y + desk.h - below;
    width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
    height = height < LEAST_HEIGHT || height > desk.h ? desk.h : height;
    board_fit(&width, &height);
    return (struct box){desk.x + desk.w - width, desk.y + desk.h - height, width, height};
}

static int open_window(struct panel *panel, const struct site *site)
{
    struct box place = find_place(site);
    panel->draw = draw_open(board_word(&panel->board, "title"), place, 0, board_width(place.w, place.h),
                            site_path(site, "share/fonts.conf"));
    if (!panel->draw)
        return E_IO;
    SDL_SetWindowBordered(panel->draw->window, SDL_TRUE);
    SDL_SetWindowResizable(panel->draw->window, SDL_TRUE);
    SDL_SetWindowMinimumSize(panel->draw->window, LEAST_WIDTH, LEAST_HEIGHT);
    for (int i = 0; i < 2; i++) {
        panel->plans[i].draw = panel->draw;
        panel->plans[i].kind = panel->plans[i].key = "";
    }
    return OK;
}

static int open_panel(struct panel *panel, const struct site *site, char *command)
{
    panel->event = SDL_RegisterEvents(2);
    int code = board_open(&panel->board, site);
    if (code == OK)
        code = open_window(panel, site);
    if (code == OK)
        code = probe_open(&panel->probe, site, "panel", panel->event + 1);
    if (code == OK)
        code = eyes_open(&panel->eyes, site->run, panel->event);
    return code == OK ? hands_open(&panel->hands, site->run, command, panel->event) : code;
}

static void close_panel(struct panel *panel)
{
    if (panel->eyes.thread)
        eyes_close(&panel->eyes);
    if (panel->hands.thread)
        hands_close(&panel->hands);
    draw_close(panel->draw);
    board_close(&panel->board);
}

int panel_run(const struct site *site, char *command)
{
    struct panel *panel = make(sizeof *panel);
    int code = open_panel(panel, site, command);
    if (code == OK)
        work(panel);
    close_panel(panel);
    free(panel);
    return code;
}
