/* A visit through the real window, with this test as core: what is said once, what is kept, what is forgotten. */
#define _GNU_SOURCE
#include "screen/kiosk.h"

static struct ui *ui;

static json_t *read_screen(int step, const char *file)
{
    json_t *all = kiosk_read(file), *body = json_deep_copy(json_object_get(all, "screen"));
    json_object_set_new(body, "step", json_integer(step));
    json_decref(all);
    return body;
}

static void screen(int step, const char *file)
{
    kiosk_hears(read_screen(step, file));
    window_show(&kiosk);
}

static void wait_a_moment(int step)
{
    json_t *body = read_screen(step, "wait_print.json");
    json_object_set_new(json_object_get(body, "options"), "what", json_string("moment"));
    kiosk_hears(body);
    window_show(&kiosk);
}

/* The next thing ui said has this type and, where given, this value as JSON text. */
static void check_said(const char *type, int step, const char *value)
{
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), type);
    check(json_number(said, "step", 0) == step);
    char *text =
        value && json_object_get(said, "value") ? json_dumps(json_object_get(said, "value"), JSON_ENCODE_ANY) : NULL;
    if (value)
        check_text(text, value);
    free(text);
    json_decref(said);
}

static bool silent(void)
{
    json_t *said = kiosk_said();
    bool nothing = said == NULL;
    json_decref(said);
    return nothing;
}

static void type_keys(const char *keys)
{
    for (; *keys; keys++)
        check(kiosk_tap(*keys == ' ' ? "key:space" : turn_text("key:%c", *keys)));
}

static void test_start(void)
{
    check(kiosk_tap("page:next") && kiosk_tap("service:polri.skck"));
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "start");
    check_text(json_text(said, "service"), "polri.skck");
    json_decref(said);
    check_text(kiosk_plan()->kind, "home"); /* a visit comes within a few frames: no flicker */
    check(kiosk.face->due(kiosk.mine, clock_ms()) <= 350);
    ui->asked -= 400;
    window_show(&kiosk);
    check_text(kiosk_plan()->kind, "moment"); /* it takes longer, and until core has spoken */
    kiosk_hears_visit("V1", "id");
    screen(1, "consent.json");
    check_text(kiosk_plan()->kind, "consent");
    check(silent());
}

static void test_once(void)
{
    check(kiosk_tap("agree"));
    check(!kiosk_tap("agree")); /* the button is off until the next screen */
    ui_answer(ui, json_true());
    check_said("answer", 1, "true");
    check(silent());
    screen(2, "choice.json");
    check(kiosk_tap("choice:work"));
    kiosk_tap("choice:visa");
    kiosk_tap("back");
    check_said("answer", 2, "\"work\"");
    check(silent());
}

static void test_typing(void)
{
    screen(3, "text.json");
    check(!kiosk_tap("next"));
    type_keys("RADEN BAGAS ");
    check_text(ui->entry.text, "RADEN BAGAS ");
    check(kiosk_tap("key:delete") && kiosk_tap("key:delete"));
    check_text(ui->entry.text, "RADEN BAGA");
    check(kiosk_tap("next"));
    check_said("answer", 3, "\"RADEN BAGA\"");
    screen(3, "text_error.json"); /* refused: the same step is open again */
    check_text(ui->entry.text, "RADEN BAGA");
    check(kiosk_tap("clear"));
    check_text(ui->entry.text, "");
    screen(4, "text_plain.json");
    type_keys("JALAN A");
    check_text(ui->entry.text, "Jalan A");
}

/* Core dies while something is typed: the screen and the text stay; an answer that was under way can be given again. */
static void test_core_away(void)
{
    kiosk.face->standing(kiosk.mine, false);
    window_show(&kiosk);
    check_text(kiosk_plan()->kind, "text");
    check(kiosk_tap("next"));
    check_said("answer", 4, "\"Jalan A\"");
    check_text(kiosk_plan()->kind, "moment");
    kiosk.face->standing(kiosk.mine, true);
    kiosk_hears(kiosk_read("kiosk/home.json"));
    kiosk_hears_visit("V1", "id");
    screen(4, "text_plain.json");
    check_text(kiosk_plan()->kind, "text");
    check_text(ui->entry.text, "Jalan A");
    check(kiosk_tap("next"));
    check_said("answer", 4, "\"Jalan A\"");
}

