/* sights.c - see sights.h. */
#include "panel/sights.h"

#include <string.h>

static const json_t *device(const struct board *board, enum group group)
{
    return json_object_get(board->status, groups[group].name);
}

static bool is(const struct board *board, enum group group, const char *member, const char *value)
{
    return button_says(device(board, group), member, value);
}

/* What an unplugged device shows of itself. */
static enum colour body_of(const struct board *board, enum group group)
{
    return is(board, group, "power", "true") ? C_DEEP : C_ON_OFF;
}

static void lay_photo(struct plan *plan, struct box box, const struct picture *picture)
{
    struct box place = box;
    place.w = box.h * picture->photo.width / picture->photo.height;
    if (place.w > box.w) {
        place.w = box.w;
        place.h = box.w * picture->photo.height / picture->photo.width;
    }
    place.x += box.w - place.w;
    place.y += (box.h - place.h) / 2;
    plan_photo(plan, place, &picture->photo, picture->serial);
    plan_outline(plan, place, 0, C_EDGE, 2);
}

/* The printer with what hangs out of it, a unit for twelve rows; beside it the last slip. */
static void lay_printer(const struct board *board, struct plan *plan, struct box box)
{
    const struct picture *slip = &board->pictures.slip;
    bool open = is(board, PRINTER, "cover", "open"), out = is(board, PRINTER, "paper", "out");
    int rows = (int)json_number(device(board, PRINTER), "rows", 0) / 12;
    if (slip->photo.width > 0)
        lay_photo(plan, (struct box){box.x + box.w - 72, box.y, 72, box.h}, slip);
    struct box body = {slip->photo.width > 0 ? box.x : box.x + box.w - 112, box.y + 20, 112, 68};
    if (rows > 0)
        plan_card(plan, (struct box){body.x + 22, body.y + 50, 68, 14 + (rows < 44 ? rows : 44)}, 2, C_SURFACE, C_EDGE,
                  2);
    if (open)
        plan_line(plan, body.x + 4, body.y + 4, body.x + 40, body.y - 18, 8, C_BAD);
    plan_card(plan, body, 12, body_of(board, PRINTER), C_DEEP, 0);
    plan_card(plan, (struct box){body.x + 14, body.y + 44, 84, 10}, 5, out ? C_BAD : C_SURFACE, C_EDGE, 0);
    bool online = is(board, PRINTER, "online", "true");
    plan_disc(plan, body.x + 22, body.y + 22, 7, online ? C_SIGNAL : C_BAD_SOFT);
}

static void lay_documents(const struct board *board, struct plan *plan, struct box box)
{
    bool out = is(board, DOCUMENTS, "paper", "out"), letter = is(board, DOCUMENTS, "paper", "letter");
    bool jam = is(board, DOCUMENTS, "jam", "true"), open = is(board, DOCUMENTS, "cover", "open");
    struct box body = {box.x + 40, box.y + 52, 160, 62};
    if (!out) {
        struct box sheet = {body.x + 34, box.y + 4, 92, 60};
        plan_card(plan, sheet, 4, C_SURFACE, C_EDGE, 2);
        plan_text(plan, ITEM_TEXT, (struct ink){FONT_BOLD, 26, board->theme.colours[C_INK2], false},
                  (struct box){sheet.x, sheet.y + 4, sheet.w, 40}, CENTRE, letter ? "Letter" : "A4");
    }
    if (open)
        plan_line(plan, body.x + 150, body.y + 6, body.x + 172 - 14, body.y - 34, 8, C_BAD);
    plan_card(plan, body, 12, body_of(board, DOCUMENTS), C_DEEP, 0);
    plan_card(plan, (struct box){body.x + 18, body.y + 40, 124, 10}, 5, jam || out ? C_BAD : C_SURFACE, C_EDGE, 0);
    bool fine = !out && !jam && !open && is(board, DOCUMENTS, "power", "true");
    plan_disc(plan, body.x + 24, body.y + 20, 7, fine ? C_SIGNAL : C_BAD_SOFT);
}

