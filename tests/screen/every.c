/* Every sample of a screen in every look: each text size, theme, orientation and reach, in the language that is asked
 * for. Nothing is cut, covered, badly seen, too small or out of reach; and the picture is as when somebody last looked,
 * by large cells: every.LANGUAGE.ref has a line for each.
 *
 *   test-screen-every LANGUAGE         compares; what differs is shown in the build folder's
 * screens/every.LANGUAGE.html test-screen-every LANGUAGE update  writes the references anew, after pictures.c has shown
 * them to somebody */
#define _GNU_SOURCE
#include "base/guard.h"
#include "screen/looks.h"

enum { HURRY = 7 }; /* the sanitizers take ten times as long: one of so many, each sample in another look */

static const struct form {
    const char *name;
    int width, height;
    bool low; /* also; in landscape low reach moves nothing, what is highest there is as low already */
} forms[] = {{"", 1080, 1920, true}, {"-wide", 1920, 1080, false}};

static struct references refs;
static FILE *update;

static void take(void)
{
    const struct plan *plan = gallery_paint(&gallery);
    if (update)
        references_write(update, &thumb_large);
    else {
        flaws_find(plan, found, NULL);
        looks_reach(plan);
        references_compare(&refs);
    }
}

/* What is shown already, in the colours and the reaches there are. Letters of a colour are kept from one to the next.
 */
static void take_turns(const char *name, const struct form *form)
{
    for (size_t i = 0; i < COUNT(dresses); i++)
        for (int low = 0; low <= (int)form->low; low++) {
            snprintf(now_checked, sizeof now_checked, "%s%s%s%s", name, dresses[i].name, low ? "-low" : "", form->name);
            looks_dress(dresses[i].theme);
            gallery_turn(&gallery, dresses[i].contrast, low);
            take();
        }
}

static void take_all(const char *language)
{
    int n = 0;
    for (int i = 0; i < gallery.n; i++)
        for (int at = 0; at < THEME_SIZES * (int)COUNT(forms); at++) {
            const struct form *form = &forms[at / THEME_SIZES];
            int column = at % THEME_SIZES;
            if (guard_sanitized() && n++ % HURRY != 0)
                continue;
            check(gallery_show(&gallery, gallery.names[i],
                               &(struct pose){form->width, form->height, language, column, false, false}) == OK);
            take_turns(turn_text("%s-%s%d", gallery.names[i], language, 100 + 25 * column), form);
            looks_drain();
            turn_end();
        }
}

int main(int argc, char **argv)
{
    must(argc == 2 || (argc == 3 && strcmp(argv[2], "update") == 0));
    const char *page = make_text(turn_text("every.%s", argv[1]));
    char *path = make_text(turn_text(SOURCE "/tests/screen/%s.ref", page));
    looks_open();
    update = argc == 3 ? fopen(path, "w") : NULL;
    references_open(&refs, path, &thumb_large, page);
    take_all(argv[1]);
    references_close(&refs, turn_text("test-screen-every %s", argv[1]));
    must(!update || fclose(update) == 0);
    free(path);
    return looks_close();
}
