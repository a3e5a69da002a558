/* trouble.c - when something failed: what happened, what is safe, how to go on, and last a code for the staff. */
#include "screen/ticket.h"

#include <string.h>

enum {
    PICTURE = 184,
    ROW_HEIGHT = 150,
    ROW_GAP = 18,
    CARD_INSET = 36,
    CARD_GAP = 12,
    TICKET_TALL = 404,
    TICKET_FLAT = 372,
    NUMBER_HEIGHT = 208,
    CODE_WIDTH = 310
};

/* The result is where the picture ends; in landscape large text needs its room more. */
static int put_picture(struct plan *plan, struct box *texts, bool wide, const char *icon)
{
    struct box picture = {texts->x, texts->y, PICTURE, PICTURE};
    if (wide && plan->column > 0)
        return texts->y;
    if (wide)
        box_take_top(texts, PICTURE + 36);
    else
        box_take_left(texts, PICTURE + 36);
    plan_card(plan, picture, plan->theme->radius_large, C_CARE, C_ON_CARE,
              plan->theme->colours[C_CARE] == plan->theme->colours[C_GROUND] ? 4 : 0);
    plan_icon(plan, box_inset(picture, 42), C_ON_CARE, icon);
    return picture.y + PICTURE;
}

/* A picture and beside it, or below it in landscape, the title and what there is to say; the rest is for the work. */
static void put_head(struct plan *plan, struct area *area, const char *icon, const char *title, const char *text)
{
    box_take_top(&area->ask, GAP);
    struct box texts = area->ask;
    int end = put_picture(plan, &texts, area->wide, icon);
    widget_heading(plan, &texts, area->wide, title, text);
    end = end > texts.y ? end : texts.y;
    box_take_top(&area->ask, end + 40 - area->ask.y);
    if (!area->wide)
        box_take_top(&area->work, area->ask.y - area->work.y);
}

static int choice_height(const struct plan *plan)
{
    return plan_width(plan) > plan_height(plan) ? widget_row_height(plan, false) : ROW_HEIGHT;
}

static void put_choices(struct plan *plan, struct box *work, const struct row *rows, int n)
{
    for (int i = 0; i < n; i++) {
        widget_row(plan, box_take_top(work, choice_height(plan)), &rows[i]);
        box_take_top(work, ROW_GAP);
    }
    work->h += n > 0 ? ROW_GAP : 0;
    plan_left(plan, *work);
}

/* That the staff know: the end of the page, or right below the rest when there is no room for more. */
static void put_staff(struct ui *ui, struct plan *plan, struct area *area, const char *code)
{
    const char *told = ui_text(ui, "ui.staff_told");
    const char *text =
        *code ? ui_text_with(ui, "ui.staff_code", json_pack("{s:s}", "code", code)) : ui_text(ui, "ui.staff_help");
    frame_notice(plan, area, (struct notice){NOTICE_GOOD, "directions_walk", told, text});
}

/* paper */

static const char *paper_key(const struct ui *ui)
{
    const char *reason = json_text_or(ui_options(ui), "reason", "unknown");
    return words_find(ui->words, "id", turn_text("core.paper.%s.title", reason)) ? reason : "silent";
}

/* What a code at the right end of a card leaves for the texts. */
static struct box beside_code(struct box card)
{
    card.w -= 24 + CODE_WIDTH;
    return card;
}

/* The card, with a code to scan at its right end when there is one; what is left for the texts. */
static struct box put_card(struct plan *plan, struct box box, const char *link, const char *words)
{
    plan_card(plan, box, plan->theme->radius_large, C_SURFACE, C_ACCENT, 4);
    if (!link)
        return box;
    struct box texts = beside_code(box);
    int height = (box.h < TICKET_TALL ? box.h : TICKET_TALL) - 40; /* its words stay below it on a higher card */
    widget_code(plan, (struct box){texts.x + texts.w, box.y + 28, CODE_WIDTH, height}, link, words);
    return texts;
}

