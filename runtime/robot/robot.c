/* robot.c - see robot.h. */
#define _GNU_SOURCE
#include "robot/robot.h"

#include "base/clock.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    ECHO_MS = 550, /* a little more than the screen's own, and further */
    ECHO_NEAR = 60,
    QUIET_MS = 40,
    PAGE_MS = 2000,
    ENABLED_MS = 2000,
    MAX_PAGES = 20,
    DRAWN = 24,
    DRAWN_MS = 12
};

static int make_folder(const char *path)
{
    return mkdir(path, 0755) == 0 || errno == EEXIST ? OK : fail_errno("make %s", path);
}

int robot_open(struct robot *robot, const struct site *site, const char *out, bool pictures)
{
    *robot = (struct robot){.site = site, .out = out, .pictures = pictures};
    if (make_folder(out) < 0)
        return E_IO;
    robot->display = display_open();
    if (!robot->display)
        return E_GONE;
    probe_open(&robot->main, site->run, "main");
    probe_open(&robot->call, site->run, "call");
    return OK;
}

void robot_close(struct robot *robot)
{
    if (!robot->display)
        return;
    probe_close(&robot->main);
    probe_close(&robot->call);
    display_close(robot->display);
    robot->display = NULL;
}

void robot_rest(int64_t ms)
{
    usleep((useconds_t)(ms * 1000));
}

static const json_t *one_like(const struct probe *probe, const char *id)
{
    return probe_target(probe, turn_text("%.*s:*", (int)strcspn(id, ":"), id));
}

/* A page that shows others of its kind will not get it by waiting: it stands on another page. */
static bool is_decided(const struct probe *probe, const char *id)
{
    return probe_enabled(probe, id) ||
           (!probe_target(probe, id) && one_like(probe, id) && probe_enabled(probe, "page:next"));
}

static bool fulfilled(const struct probe *probe, const struct wanted *w)
{
    struct place here = probe_place(probe);
    return probe->now && (!w->kind || strcmp(here.kind, w->kind) == 0) && (!w->key || strcmp(here.key, w->key) == 0) &&
           (!w->other_kind || strcmp(here.kind, w->other_kind) != 0) &&
           (!w->target || probe_enabled(probe, w->target)) && (!w->shown || probe_target(probe, w->shown)) &&
           (!w->hidden || !probe_target(probe, w->hidden)) && (!w->decided || is_decided(probe, w->decided)) &&
           (!w->newer || json_number(probe->now, "serial", 0) != w->newer) &&
           (!w->elsewhere || !place_same(here, *w->elsewhere));
}

bool robot_sees(struct robot *robot, struct probe *probe, struct wanted wanted, int64_t ms)
{
    static const char *const in_passing[] = {"more-time", "wake"};
    int64_t until = clock_ms() + ms;
    probe_look(probe, 0);
    while (!fulfilled(probe, &wanted)) {
        for (size_t i = 0; probe == &robot->main && i < COUNT(in_passing); i++)
            if (probe_enabled(probe, in_passing[i]))
                robot_tap(robot, in_passing[i]);
        int64_t left = until - clock_ms();
        if (left <= 0)
            return false;
        probe_look(probe, left);
    }
    return true;
}

static char *describe(const struct wanted *w)
{
    char *text = turn_text("ui@");
    const struct {
        const char *what, *value;
    } parts[] = {{"kind", w->kind},
                 {"key", w->key},
                 {"a kind other than", w->other_kind},
                 {"target", w->target},
                 {"shown", w->shown},
                 {"hidden", w->hidden},
                 {"elsewhere than", w->elsewhere ? w->elsewhere->key : NULL}};
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].value)
            text = turn_text("%s %s %s", text, parts[i].what, parts[i].value);
    return text + strlen("ui@");
}

int robot_wait(struct robot *robot, struct probe *probe, struct wanted wanted, int64_t ms)
{
    if (robot_sees(robot, probe, wanted, ms))
        return OK;
    return fail(E_TIMEOUT, "waited %.1f s at ui@%s for%s; saw %s", (double)ms / 1000, probe->name, describe(&wanted),
                probe_describe(probe));
}

