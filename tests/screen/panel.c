/* A panel as it hangs: what site.conf says of it and what is refused, where a touch is, how large things are, and a
 * window that gets another size. */
#include "screen/kiosk.h"
#include "glass/mm.h"

#include <math.h>

static struct panel panel;

static int read_as(const char *text, bool tall)
{
    json_error_t error;
    json_t *settings = json_loads(text, 0, &error);
    must(settings != NULL);
    int code = panel_read(&panel, settings, "main", tall);
    json_decref(settings);
    return code;
}

static void test_settings(void)
{
    check(read_as("{}", true) == OK && panel.window.w == 1080 && panel.window.h == 1920 && panel.turn == 0);
    check(read_as("{\"screens\": {\"main\": {\"rotate\": 90}}}", true) == OK);
    check(panel.turn == 1 && panel.window.w == 1920 && panel.window.h == 1080);
    check(read_as("{\"screens\": {\"main\": {\"rotate\": 180}}}", false) == OK);
    check(panel.turn == 2 && panel.window.w == 1920 && panel.window.h == 1080);
    check(read_as("{\"screens\": {\"main\": {\"mm\": [597, 336.5]}}}", false) == OK && panel.mm_w > 596);
}

static void test_refused(void)
{
    static const char *const wrong[] = {"\"rotate\": 45",
                                        "\"rotate\": 360",
                                        "\"rotate\": -90",
                                        "\"rotate\": \"left\"",
                                        "\"touch\": [1, 0, 0, 0, 1]",
                                        "\"touch\": [1, 0, 0, 0, 1, \"0\"]",
                                        "\"touch\": [1, 1, 0, 1, 1, 0]",
                                        "\"touch\": 3",
                                        "\"mm\": [0, 336]",
                                        "\"mm\": 27",
                                        "\"width\": 0"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        check(read_as(turn_text("{\"screens\": {\"main\": {%s}}}", wrong[i]), true) == E_FORMAT);
}

static bool touches(double x, double y, double to_x, double to_y)
{
    panel_touch(&panel, &x, &y);
    return fabs(x - to_x) < 1e-9 && fabs(y - to_y) < 1e-9;
}

/* The top left corner of the page lies elsewhere on a display that hangs on its side. */
static void test_touch(void)
{
    static const double corners[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    for (int turn = 0; turn < 4; turn++) {
        read_as(turn_text("{\"screens\": {\"main\": {\"rotate\": %d}}}", 90 * turn), true);
        for (int corner = 0; corner < 4; corner++) {
            const double *at = corners[(corner + turn) % 4], *is = corners[corner];
            check(touches(at[0], at[1], is[0], is[1]));
        }
        check(touches(0.5, 0.5, 0.5, 0.5));
    }
    read_as("{\"screens\": {\"main\": {\"touch\": [-1, 0, 1, 0, -1, 1]}}}", true); /* a controller upside down */
    check(touches(0.25, 0.1, 0.75, 0.9));
    read_as("{\"screens\": {\"main\": {\"rotate\": 90, \"touch\": [1.1, 0, -0.05, 0, 1.1, -0.05]}}}", true);
    check(touches(0.95, 0.05, 0.005, 0.005)); /* first corrected, then turned */
}

static void test_pitch(void)
{
    static const struct {
        double mm_w, mm_h;
        int across, down;
        bool is;
        double pitch;
    } panels[] = {{597, 336, 1920, 1080, true, 0.311},  {336, 597, 1080, 1920, true, 0.311},
                  {345, 194, 1920, 1080, true, 0.180},  {217, 136, 1280, 800, true, 0.170},
                  {1210, 680, 1920, 1080, true, 0.630}, {0, 0, 1920, 1080, false, 0},
                  {160, 90, 1920, 1080, false, 0},      {336, 597, 1920, 1080, false, 0},
                  {9000, 5000, 1920, 1080, false, 0},   {597, 336, 0, 0, false, 0}};
    for (size_t i = 0; i < COUNT(panels); i++) {
        double pitch = 0;
        bool is = mm_pitch(panels[i].mm_w, panels[i].mm_h, panels[i].across, panels[i].down, &pitch);
        check(is == panels[i].is && (!is || fabs(pitch - panels[i].pitch) < 0.001));
    }
    check(fabs(mm_usual_pitch(1080, 1920) - 0.311) < 0.001);
    check(mm_usual_pitch(0, 0) == 0);
}

/* On 27, 21.5 and 15.6 inches in portrait, and on a panel too small for any. */
static void test_text_size(void)
{
    static const int body[] = {34, 42, 50};
    static const struct {
        double unit, text, large;
        int column, large_column;
    } panels[] = {{0.311, 7.7, 11.3, 0, 0}, {0.248, 6.1, 9.0, 0, 1}, {0.180, 5.5, 6.5, 1, 2}, {0.100, 3.6, 3.6, 2, 2}};
    for (size_t i = 0; i < COUNT(panels); i++) {
        int column = mm_column(body, 3, panels[i].unit, MM_TEXT);
        check(column == panels[i].column);
        check(mm_column(body, 3, panels[i].unit, 7.3) == panels[i].large_column);
        check(fabs(mm_capitals(body[column], panels[i].unit) - panels[i].text) < 0.1);
        check(fabs(mm_capitals(body[2], panels[i].unit) - panels[i].large) < 0.1);
    }
}

/* What site.conf says, what it cannot be right about, and what nobody knows. */
static void test_told(void)
{
    read_as("{\"screens\": {\"main\": {\"mm\": [194, 345]}}}", true);
    check(fabs(panel_pitch(&panel, NULL) - 0.180) < 0.001);
    read_as("{\"screens\": {\"main\": {\"mm\": [345, 194]}}}", true);
    check(fabs(panel_pitch(&panel, NULL) - 0.180) < 0.001);
    read_as("{\"screens\": {\"main\": {\"mm\": [345, 100]}}}", true);
    check(fabs(panel_pitch(&panel, NULL) - 0.311) < 0.001);
    read_as("{}", true);
    check(fabs(panel_pitch(&panel, NULL) - 0.311) < 0.001);
}

static void hear_size(int width, int height)
{
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_SIZE_CHANGED}};
    event.window.data1 = width;
    event.window.data2 = height;
    if (window_event(&kiosk, &event))
        window_show(&kiosk);
}