static void put_number(struct ui *ui, struct plan *plan, struct box box)
{
    const json_t *options = ui_options(ui), *queue = json_object_get(options, "queue");
    const char *number = json_text(options, "number");
    int small = plan_size(plan, T_BODY) * 13 / 10;
    box = box_inset(put_card(plan, box, ticket_link(ui, options), ui_text(ui, "ui.paper.number")), 44);
    box_take_top(&box, (box.h - 2 * small - NUMBER_HEIGHT) / 2);
    plan_line_of(plan, (struct look){FONT_REGULAR, T_BODY, C_INK2}, box_take_top(&box, small), LEFT,
                 ui_text(ui, "ui.ticket.number"));
    struct box large = box_take_top(&box, NUMBER_HEIGHT);
    widget_number(plan, T_NUMBER, large, LEFT, number);
    plan_target(plan, large, false, turn_text("ticket:%s", number));
    plan_name(plan, number);
    plan_line_of(plan, (struct look){FONT_SEMIBOLD, T_BODY, C_INK}, box_take_top(&box, small), LEFT,
                 turn_text("%s  ·  %s", ticket_before(ui, queue), json_text(queue, "place")));
    plan_foreign(plan);
}

static const struct look of_item = {FONT_REGULAR, T_BODY, C_INK}, of_rest = {FONT_SEMIBOLD, T_BODY, C_INK};

static const char *item_of(const json_t *list, int i)
{
    const char *text = json_string_value(json_array_get(list, (size_t)i));
    return text ? text : "";
}

static int item_height(struct plan *plan, int width, const char *item)
{
    return text_height(plan->draw, plan_ink(plan, of_item), width, item);
}

/* How many items of a list have room, one below the other. */
static int fitting(struct plan *plan, struct box box, const json_t *list)
{
    int n = 0, all = (int)json_array_size(list);
    while (n < all && (box.h -= item_height(plan, box.w, item_of(list, n))) >= 0)
        n++;
    return n;
}

/* At the top of the box, which shrinks; one that is too long for all of it is cut off. */
static void put_item(struct plan *plan, struct box *box, int dot, const char *item)
{
    plan_disc(plan, box->x - dot * 7 / 10, box->y + text_leading(plan_ink(plan, of_item)) / 2, dot / 8, of_item.colour);
    box_take_top(box, plan_paragraph_in(plan, plan_ink(plan, of_item), *box, item));
    plan_foreign(plan);
}

static const struct look of_title = {FONT_BOLD, T_BODY, C_INK};

/* The height of a card that has room for the heading and all lines of a list. */
static int whole_list(struct ui *ui, struct plan *plan, struct box card)
{
    const json_t *options = ui_options(ui), *list = json_object_get(options, "list");
    struct box box = box_inset(beside_code(card), CARD_INSET);
    int height = 2 * CARD_INSET + text_height(plan->draw, plan_ink(plan, of_title), box.w, json_text(options, "title"));
    box_take_left(&box, plan_size(plan, T_BODY));
    height += CARD_GAP;
    for (int i = 0; i < (int)json_array_size(list); i++)
        height += item_height(plan, box.w, item_of(list, i));
    return height;
}

/* A list that has no number: its heading, as many of its lines as have room, and how many there are besides. */
static void put_list(struct ui *ui, struct plan *plan, struct box box)
{
    const json_t *options = ui_options(ui), *list = json_object_get(options, "list");
    box = box_inset(put_card(plan, box, json_text(options, "qr"), ui_text(ui, "ui.paper.scan")), CARD_INSET);
    plan_say(plan, of_title, &box, json_text(options, "title"));
    box_take_top(&box, CARD_GAP);
    int dot = plan_size(plan, T_BODY), all = (int)json_array_size(list), rest = text_leading(plan_ink(plan, of_rest));
    box_take_left(&box, dot);
    int n = fitting(plan, box, list);
    if (n < all) {
        box.h -= rest;
        n = fitting(plan, box, list);
    }
    for (int i = 0; i < n || i == 0; i++)
        put_item(plan, &box, dot, item_of(list, i));
    n = n > 0 ? n : 1;
    if (n < all)
        plan_line_of(plan, of_rest, (struct box){box.x, box.y, box.w, rest}, LEFT,
                     ui_text_with(ui, "ui.paper.more", json_pack("{s:i}", "n", all - n)));
}

