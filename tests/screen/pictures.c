/* Every sample of a screen, painted, in both orientations, all languages, text sizes and themes, and compared with what
 * it looked like when somebody last looked: pictures.ref has a line for each. Nothing in them is cut, covered or badly
 * seen; a keypad's way around is walked, and painting piece by piece gives what painting all gives.
 *
 *   test-screen-pictures             compares; what differs is shown in the build folder's screens/compared.html
 *   test-screen-pictures update      writes pictures.ref anew: look at the pictures before it is committed
 *   test-screen-pictures all|NAME... writes the pictures themselves into the build folder's screens */
#define _GNU_SOURCE
#include "glass/flaws.h"
#include "screen/contact.h"
#include "screen/gallery.h"
#include "screen/kiosk.h"
#include "screen/walk.h"

#include <time.h>

#define REFERENCES SOURCE "/tests/screen/pictures.ref"

enum { FEW = 2 }; /* cells of a picture may be another level */

struct variant {
    const char *name, *theme;
    struct pose pose;
};

/* Not every combination of language, text size, theme, orientation and low reach is painted, but any two of those meet
 * in one of the first nine; the others are only to look at. What a page lays is looked over in more of them (layout).
 */
static const struct variant variants[] = {
    {"id", "wedel", {1080, 1920, "id", 0, false, false}},
    {"id125dark-wide", "wedel", {1920, 1080, "id", 1, true, false}},
    {"id150polos-low", "polos", {768, 1366, "id", 2, false, true}},
    {"en-dark-low", "wedel", {1080, 1920, "en", 0, true, true}},
    {"en125polos-flat", "polos", {1280, 800, "en", 1, false, true}},
    {"en150-wide", "wedel", {1920, 1080, "en", 2, false, false}},
    {"jv-polos-wide", "polos", {1920, 1080, "jv", 0, false, false}},
    {"jv125-low", "wedel", {1080, 1920, "jv", 1, false, true}},
    {"jv150dark-wide", "wedel", {1920, 1080, "jv", 2, true, false}},
    {"wide", "wedel", {1920, 1080, "id", 0, false, false}},
    {"low", "wedel", {1080, 1920, "id", 0, false, true}},
    {"id150", "wedel", {1080, 1920, "id", 2, false, false}},
    {"small", "wedel", {768, 1366, "id", 0, false, false}},
    {"flat", "wedel", {1280, 800, "id", 0, false, false}},
};

enum { COMPARED = 9 };

static struct gallery gallery;
static char now_checked[128];

/* Time stands still: no minute passes, no countdown goes on while pictures are taken. */
int clock_gettime(clockid_t id, struct timespec *time)
{
    *time = (struct timespec){.tv_sec = id == CLOCK_REALTIME ? 1778726462 : 1000000}; /* 14 May 2026, 09.41 */
    return 0;
}

static void wrong(const char *what, const char *text)
{
    test_failures++;
    fprintf(stderr, "%s: %s \"%s\"\n", now_checked, what, text);
}

/* What was painted piece by piece is what a whole repaint gives. */
static void check_pieces(void)
{
    SDL_Surface *s = kiosk.draw->surface;
    size_t n = (size_t)s->pitch * (size_t)s->h;
    char *before = make(n);
    window_show(&kiosk);
    memcpy(before, s->pixels, n);
    draw_dirty_all(kiosk.draw);
    draw_flush(kiosk.draw, plan_paint, &kiosk.plans[kiosk.shown]);
    test_checks++;
    if (memcmp(before, s->pixels, n) != 0)
        wrong("pieces differ from", "a whole repaint");
    free(before);
}

/* A sheet of widgets is no page that somebody walks through. */
static void take(const char *name, const struct variant *variant)
{
    snprintf(now_checked, sizeof now_checked, "%s-%s", name, variant->name);
    check(gallery_show(&gallery, name, &variant->pose) == OK);
    if (!json_object_get(gallery.sample, "sheet")) {
        check_pieces();
        walk_check(kiosk.mine, kiosk_plan(), wrong);
    } else
        gallery_paint(&gallery);
    for (json_t *said = kiosk_said(); said; said = kiosk_said())
        json_decref(said);
}

static void dress(const struct variant *variant)
{
    static struct theme plain, contrast;
    must(theme_open(&plain, &contrast, SOURCE "/themes", variant->theme) == OK);
    gallery_dress(&gallery, &plain, &contrast);
}

/* --- to look at ------------------------------------------------------------------------------------------------------
 */

static bool is_wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0 || strcmp(argv[i], "all") == 0)
            return true;
    return false;
}

static void write_all(int argc, char **argv)
{
    for (size_t v = 0; v < COUNT(variants); v++) {
        dress(&variants[v]);
        for (int i = 0; i < gallery.n; i++) {
            if (!is_wanted(gallery.names[i], argc, argv))
                continue;
            take(gallery.names[i], &variants[v]);
            contact_save(kiosk.draw->surface, now_checked);
            const char *spoken = telling_text(kiosk.mine, kiosk_plan());
            file_write_path(turn_text(BUILD "/screens/%s.txt", now_checked), spoken, strlen(spoken), 0600);
            turn_end();
        }
    }
}

