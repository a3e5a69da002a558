/* three.c - home, a form with a keyboard, a confirmation: what every peer of the comparison shows, here through window,
 * plan, touch and paint as the kiosk uses them.
 *
 * Rectangles, colours and sizes of type are those of the generator that all peers share; whether they still are is
 * checked by its specification whenever the comparison runs. Keys and fields act when they are pressed and buttons when
 * they are let go, because the peers do. */
#define _GNU_SOURCE
#include "three.h"

#include "base/clock.h"
#include "widget/widgets.h"

#include <stdlib.h>
#include <string.h>

enum { CARDS = 12, BUTTONS = 3, FIELDS = 6, GRID = 40, KEYS = 45, LETTERS = 24, MINUTE_MS = 60000 };
enum view { HOME, FORM, CONFIRM };

struct three {
    struct theme theme;
    enum view view;
    int service, field; /* chosen; being filled */
    char values[FIELDS][LETTERS + 1];
};

struct key {
    struct box box;
    const char *text;
    char letter;
};

static const char *const services[CARDS][2] = {
    {"Parking", "Permits and fines"},   {"Residence", "Register address"}, {"Passport", "Renew or collect"},
    {"Vehicles", "Registration"},       {"Taxes", "Pay or declare"},       {"Health", "Appointments"},
    {"Library", "Cards and loans"},     {"Waste", "Collection days"},      {"Housing", "Applications"},
    {"Permits", "Building and events"}, {"Family", "Birth, marriage"},     {"Jobs", "Training, benefits"}};
static const uint32_t icons[CARDS] = {0xc0392b, 0x2980b9, 0x27ae60, 0x8e44ad, 0xd35400, 0x16a085,
                                      0x2c3e50, 0xf39c12, 0x7f8c8d, 0x1abc9c, 0xe84393, 0x6c5ce7};
static const char *const labels[FIELDS] = {"First name",        "Last name",         "Document number",
                                           "Street and number", "Postcode and city", "E-mail or phone"};
static const char *const buttons[][BUTTONS] = {[HOME] = {"Language", "Help", "Contrast"},
                                               [FORM] = {"Back", "Clear", "Next"},
                                               [CONFIRM] = {"Back", "Print", "Done"}};

/* Where things are */

static struct box card_at(int i)
{
    return (struct box){40 + i % 3 * 340, 220 + i / 3 * 360, 320, 330};
}

static struct box button_at(int i)
{
    return (struct box){40 + i * 340, 1750, 320, 140};
}

static struct box field_at(int i)
{
    return (struct box){40, 226 + i * 130, 1000, 70};
}

static struct key key_at(int i)
{
    static const char grid[] = "1234567890qwertyuiopasdfghjkl\bzxcvbnm,.-";
    static const struct key last[] = {{{40, 1550, 194, 120}, "Shift", 0},
                                      {{240, 1550, 494, 120}, "Space", ' '},
                                      {{740, 1550, 94, 120}, "@", '@'},
                                      {{840, 1550, 94, 120}, "/", '/'},
                                      {{940, 1550, 94, 120}, "OK", 0}};
    if (i >= GRID)
        return last[i - GRID];
    struct box box = {40 + i % 10 * 100, 1010 + i / 10 * 135, 94, 120};
    return (struct key){box, grid[i] == '\b' ? "<-" : turn_text("%c", grid[i]), grid[i]};
}

/* What is done */

static void forget(struct three *three)
{
    memset(three->values, 0, sizeof three->values);
}

static void type_letter(struct three *three, char letter)
{
    char *value = three->values[three->field];
    size_t n = strlen(value);
    if (letter == '\b' && n > 0)
        value[n - 1] = 0;
    else if (letter && letter != '\b') {
        n = n < LETTERS ? n : 0;
        value[n] = letter;
        value[n + 1] = 0;
    }
}

/* The number after the name: 7 of "key:7"; -1 when the target is called something else. */
static int number_of(const char *id, const char *name)
{
    size_t n = strlen(name);
    return strncmp(id, name, n) == 0 ? atoi(id + n) : -1;
}

static void touched(void *mine, const char *id)
{
    struct three *three = mine;
    int key = number_of(id, "key:"), field = number_of(id, "field:");
    if (key >= 0)
        type_letter(three, key_at(key).letter);
    if (field >= 0)
        three->field = field;
}

static void tap_button(struct three *three, int button)
{
    static const enum view next[][BUTTONS] = {
        [HOME] = {HOME, HOME, HOME}, [FORM] = {HOME, FORM, CONFIRM}, [CONFIRM] = {FORM, CONFIRM, HOME}};
    if (three->view == FORM && button == 1)
        forget(three);
    three->view = next[three->view][button];
}

static void tap(void *mine, const char *id)
{
    struct three *three = mine;
    int card = number_of(id, "card:"), button = number_of(id, "button:");
    if (button >= 0)
        tap_button(three, button);
    if (card < 0)
        return;
    forget(three);
    three->service = card;
    three->field = 0;
    three->view = FORM;
}

/* The screens */

static const char *clock_text(void)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    return turn_text("%02d:%02d", now.hour, now.minute);
}

