/* A display that hangs on its side or upside down, a touch panel that was glued on the other way round or reports too
 * little at its edges: site.conf says so, and a finger presses what it points at. */
#include "stand.h"
#include "test.h"

#include <math.h>

enum { WIDTH = 1080, HEIGHT = 1920, BAR = 200 };

struct mount {
    const char *screen;
    struct area bar; /* of the display: where the access bar lies, at the foot of the page */
    double raw[4];   /* what the panel reports, from where the finger is: times and plus across, times and plus along */
};

/* clang-format off */
static const struct mount kinds[] = {
    {"",                                          {0, HEIGHT - BAR, WIDTH, BAR}, {1, 0, 1, 0}},
    {"rotate = 90;",                              {0, 0, BAR, HEIGHT},           {1, 0, 1, 0}},
    {"rotate = 180;",                             {0, 0, WIDTH, BAR},            {1, 0, 1, 0}},
    {"rotate = 270;",                             {WIDTH - BAR, 0, BAR, HEIGHT}, {1, 0, 1, 0}},
    {"touch = [ -1.0, 0.0, 1.0, 0.0, -1.0, 1.0 ];",           {0, HEIGHT - BAR, WIDTH, BAR}, {-1, 1, -1, 1}},
    {"touch = [ 1.25, 0.0, -0.125, 0.0, 1.25, -0.125 ];", {0, HEIGHT - BAR, WIDTH, BAR}, {0.8, 0.1, 0.8, 0.1}},
    {"rotate = 90; touch = [ -1.0, 0.0, 1.0, 0.0, -1.0, 1.0 ];", {0, 0, BAR, HEIGHT},        {-1, 1, -1, 1}}};
/* clang-format on */

static void tap(const struct mount *mount, const char *id)
{
    struct area at = stand_target(id);
    double across = (at.x + at.width / 2.0) / WIDTH, along = (at.y + at.height / 2.0) / HEIGHT;
    int x = (int)floor((across * mount->raw[0] + mount->raw[1]) * WIDTH);
    int y = (int)floor((along * mount->raw[2] + mount->raw[3]) * HEIGHT);
    glass_touch(&stand.glass, PANEL_MAIN, XI_TouchBegin, 1, x, y);
    glass_touch(&stand.glass, PANEL_MAIN, XI_TouchEnd, 1, x, y);
}

static bool lies_in(struct area inner, struct area outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static void test_mount(const struct mount *mount)
{
    static const char *const keys[] = {"key:Q", "key:P", "key:space", "key:Z", "key:M"};
    stand_describe(mount->screen, "");
    stand_visit("V1");
    stand_text(5);
    check(lies_in(stand_target("bar:language"), mount->bar) && lies_in(stand_target("bar:staff"), mount->bar));
    for (size_t i = 0; i < COUNT(keys); i++)
        tap(mount, keys[i]);
    check(stand_sees("next", true));
    tap(mount, "next");
    json_t *said = stand_said();
    check_text(json_text(said, "value"), "QP ZM");
    printf("%-50s typed %s\n", mount->screen, json_text(said, "value"));
    json_decref(said);
    check(stand_is_well());
}

int main(void)
{
    stand_open();
    for (size_t i = 0; i < COUNT(kinds); i++)
        test_mount(&kinds[i]);
    stand_close();
    return test_end();
}