/* What is said while core is away is said again when it shows the same step, whatever its number is by then; what core
 * asks otherwise was never answered. */
static void test_said_in_vain(void)
{
    int core = kiosk.uplink.fd;
    screen(1, "text_plain.json");
    kiosk.face->standing(kiosk.mine, false);
    kiosk.uplink.fd = -1;
    check(kiosk_tap("next"));
    check_text(kiosk_plan()->kind, "moment");
    kiosk.uplink.fd = core;
    kiosk.face->standing(kiosk.mine, true);
    kiosk_hears_visit("V1", "id");
    check(silent());
    wait_a_moment(2);
    check_text(kiosk_plan()->kind, "moment");
    check(silent());
    screen(3, "text_plain.json");
    check_said("answer", 3, "\"Jalan A\"");
    check(!kiosk_tap("next") && silent());
    screen(3, "text_plain.json"); /* heard, and refused: not said a third time */
    check(silent() && kiosk_tap("clear"));
    kiosk.uplink.fd = -1;
    type_keys("JALAN B");
    check(kiosk_tap("next"));
    kiosk.uplink.fd = core;
    screen(4, "choice.json");
    screen(5, "text_plain.json");
    check(silent());
}

/* The first wait of a visit that is taken up again hides nothing; the next one is meant. */
static void test_waits(void)
{
    screen(6, "text_plain.json");
    type_keys("C");
    kiosk.face->standing(kiosk.mine, false);
    kiosk.face->standing(kiosk.mine, true);
    wait_a_moment(1);
    check_text(ui->entry.text, "C");
    screen(2, "text_plain.json");
    check_text(ui->entry.text, "C");
    check(kiosk_tap("clear") && silent());
    wait_a_moment(3);
    check_text(kiosk_plan()->kind, "wait");
    kiosk.face->standing(kiosk.mine, false);
    kiosk.face->standing(kiosk.mine, true);
    wait_a_moment(1);
    check_text(kiosk_plan()->kind, "wait");
    screen(2, "wait_look.json");
    check_text(kiosk_plan()->kind, "wait");
}

static void test_digits(void)
{
    screen(5, "phone.json");
    for (const char *at = "081234567890"; *at; at++)
        check(kiosk_tap(turn_text("pad:%c", *at)));
    check(kiosk_tap("next"));
    check_said("answer", 5, "\"+6281234567890\"");
    screen(6, "date.json");
    for (const char *at = "05112019"; *at; at++)
        check(kiosk_tap(turn_text("pad:%c", *at)));
    check(kiosk_tap("part:year"));
    for (const char *at = "2018"; *at; at++)
        check(kiosk_tap(turn_text("pad:%c", *at)));
    check(kiosk_tap("next"));
    check_said("answer", 6, "\"2018-11-05\"");
    screen(7, "nik.json");
    for (const char *at = "9902049912990000"; *at; at++)
        check(kiosk_tap(turn_text("pad:%c", *at)));
    check(kiosk_tap("next")); /* odd, and never refused */
    check_said("answer", 7, "\"9902049912990000\"");
}

static void test_card(void)
{
    screen(8, "ktp_insert.json");
    check(kiosk_tap("type"));
    check(kiosk_tap("pad:3"));
    check(kiosk_tap("back"));
    check(silent()); /* back to the card, not to the question before */
    check(kiosk_tap("type"));
    for (const char *at = "3302047112990001"; *at; at++)
        check(kiosk_tap(turn_text("pad:%c", *at)));
    screen(8, "ktp_insert.json"); /* the device said something meanwhile */
    check(kiosk_tap("next"));
    check_said("answer", 8, "{\"nik\": \"3302047112990001\"}");
}

static bool has_text(const char *text)
{
    const struct plan *plan = kiosk_plan();
    for (int i = 0; i < plan->n_items; i++)
        if (plan->items[i].text && strcmp(plan->items[i].text, text) == 0)
            return true;
    return false;
}

/* Where two cards are asked for, who types must know whose number is meant: the service's word, in every place that
 * asks. */