/* What comes under a finger that has just tapped is not meant by its next tap (screen/touch.h). Nobody reads a page
 * that fast, but a robot does: like somebody with two hands it then taps another place of a wide target, or waits. */
static int beside(struct robot *robot, int x, int y, int width)
{
    int64_t left = robot->same ? 0 : robot->touched + ECHO_MS - clock_ms();
    if (left <= 0 || abs(x - robot->x) > ECHO_NEAR || abs(y - robot->y) > ECHO_NEAR)
        return x;
    if (width > 4 * ECHO_NEAR)
        return robot->x < x ? x + width / 4 : x - width / 4;
    robot_rest(left);
    return x;
}

static bool is_key(const json_t *target)
{
    const char *id = json_text(target, "id");
    return strncmp(id, "key:", 4) == 0 || strncmp(id, "pad:", 4) == 0;
}

static void touch(struct robot *robot, const json_t *target)
{
    struct area window = probe_window(&robot->main);
    struct place here = probe_place(&robot->main);
    int width = (int)json_number(target, "width", 0);
    robot->same = strcmp(robot->target, json_text(target, "id")) == 0 && place_same(robot->place, here);
    robot->place = here;
    snprintf(robot->target, sizeof robot->target, "%s", json_text(target, "id"));
    int x = (int)json_number(target, "x", 0) + width / 2;
    int y = (int)json_number(target, "y", 0) + (int)json_number(target, "height", 0) / 2;
    robot->x = is_key(target) ? x : beside(robot, x, y, width);
    robot->y = y;
    robot->touched = clock_ms();
    display_tap(robot->display, window.x + robot->x, window.y + y);
}

int robot_tap(struct robot *robot, const char *id)
{
    return robot_tap_one(robot, (const char *const[]){id, NULL});
}

int robot_tap_and_see(struct robot *robot, const char *id, int64_t ms)
{
    struct wanted answer = {.newer = json_number(robot->main.now, "serial", 0)};
    int code = robot_tap(robot, id);
    if (code == OK)
        robot_sees(robot, &robot->main, answer, ms);
    return code;
}

int robot_tap_one(struct robot *robot, const char *const *ids)
{
    int64_t until = clock_ms() + ENABLED_MS;
    do {
        for (const char *const *id = ids; *id; id++) {
            if (!probe_enabled(&robot->main, *id))
                continue;
            touch(robot, probe_target(&robot->main, *id));
            return OK;
        }
        probe_look(&robot->main, until - clock_ms());
    } while (clock_ms() < until);
    return fail(E_STATE, "%s%s cannot be tapped; there is %s", ids[0], ids[1] ? " and the like" : "",
                probe_describe(&robot->main));
}

int robot_draw(struct robot *robot, const char *id)
{
    const json_t *target = probe_target(&robot->main, id);
    if (!target)
        return fail(E_STATE, "%s cannot be drawn on; there is %s", id, probe_describe(&robot->main));
    struct area window = probe_window(&robot->main);
    int x = window.x + (int)json_number(target, "x", 0), y = window.y + (int)json_number(target, "y", 0);
    int width = (int)json_number(target, "width", 0), height = (int)json_number(target, "height", 0);
    for (int i = 1; i < DRAWN; i++) {
        display_point(robot->display, x + i * width / DRAWN, y + height / 2 + (i % 2 ? height / 6 : -height / 6));
        if (i == 1)
            display_press(robot->display);
        robot_rest(DRAWN_MS);
    }
    display_release(robot->display);
    robot->touched = clock_ms();
    return OK;
}

int robot_find(struct robot *robot, const char *id)
{
    for (int page = 0; page < MAX_PAGES; page++) {
        char first[sizeof robot->target];
        robot_sees(robot, &robot->main, (struct wanted){.decided = id}, PAGE_MS);
        if (probe_enabled(&robot->main, id))
            return robot_tap(robot, id);
        snprintf(first, sizeof first, "%s", json_text(one_like(&robot->main, id), "id"));
        if (!probe_enabled(&robot->main, "page:next") || robot_tap(robot, "page:next") < 0)
            break;
        robot_sees(robot, &robot->main, (struct wanted){.hidden = first}, PAGE_MS);
    }
    return fail(E_TIMEOUT, "%s is on no page; there is %s", id, probe_describe(&robot->main));
}

