/* code.c - a code on paper or a phone: where to hold it, in a picture that moves for six seconds, and a keyboard for
 * who cannot; at once when there is no scanner. */
#include "screen/typing.h"

#include <string.h>

enum { PLAY_MS = 6000, HALF_MS = 500, SCENE_TALL = 620, SCENE_FLAT = 500, WITHOUT_HEIGHT = 144 };

static const json_t *device(const struct ui *ui)
{
    return json_object_get(ui_options(ui), "device");
}

static bool offline(const struct ui *ui)
{
    return strcmp(json_text_or(device(ui), "state", "online"), "online") != 0;
}

static bool types(const struct ui *ui)
{
    return ui->typing || offline(ui);
}

static bool moves(const struct ui *ui, int64_t now)
{
    return now < ui->since + PLAY_MS && window_moves(ui->window);
}

/* What the citizen holds: a phone that shows a code. */
static void put_phone(struct plan *plan, int x, int y)
{
    struct box phone = {x - 112, y, 224, 330};
    plan_card(plan, phone, plan->theme->radius_large, C_DEEP, C_ON_DEEP2, 4);
    plan_card(plan, box_inset(phone, 16), plan->theme->radius, C_SURFACE, C_RULE, 2);
    plan_icon(plan, (struct box){x - 80, y + 85, 160, 160}, C_INK, "qr_code_2");
}

/* The scanner from the front: its window, and its light. */
static void put_scanner(struct plan *plan, int x, int y)
{
    plan_card(plan, (struct box){x - 240, y, 480, 150}, plan->theme->radius_large, C_DEEP, C_ON_DEEP2, 4);
    plan_card(plan, (struct box){x - 170, y + 36, 340, 78}, plan->theme->radius, C_ON_DEEP2, C_SIGNAL, 4);
    plan_card(plan, (struct box){x - 150, y + 70, 300, 10}, 5, C_SIGNAL, C_SIGNAL, 0);
}

/* In the middle of the room; a low room brings phone and scanner closer together. */
static void put_scene(struct ui *ui, struct plan *plan, struct box room)
{
    int height = room.h < SCENE_TALL ? SCENE_FLAT : SCENE_TALL, closer = SCENE_TALL - height;
    int x = room.x + room.w / 2, y = room.y + (room.h - height) / 2;
    bool up = moves(ui, clock_ms()) && (clock_ms() - ui->since) / HALF_MS % 2 == 0;
    plan_card(plan, (struct box){room.x, y, room.w, height}, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    int top = y + (closer ? 14 : 44), below = y + height - 150 - (closer ? 24 : 48);
    put_phone(plan, x, top);
    put_scanner(plan, x, below);
    int at = (top + 330 + below) / 2 + (up ? -14 : 0);
    plan_disc(plan, x, at, 48, C_SIGNAL);
    plan_icon(plan, (struct box){x - 36, at - 36, 72, 72}, C_ON_SIGNAL, "arrow_downward");
}

static const char *core_text(const struct ui *ui, const char *phase, const char *name)
{
    return ui_text(ui, turn_text("core.code.%s.%s", phase, name));
}

static void lay_typing(struct ui *ui, struct plan *plan)
{
    struct area area = frame_open(ui, plan);
    const char *title = ui_word_or(ui, "title", core_text(ui, "type", "title"));
    const char *hint = ui_word_or(ui, "hint", core_text(ui, "type", "hint"));
    if (offline(ui))
        hint = turn_text("%s %s", core_text(ui, "offline", "hint"), hint);
    typing_text_lay(ui, plan, frame_ask(ui, plan, &area, title, hint));
}

static void lay_scan(struct ui *ui, struct plan *plan)
{
    bool again = strcmp(json_text(device(ui), "phase"), "again") == 0;
    const char *phase = again ? "again" : "scan", *title = core_text(ui, phase, "title");
    struct area area = frame_open(ui, plan);
    struct box work =
        frame_ask(ui, plan, &area, again ? title : ui_word_or(ui, "title", title), core_text(ui, phase, "hint"));
    struct box without = box_take_bottom(&work, WITHOUT_HEIGHT);
    box_take_bottom(&work, GAP);
    put_scene(ui, plan, work);
    widget_button(plan, without, "type",
                  (struct button){.style = BUTTON_PLAIN,
                                  .text = ui_text(ui, "ui.code.type"),
                                  .line = ui_text(ui, "ui.code.type_line"),
                                  .icon = "keyboard"});
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void lay_code(struct ui *ui, struct plan *plan)
{
    if (types(ui))
        lay_typing(ui, plan);
    else
        lay_scan(ui, plan);
}

/* What was typed before is there to be changed. */
static void begin_code(struct ui *ui)
{
    const json_t *was = json_object_get(ui->screen, "default");
    ui->typing = strcmp(json_text(was, "source"), "typed") == 0;
    if (ui->typing)
        entry_set(&ui->entry, json_text(was, "code"));
}

static void stop_typing(struct ui *ui)
{
    entry_clear(&ui->entry);
    ui->typing = false;
    if (offline(ui))
        ui_back(ui);
}

static void tap_code(struct ui *ui, const char *id)
{
    if (!types(ui)) {
        ui->typing = strcmp(id, "type") == 0;
    } else if (strcmp(id, "back") == 0) {
        stop_typing(ui);
    } else {
        json_t *code = typing_text_tap(ui, id);
        if (code)
            ui_answer(ui, json_pack("{s:o}", "code", code));
    }
}

static int64_t due_code(struct ui *ui, int64_t now)
{
    if (types(ui) || !moves(ui, now))
        return PLAY_MS * 10;
    return HALF_MS - (now - ui->since) % HALF_MS;
}

const struct page page_code = {
    .kind = "code", .form = true, .begin = begin_code, .lay = lay_code, .tap = tap_code, .due = due_code};
