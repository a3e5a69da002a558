/* Every sample of a screen as it is laid on the two panels that the pages are not designed for, in every language, text
 * size, theme and reach: no text is cut, none lies on another, all targets are large enough and with low reach within
 * reach. On the panels they are designed for, every.c looks at the same while it paints them. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "screen/looks.h"

enum { HURRY = 5 }; /* the sanitizers take ten times as long: one of so many, each sample in another look */

static const struct panel_size {
    int width, height;
} panels[] = {{768, 1366}, {1280, 800}};

static const char *const languages[] = {"id", "en", "jv"};

static void look(void)
{
    flaws_find(gallery_lay(&gallery), found, NULL);
    looks_reach(&gallery.plan);
}

static void look_at(const char *name, const struct pose *pose)
{
    check(gallery_show(&gallery, name, pose) == OK);
    for (size_t i = 0; i < COUNT(dresses); i++)
        for (int low = 0; low < 2; low++) {
            snprintf(now_checked, sizeof now_checked, "%s-%d-%s%d%s%s", name, pose->width, pose->language,
                     100 + 25 * pose->column, dresses[i].name, low ? "-low" : "");
            looks_dress(dresses[i].theme);
            gallery_turn(&gallery, dresses[i].contrast, low);
            look();
        }
    looks_drain();
    turn_end();
}

static void look_at_all(const char *name)
{
    static int n;
    for (size_t p = 0; p < COUNT(panels); p++)
        for (size_t l = 0; l < COUNT(languages); l++)
            for (int column = 0; column < THEME_SIZES; column++)
                if (!guard_sanitized() || n++ % HURRY == 0)
                    look_at(name,
                            &(struct pose){panels[p].width, panels[p].height, languages[l], column, false, false});
}

int main(void)
{
    looks_open();
    for (int i = 0; i < gallery.n; i++)
        look_at_all(gallery.names[i]);
    return looks_close();
}