/* That it did not come, that nobody knows, or that it is tried once more. */
static void put_document(struct ui *ui, struct plan *plan, struct box box)
{
    const json_t *options = ui_options(ui);
    const char *link = json_text(options, "qr");
    bool unknown = strcmp(paper_key(ui), "unknown") == 0;
    widget_document(plan, box,
                    (struct document){.title = json_text(options, "title"),
                                      .line = ui_text(ui, *link ? "ui.document.line" : "ui.document.alone"),
                                      .link = *link ? link : NULL,
                                      .scan = ui_text(ui, "ui.paper.scan"),
                                      .style = ui->answered ? NOTICE_PLAIN
                                               : unknown    ? NOTICE_CARE
                                                            : NOTICE_BAD,
                                      .icon = ui->answered ? "print"
                                              : unknown    ? "help_outline"
                                                           : "print_disabled"});
}

/* What did not come, and how it is worded: a number, which has the words of `paper`, a list, a document. */
static const struct missed {
    const char *group;
    const char *missing; /* the button */
    bool number;
    void (*put)(struct ui *ui, struct plan *plan, struct box box);
    int (*whole)(struct ui *ui, struct plan *plan, struct box card); /* how high it is as a whole; NULL: as any card */
} tickets = {"paper", "ui.paper.missing", true, put_number, NULL},
  slips = {"list", "ui.paper.missing", false, put_list, whole_list},
  documents = {"document", "ui.document.missing", false, put_document, NULL};

static const struct missed *missed(const struct ui *ui)
{
    const json_t *options = ui_options(ui);
    return json_truth(options, "document") ? &documents : json_object_get(options, "list") ? &slips : &tickets;
}

/* What did not come, above so many choices: it is as high as any card, or takes what room there is if it needs more. */
static void put_missed(struct ui *ui, struct plan *plan, struct area *area, const struct missed *what, int choices)
{
    int gap = area->wide ? GAP : 40, height = area->wide ? TICKET_FLAT : TICKET_TALL;
    int room = area->work.h - gap - choices * (choice_height(plan) + ROW_GAP) + ROW_GAP;
    int whole = what->whole ? what->whole(ui, plan, area->work) : height;
    if (whole > height && room > height)
        height = whole < room ? whole : room;
    what->put(ui, plan, box_take_top(&area->work, height));
    box_take_top(&area->work, gap);
}

static void lay_paper(struct ui *ui, struct plan *plan)
{
    const struct missed *what = missed(ui);
    const char *key = paper_key(ui), *own = turn_text("ui.%s", what->group);
    bool unknown = strcmp(key, "unknown") == 0, plain = what->number || !unknown;
    const struct row asked[] = {
        {.id = "came", .icon = "receipt_long", .title = ui_text(ui, turn_text("%s.came", own)), .arrow = true},
        {.id = "missing", .icon = "print_disabled", .title = ui_text(ui, what->missing), .arrow = true}};
    const struct row again[] = {{.id = "again",
                                 .icon = "print",
                                 .title = ui_text(ui, "ui.paper.again"),
                                 .line = what->number ? ui_text(ui, "ui.paper.again_line") : NULL,
                                 .arrow = true}};
    struct area area = frame_header(ui, plan, false);
    put_head(plan, &area, "print_disabled",
             ui_text(ui, turn_text("core.%s.%s.title", plain ? "paper" : what->group, key)),
             ui_text(ui, turn_text("core.%s.%s.text", what->group, what->number || unknown ? key : "any")));
    if (unknown)
        area_give_nav(&area);
    put_staff(ui, plan, &area, json_text(ui_options(ui), "code"));
    put_missed(ui, plan, &area, what, unknown ? 2 : 1);
    put_choices(plan, &area.work, unknown ? asked : again, unknown ? 2 : 1);
    if (!unknown)
        frame_buttons(
            ui, plan,
            (struct nav){.id = "without", .text = ui_text(ui, turn_text("%s.without", own)), .disabled = ui->answered});
}

static void tap_paper(struct ui *ui, const char *id)
{
    static const char *const answers[] = {"again", "without", "came", "missing"};
    for (size_t i = 0; i < COUNT(answers); i++)
        if (strcmp(id, answers[i]) == 0)
            ui_answer(ui, json_string(id));
}

/* fault */