static void lay_card(const struct board *board, struct plan *plan, struct box box)
{
    bool bad = is(board, CARD, "card", "bad");
    struct box body = {box.x + 40, box.y + 72, 160, 56};
    if (!is(board, CARD, "card", "out") && device(board, CARD)) {
        struct box card = {body.x + 22, box.y + 6, 116, 84};
        plan_card(plan, card, 10, bad ? C_BAD_SOFT : C_SOFT, bad ? C_BAD : C_ACCENT, 3);
        plan_card(plan, (struct box){card.x + 14, card.y + 16, 26, 20}, 4, C_SIGNAL, C_ON_CARE, 2);
        plan_fill(plan, (struct box){card.x + 52, card.y + 18, 50, 5}, bad ? C_BAD : C_ACCENT);
        plan_fill(plan, (struct box){card.x + 52, card.y + 30, 36, 5}, bad ? C_BAD : C_ACCENT);
    }
    plan_card(plan, body, 12, body_of(board, CARD), C_DEEP, 0);
    plan_card(plan, (struct box){body.x + 16, body.y + 14, 128, 8}, 4, C_SIGNAL, C_EDGE, 0);
}

static void lay_camera(const struct board *board, struct plan *plan, struct box box)
{
    const struct picture *sees = &board->pictures.camera;
    if (is(board, CAMERA, "power", "true") && sees->photo.width > 0) {
        lay_photo(plan, box, sees);
        return;
    }
    struct box body = {box.x + 24, box.y, 176, box.h};
    plan_card(plan, body, 8, C_OFF, C_EDGE, 2);
    plan_icon(plan, (struct box){body.x + 56, body.y + 34, 64, 64}, C_ON_OFF, "videocam_off");
}

/* A light that is on fills its place; one that flashes has a ring while it is dark. */
static void lay_lamp(const struct board *board, struct plan *plan, struct box box)
{
    static const struct {
        const char *name;
        enum colour colour;
    } lights[] = {{"red", C_BAD}, {"yellow", C_SIGNAL}, {"green", C_GOOD}};
    struct box body = {box.x + 2, box.y + 30, 146, 64};
    plan_card(plan, body, 32, body_of(board, LAMP), C_DEEP, 0);
    for (int i = 0; i < 3; i++) {
        int x = body.x + 29 + i * 44, y = body.y + 32;
        bool flashes = is(board, LAMP, lights[i].name, "flashes");
        bool on = is(board, LAMP, lights[i].name, "on") || (flashes && board->bright);
        plan_disc(plan, x, y, 18, on || flashes ? lights[i].colour : C_BAR);
        if (flashes && !on)
            plan_disc(plan, x, y, 13, C_BAR);
        if (on)
            plan_outline(plan, (struct box){x - 18, y - 18, 36, 36}, 18, C_ON_DEEP, 3);
    }
    bool sounds = is(board, LAMP, "buzzer", "on") || is(board, LAMP, "buzzer", "flashes");
    plan_icon(plan, (struct box){box.x + 156, box.y + 40, 44, 44}, sounds ? C_BAD : C_ON_OFF,
              sounds ? "volume_up" : "volume_off");
}

static void lay_icon(const struct board *board, struct plan *plan, struct box box, enum group group)
{
    bool off = is(board, group, "power", "false") || is(board, group, "there", "false");
    struct box body = {box.x + box.w - 112, box.y + 10, 112, 112};
    plan_card(plan, body, board->theme.radius, off ? C_OFF : C_SOFT, C_EDGE, 0);
    plan_icon(plan, box_inset(body, 20), off ? C_ON_OFF : C_ACCENT, groups[group].icon);
}

void sight_lay(const struct board *board, struct plan *plan, struct box box, enum group group)
{
    static void (*const lays[GROUPS])(const struct board *, struct plan *, struct box) = {[PRINTER] = lay_printer,
                                                                                          [DOCUMENTS] = lay_documents,
                                                                                          [CARD] = lay_card,
                                                                                          [CAMERA] = lay_camera,
                                                                                          [LAMP] = lay_lamp};
    if (lays[group])
        lays[group](board, plan, box);
    else
        lay_icon(board, plan, box, group);
}
