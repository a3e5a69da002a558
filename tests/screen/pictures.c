/* Every kind of screen, laid by the real pages: in portrait and landscape, four panels, two languages, three text
 * sizes, both themes, with low reach and without. No text is cut, none lies on another, all targets are large enough
 * and with low reach within reach. A part of them is painted too, as pictures to look at in the build folder's
 * `screens`. */
#define _GNU_SOURCE
#include "screen/flaws.h"
#include "screen/kiosk.h"
#include "screen/walk.h"

#include <cairo.h>
#include <dirent.h>

enum { ATTRACT = 3600 }; /* as in kiosk/site.conf.in */

static struct ui *ui;
static char now_checked[128];

struct variant {
    const char *name;
    int width, height;
    const char *language;
    int column;
    bool contrast, low;
};

static void wrong(const char *what, const char *text)
{
    test_failures++;
    fprintf(stderr, "%s: %s \"%s\"\n", now_checked, what, text);
}

static void on_flaw(void *mine, const char *what, const char *text)
{
    (void)mine;
    wrong(what, text);
}

static void save(const char *path)
{
    SDL_Surface *s = kiosk.draw->surface;
    cairo_surface_t *picture = cairo_image_surface_create_for_data(s->pixels, CAIRO_FORMAT_RGB24, s->w, s->h, s->pitch);
    if (cairo_surface_write_to_png(picture, path) != CAIRO_STATUS_SUCCESS)
        wrong("not written:", path);
    cairo_surface_destroy(picture);
}

/* What was painted piece by piece is what a whole repaint gives. */
static void check_pieces(void)
{
    SDL_Surface *s = kiosk.draw->surface;
    size_t n = (size_t)s->pitch * (size_t)s->h;
    char *before = make(n);
    memcpy(before, s->pixels, n);
    draw_dirty_all(kiosk.draw);
    draw_flush(kiosk.draw, plan_paint, &kiosk.plans[kiosk.shown]);
    test_checks++;
    if (memcmp(before, s->pixels, n) != 0)
        wrong("pieces differ from", "a whole repaint");
    free(before);
}

/* Home lies in portrait only, and has tests of its own for the rest. */
static bool is_for_others(const struct plan *plan)
{
    return strcmp(plan->kind, "home") == 0 && (plan->low || plan_width(plan) > plan_height(plan));
}

static void set_up(const json_t *wanted, const struct variant *v)
{
    json_t *screen = json_deep_copy(json_object_get(wanted, "screen"));
    ui_forget_visit(ui);
    ui->touched = clock_ms();
    kiosk_hears(kiosk_read("kiosk/home.json"));
    if (screen) {
        kiosk_hears_visit("V1", v->language);
        kiosk_hears(screen);
    }
    strcpy(ui->language, v->language);
    ui->column = v->column;
    ui->contrast = v->contrast;
    ui->low = v->low;
    const char *typed = json_text(wanted, "typed");
    if (*typed)
        entry_set(&ui->entry, typed);
    size_t i;
    const json_t *id;
    if (json_array_size(json_object_get(wanted, "taps")) > 0)
        window_show(&kiosk);
    json_array_foreach (json_object_get(wanted, "taps"), i, id)
        if (!kiosk_tap(json_string_value(id)) && !is_for_others(kiosk_plan()))
            wrong("cannot tap", json_string_value(id));
    strcpy(ui->access.focus, json_text(wanted, "focus"));
    ui->access.mute = json_truth(wanted, "mute");
    ui->touched -= json_number(wanted, "idle", 0);
    if (json_object_get(wanted, "attract"))
        ui->touched -= 1000 * (ATTRACT + json_number(wanted, "attract", 0));
    if (json_truth(wanted, "called"))
        kiosk_hears(json_pack("{s:s s:b}", "type", "called", "staff", true));
}

static bool is_control(const struct target *target)
{
    return target->enabled && strncmp(target->id, "bar:", 4) != 0;
}

static void check_reach(const struct plan *plan)
{
    int low = plan_height(plan) * AREA_LOW / 1920;
    if (!plan->low || plan_width(plan) > plan_height(plan))
        return;
    for (int i = 0; i < plan->n_targets; i++)
        if (is_control(&plan->targets[i]) && plan->targets[i].box.y < low)
            wrong("out of low reach:", plan->targets[i].id);
}

