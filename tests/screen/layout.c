/* Every sample of a screen, laid by the real pages but not painted: on four panels, in two languages, three text sizes,
 * with low reach and without. No text is cut, none lies on another, all targets are large enough and with low reach
 * within reach. */
#define _GNU_SOURCE
#include "glass/flaws.h"
#include "screen/gallery.h"
#include "screen/kiosk.h"

static struct gallery gallery;
static char now_checked[128];

static void wrong(void *mine, const char *what, const char *text)
{
    (void)mine;
    test_failures++;
    fprintf(stderr, "%s: %s \"%s\"\n", now_checked, what, text);
}

static bool is_control(const struct target *target)
{
    return target->enabled && strncmp(target->id, "bar:", 4) != 0;
}

static void check_reach(const struct plan *plan)
{
    int low = plan_height(plan) * AREA_LOW / 1920;
    for (int i = 0; plan->low && !json_object_get(gallery.sample, "sheet") && plan_width(plan) < plan_height(plan) &&
                    i < plan->n_targets;
         i++)
        if (is_control(&plan->targets[i]) && plan->targets[i].box.y < low)
            wrong(NULL, "out of low reach:", plan->targets[i].id);
}

static void look(const char *name, const struct pose *pose)
{
    check(gallery_show(&gallery, name, pose) == OK);
    for (int low = 0; low < 2; low++) {
        snprintf(now_checked, sizeof now_checked, "%s-%d-%s-%d%s", name, pose->width, pose->language, pose->column,
                 low ? "-low" : "");
        gallery_lower(&gallery, low);
        flaws_find(gallery_lay(&gallery), wrong, NULL);
        check_reach(&gallery.plan);
    }
    for (json_t *said = kiosk_said(); said; said = kiosk_said())
        json_decref(said);
    turn_end();
}

/* All languages on the two panels that the pages are designed for, one on the two that are nearly so. */
int main(void)
{
    static const struct pose panels[] = {{1080, 1920, "id", .low = false}, {1080, 1920, "en", .low = false},
                                         {1920, 1080, "id", .low = false}, {1920, 1080, "en", .low = false},
                                         {768, 1366, "id", .low = false},  {1280, 800, "id", .low = false},
                                         {1080, 1920, "jv", .low = false}, {1920, 1080, "jv", .low = false}};
    setenv("ANJUNGAN_CLOCK", "1778726462", 1); /* 14 May 2026, 09.41 in western Indonesia */
    setenv("TZ", "Asia/Jakarta", 1);
    kiosk_open();
    check(gallery_open(&gallery, &kiosk, SAMPLES) == OK && gallery.n >= 90);
    for (size_t p = 0; p < COUNT(panels); p++)
        for (int column = 0; column < THEME_SIZES; column++)
            for (int i = 0; i < gallery.n; i++) {
                struct pose pose = panels[p];
                pose.column = column;
                look(gallery.names[i], &pose);
            }
    gallery_close(&gallery);
    kiosk_close();
    return test_end();
}
