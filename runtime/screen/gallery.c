/* gallery.c - see gallery.h. */
#define _GNU_SOURCE
#include "screen/gallery.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "screen/sheet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_MAX = 1 << 20 };

static struct ui *ui_of(const struct gallery *gallery)
{
    return gallery->window->mine;
}

static json_t *read_sample(const struct gallery *gallery, const char *name)
{
    return json_read_file(turn_text("%s/%s.json", gallery->folder, name), SAMPLE_MAX);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list_samples(struct gallery *gallery)
{
    DIR *folder = opendir(gallery->folder);
    if (!folder)
        return fail_errno("samples of the screens: %s", gallery->folder);
    for (struct dirent *entry; (entry = readdir(folder)) && gallery->n < GALLERY_MOST;) {
        const char *end = strstr(entry->d_name, ".json");
        if (end)
            gallery->names[gallery->n++] = make_text(turn_text("%.*s", (int)(end - entry->d_name), entry->d_name));
    }
    closedir(folder);
    qsort(gallery->names, (size_t)gallery->n, sizeof *gallery->names, by_name);
    return gallery->n > 0 ? OK : fail(E_STATE, "%s holds no sample of a screen", gallery->folder);
}

int gallery_open(struct gallery *gallery, struct window *window, const char *folder)
{
    *gallery = (struct gallery){.window = window, .folder = folder};
    gallery->plan.draw = window->draw;
    gallery->plan.kind = gallery->plan.key = "";
    gallery->home = read_sample(gallery, "kiosk/home");
    gallery->book = read_sample(gallery, "kiosk/book");
    gallery->index = json_incref(ui_of(gallery)->index->first);
    return gallery->home && gallery->book ? list_samples(gallery) : E_FORMAT;
}

void gallery_close(struct gallery *gallery)
{
    while (gallery->n > 0)
        free(gallery->names[--gallery->n]);
    json_decref(gallery->home);
    json_decref(gallery->book);
    json_decref(gallery->index);
    json_decref(gallery->sample);
}

void gallery_dress(struct gallery *gallery, const struct theme *plain, const struct theme *contrast)
{
    ui_of(gallery)->plain = *plain;
    ui_of(gallery)->dark = *contrast;
}

/* Core says this; drops the reference. */
static int hear(struct gallery *gallery, json_t *body, int fd)
{
    struct packet packet = {.body = body, .n_fds = fd >= 0, .fds = {fd}};
    int code = packet_check(&door_core_to_ui, body, fd >= 0);
    if (code == OK)
        gallery->window->face->packet(gallery->window->mine, &packet);
    packet_free(&packet);
    return code;
}

static int hear_visit(struct gallery *gallery, const char *language)
{
    char *text = json_write(gallery->book);
    int fd = memfile_make("visit", text, strlen(text));
    free(text);
    return fd < 0 ? fd
                  : hear(gallery,
                         json_pack("{s:s s:s s:s s:s}", "type", "visit", "visit", "V1", "service", "polri.skck",
                                   "language", language),
                         fd);
}

/* Somebody before a wall, as no camera sees them: shades of one colour, lighter to the right, so that a mirror shows.
 */
static void draw_seen(uint8_t *to, int width, int height)
{
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++, to += 3) {
            int dx = 2 * (x - width / 2), dy = 2 * (y - height * 2 / 5), r = height * 2 / 5, shoulders = height - y;
            bool head = dx * dx * 2 + dy * dy < r * r, body = shoulders * 3 < height && abs(dx) < r + height / 5;
            int light = head ? 170 : body ? 60 : 120 + 80 * x / width;
            to[0] = (uint8_t)light;
            to[1] = (uint8_t)(light * 9 / 10);
            to[2] = (uint8_t)(light * 8 / 10);
        }
}

static int hear_camera(struct gallery *gallery)
{
    const json_t *seen = json_object_get(gallery->sample, "seen");
    int width = (int)json_integer_value(json_array_get(seen, 0)),
        height = (int)json_integer_value(json_array_get(seen, 1));
    if (width == 0)
        return OK;
    size_t n = (size_t)width * (size_t)height * 3;
    uint8_t *rgb = make(n);
    draw_seen(rgb, width, height);
    int fd = memfile_make("frame", rgb, n);
    free(rgb);
    return fd < 0 ? fd
                  : hear(gallery,
                         json_pack("{s:s s:s s:I s:i s:i}", "type", "frame", "visit", "V1", "step",
                                   (json_int_t)ui_step(ui_of(gallery)), "width", width, "height", height),
                         fd);
}

