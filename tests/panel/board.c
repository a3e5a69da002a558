/* The panel as it is laid: in every language, in windows from small to large, with every device well and in each of its
 * troubles. No text is cut, none lies on another, all can be pressed; every button is on when its device says so, and a
 * keyboard comes to each.
 *
 *   test-panel-board all   writes pictures into the build folder's screens: look at them */
#define _GNU_SOURCE
#include "glass/flaws.h"
#include "panel/board.h"
#include "panel/buttons.h"
#include "panel/says.h"
#include "screen/folder.h"
#include "test.h"

#include <cairo.h>

static struct site site;
static struct board board;
static struct plan plan;
static const char *now_checked;

static const struct size {
    const char *name;
    int width, height;
} sizes[] = {{"desk", 900, 1000}, {"small", 640, 640}, {"laptop", 652, 720}, {"wide", 1900, 800}, {"tall", 640, 1300}};

static const char well[] =
    "{\"printer\": {\"power\": true, \"online\": true, \"paper\": \"full\", \"cover\": \"closed\", \"jam\": false,"
    " \"halted\": false, \"silent\": false, \"called\": true, \"waiting\": 0, \"rows\": 300, \"slips\": 1, \"torn\": "
    "0},"
    "\"documents\": {\"power\": true, \"paper\": \"a4\", \"cover\": \"closed\", \"jam\": false, \"silent\": false,"
    " \"garbage\": false, \"slow\": 50, \"jobs\": 2, \"documents\": 2},"
    "\"card\": {\"card\": \"in\", \"number\": 3, \"silent\": false, \"power\": true, \"called\": true,"
    " \"people\": [\"SITI RAHMAWATI\", \"BAMBANG WIJAYA\", \"DEWI AYU LESTARI\", \"PAIJO\"]},"
    "\"stripe\": {\"power\": true, \"called\": true, \"swipes\": 3},"
    "\"scanner\": {\"power\": true, \"called\": true, \"scans\": 1},"
    "\"camera\": {\"power\": true, \"shows\": \"person\"},"
    "\"lamp\": {\"power\": true, \"called\": true, \"strange\": 0, \"red\": \"off\", \"yellow\": \"flashes\","
    " \"green\": \"off\", \"buzzer\": \"off\"},"
    "\"keypad\": {\"there\": true, \"power\": true, \"last\": \"next\"}}";

/* The members of each device in trouble, one after the other. */
static const char *const troubles[] = {
    "{\"printer\": {\"power\": false, \"online\": false}, \"documents\": {\"power\": false}, \"card\": {\"power\": "
    "false},"
    " \"stripe\": {\"power\": false}, \"scanner\": {\"power\": false}, \"camera\": {\"power\": false},"
    " \"lamp\": {\"power\": false}, \"keypad\": {\"power\": false}}",
    "{\"printer\": {\"cover\": \"open\", \"online\": false}, \"documents\": {\"cover\": \"open\"},"
    " \"card\": {\"card\": \"bad\"}, \"camera\": {\"shows\": \"dark\"}, \"stripe\": {\"called\": false},"
    " \"scanner\": {\"called\": false}, \"lamp\": {\"red\": \"on\", \"buzzer\": \"on\"}, \"keypad\": {\"there\": "
    "false}}",
    "{\"printer\": {\"paper\": \"out\", \"online\": false, \"left\": 0}, \"documents\": {\"paper\": \"out\"},"
    " \"card\": {\"card\": \"out\", \"number\": 0}, \"camera\": {\"shows\": \"garbage\"}, \"lamp\": {\"green\": "
    "\"on\"}}",
    "{\"printer\": {\"paper\": \"low\", \"left\": 30}, \"documents\": {\"paper\": \"letter\", \"slow\": 5000},"
    " \"card\": {\"silent\": true}, \"camera\": {\"shows\": \"nothing\"}, \"lamp\": {\"called\": false}}",
    "{\"printer\": {\"jam\": true, \"online\": false}, \"documents\": {\"jam\": true}, \"card\": {\"called\": false},"
    " \"camera\": {\"shows\": \"picture\"}, \"lamp\": {\"yellow\": \"off\"}}",
    "{\"printer\": {\"silent\": true}, \"documents\": {\"silent\": true}, \"camera\": {\"shows\": \"\"}}",
    "{\"printer\": {\"halted\": true, \"online\": false}, \"documents\": {\"garbage\": true}}",
    "{\"printer\": {\"called\": false}}"};

static void wrong(void *mine, const char *what, const char *text)
{
    (void)mine;
    test_failures++;
    fprintf(stderr, "%s: %s \"%s\"\n", now_checked, what, text);
}

static json_t *status_with(const char *change)
{
    json_t *status = json_loads(well, 0, NULL), *changes = json_loads(change, 0, NULL), *members;
    const char *name;
    must(status && changes);
    json_object_foreach (changes, name, members)
        json_object_update(json_object_get(status, name), members);
    json_decref(changes);
    return status;
}

