/* ktp.c - the card: where it goes, in a picture that moves for six seconds, and a way on for who has none with them.
 * And when it is left behind: a page that stays until it is out, and says so aloud where that is nobody's secret. */
#include "screen/typing.h"

#include <string.h>

enum { PLAY_MS = 6000, HALF_MS = 500, SCENE_TALL = 620, SCENE_FLAT = 520, WITHOUT_HEIGHT = 144 };

enum { AGAIN_MS = 10000, ALARM_MS = 60000 };

static const char *phase_of(const struct ui *ui)
{
    const json_t *device = json_object_get(ui_options(ui), "device");
    const char *state = json_text_or(device, "state", "online"), *phase = json_text_or(device, "phase", "insert");
    bool known = words_find(ui->words, "id", turn_text("core.ktp.%s.title", phase)) != NULL;
    return strcmp(state, "online") != 0 ? "offline" : known ? phase : "insert";
}

static bool is(const struct ui *ui, const char *phase)
{
    return strcmp(phase_of(ui), phase) == 0;
}

/* Where it is asked for something to be done the arrow moves. */
static bool asks(const char *phase)
{
    static const char *const phases[] = {"insert", "again", "remove", "locked"};
    for (size_t i = 0; i < COUNT(phases); i++)
        if (strcmp(phases[i], phase) == 0)
            return true;
    return false;
}

static bool moves(const struct ui *ui, const char *phase, int64_t now)
{
    return asks(phase) && now < ui->since + PLAY_MS && window_moves(ui->window);
}

static const char *arrow(const char *phase)
{
    static const struct {
        const char *phase, *icon;
    } icons[] = {
        {"remove", "arrow_upward"}, {"locked", "arrow_upward"}, {"offline", "block"}, {"reading", "more_horiz"}};
    for (size_t i = 0; i < COUNT(icons); i++)
        if (strcmp(icons[i].phase, phase) == 0)
            return icons[i].icon;
    return "arrow_downward";
}

/* The reader from the front, with its slot. */
static void put_reader(struct plan *plan, int x, int y, bool lit)
{
    plan_card(plan, (struct box){x - 300, y, 600, 190}, plan->theme->radius_large, C_DEEP, C_ON_DEEP2, 4);
    plan_card(plan, (struct box){x - 222, y + 40, 444, 22}, 11, lit ? C_SIGNAL : C_ON_DEEP2, C_SIGNAL, 0);
    plan_disc(plan, x + 240, y + 140, 12, lit ? C_SIGNAL : C_ON_DEEP2);
}

static void put_card(struct plan *plan, int x, int y)
{
    struct box card = {x - 196, y, 392, 248};
    plan_card(plan, card, plan->theme->radius, C_SOFT, C_ACCENT, 5);
    plan_card(plan, (struct box){card.x + 268, y + 72, 92, 116}, 8, C_SURFACE, C_ACCENT, 3);
    plan_icon(plan, (struct box){card.x + 276, y + 92, 76, 76}, C_ACCENT, "person");
    plan_card(plan, (struct box){card.x + 32, y + 32, 300, 16}, 8, C_ACCENT, C_ACCENT, 0);
    for (int i = 0; i < 4; i++)
        plan_card(plan, (struct box){card.x + 32, y + 80 + i * 34, i % 2 ? 150 : 200, 14}, 7, C_EDGE, C_EDGE, 0);
}

/* In the middle of the room; a low room brings card, arrow and reader closer together. */
static void put_scene(struct ui *ui, struct plan *plan, struct box room, const char *phase)
{
    bool offline = strcmp(phase, "offline") == 0, reading = strcmp(phase, "reading") == 0;
    int height = room.h < SCENE_TALL ? SCENE_FLAT : SCENE_TALL, closer = (SCENE_TALL - height) * 7 / 10;
    int x = room.x + room.w / 2, y = room.y + (room.h - height) / 2;
    bool up = moves(ui, phase, clock_ms()) && (clock_ms() - ui->since) / HALF_MS % 2 == 0;
    plan_card(plan, (struct box){room.x, y, room.w, height}, plan->theme->radius_large, C_SURFACE, C_RULE, 2);
    y -= closer * 4 / 10;
    if (!offline)
        put_card(plan, x, y + (reading ? 176 - closer : 48));
    put_reader(plan, x, y + 390 - closer, !offline);
    int at = y + (offline ? 200 : reading ? 508 : 336) - closer + (up ? -14 : 0);
    plan_disc(plan, x, at, 56, offline ? C_CARE : C_SIGNAL);
    plan_icon(plan, (struct box){x - 40, at - 40, 80, 80}, offline ? C_ON_CARE : C_ON_SIGNAL, arrow(phase));
}