static struct row fault_row(const struct ui *ui, const char *choice)
{
    static const char *const icons[][2] = {
        {"retry", "refresh"}, {"counter", "confirmation_number"}, {"later", "schedule"}, {"end", "logout"}};
    struct row row = {.id = turn_text("%s", choice), .icon = "arrow_forward", .arrow = true};
    for (size_t i = 0; i < COUNT(icons); i++)
        if (strcmp(icons[i][0], choice) == 0)
            row.icon = icons[i][1];
    row.title = ui_text(ui, turn_text("ui.fault.%s", choice));
    row.line = words_find(ui->words, ui->language, turn_text("ui.fault.%s_line", choice));
    return row;
}

static const char *fault_icon(const char *what)
{
    return strcmp(what, "agency") == 0 ? "cloud_off" : strcmp(what, "device") == 0 ? "power_off" : "build";
}

/* For the author: file and line above, what is wrong below, as far as the page reaches. */
static void put_mistake(struct plan *plan, struct box box, const char *text)
{
    enum { MISTAKE = 600 };
    const char *space = strchr(text, ' ');
    bool placed = space && space > text && space[-1] == ':';
    char *place = placed ? turn_text("%.*s", (int)(space - text - 1), text) : NULL;
    size_t n = strlen(placed ? space + 1 : text);
    box.h = widget_notice(plan, box, NOTICE_BAD, "bug_report", place,
                          turn_text("%.*s%s", MISTAKE, placed ? space + 1 : text, n > MISTAKE ? " ..." : ""));
    plan_target(plan, box, false, turn_text("mistake:%s", place ? place : ""));
}

static void lay_mistake(struct ui *ui, struct plan *plan)
{
    struct area area = frame_header(ui, plan, false);
    put_head(plan, &area, "build", ui_text(ui, "core.fault.author.title"), ui_text(ui, "core.fault.author.text"));
    put_mistake(plan, area.work, json_text(ui_options(ui), "text"));
    frame_buttons(ui, plan,
                  (struct nav){.id = "retry",
                               .text = ui_text(ui, "ui.fault.over"),
                               .back_id = "end",
                               .back = ui_text(ui, "ui.leave"),
                               .disabled = ui->answered});
}

static void put_safe(struct ui *ui, struct plan *plan, struct box *work, int gap)
{
    const char *safe = ui_text(ui, turn_text("core.safe.%s", json_text_or(ui_options(ui), "safe", "nothing")));
    box_take_top(work,
                 widget_notice(plan, *work, NOTICE_PLAIN, "verified_user", ui_text(ui, "ui.fault.safe"), safe) + gap);
}

static void lay_fault(struct ui *ui, struct plan *plan)
{
    const json_t *options = ui_options(ui), *choices = json_object_get(options, "choices");
    const char *what = json_text_or(options, "what", "service");
    if (strcmp(what, "author") == 0) {
        lay_mistake(ui, plan);
        return;
    }
    if (!words_find(ui->words, "id", turn_text("core.fault.%s.title", what)))
        what = "service";
    struct row rows[3];
    int n = 0;
    for (; n < 3 && n < (int)json_array_size(choices); n++)
        rows[n] = fault_row(ui, json_string_value(json_array_get(choices, (size_t)n)));
    struct area area = frame_header(ui, plan, false);
    put_head(plan, &area, fault_icon(what), ui_text(ui, turn_text("core.fault.%s.title", what)),
             ui_text(ui, turn_text("core.fault.%s.text", what)));
    if (n > 0)
        area_give_nav(&area);
    put_staff(ui, plan, &area, json_text(options, "code"));
    put_safe(ui, plan, &area.work, area.wide ? GAP : 40);
    plan_line_of(plan, (struct look){FONT_BOLD, T_HEAD, C_INK}, box_take_top(&area.work, 64), LEFT,
                 ui_text(ui, "ui.fault.how"));
    box_take_top(&area.work, area.wide ? 8 : 20);
    put_choices(plan, &area.work, rows, n);
    plan_left(plan, area.work);
    if (n == 0)
        frame_buttons(ui, plan, (struct nav){.id = "end", .text = ui_text(ui, "ui.fault.end")});
}

static void tap_fault(struct ui *ui, const char *id)
{
    if (strcmp(id, "retry") == 0 || strcmp(id, "counter") == 0 || strcmp(id, "later") == 0)
        ui_answer(ui, json_string(id));
}

const struct page page_paper = {.kind = "paper", .form = true, .lay = lay_paper, .tap = tap_paper};
const struct page page_fault = {.kind = "fault", .form = true, .lay = lay_fault, .tap = tap_fault};