static void lay(const struct size *size)
{
    must(draw_resize(plan.draw, size->width, size->height, board_width(size->width, size->height)) == OK);
    plan_clear(&plan);
    board_lay(&board, &plan);
}

static void check_flaws(const char *scene)
{
    for (size_t s = 0; s < COUNT(sizes); s++)
        for (int l = 0; l < board.n_languages; l++) {
            board.language = board.languages[l];
            now_checked = turn_text("%s-%s-%s", scene, sizes[s].name, board.language);
            lay(&sizes[s]);
            flaws_find(&plan, wrong, NULL);
            test_checks++;
        }
    board.language = board.languages[0];
    turn_end();
}

/* Its three last commands: one that runs, one that was refused, one that was done. */
static void tell_log(void)
{
    board_began(&board, "sim paper in");
    board_ended(&board, "sim paper in", true, "ok");
    board_began(&board, "recall D1");
    board_began(&board, "sim card in 1");
    board_ended(&board, "sim card in 1", false, "error a card is in already; say: card out");
}

/* --- pictures --------------------------------------------------------------------------------------------------------
 */

/* A slip as it comes out, and what a camera sees: enough to be looked at. */
static void write_files(void)
{
    cairo_surface_t *slip = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 576, 1100);
    cairo_t *c = cairo_create(slip);
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_paint(c);
    cairo_set_source_rgb(c, 0, 0, 0);
    for (int i = 0; i < 16; i++)
        cairo_rectangle(c, 40, 60 + i * 60, i % 4 == 1 ? 480 : 260 + i * 53 % 200, i % 4 == 1 ? 40 : 16);
    cairo_fill(c);
    cairo_destroy(c);
    cairo_surface_write_to_png(slip, turn_text("%s/state/sim/slip-1.png", site.run));
    cairo_surface_destroy(slip);
    enum { W = 96, H = 72 };
    static char ppm[32 + W * H * 3];
    size_t n = (size_t)snprintf(ppm, sizeof ppm, "P6 %d %d 255\n", W, H);
    for (int i = 0; i < W * H; i++) {
        ppm[n++] = (char)(i % W * 2);
        ppm[n++] = (char)(i / W * 3);
        ppm[n++] = (char)120;
    }
    must(file_write_path(turn_text("%s/run/camera/plugged/picture.ppm", site.run), ppm, n, 0600) == OK);
}

static void save(const char *scene)
{
    static const struct size *const shown[] = {&sizes[0], &sizes[1], &sizes[3]};
    for (size_t i = 0; i < COUNT(shown); i++) {
        lay(shown[i]);
        draw_dirty_all(plan.draw);
        draw_flush(plan.draw, plan_paint, &plan);
        SDL_Surface *s = plan.draw->surface;
        cairo_surface_t *png = cairo_image_surface_create_for_data(s->pixels, CAIRO_FORMAT_RGB24, s->w, s->h, s->pitch);
        cairo_surface_write_to_png(png, turn_text(BUILD "/screens/panel-%s-%s.png", scene, shown[i]->name));
        cairo_surface_destroy(png);
    }
}

/* --- what it shows ---------------------------------------------------------------------------------------------------
 */

static void each_scene(void (*does)(const char *scene))
{
    board_hear(&board, NULL);
    does("away");
    board_hear(&board, json_loads(well, 0, NULL));
    does("idle");
    tell_log();
    does("well");
    for (size_t i = 0; i < COUNT(troubles); i++) {
        board_hear(&board, status_with(troubles[i]));
        does(turn_text("trouble%zu", i + 1));
    }
}

static void check_says(enum group group, const char *change, const char *key, enum tone tone)
{
    json_t *status = status_with(change);
    struct says says = says_of(group, status);
    check_text(says.key, key);
    check(says.tone == tone);
    json_decref(status);
}

/* The worst is said first. */
static void test_says(void)
{
    check_says(PRINTER, "{}", "printer", GOOD);
    check_says(PRINTER, "{\"printer\": {\"paper\": \"low\", \"left\": 30}}", "left", CARE);
    check_says(PRINTER, "{\"printer\": {\"paper\": \"out\", \"left\": 0, \"cover\": \"open\"}}", "cover", BAD);
    check_says(PRINTER, "{\"printer\": {\"power\": false, \"silent\": true}}", "unplugged", BAD);
    check_says(CARD, "{}", "card", GOOD);
    check_says(CARD, "{\"card\": {\"card\": \"bad\"}}", "unreadable", BAD);
    check_says(LAMP, "{}", "yellow", CARE);
    check_says(LAMP, "{\"lamp\": {\"buzzer\": \"flashes\"}}", "sounds", CARE);
    check_says(DOCUMENTS, "{\"documents\": {\"paper\": \"letter\"}}", "letter", CARE);
    check(says_of(CAMERA, NULL).tone == CARE && strcmp(says_of(CAMERA, NULL).key, "away") == 0);
}