/* "Ketik NIK Anda"; a service that asks for two cards says whose. */
static const char *whose_nik(const struct ui *ui)
{
    return ui_word_or(ui, "nik", ui_text(ui, "core.ktp.type.title"));
}

static void lay_typing(struct ui *ui, struct plan *plan)
{
    struct area area = frame_open(ui, plan);
    typing_nik_lay(ui, plan, frame_ask(ui, plan, &area, whose_nik(ui), ui_text(ui, "core.ktp.type.hint")));
}

static void lay_ktp(struct ui *ui, struct plan *plan)
{
    if (ui->typing) {
        lay_typing(ui, plan);
        return;
    }
    const char *phase = phase_of(ui), *title = ui_text(ui, turn_text("core.ktp.%s.title", phase));
    const char *hint = ui_text(ui, turn_text("core.ktp.%s.hint", phase));
    bool waits = !is(ui, "reading") && !is(ui, "remove");
    struct area area = frame_open(ui, plan);
    struct box work = frame_ask(ui, plan, &area, is(ui, "insert") ? ui_word_or(ui, "title", title) : title,
                                is(ui, "insert") ? ui_word_or(ui, "hint", hint) : hint);
    struct box without = box_take_bottom(&work, WITHOUT_HEIGHT);
    box_take_bottom(&work, GAP);
    put_scene(ui, plan, work, phase);
    if (waits)
        widget_button(
            plan, without, "type",
            (struct button){.style = BUTTON_PLAIN,
                            .text = is(ui, "locked") || is(ui, "offline") ? whose_nik(ui) : ui_text(ui, "ui.ktp.type"),
                            .line = ui_text(ui, "ui.ktp.type_line"),
                            .icon = "dialpad"});
    frame_nav(ui, plan, NULL, NULL, NULL, false);
}

static void tap_ktp(struct ui *ui, const char *id)
{
    if (!ui->typing) {
        ui->typing = strcmp(id, "type") == 0;
        return;
    }
    if (strcmp(id, "back") == 0) {
        entry_clear(&ui->entry);
        ui->typing = false;
    } else if (typing_nik_tap(ui, id))
        ui_answer(ui, json_pack("{s:s}", "nik", ui->entry.text));
}

static bool held_ktp(const struct ui *ui)
{
    return !ui->typing && is(ui, "reading");
}

static int64_t due_ktp(struct ui *ui, int64_t now)
{
    if (ui->typing || !moves(ui, phase_of(ui), now))
        return PLAY_MS * 10;
    return HALF_MS - (now - ui->since) % HALF_MS;
}

const struct page page_ktp = {
    .kind = "ktp", .form = true, .lay = lay_ktp, .tap = tap_ktp, .held = held_ktp, .due = due_ktp};

/* --- a card that is left ------------------------------------------------------------------------------------------ */

static void lay_left(struct ui *ui, struct plan *plan)
{
    struct area area = frame_header(ui, plan, false);
    struct box work = frame_ask(ui, plan, &area, ui_text(ui, "core.ktp.left.title"), ui_text(ui, "core.ktp.left.hint"));
    struct box other = box_take_bottom(&work, WITHOUT_HEIGHT);
    box_take_bottom(&work, GAP);
    put_scene(ui, plan, work, "remove");
    widget_button(plan, other, "not-mine",
                  (struct button){.style = BUTTON_PLAIN,
                                  .text = ui_text(ui, "core.ktp.left.other"),
                                  .line = ui_text(ui, "core.ktp.left.other_line"),
                                  .icon = "support_agent"});
}

/* A reader that is wrong about its card, or a card that nobody takes, must not close the kiosk. */
static void tap_left(struct ui *ui, const char *id)
{
    if (strcmp(id, "not-mine") != 0)
        return;
    ui_forget_visit(ui);
    ui->not_mine = true;
    access_tap(ui, "bar:staff");
}

/* As it is it stays, however long: whoever left it may come back. */
static bool held_left(const struct ui *ui)
{
    (void)ui;
    return true;
}

static int64_t due_left(struct ui *ui, int64_t now)
{
    bool alarm = access_aloud(ui) && now < ui->since + ALARM_MS;
    if (alarm && now >= ui->alarmed + AGAIN_MS) {
        ui->alarmed = now;
        access_again(ui);
    }
    if (moves(ui, "remove", now))
        return HALF_MS - (now - ui->since) % HALF_MS;
    return alarm ? ui->alarmed + AGAIN_MS - now : ALARM_MS;
}

const struct page page_left = {.kind = "left", .lay = lay_left, .tap = tap_left, .held = held_left, .due = due_left};
