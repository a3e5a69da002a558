/* Every sample of a screen, painted, in both orientations, all languages, text sizes and themes, and compared with what
 * it looked like when somebody last looked: pictures.ref has a line for each. Nothing in them is cut, covered or badly
 * seen; a keypad's way around is walked, and painting piece by piece gives what painting all gives.
 *
 *   test-screen-pictures             compares; what differs is shown in the build folder's screens/compared.html
 *   test-screen-pictures update      writes pictures.ref anew: look at the pictures before it is committed
 *   test-screen-pictures all|NAME... writes the pictures themselves into the build folder's screens: of samples, or
 * looks */
#define _GNU_SOURCE
#include "screen/looks.h"
#include "screen/walk.h"

#define REFERENCES SOURCE "/tests/screen/pictures.ref"

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
        report("pieces differ from", "a whole repaint");
    free(before);
}

/* A sheet of widgets is no page that somebody walks through. */
static void take(const char *name, const struct variant *variant)
{
    snprintf(now_checked, sizeof now_checked, "%s-%s", name, variant->name);
    check(gallery_show(&gallery, name, &variant->pose) == OK);
    if (!looks_sheet()) {
        check_pieces();
        walk_check(kiosk.mine, kiosk_plan(), report);
    } else
        gallery_paint(&gallery);
    looks_drain();
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
        looks_dress(variants[v].theme);
        for (int i = 0; i < gallery.n; i++) {
            if (!is_wanted(gallery.names[i], argc, argv) && !is_wanted(variants[v].name, argc, argv))
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

static void each_compared(void (*does)(void *mine), void *mine)
{
    for (size_t v = 0; v < COMPARED; v++) {
        looks_dress(variants[v].theme);
        for (int i = 0; i < gallery.n; i++) {
            take(gallery.names[i], &variants[v]);
            does(mine);
            turn_end();
        }
    }
}

static void compare_one(void *mine)
{
    flaws_find(gallery_lay(&gallery), found, NULL);
    references_compare(mine);
}

static void compare_all(void)
{
    struct references refs;
    references_open(&refs, REFERENCES, &thumb_fine, "compared");
    each_compared(compare_one, &refs);
    references_close(&refs, "test-screen-pictures");
}

static void update_one(void *mine)
{
    references_write(mine, &thumb_fine);
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

static struct thumb thumb_after(const struct grain *grain)
{
    draw_dirty_all(kiosk.draw);
    draw_flush(kiosk.draw, plan_paint, &gallery.plan);
    return thumb_of(kiosk.draw->surface, grain);
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

static bool differs_from(const struct thumb *before)
{
    struct thumb now = thumb_after(before->grain);
    return !thumb_alike(before, &now);
}

static void tint_brand(struct plan *plan)
{
    for (int i = 0; i < plan->n_items; i++)
        if (plan->items[i].kind == ITEM_CARD && plan->items[i].colour == plan->theme->colours[C_BRAND])
            plan->items[i].colour += 0x000030; /* a little bluer */
}

static void clear_line(struct plan *plan, struct box within)
{
    int line = plan->n_items - 1;
    while (!plan_is_text(&plan->items[line]) || !is_inside(plan->items[line].box, within))
        line--;
    plan->items[line].text = "";
}

/* A button that moved 12 units, a line that is gone, another colour are seen; smoother letters are not. */
static void check_comparing(const struct grain *grain, const struct pose *pose)
{
    check(gallery_show(&gallery, "text", pose) == OK);
    gallery_paint(&gallery);
    struct thumb before = thumb_after(grain), now;
    blur(kiosk.draw->surface);
    now = thumb_of(kiosk.draw->surface, grain);
    check(thumb_alike(&before, &now));
    struct box button = plan_named(&gallery.plan, "back")->box;
    move(button, 12);
    check(differs_from(&before));
    gallery_paint(&gallery);
    clear_line(&gallery.plan, button);
    check(differs_from(&before));
    gallery_paint(&gallery);
    tint_brand(&gallery.plan);
    check(differs_from(&before));
    draw_dirty_all(kiosk.draw);
}

int main(int argc, char **argv)
{
    looks_open();
    if (argc == 2 && strcmp(argv[1], "update") == 0)
        update_all();
    else if (argc > 1)
        write_all(argc, argv);
    else {
        check_comparing(&thumb_fine, &variants[0].pose);
        check_comparing(&thumb_large, &variants[0].pose);
        compare_all();
    }
    return looks_close();
}