static void test_whose_card(void)
{
    json_t *words = json_at(ui->book, "words.id.ktp");
    screen(8, "ktp_offline.json");
    check(has_text("Ketik NIK Anda"));
    json_object_set_new(words, "nik", json_string("Ketik NIK calon istri"));
    screen(8, "ktp_offline.json");
    check(has_text("Ketik NIK calon istri") && !has_text("Ketik NIK Anda"));
    check(kiosk_tap("type"));
    check(has_text("Ketik NIK calon istri") && !has_text("Ketik NIK Anda"));
    check(kiosk_tap("back"));
    json_object_del(words, "nik");
}

static void test_review(void)
{
    screen(9, "review.json");
    check(!plan_named(kiosk_plan(), "edit:person"));
    check(kiosk_tap("edit:name"));
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "edit");
    check_text(json_text(said, "key"), "name");
    json_decref(said);
    screen(10, "review.json");
    check(kiosk_tap("back"));
    check_said("back", 10, NULL);
}

static void test_other_kinds(void)
{
    static const char *const cases[][3] = {{"yes.json", "no", "false"},
                                           {"info.json", "next", "true"},
                                           {"stop.json", "close", "true"},
                                           {"pay.json", "later", "\"later\""},
                                           {"paper_empty.json", "again", "\"again\""},
                                           {"paper_empty.json", "without", "\"without\""},
                                           {"paper_unknown.json", "came", "\"came\""},
                                           {"paper_unknown.json", "missing", "\"missing\""},
                                           {"paper_list.json", "again", "\"again\""},
                                           {"paper_list.json", "without", "\"without\""},
                                           {"paper_list_unknown.json", "missing", "\"missing\""},
                                           {"fault_agency.json", "retry", "\"retry\""},
                                           {"fault_agency.json", "counter", "\"counter\""},
                                           {"done.json", "close", "true"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        screen(20 + (int)i, cases[i][0]);
        check(kiosk_tap(cases[i][1]));
        check_said("answer", 20 + (int)i, cases[i][2]);
    }
    screen(40, "wait_look.json");
    check(kiosk_tap("cancel"));
    check_said("cancel", 40, NULL);
}

/* However large the text: a list that did not come is read whole where the page has room for it. */
static void test_whole_list(void)
{
    for (int column = 0; column < THEME_SIZES; column++) {
        screen(45, "paper_list.json");
        ui->column = column;
        window_show(&kiosk);
        check(has_text("Pas foto 4x6 latar merah, 6 lembar") && has_text("Kartu Keluarga asli") &&
              has_text("Surat pengantar dari kelurahan"));
    }
    ui->column = 0;
}

static void test_bar(void)
{
    screen(50, "text.json");
    check(kiosk_tap("bar:language"));
    json_t *said = kiosk_said();
    check_text(json_text(said, "language"), "en");
    json_decref(said);
    check(kiosk_tap("bar:text") && ui->column == 1);
    check(kiosk_tap("bar:contrast") && ui->contrast);
    check(kiosk_tap("bar:low") && ui->low && kiosk_tap("bar:low") && !ui->low && kiosk_tap("bar:low"));
    check(kiosk_tap("bar:staff"));
    check_said("staff", 0, NULL);
    kiosk_hears(json_pack("{s:s s:b}", "type", "called", "staff", true));
    window_show(&kiosk);
    check(!kiosk_tap("key:A")); /* under the dialog */
    check(kiosk_tap("close") && kiosk_tap("key:A"));
}

static void test_idle(void)
{
    ui->touched = clock_ms() - 91000;
    window_show(&kiosk);
    check(plan_named(kiosk_plan(), "more-time") != NULL);
    kiosk_finger(SDL_FINGERDOWN, 1, 5, 5); /* beside the buttons: no answer */
    kiosk_finger(SDL_FINGERUP, 1, 5, 5);
    check(kiosk_tap("more-time"));
    check(plan_named(kiosk_plan(), "more-time") == NULL);
    check_text(ui->entry.text, "A");
    screen(51, "wait_look.json");
    ui->touched = clock_ms() - 500000;
    check(kiosk.face->due(kiosk.mine, clock_ms()) > 0); /* held */
    check(*ui->visit);
    screen(52, "text.json");
    ui->touched = clock_ms() - 130000;
    kiosk.face->due(kiosk.mine, clock_ms());
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "end");
    check_text(json_text(said, "why"), "idle");
    json_decref(said);
}