static int hear_core(struct gallery *gallery, const char *language)
{
    json_t *screen = json_object_get(gallery->sample, "screen");
    json_t *home = json_deep_copy(gallery->home);
    json_object_set_new(home, "card", json_boolean(json_truth(gallery->sample, "card")));
    if (json_object_get(gallery->sample, "states"))
        json_object_set(home, "states", json_object_get(gallery->sample, "states"));
    int code = hear(gallery, home, -1);
    if (code == OK && screen)
        code = hear_visit(gallery, language);
    if (code == OK && screen)
        code = hear(gallery, json_deep_copy(screen), -1);
    return code == OK ? hear_camera(gallery) : code;
}

static void tap(struct gallery *gallery, const char *id)
{
    const struct face *face = gallery->window->face;
    face->touched(gallery->window->mine, id);
    face->tap(gallery->window->mine, id);
}

static int tap_all(struct gallery *gallery, const char *name)
{
    size_t i;
    const json_t *at;
    json_array_foreach (json_object_get(gallery->sample, "taps"), i, at) {
        const char *id = json_string_value(at);
        const struct target *target = id ? plan_named(gallery_lay(gallery), id) : NULL;
        if (!target || !target->enabled)
            return fail(E_STATE, "sample %s: there is no \"%s\" to tap", name, id ? id : "");
        tap(gallery, turn_text("%s", id));
    }
    return OK;
}

/* Nobody has touched the screen for so long, or somebody is on the way. */
static int let_time_pass(struct gallery *gallery)
{
    struct ui *ui = ui_of(gallery);
    const json_t *sample = gallery->sample;
    ui->touched -= json_number(sample, "idle", 0);
    if (json_object_get(sample, "attract"))
        ui->touched -=
            1000 * (json_number(gallery->window->site->settings, "attract", 0) + json_number(sample, "attract", 0));
    return json_truth(sample, "called") ? hear(gallery, json_pack("{s:s s:b}", "type", "called", "staff", true), -1)
                                        : OK;
}

static void keep_first(json_t *index, const char *rows, size_t n)
{
    json_t *all = json_object_get(index, rows);
    while (json_array_size(all) > n)
        json_array_remove(all, n);
}

/* A small office: one agency, with so many services. */
static json_t *small_index(const json_t *whole, int services)
{
    json_t *index = json_deep_copy(whole);
    keep_first(index, "needs", (size_t)services);
    keep_first(index, "agencies", 1);
    keep_first(index, "numbers", 1);
    json_object_set_new(index, "services", json_integer(services));
    return index;
}

static void offer(struct gallery *gallery)
{
    struct index *index = ui_of(gallery)->index;
    int services = (int)json_number(gallery->sample, "services", 0);
    json_decref(index->first);
    index->first = services ? small_index(gallery->index, services) : json_incref(gallery->index);
}

static int set_up(struct gallery *gallery, const char *name, const struct pose *pose)
{
    struct ui *ui = ui_of(gallery);
    ui_forget_visit(ui);
    offer(gallery);
    ui->touched = clock_ms();
    int code = hear_core(gallery, pose->language);
    if (code < 0)
        return code;
    strncpy(ui->language, pose->language, sizeof ui->language - 1);
    ui->column = pose->column;
    ui->contrast = pose->contrast;
    ui->low = pose->low;
    if (*json_text(gallery->sample, "typed"))
        entry_set(&ui->entry, json_text(gallery->sample, "typed"));
    code = tap_all(gallery, name);
    strncpy(ui->access.focus, json_text(gallery->sample, "focus"), sizeof ui->access.focus - 1);
    ui->access.mute = json_truth(gallery->sample, "mute");
    return code < 0 ? code : let_time_pass(gallery);
}

int gallery_show(struct gallery *gallery, const char *name, const struct pose *pose)
{
    const struct draw *draw = gallery->window->draw;
    json_decref(gallery->sample);
    gallery->sample = read_sample(gallery, name);
    if (!gallery->sample)
        return E_FORMAT;
    bool same = draw->across == pose->width && draw->down == pose->height;
    if (!same && window_resize(gallery->window, pose->width, pose->height) < 0)
        return E_IO;
    return set_up(gallery, name, pose);
}

void gallery_turn(struct gallery *gallery, bool contrast, bool low)
{
    ui_of(gallery)->contrast = contrast;
    ui_of(gallery)->low = low;
}

const struct plan *gallery_lay(struct gallery *gallery)
{
    const char *sheet = json_text(gallery->sample, "sheet");
    plan_clear(&gallery->plan);
    if (*sheet)
        sheet_lay(ui_of(gallery), &gallery->plan, sheet);
    else
        gallery->window->face->lay(gallery->window->mine, &gallery->plan);
    return &gallery->plan;
}

const struct plan *gallery_paint(struct gallery *gallery)
{
    const struct plan *plan = gallery_lay(gallery);
    draw_dirty_all(gallery->window->draw);
    draw_flush(gallery->window->draw, plan_paint, &gallery->plan);
    draw_dirty_all(gallery->window->draw); /* the window itself does not know what is there now */
    return plan;
}