/* As whatever keyboard is there writes it. The other layer (digits, signs) is behind key:123, and the way back stands
 * in the same place. */
static int type_letter(struct robot *robot, char letter)
{
    const char *upper = letter == ' ' ? "key:space" : turn_text("key:%c", toupper((unsigned char)letter));
    const char *const ids[] = {turn_text("pad:%c", letter), upper, turn_text("key:%c", tolower((unsigned char)letter)),
                               NULL};
    bool there = false;
    for (size_t i = 0; ids[i]; i++)
        there |= probe_target(&robot->main, ids[i]) != NULL;
    if (!there && probe_enabled(&robot->main, "key:123")) {
        robot_tap(robot, "key:123");
        robot_sees(robot, &robot->main, (struct wanted){.target = upper}, PAGE_MS);
    }
    return robot_tap_one(robot, ids);
}

/* Keys are taken faster than one sees what they do. */
static void catch_up(struct robot *robot)
{
    while (probe_look(&robot->main, QUIET_MS))
        ;
}

int robot_type(struct robot *robot, const char *text)
{
    for (; *text; text++) {
        probe_look(&robot->main, 0);
        if (type_letter(robot, *text) < 0)
            return E_STATE;
    }
    catch_up(robot);
    return OK;
}

int robot_delete(struct robot *robot, size_t letters)
{
    static const char *const keys[] = {"pad:delete", "key:delete", NULL};
    while (letters-- > 0) {
        probe_look(&robot->main, 0);
        if (robot_tap_one(robot, keys) < 0)
            return E_STATE;
    }
    catch_up(robot);
    return OK;
}

void robot_plain_name(char *text)
{
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && !strchr("._-/", *text))
            *text = '-';
}

/* The window says that it turns before it paints the next place, and names a place once that stands on the glass: what
 * is seen between the name and the next word is of this place. */
int robot_look(struct robot *robot, struct probe *probe, const struct place *place, bool still,
               struct picture **picture)
{
    struct area window = probe_window(probe);
    *picture = (still ? display_look_still : display_look)(robot->display, window);
    if (!*picture)
        return E_IO;
    probe_look(probe, 0);
    if (!probe->turning && place_same(probe_place(probe), *place))
        return OK;
    picture_free(*picture);
    return E_STATE;
}

int robot_picture_at(struct robot *robot, struct probe *probe, const char *path)
{
    struct picture *picture;
    int code = E_STATE;
    if (!robot->pictures)
        return OK;
    while (code == E_STATE) {
        struct place here = probe_place(probe);
        code = robot_look(robot, probe, &here, false, &picture);
        while (probe->turning)
            probe_look(probe, PAGE_MS);
    }
    return code == OK ? picture_write(picture, path) : code;
}

int robot_picture(struct robot *robot, struct probe *probe)
{
    struct picture *picture;
    struct place here = probe_place(probe);
    if (!robot->pictures)
        return OK;
    if (make_folder(turn_text("%s/screens", robot->out)) < 0)
        return E_IO;
    int code = robot_look(robot, probe, &here, false, &picture);
    if (code < 0)
        return code == E_STATE ? OK : code;
    char *name = turn_text("%02d-%s-%s.png", ++robot->n_pictures, here.kind, *here.key ? here.key : "screen");
    robot_plain_name(name);
    return picture_write(picture, turn_text("%s/screens/%s", robot->out, name));
}

void robot_picture_failure(struct robot *robot)
{
    const json_t *screen = json_at(robot->site->settings, "screens.main");
    struct area area = {(int)json_number(screen, "x", 0), (int)json_number(screen, "y", 0),
                        (int)json_number(screen, "width", 1080), (int)json_number(screen, "height", 1920)};
    if (!robot->display || make_folder(turn_text("%s/screens", robot->out)) < 0)
        return;
    struct picture *picture = display_look(robot->display, area);
    if (picture)
        picture_write(picture, turn_text("%s/screens/%02d-failure.png", robot->out, ++robot->n_pictures));
}
