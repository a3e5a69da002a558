/* Every kind of screen, laid by the real pages in two languages, three text sizes and both themes, as pictures to look
 * at in the build folder's `screens` - and checked: no text is cut, none lies on another, all targets are large enough.
 */
#define _GNU_SOURCE
#include "screen/flaws.h"
#include "screen/kiosk.h"
#include "screen/walk.h"

#include <cairo.h>
#include <dirent.h>

static struct ui *ui;
static char now_checked[128];

struct variant {
    const char *name, *language;
    int column;
    bool contrast;
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
    kiosk_hears(kiosk_read("kiosk/home.json"));
    if (screen) {
        kiosk_hears_visit("V1", v->language);
        kiosk_hears(screen);
    }
    strcpy(ui->language, v->language);
    ui->column = v->column;
    ui->contrast = v->contrast;
    const char *typed = json_text(wanted, "typed");
    if (*typed)
        entry_set(&ui->entry, typed);
    window_show(&kiosk);
    size_t i;
    const json_t *id;
    json_array_foreach (json_object_get(wanted, "taps"), i, id)
        if (!kiosk_tap(json_string_value(id)))
            wrong("cannot tap", json_string_value(id));
    strcpy(ui->access.focus, json_text(wanted, "focus"));
    ui->access.mute = json_truth(wanted, "mute");
    ui->touched -= json_number(wanted, "idle", 0);
    if (json_truth(wanted, "called"))
        kiosk_hears(json_pack("{s:s s:b}", "type", "called", "staff", true));
    window_show(&kiosk);
}

static void picture(const char *name, const struct variant *v, bool write)
{
    json_t *wanted = kiosk_read(turn_text("screens/%s.json", name));
    snprintf(now_checked, sizeof now_checked, "%s-%s", name, v->name);
    set_up(wanted, v);
    test_checks++;
    flaws_find(kiosk_plan(), on_flaw, NULL);
    walk_check(ui, kiosk_plan(), wrong);
    check_pieces();
    if (write) {
        const char *spoken = telling_text(ui, kiosk_plan());
        save(turn_text(BUILD "/screens/%s-%s.png", name, v->name));
        file_write_path(turn_text(BUILD "/screens/%s-%s.txt", name, v->name), spoken, strlen(spoken), 0600);
    }
    json_decref(wanted);
    for (json_t *said = kiosk_said(); said; said = kiosk_said())
        json_decref(said);
    turn_end();
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
        {"id", "id", 0, false},    {"en", "en", 0, false},  {"id125", "id", 1, false}, {"id150", "id", 2, false},
        {"en150", "en", 2, false}, {"dark", "id", 0, true}, {"dark150", "en", 2, true}};
    char *names[96];
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
        free(names[i]);
    }
    check(n >= 40);
    kiosk_close();
    return test_end();
}