/* A display that comes back as another one: the page is laid for it, and what is typed is still there. */
static void test_resize(void)
{
    kiosk_open();
    kiosk_hears(kiosk_read("kiosk/home.json"));
    kiosk_hears_visit("V1", "id");
    json_t *wanted = kiosk_read("text.json");
    kiosk_hears(json_incref(json_object_get(wanted, "screen")));
    window_show(&kiosk);
    check(kiosk_tap("key:A"));
    hear_size(1920, 1080);
    check(kiosk.draw->width == 1920 && kiosk.draw->surface->w == 1920 &&
          plan_named(kiosk_plan(), "key:B")->box.x > 660);
    check(kiosk_tap("key:B"));
    hear_size(0, 0);
    hear_size(768, 1366);
    check(kiosk.draw->width == 1080 && kiosk.draw->surface->w == 768);
    check(fabs(kiosk.mm - 0.311) < 0.001); /* the same 27 inches, in fewer pixels */
    check(strcmp(((struct ui *)kiosk.mine)->entry.text, "AB") == 0);
    SDL_Event back = {.display = {.type = SDL_DISPLAYEVENT, .event = SDL_DISPLAYEVENT_CONNECTED}};
    check(!window_event(&kiosk, &back));
    json_decref(wanted);
    kiosk_close();
}

int main(void)
{
    test_settings();
    test_refused();
    test_touch();
    test_pitch();
    test_text_size();
    test_told();
    test_resize();
    turn_end();
    return test_end();
}