/* Off, it does its command; on, it takes that back; and no two are the same line. */
static void test_buttons(void)
{
    for (int i = 0; i < n_buttons; i++) {
        const struct button *b = &buttons[i];
        for (int j = 0; j < i; j++)
            check(strcmp(b->command, buttons[j].command) != 0);
        check(!b->fault || b->undo);
        if (!b->member)
            continue;
        json_t *status = json_loads(well, 0, NULL), *device = json_object_get(status, groups[b->group].name);
        json_t *is = json_object_get(device, b->member);
        json_t *value = json_is_boolean(is)  ? json_boolean(*b->value == 't')
                        : json_is_string(is) ? json_string(b->value)
                                             : json_integer(*b->value == '+' ? 30 : atoi(b->value));
        json_object_set_new(device, b->member, value);
        board_hear(&board, status);
        check(button_is_on(b, board.status));
        check_text(board_press(&board, b->command), b->undo ? b->undo : b->command);
        board_hear(&board, NULL);
        check(!button_is_on(b, board.status));
        check_text(board_press(&board, b->command), b->command);
    }
    check(board_press(&board, "dance") == NULL);
    check(board_press(&board, "language:en") == NULL);
    check_text(board.language, "en");
    board_press(&board, "language:id");
}

/* Tab comes to each once; down and up go by what is seen. */
static void test_keyboard(void)
{
    board_hear(&board, json_loads(well, 0, NULL));
    lay(&sizes[0]);
    *board.focus = 0;
    board_move(&board, &plan, 1, 0);
    char first[TARGET_ID];
    snprintf(first, sizeof first, "%s", board.focus);
    int n = 0;
    do {
        board_move(&board, &plan, 1, 0);
        n++;
    } while (strcmp(board.focus, first) != 0 && n < 500);
    check(n == n_buttons + board.n_languages && plan.n_targets == n + 1); /* a refusal is only told */
    snprintf(board.focus, sizeof board.focus, "sim keypad press 1");
    board_move(&board, &plan, 0, 1);
    check_text(board.focus, "sim keypad press 4");
    board_move(&board, &plan, 0, -1);
    check_text(board.focus, "sim keypad press 1");
    board_move(&board, &plan, -1, 0);
    check_text(board.focus, "sim keypad press delete");
    check_flaws("focus");
    *board.focus = 0;
}

/* The icons are all in the font. */
static void test_icons(void)
{
    static const char *const more[] = {"check_circle", "error",     "hourglass_empty",
                                       "videocam_off", "volume_up", "volume_off"};
    for (int i = 0; i < n_buttons; i++)
        if (buttons[i].icon)
            check_text(text_icon_known(plan.draw, buttons[i].icon), buttons[i].icon);
    for (int i = 0; i < GROUPS; i++)
        if (groups[i].icon)
            check_text(text_icon_known(plan.draw, groups[i].icon), groups[i].icon);
    for (size_t i = 0; i < COUNT(more); i++)
        check_text(text_icon_known(plan.draw, more[i]), more[i]);
}

/* What ends is the one of that line which began first; more than the log holds are forgotten. */
static void test_log(void)
{
    memset(board.log, 0, sizeof board.log);
    board_began(&board, "pay");
    board_began(&board, "pay");
    board_ended(&board, "pay", true, "ok");
    check(board.log[1].how == TOLD_DONE && board.log[0].how == TOLD_RUNNING);
    board_ended(&board, "pay", false, "no bill is open");
    check(board.log[0].how == TOLD_REFUSED);
    check_text(board.log[0].answer, "no bill is open");
    for (int i = 0; i < BOARD_LOG; i++)
        board_began(&board, "call D1");
    check_text(board.log[BOARD_LOG - 1].line, "call D1");
    memset(board.log, 0, sizeof board.log);
}

static void open_all(void)
{
    static char test[] = "test", option[] = "--run";
    char *arguments[] = {test, option, kiosk_run, NULL};
    kiosk_folder();
    kiosk_describe("", "");
    unsetenv("LANG");
    site_start(&site, 3, arguments, "");
    static const char *const folders[] = {"run/camera", "run/camera/plugged", "state", "state/sim"};
    for (size_t i = 0; i < COUNT(folders); i++)
        mkdir(turn_text("%s/%s", kiosk_run, folders[i]), 0700);
    write_files();
    must(SDL_Init(0) == 0 && board_open(&board, &site) == OK);
    plan.draw = draw_picture(900, 1000, board_width(900, 1000), turn_text("%s/share/fonts.conf", kiosk_run));
    must(plan.draw != NULL);
    plan.kind = plan.key = "";
}

int main(int argc, char **argv)
{
    mkdir(BUILD "/screens", 0700);
    open_all();
    if (argc > 1 && strcmp(argv[1], "all") == 0) {
        each_scene(save);
    } else {
        test_says();
        test_buttons();
        test_log();
        test_icons();
        each_scene(check_flaws);
        test_keyboard();
    }
    draw_close(plan.draw);
    board_close(&board);
    site_free(&site);
    SDL_Quit();
    kiosk_remove();
    turn_end();
    return test_end();
}
