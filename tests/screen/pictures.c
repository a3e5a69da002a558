/* Every kind of screen, laid by the real pages in two languages, three text sizes and both themes, as pictures to look
 * at in the build folder's `screens` - and checked: no text is cut, none lies on another, all targets are large enough.
 */
#define _GNU_SOURCE
#include "screen/kiosk.h"

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

/* Where the letters of a text really are. */
static struct box letters(const struct plan *plan, const struct item *item)
{
    struct box b = item->box;
    int size = item->ink.size, wide = item->kind == ITEM_PARAGRAPH ? text_widest(plan->draw, item->ink, b.w, item->text)
                                      : item->kind == ITEM_DIGITS ? text_digits_width(plan->draw, item->ink, item->text)
                                                                  : text_width(plan->draw, item->ink, item->text);
    int x = item->align == LEFT ? b.x : item->align == RIGHT ? b.x + b.w - wide : b.x + (b.w - wide) / 2;
    if (item->kind == ITEM_PARAGRAPH)
        return (struct box){x, b.y + size / 6, wide, b.h - size / 3};
    return (struct box){x, b.y + b.h / 2 - size * 38 / 100, wide, size * 76 / 100};
}

static bool is_text(const struct item *item)
{
    return (item->kind == ITEM_TEXT || item->kind == ITEM_PARAGRAPH || item->kind == ITEM_DIGITS) && *item->text;
}

static bool inside(struct box a, struct box b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

static void check_text_fits(const struct plan *plan, const struct item *item)
{
    struct box l = letters(plan, item), page = {0, 0, plan->draw->width, plan->draw->height};
    test_checks++;
    if (l.w > item->box.w + 2)
        wrong("wider than its box:", item->text);
    if (item->kind == ITEM_PARAGRAPH && text_height(plan->draw, item->ink, item->box.w, item->text) > item->box.h + 2)
        wrong("higher than its box:", item->text);
    if (!inside(l, page))
        wrong("outside the page:", item->text);
    if (item->ink.size < 26)
        wrong("too small:", item->text);
    if (strchr(item->text, '['))
        wrong("a word is missing:", item->text);
}

/* Later items may not lie on an earlier text, unless everything there lies under a dialog's shade. */
static void check_text_free(const struct plan *plan, int at)
{
    struct box l = letters(plan, &plan->items[at]);
    for (int i = at + 1; i < plan->n_items; i++) {
        const struct item *over = &plan->items[i];
        if (over->kind == ITEM_SHADE)
            return;
        if (is_text(over) && box_overlaps(l, letters(plan, over)))
            wrong(turn_text("\"%s\" lies on", over->text), plan->items[at].text);
        bool ground =
            over->kind == ITEM_CARD || over->kind == ITEM_FILL || over->kind == ITEM_ICON || over->kind == ITEM_QR;
        if (ground && box_overlaps(l, over->box))
            wrong("something covers", plan->items[at].text);
    }
    for (int i = 0; i < plan->n_targets; i++)
        if (box_overlaps(l, plan->targets[i].box) && !inside(l, plan->targets[i].box))
            wrong(turn_text("crosses the edge of %s:", plan->targets[i].id), plan->items[at].text);
}

/* Only there for the probe to read: nobody touches it. */
static bool told(const char *id)
{
    return strncmp(id, "bill:", 5) == 0 || strncmp(id, "ticket:", 7) == 0 || strncmp(id, "case:", 5) == 0 ||
           strncmp(id, "mistake:", 8) == 0;
}

static void check_targets(const struct plan *plan)
{
    struct box page = {0, 0, plan->draw->width, plan->draw->height};
    for (int i = 0; i < plan->n_targets; i++) {
        const struct target *t = &plan->targets[i];
        test_checks++;
        if (told(t->id))
            continue;
        if (t->box.w < plan->theme->target || t->box.h < plan->theme->target)
            wrong("target too small:", t->id);
        if (!inside(t->box, page))
            wrong("target outside the page:", t->id);
        for (int j = i + 1; j < plan->n_targets; j++) {
            bool same = inside(plan->targets[j].box, t->box) && strcmp(plan->targets[j].id, "clear") == 0;
            if (box_overlaps(t->box, plan->targets[j].box) && !same)
                wrong(turn_text("%s overlaps target", plan->targets[j].id), t->id);
        }
    }
}

static void check_plan(const struct plan *plan)
{
    int from = 0;
    for (int i = 0; i < plan->n_items; i++)
        from = plan->items[i].kind == ITEM_SHADE ? i : from;
    for (int i = from; i < plan->n_items; i++)
        if (is_text(&plan->items[i])) {
            check_text_fits(plan, &plan->items[i]);
            check_text_free(plan, i);
        }
    check_targets(plan);
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
    json_array_foreach(json_object_get(wanted, "taps"), i, id) if (!kiosk_tap(json_string_value(id)))
        wrong("cannot tap", json_string_value(id));
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
    check_plan(kiosk_plan());
    check_pieces();
    if (write)
        save(turn_text(BUILD "/screens/%s-%s.png", name, v->name));
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