static void lay_frame(const struct three *three, struct plan *plan)
{
    const char *const titles[] = {"City Services", services[three->service][0], "Confirm"};
    struct look title = {FONT_REGULAR, T_CLOCK, C_ON_DEEP};
    plan_fill(plan, (struct box){0, 0, 1080, 1920}, C_GROUND);
    plan_fill(plan, (struct box){0, 0, 1080, 160}, C_DEEP);
    plan_line_of(plan, title, (struct box){40, 0, 800, 160}, LEFT, titles[three->view]);
    plan_digits(plan, title, (struct box){860, 0, 180, 160}, RIGHT, clock_text());
    plan_fill(plan, (struct box){0, 1720, 1080, 200}, C_TRAY);
    for (int i = 0; i < BUTTONS; i++)
        widget_button(plan, button_at(i), turn_text("button:%d", i),
                      (struct button){BUTTON_MAIN, .text = buttons[three->view][i]});
}

static void lay_card(struct plan *plan, int i)
{
    struct box box = card_at(i);
    bool pressed = plan_target(plan, box, true, turn_text("card:%d", i));
    plan_card(plan, box, 0, C_SURFACE, C_SURFACE, 0);
    if (pressed)
        box = plan_press(plan, box);
    plan_disc(plan, box.x + 160, box.y + 100, 60, C_ACCENT);
    plan_recolour(plan, icons[i]);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_TILE, C_INK}, (struct box){box.x, box.y + 185, box.w, 44}, CENTRE,
                 services[i][0]);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_SMALL, C_INK2}, (struct box){box.x, box.y + 240, box.w, 36},
                 CENTRE, services[i][1]);
}

static void lay_field(const struct three *three, struct plan *plan, int i)
{
    struct box box = field_at(i);
    plan_target(plan, box, true, turn_text("field:%d", i));
    plan_line_of(plan, (struct look){FONT_REGULAR, T_LABEL, C_INK2}, (struct box){40, box.y - 38, 600, 34}, LEFT,
                 labels[i]);
    plan_card(plan, box, 0, C_SURFACE, i == three->field ? C_BRAND : C_EDGE, 3);
    plan_live(plan, (struct look){FONT_REGULAR, T_FIELD, C_INK}, box_inset(box, 16), LEFT, three->values[i]);
}

static void lay_key(struct plan *plan, int i)
{
    struct key key = key_at(i);
    bool pressed = plan_target(plan, key.box, true, turn_text("key:%d", i));
    plan_card(plan, key.box, 0, C_SURFACE, C_SURFACE, 0);
    if (pressed)
        key.box = plan_press(plan, key.box);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_KEY, C_INK}, key.box, CENTRE, key.text);
}

static void lay_answer(const struct three *three, struct plan *plan, int i)
{
    int y = 220 + i * 150;
    plan_line_of(plan, (struct look){FONT_REGULAR, T_LABEL, C_INK2}, (struct box){40, y, 600, 34}, LEFT, labels[i]);
    plan_live(plan, (struct look){FONT_REGULAR, T_FIELD, C_INK}, (struct box){40, y + 44, 1000, 42}, LEFT,
              three->values[i]);
}

static void lay(void *mine, struct plan *plan)
{
    static const char *const kinds[] = {"home", "form", "confirm"};
    const struct three *three = mine;
    plan->theme = &three->theme;
    plan->kind = kinds[three->view];
    lay_frame(three, plan);
    for (int i = 0; three->view == HOME && i < CARDS; i++)
        lay_card(plan, i);
    for (int i = 0; three->view == FORM && i < FIELDS; i++)
        lay_field(three, plan, i);
    for (int i = 0; three->view == FORM && i < KEYS; i++)
        lay_key(plan, i);
    for (int i = 0; three->view == CONFIRM && i < FIELDS; i++)
        lay_answer(three, plan, i);
}

/* The rest of a face: time moves the clock; core has nothing to say. */

static void *open_three(struct window *window)
{
    struct three *three = make(sizeof *three);
    (void)window;
    three->theme = (struct theme){.colours = {[C_GROUND] = 0xeef2f6,
                                              [C_DEEP] = 0x12355b,
                                              [C_ON_DEEP] = 0xffffff,
                                              [C_SURFACE] = 0xffffff,
                                              [C_INK] = 0x1b2733,
                                              [C_INK2] = 0x5a6b7b,
                                              [C_TRAY] = 0xdde3ea,
                                              [C_BRAND] = 0x1f6fb2,
                                              [C_ON_BRAND] = 0xffffff,
                                              [C_EDGE] = 0x9aa8b5},
                                  .types = {[T_CLOCK] = {48},
                                            [T_BUTTON] = {32},
                                            [T_TILE] = {30},
                                            [T_SMALL] = {22},
                                            [T_LABEL] = {24},
                                            [T_FIELD] = {32},
                                            [T_KEY] = {34}}};
    return three;
}

static void take_packet(void *mine, struct packet *packet)
{
    (void)mine;
    (void)packet;
}

static void take_standing(void *mine, bool standing)
{
    (void)mine;
    (void)standing;
}

static int64_t due(void *mine, int64_t now)
{
    (void)mine;
    (void)now;
    return MINUTE_MS - clock_wall_ms() % MINUTE_MS + 5;
}

const struct face three_face = {.name = "three",
                                .tall = 1080,
                                .wide = 1080,
                                .door = &door_core_to_ui,
                                .open = open_three,
                                .close = free,
                                .packet = take_packet,
                                .standing = take_standing,
                                .touched = touched,
                                .tap = tap,
                                .due = due,
                                .lay = lay};