/* A reader that comes and goes is nobody; a card that is put in is somebody. */
static void test_flapping(void)
{
    *ui->ended = 0;
    kiosk_hears_visit("V1", "id");
    screen(53, "ktp_insert.json");
    ui->touched = clock_ms() - 50000;
    screen(53, "ktp_offline.json");
    screen(53, "ktp_insert.json");
    check(clock_ms() - ui->touched >= 50000);
    screen(53, "ktp_again.json");
    check(clock_ms() - ui->touched < 50000);
}

/* Who leaves before a camera leaves it: nothing is asked of it any more. */
static void test_camera_left(void)
{
    *ui->ended = 0;
    kiosk_hears_visit("V1", "id");
    screen(55, "photo_aim.json");
    kiosk.face->due(kiosk.mine, clock_ms());
    check_said("aim", 55, NULL);
    ui->touched = clock_ms() - 130000;
    kiosk.face->due(kiosk.mine, clock_ms());
    check_said("end", 0, NULL);
    check(silent() && !ui->own);
}

/* --- what is pressed while another screen comes --- */

static SDL_Event finger(uint32_t type, SDL_FingerID id, struct box box)
{
    const struct draw *draw = kiosk.draw;
    return (SDL_Event){.tfinger = {.type = type,
                                   .fingerId = id,
                                   .x = ((float)(box.x + box.w / 2) + 0.5f) / (float)draw->width,
                                   .y = ((float)(box.y + box.h / 2) + 0.5f) / (float)draw->height}};
}

/* The display has it, the window has not heard of it yet. */
static void wait_in_line(uint32_t type, SDL_FingerID id, struct box box)
{
    SDL_Event event = finger(type, id, box);
    check(SDL_PushEvent(&event) == 1);
}

static void hear(uint32_t type, SDL_FingerID id, struct box box)
{
    SDL_Event event = finger(type, id, box);
    window_event(&kiosk, &event);
}

static void hear_those_in_line(void)
{
    for (SDL_Event event; SDL_PollEvent(&event);)
        window_event(&kiosk, &event);
    window_show(&kiosk);
}

/* The next question is known, and not on the glass. */
static void comes(int step, const char *file)
{
    json_t *all = kiosk_read(file), *body = json_deep_copy(json_object_get(all, "screen"));
    json_object_set_new(body, "step", json_integer(step));
    json_decref(all);
    kiosk_hears(body);
}

static void test_early(void)
{
    must(SDL_InitSubSystem(SDL_INIT_EVENTS) == 0);
    *ui->ended = 0;
    kiosk_hears_visit("V1", "id");
    screen(56, "yes.json");
    struct box yes = plan_named(kiosk_plan(), "yes")->box, no = plan_named(kiosk_plan(), "no")->box;
    screen(57, "choice.json");
    comes(58, "yes.json");
    wait_in_line(SDL_FINGERDOWN, 1, yes); /* a tap, and a finger that stays */
    wait_in_line(SDL_FINGERUP, 1, yes);
    wait_in_line(SDL_FINGERDOWN, 2, no);
    window_show(&kiosk);
    hear_those_in_line();
    hear(SDL_FINGERUP, 2, no);
    screen(59, "choice.json");
    comes(60, "yes.json");
    hear(SDL_FINGERDOWN, 3, yes); /* heard before the question is seen, and let go of after it */
    window_show(&kiosk);
    hear(SDL_FINGERUP, 3, yes);
    check(silent() && !ui->answered);
    screen(61, "choice.json");
    struct box row = plan_named(kiosk_plan(), "choice:work")->box;
    hear(SDL_FINGERDOWN, 4, row); /* held while the screen changes */
    comes(62, "yes.json");
    hear(SDL_FINGERUP, 4, row);
    window_show(&kiosk);
    check(silent() && !ui->answered);
    wait_in_line(SDL_FINGERDOWN, 5, yes);
    wait_in_line(SDL_FINGERUP, 5, yes);
    hear_those_in_line(); /* and now it is meant */
    check_said("answer", 62, "true");
    ui_end(ui, "idle");
    check_said("end", 0, NULL);
    SDL_QuitSubSystem(SDL_INIT_EVENTS);
}