static void begin(const char *name, const json_t *wanted, const struct variant *v)
{
    snprintf(now_checked, sizeof now_checked, "%s-%s", name, v->name);
    if (kiosk.draw->across != v->width || kiosk.draw->down != v->height)
        must(window_resize(&kiosk, v->width, v->height) == OK);
    set_up(wanted, v);
}

static void end(const struct plan *plan)
{
    test_checks++;
    if (!is_for_others(plan)) {
        flaws_find(plan, on_flaw, NULL);
        check_reach(plan);
    }
    for (json_t *said = kiosk_said(); said; said = kiosk_said())
        json_decref(said);
    turn_end();
}

static void picture(const char *name, const struct variant *v, bool write)
{
    json_t *wanted = kiosk_read(turn_text("screens/%s.json", name));
    begin(name, wanted, v);
    window_show(&kiosk);
    walk_check(ui, kiosk_plan(), wrong);
    check_pieces();
    if (write) {
        const char *spoken = access_text(ui, kiosk_plan());
        save(turn_text(BUILD "/screens/%s-%s.png", name, v->name));
        file_write_path(turn_text(BUILD "/screens/%s-%s.txt", name, v->name), spoken, strlen(spoken), 0600);
    }
    json_decref(wanted);
    end(kiosk_plan());
}

/* Laid, but not painted: that takes a tenth of the time. */
static void layout(const char *name, const struct variant *v)
{
    static struct plan plan;
    json_t *wanted = kiosk_read(turn_text("screens/%s.json", name));
    begin(name, wanted, v);
    plan.draw = kiosk.draw;
    plan_clear(&plan);
    kiosk.face->lay(ui, &plan);
    json_decref(wanted);
    end(&plan);
}

/* All languages on the two panels that the pages are designed for, one on the two that are nearly so. */
static void layouts(const char *name)
{
    static const int panels[][2] = {{1080, 1920}, {1920, 1080}, {768, 1366}, {1280, 800}};
    static const char *const languages[] = {"id", "en"};
    for (size_t p = 0; p < COUNT(panels); p++)
        for (size_t l = 0; l < (p < 2 ? 2 : 1); l++)
            for (int i = 0; i < 2 * THEME_SIZES; i++) {
                struct variant v = {.width = panels[p][0], .height = panels[p][1], .language = languages[l]};
                v.column = i / 2, v.low = i % 2;
                v.name = turn_text("%d-%s-%d%s", v.width, v.language, v.column, v.low ? "-low" : "");
                layout(name, &v);
            }
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int list_screens(char **names, int most)
{
    DIR *folder = opendir(SOURCE "/tests/screen/screens");
    int n = 0;
    must(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder)) && n < most;) {
        char *end = strstr(entry->d_name, ".json");
        if (end)
            names[n++] = strndup(entry->d_name, (size_t)(end - entry->d_name));
    }
    closedir(folder);
    qsort(names, (size_t)n, sizeof *names, compare);
    return n;
}

/* Without arguments all are only checked; with "all", or names of screens, those are written too. */
int main(int argc, char **argv)
{
    static const struct variant variants[] = {
        {"id", 1080, 1920, "id", 0, false, false},         {"en150", 1080, 1920, "en", 2, false, false},
        {"id125dark", 1080, 1920, "id", 1, true, false},   {"wide", 1920, 1080, "id", 0, false, false},
        {"wide150dark", 1920, 1080, "en", 2, true, false}, {"flat", 1280, 800, "en", 1, false, false},
        {"low", 1080, 1920, "id", 0, false, true},         {"low150", 768, 1366, "id", 2, false, true}};
    char *names[160];
    setenv("ANJUNGAN_CLOCK", "1778726462", 1); /* 14 May 2026, 09.41 in western Indonesia */
    setenv("TZ", "Asia/Jakarta", 1);
    mkdir(BUILD "/screens", 0700);
    kiosk_open();
    ui = kiosk.mine;
    int n = list_screens(names, COUNT(names));
    for (int i = 0; i < n; i++) {
        bool wanted = argc < 2;
        for (int a = 1; a < argc; a++)
            wanted |= strcmp(argv[a], names[i]) == 0 || strcmp(argv[a], "all") == 0;
        for (size_t v = 0; wanted && v < COUNT(variants); v++)
            picture(names[i], &variants[v], argc > 1);
        if (wanted)
            layouts(names[i]);
        free(names[i]);
    }
    check(n >= 40);
    kiosk_close();
    return test_end();
}
