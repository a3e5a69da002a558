/* Every kind of screen, laid by the real pages: in portrait and landscape, four panels, two languages, three text
 * sizes, both themes, with low reach and without. No text is cut, none lies on another, all targets are large enough
 * and with low reach within reach. A part of them is painted too, as pictures to look at in the build folder's
 * `screens`. */
#define _GNU_SOURCE
#include "glass/flaws.h"
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
        if (!kiosk_tap(json_string_value(id)))
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
    flaws_find(plan, on_flaw, NULL);
    check_reach(plan);
    for (json_t *said = kiosk_said(); said; said = kiosk_said())
        json_decref(said);
}

static void picture(const char *name, const struct variant *v, bool write)
{
    json_t *wanted = kiosk_read(turn_text("screens/%s.json", name));
    begin(name, wanted, v);
    window_show(&kiosk);
    walk_check(ui, kiosk_plan(), wrong);
    check_pieces();
    if (write) {
        const char *spoken = telling_text(ui, kiosk_plan());
        save(turn_text(BUILD "/screens/%s-%s.png", name, v->name));
        file_write_path(turn_text(BUILD "/screens/%s-%s.txt", name, v->name), spoken, strlen(spoken), 0600);
    }
    json_decref(wanted);
    end(kiosk_plan());
    turn_end();
}

static void lay(const struct variant *v, bool low)
{
    static struct plan plan;
    snprintf(now_checked, sizeof now_checked, "%s%s", v->name, low ? "-low" : "");
    plan.draw = kiosk.draw;
    ui->low = low;
    plan_clear(&plan);
    kiosk.face->lay(ui, &plan);
    end(&plan);
}

/* Laid, but not painted: that takes a tenth of the time. */
static void layout(const char *name, struct variant *v)
{
    json_t *wanted = kiosk_read(turn_text("screens/%s.json", name));
    v->name = turn_text("%s-%d-%s-%d", name, v->width, v->language, v->column);
    begin(name, wanted, v);
    lay(v, false);
    lay(v, true);
    json_decref(wanted);
    turn_end();
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0 || strcmp(argv[i], "all") == 0)
            return true;
    return argc < 2;
}

static int list_screens(char **names, int most, int argc, char **argv)
{
    DIR *folder = opendir(SOURCE "/tests/screen/screens");
    int n = 0, all = 0;
    must(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder)) && n < most;) {
        char *end = strstr(entry->d_name, ".json"),
             *name = end ? strndup(entry->d_name, (size_t)(end - entry->d_name)) : NULL;
        all += name != NULL;
        if (name && is_wanted(name, argc, argv))
            names[n++] = name;
        else
            free(name);
    }
    closedir(folder);
    check(all >= 55);
    qsort(names, (size_t)n, sizeof *names, compare);
    return n;
}

/* Painting takes long: only some of these are when nobody wants to look at them. */
static void paint(char *const *names, int n, bool write)
{
    static const struct variant variants[] = {
        {"id", 1080, 1920, "id", 0, false, false},       {"wide150dark", 1920, 1080, "en", 2, true, false},
        {"low150", 768, 1366, "id", 2, false, true},     {"en150", 1080, 1920, "en", 2, false, false},
        {"id125dark", 1080, 1920, "id", 1, true, false}, {"wide", 1920, 1080, "id", 0, false, false},
        {"flat", 1280, 800, "en", 1, false, false},      {"low", 1080, 1920, "id", 0, false, true},
        {"jv", 1080, 1920, "jv", 0, false, false},       {"widejv150", 1920, 1080, "jv", 2, false, false},
    };
    for (size_t v = 0; v < (write ? COUNT(variants) : 3); v++)
        for (int i = 0; i < n; i++)
            picture(names[i], &variants[v], write);
}

/* All languages on the two panels that the pages are designed for, one on the two that are nearly so. */
static void lay_all(char *const *names, int n)
{
    static const struct {
        int width, height;
        const char *language;
    } panels[] = {{1080, 1920, "id"}, {1080, 1920, "en"}, {1920, 1080, "id"}, {1920, 1080, "en"},
                  {768, 1366, "id"},  {1280, 800, "id"},  {1080, 1920, "jv"}, {1920, 1080, "jv"}};
    for (size_t p = 0; p < COUNT(panels); p++)
        for (int column = 0; column < THEME_SIZES; column++)
            for (int i = 0; i < n; i++)
                layout(names[i], &(struct variant){NULL, panels[p].width, panels[p].height, panels[p].language, column,
                                                   false, false});
}

/* Without arguments all are only checked; with "all", or names of screens, those are written too. */
int main(int argc, char **argv)
{
    char *names[160];
    setenv("ANJUNGAN_CLOCK", "1778726462", 1); /* 14 May 2026, 09.41 in western Indonesia */
    setenv("TZ", "Asia/Jakarta", 1);
    mkdir(BUILD "/screens", 0700);
    kiosk_open();
    ui = kiosk.mine;
    int n = list_screens(names, COUNT(names), argc, argv);
    paint(names, n, argc > 1);
    lay_all(names, n);
    while (n > 0)
        free(names[--n]);
    kiosk_close();
    return test_end();
}