/* The last page ends by itself; a finger gives it another half minute. */
static void test_done(void)
{
    *ui->ended = 0;
    kiosk_hears_visit("V1", "id");
    screen(60, "done.json");
    int64_t now = clock_ms();
    check(kiosk.face->due(kiosk.mine, now + 1000) <= 1000);
    check(kiosk.face->due(kiosk.mine, now + 29000) <= 1000);
    check(*ui->visit);
    ui->touched = now + 20000;
    kiosk.face->due(kiosk.mine, now + 40000);
    check(*ui->visit);
    kiosk.face->due(kiosk.mine, now + 50100);
    json_t *said = kiosk_said();
    check_text(json_text(said, "why"), "done");
    json_decref(said);
    check(!*ui->visit);
    *ui->ended = 0;
    kiosk_hears_visit("V1", "id");
    screen(61, "text.json");
    type_keys("A");
    ui->contrast = true;
    ui_end(ui, "idle");
    check_said("end", 0, NULL);
}

/* A page that is too full is laid anew: of the first time nothing stays behind the second. */
static void test_laid_again(void)
{
    static struct plan plan;
    static const char typed[] = "3510747011940000";
    plan = (struct plan){.draw = kiosk.draw, .theme = &ui->plain};
    plan_fill(&plan, (struct box){0, 0, 10, 10}, C_INK);
    plan_line_of(&plan, (struct look){FONT_REGULAR, T_BODY, C_INK}, (struct box){0, 0, 400, 60}, LEFT, typed);
    check(memmem(plan.text, sizeof plan.text, typed, sizeof typed - 1) != NULL);
    plan_restart(&plan, 0, 0);
    plan_line_of(&plan, (struct look){FONT_REGULAR, T_BODY, C_INK}, (struct box){0, 0, 400, 60}, LEFT, "3");
    plan_clear(&plan);
    check(memmem(plan.text, sizeof plan.text, typed + 4, 8) == NULL);
}

static void test_forgotten(void)
{
    window_show(&kiosk);
    check_text(kiosk_plan()->kind, "home");
    check(!*ui->visit && !ui->screen && !ui->book && !*ui->entry.text && !ui->contrast && ui->column == 0);
    check_text(ui->language, "id");
    check(memchr(ui->entry.text, 'A', sizeof ui->entry.text) == NULL);
    kiosk_hears_visit("V1", "id"); /* core did not hear of the end */
    check_said("end", 0, NULL);
    check(!*ui->visit);
    kiosk_hears_visit("V2", "id");
    screen(1, "text.json"); /* of V1: not ours */
    check(!ui->screen);
    kiosk_hears(json_pack("{s:s s:s s:s}", "type", "closed", "visit", "V2", "why", "done"));
    window_show(&kiosk);
    check_text(kiosk_plan()->kind, "home");
}

static void test_numbers(void)
{
    check(kiosk_tap("number"));
    check(kiosk_tap("service:mpp.antrean.polri"));
    json_t *said = kiosk_said();
    check_text(json_text(said, "service"), "mpp.antrean.polri");
    json_decref(said);
    ui_forget_visit(ui);
    window_show(&kiosk);
    check(kiosk_tap("tab:agency") && kiosk_tap("agency:polri") && kiosk_tap("number"));
    said = kiosk_said();
    check_text(json_text(said, "service"), "mpp.antrean.polri");
    json_decref(said);
    ui_forget_visit(ui);
    window_show(&kiosk);
    check(kiosk_tap("tab:agency") && !kiosk_tap("agency:kejaksaan")); /* closed */
}

int main(void)
{
    setenv("ANJUNGAN_CLOCK", "1778726462", 1); /* 14 May 2026, before the bill of pay.json expires */
    kiosk_open();
    ui = kiosk.mine;
    kiosk_hears(kiosk_read("kiosk/home.json"));
    window_show(&kiosk);
    test_start();
    test_once();
    test_typing();
    test_core_away();
    test_said_in_vain();
    test_waits();
    test_digits();
    test_whose_card();
    test_card();
    test_review();
    test_other_kinds();
    test_whole_list();
    test_bar();
    test_idle();
    test_flapping();
    test_camera_left();
    test_early();
    test_done();
    test_laid_again();
    test_forgotten();
    test_numbers();
    kiosk_close();
    return test_end();
}