/* --- to compare ------------------------------------------------------------------------------------------------------
 */

/* NULL when there is no such line. */
static const char *reference_of(const char *all, const char *name)
{
    size_t n = strlen(name);
    for (const char *line = all; line && *line; line = strchr(line, '\n'), line += line != NULL)
        if (strncmp(line, name, n) == 0 && line[n] == ' ')
            return line + n + 1;
    return NULL;
}

static void compare(struct contact *contact, const char *all)
{
    SDL_Surface *picture = kiosk.draw->surface;
    struct thumb now = thumb_of(picture), before;
    const char *line = reference_of(all, now_checked);
    test_checks++;
    if (!line || !thumb_read(&before, picture->w > picture->h, line)) {
        wrong("has no line in", "pictures.ref: test-screen-pictures update");
        return;
    }
    int n = thumb_differs(&before, &now);
    if (n <= FEW)
        return;
    wrong("looks different in", turn_text("%d cells", n));
    contact_add(contact, now_checked, picture, &before, &now);
}

static void each_compared(void (*does)(void *mine), void *mine)
{
    for (size_t v = 0; v < COMPARED; v++) {
        dress(&variants[v]);
        for (int i = 0; i < gallery.n; i++) {
            take(gallery.names[i], &variants[v]);
            does(mine);
            turn_end();
        }
    }
}

struct comparison {
    struct contact contact;
    char *all;
};

static void found(void *mine, const char *what, const char *text)
{
    (void)mine;
    wrong(what, text);
}

static void compare_one(void *mine)
{
    flaws_find(gallery_lay(&gallery), found, NULL);
    struct comparison *with = mine;
    compare(&with->contact, with->all);
}

static void compare_all(void)
{
    struct comparison with = {0};
    size_t n;
    must(file_read_path(REFERENCES, 4 << 20, &with.all, &n) == OK);
    each_compared(compare_one, &with);
    contact_close(&with.contact);
    free(with.all);
}

static void update_one(void *mine)
{
    struct thumb now = thumb_of(kiosk.draw->surface);
    fprintf(mine, "%s %s\n", now_checked, thumb_write(&now));
}

static void update_all(void)
{
    FILE *to = fopen(REFERENCES, "w");
    must(to != NULL);
    each_compared(update_one, to);
    must(fclose(to) == 0);
}

/* --- what comparing sees ---------------------------------------------------------------------------------------------
 */

static struct thumb thumb_after(void)
{
    draw_dirty_all(kiosk.draw);
    draw_flush(kiosk.draw, plan_paint, &gallery.plan);
    return thumb_of(kiosk.draw->surface);
}

static bool is_inside(struct box a, struct box b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

static void move(struct box of, int by)
{
    for (int i = 0; i < gallery.plan.n_items; i++)
        if (is_inside(gallery.plan.items[i].box, of))
            gallery.plan.items[i].box.x += by;
}

/* As another version of the fonts' library might smooth edges: every pixel half its neighbour. */
static void blur(SDL_Surface *s)
{
    uint8_t *at = s->pixels;
    for (int i = 0; i + 4 < s->pitch * s->h; i++)
        at[i] = (uint8_t)((at[i] + at[i + 4]) / 2);
}

static bool looks_different(const struct thumb *before)
{
    struct thumb now = thumb_after();
    return thumb_differs(before, &now) > FEW;
}

/* A button that moved 12 units, a line that is gone, another colour are seen; smoother letters are not. */
static void check_comparing(const struct pose *pose)
{
    check(gallery_show(&gallery, "text", pose) == OK);
    struct plan *plan = &gallery.plan;
    gallery_paint(&gallery);
    struct thumb before = thumb_after(), now;
    blur(kiosk.draw->surface);
    now = thumb_of(kiosk.draw->surface);
    check(thumb_differs(&before, &now) <= FEW);
    struct box button = plan_named(plan, "back")->box;
    move(button, 12);
    check(looks_different(&before));
    gallery_paint(&gallery);
    int line = plan->n_items - 1;
    while (!plan_is_text(&plan->items[line]) || !is_inside(plan->items[line].box, button))
        line--;
    plan->items[line].text = "";
    check(looks_different(&before));
    gallery_paint(&gallery);
    for (int i = 0; i < plan->n_items; i++)
        if (plan->items[i].kind == ITEM_CARD && plan->items[i].colour == plan->theme->colours[C_BRAND])
            plan->items[i].colour += 0x000030; /* a little bluer */
    check(looks_different(&before));
    draw_dirty_all(kiosk.draw);
}

int main(int argc, char **argv)
{
    setenv("TZ", "Asia/Jakarta", 1);
    mkdir(BUILD "/screens", 0700);
    kiosk_open();
    check(gallery_open(&gallery, &kiosk, SAMPLES) == OK && gallery.n >= 90);
    if (argc == 2 && strcmp(argv[1], "update") == 0)
        update_all();
    else if (argc > 1)
        write_all(argc, argv);
    else {
        check_comparing(&variants[0].pose);
        compare_all();
    }
    gallery_close(&gallery);
    kiosk_close();
    return test_end();
}
