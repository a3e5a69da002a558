/* The questions that take more than one look, through the real window: lists with a search, an address in its parts, a
 * signature by finger, a year, what cannot be undone. What is answered, what Back and a new core keep, what is
 * forgotten.
 */
#define _GNU_SOURCE
#include "screen/kiosk.h"

#include "domain/strokes.h"

static struct ui *ui;
static int step;

/* A new step of a kind; more: its options or NULL, its default or NULL. */
static void asks(const char *kind, const char *key, json_t *options, const char *was)
{
    json_t *body = json_pack("{s:s s:s s:i s:s s:s s:o s:b}", "type", "screen", "visit", "V1", "step", ++step, "kind",
                             kind, "key", key, "options", options ? options : json_object(), "back", 1);
    kiosk_hears(json_pack("{s:s s:s s:i s:s s:s s:{} s:b}", "type", "screen", "visit", "V1", "step", step, "kind",
                          "info", "key", "between", "options", "back", 1));
    if (was)
        json_object_set_new(body, "default", json_loads(was, JSON_DECODE_ANY, NULL));
    kiosk_hears(body);
    window_show(&kiosk);
}

static void check_answer(const char *wanted)
{
    json_t *said = kiosk_said();
    char *text = said ? json_write(json_object_get(said, "value")) : make_text("nothing");
    check_text(json_text(said, "type"), "answer");
    check_text(text, wanted);
    free(text);
    json_decref(said);
}

static void check_silent(void)
{
    json_t *said = kiosk_said();
    check(said == NULL);
    json_decref(said);
}

static bool shows(const char *id)
{
    return plan_named(kiosk_plan(), id) != NULL;
}

static void type_keys(const char *keys)
{
    for (; *keys; keys++) {
        const char *id = *keys == ' ' ? "key:space" : turn_text("key:%c", *keys);
        if (!shows(id))
            check(kiosk_tap("key:123"));
        check(kiosk_tap(id));
    }
}

static void type_pad(const char *digits)
{
    for (; *digits; digits++)
        check(kiosk_tap(turn_text("pad:%c", *digits)));
}

/* --- lists -----------------------------------------------------------------------------------------------------------
 */

static json_t *villages(int n)
{
    json_t *rows = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(rows,
                              json_pack("{s:s s:s s:s}", "id", turn_text("%d", i), "text",
                                        turn_text("Desa Nomor%05d %c", i, 'A' + i % 26), "line", "Kecamatan Rawalo"));
    return json_pack("{s:o}", "from", rows);
}

static void test_pick(void)
{
    asks("pick", "village", villages(9), NULL);
    check(shows("choice:0") && !shows("choice:8") && !shows("key:A"));
    check(kiosk_tap("page:next") && shows("choice:8"));
    check(kiosk_tap("find") && shows("key:A"));
    type_keys("NOMOR00003");
    check(shows("choice:3") && ui->many->n_shown == 1);
    check(kiosk_tap("clear"));
    check_silent();
    check(kiosk_tap("choice:0"));
    check_answer("\"0\"");
    asks("pick", "village", villages(30), "{\"id\":\"25\",\"text\":\"x\"}");
    check(shows("choice:25") && !shows("choice:0")); /* where it was chosen */
}

/* Nothing that a script says breaks the page: rows without names, no rows at all. */
static void test_odd_rows(void)
{
    asks("pick", "village", json_loads("{\"from\":[{},1,[],{\"id\":\"a\"}]}", 0, NULL), NULL);
    check(kiosk_tap("choice:a"));
    check_answer("\"a\"");
    asks("pick", "village", json_object(), "7");
    check(!shows("page:next"));
    char *name = turn_text("%2000d", 7);
    asks("pick", "village", json_pack("{s:[{s:s s:s}]}", "from", "id", "a", "text", name), NULL);
    check(shows("choice:a"));
    check(kiosk_tap("find"));
    type_keys("QWERTYUIOPASDFGHJKLZXCVBNMQWERTYUIOPASDFGHJKLZXCVBNM");
}

/* Ten thousand rows: what a key and a page cost is printed, and no test: a busy machine says nothing of it. */
static void test_ten_thousand(void)
{
    int64_t from = clock_ms();
    asks("pick", "village", villages(10000), NULL);
    int64_t shown = clock_ms();
    check(shows("key:A")); /* so many begin with the search */
    type_keys("NOMOR");
    int64_t typed = clock_ms();
    check(shows("choice:0") && ui->many->n_shown == 10000);
    for (int i = 0; i < 10; i++)
        check(kiosk_tap("page:next"));
    int64_t turned = clock_ms();
    type_keys(" Q");
    check(ui->many->n_shown == 384);
    int64_t found = clock_ms();
    printf("10,000 rows: shown in %lld ms, a letter %lld ms, a page %lld ms, two letters more %lld ms\n",
           (long long)(shown - from), (long long)(typed - shown) / 5, (long long)(turned - typed) / 10,
           (long long)(found - turned));
    check(kiosk_tap("choice:16"));
    check_answer("\"16\"");
}

static void test_country(void)
{
    asks("country", "country", NULL, NULL);
    type_keys("BELANDA");
    check(shows("choice:NLD") && !shows("choice:AFG"));
    check(kiosk_tap("clear"));
    type_keys("GERMANY"); /* the other language finds it too, and so does the code */
    check(shows("choice:DEU"));
    check(kiosk_tap("clear"));
    type_keys("REUNION");
    check(shows("choice:REU"));
    check(kiosk_tap("clear"));
    type_keys("AUSTALIA"); /* nearly */
    check(shows("choice:AUS"));
    check(kiosk_tap("bar:language")); /* a redraw, in the other order */
    json_decref(kiosk_said());
    check(shows("choice:AUS"));
    check(kiosk_tap("choice:AUS"));
    check_answer("\"AUS\"");
    kiosk_tap("bar:language");
    json_decref(kiosk_said());
}

/* --- an address ------------------------------------------------------------------------------------------------------
 */

static const char losari[] =
    "{\"region\":\"33.02.04.2001\",\"rt\":\"002\",\"rw\":\"005\",\"street\":\"Jalan Melati 7\"}";

static void test_address(void)
{
    asks("address", "home", NULL, NULL);
    check(shows("choice:33") && !plan_named(kiosk_plan(), "next")->enabled);
    check(kiosk_tap("choice:33") && kiosk_tap("choice:33.02") && kiosk_tap("choice:33.02.04"));
    check(shows("level:province") && shows("level:regency") && shows("level:district"));
    check(kiosk_tap("level:regency") && shows("choice:33.07") && !shows("level:regency"));
    check(kiosk_tap("level:province") && shows("choice:32"));
    check(kiosk_tap("find"));
    type_keys("LOSARI"); /* from anywhere, at once */
    check(kiosk_tap("choice:33.02.04.2001"));
    type_keys("JALAN MELATI 7");
    check(kiosk_tap("back") && shows("choice:33.02.04.2001")); /* a part of the question, not the question before */
    check_silent();
    check(kiosk_tap("next"));
    check_text(ui->entry.text, "Jalan Melati 7");
    check(kiosk_tap("next"));
    type_pad("0025"); /* three digits are all */
    check(kiosk_tap("field:rw"));
    type_pad("005");
    check(kiosk_tap("next"));
    check_answer(losari);
}

/* Core could not be heard, or the script's check said no: everything is still there. */
static void test_address_again(void)
{
    json_t *again = json_pack("{s:s s:s s:i s:s s:s s:{} s:b s:s}", "type", "screen", "visit", "V1", "step", ++step,
                              "kind", "address", "key", "home", "options", "back", 1, "error", "street");
    kiosk_hears(again);
    window_show(&kiosk);
    check(kiosk_tap("next"));
    check_answer(losari);
    asks("address", "other", NULL, losari); /* Ubah: it begins with what it was */
    check(kiosk_tap("next") && kiosk_tap("next") && kiosk_tap("next"));
    check_answer(losari);
    asks("address", "home", NULL, losari);
    check(kiosk_tap("back")); /* in its first part: the question before */
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "back");
    json_decref(said);
}

/* Not in the list after all? And then it is: what counts is where they went on from. */
static void test_place_not_typed(void)
{
    asks("address", "third", NULL, losari);
    check(kiosk_tap("place") && shows("key:A") && kiosk_tap("back"));
    check(shows("choice:33.02.04.2001"));
    check(kiosk_tap("next") && kiosk_tap("next") && kiosk_tap("next"));
    check_answer(losari);
}

static void test_place_typed(void)
{
    asks("address", "home", NULL, NULL);
    check(kiosk_tap("find"));
    type_keys("NOWHERE");
    check(kiosk_tap("place"));
    type_keys("LOSARI");
    check(kiosk_tap("next"));
    type_keys("AB");
    check(!kiosk_tap("next"));
    type_keys("C");
    check(kiosk_tap("next") && kiosk_tap("next")); /* no RT, no RW */
    check_answer("{\"place\":\"Losari\",\"street\":\"Abc\"}");
    asks("address", "home", NULL, NULL);
    check(kiosk_tap("choice:33") && kiosk_tap("choice:33.07")); /* of which the sample knows nothing more */
    check_text(ui->entry.text, "Kabupaten Wonosobo, Jawa Tengah");
    check(kiosk_tap("back") && shows("choice:33.02") == false && shows("level:regency"));
    json_object_del(kiosk_site.settings, "regions"); /* a kiosk without a pack */
    kiosk_hears(json_pack("{s:s s:s s:s}", "type", "closed", "visit", "V1", "why", "done"));
    kiosk_hears_visit("V1", "id");
    asks("address", "home", NULL, NULL);
    check(shows("key:A") && !shows("find"));
    type_keys("LOSARI");
    check(kiosk_tap("next"));
    type_keys("ABC");
    check(kiosk_tap("next") && kiosk_tap("next"));
    check_answer("{\"place\":\"Losari\",\"street\":\"Abc\"}");
}

/* --- a signature -----------------------------------------------------------------------------------------------------
 */

static struct box paper(void)
{
    return plan_named(kiosk_plan(), "sign")->box;
}

static void draw_stroke(SDL_FingerID id, int from, int to)
{
    struct box box = paper();
    kiosk_finger(SDL_FINGERDOWN, id, box.x + from, box.y + 100);
    for (int x = from; x <= to; x += 20)
        kiosk_finger(SDL_FINGERMOTION, id, box.x + x, box.y + 100 + (x / 20 % 2 ? 60 : 0));
    kiosk_finger(SDL_FINGERUP, id, box.x + to, box.y + 100);
}

static json_t *signed_path(struct strokes *strokes)
{
    json_t *said = kiosk_said();
    check(strokes_read(json_text(json_object_get(said, "value"), "path"), strokes));
    return said;
}

static void test_sign(void)
{
    struct strokes strokes;
    asks("sign", "sign", NULL, NULL);
    check(!kiosk_tap("next") && !kiosk_tap("undo") && !kiosk_tap("clear"));
    check(kiosk_tap("sign") && plan_named(kiosk_plan(), "undo")->enabled);
    check(!kiosk_tap("next")); /* a dot is too little */
    draw_stroke(1, 100, 500);
    draw_stroke(1, 600, 700);
    check(kiosk_tap("undo"));
    check(kiosk_tap("next"));
    json_t *said = signed_path(&strokes);
    check(strokes.n == 2 && strokes.points[strokes.begins[1]].x > 90 && strokes.points[strokes.begins[1]].x < 110);
    json_decref(said);
}

/* A second finger, a palm beside the first, draws nothing; outside of the box the line runs along its edge. */
static void test_one_finger(void)
{
    struct strokes strokes;
    asks("sign", "sign", NULL, NULL);
    struct box box = paper();
    kiosk_finger(SDL_FINGERDOWN, 1, box.x + 100, box.y + 100);
    kiosk_finger(SDL_FINGERDOWN, 2, box.x + 700, box.y + 300);
    kiosk_finger(SDL_FINGERMOTION, 2, box.x + 800, box.y + 300);
    kiosk_finger(SDL_FINGERMOTION, 1, box.x + 200, box.y + 150); /* on the way: it is left out in the end */
    kiosk_finger(SDL_FINGERMOTION, 1, box.x + 300, box.y + 200);
    kiosk_finger(SDL_FINGERMOTION, 1, box.x + 400, box.y - 300);
    kiosk_finger(SDL_FINGERUP, 2, box.x + 800, box.y + 300);
    kiosk_finger(SDL_FINGERUP, 1, box.x + 400, box.y - 300);
    check(kiosk_tap("next"));
    json_t *said = signed_path(&strokes);
    check(strokes.n == 1 && strokes.n_points == 3 && strokes.points[2].y == 0 && strokes.points[2].x > 380);
    json_decref(said);
}

/* A finger that draws repaints a few pixels around its line, and not the page. */
static void test_dirty(void)
{
    asks("sign", "sign", NULL, NULL);
    struct box box = paper();
    kiosk_finger(SDL_FINGERDOWN, 1, box.x + 100, box.y + 200);
    for (int x = 100; x <= 400; x += 4) /* a long stroke, which goes on */
        kiosk_finger(SDL_FINGERMOTION, 1, box.x + x, box.y + 200);
    const SDL_TouchFingerEvent move = {.type = SDL_FINGERMOTION,
                                       .fingerId = 1,
                                       .x = (float)(box.x + 420) / (float)kiosk.draw->width,
                                       .y = (float)(box.y + 210) / (float)kiosk.draw->height};
    check(window_event(&kiosk, &(SDL_Event){.tfinger = move}));
    struct plan *wanted = &kiosk.plans[!kiosk.shown];
    plan_clear(wanted);
    kiosk.face->lay(kiosk.mine, wanted);
    kiosk.draw->n_dirty = 0;
    plan_changes(kiosk_plan(), wanted, kiosk.draw);
    check(kiosk.draw->n_dirty >= 1 && kiosk.draw->n_dirty <= 2);
    for (int i = 0; i < kiosk.draw->n_dirty; i++)
        check(kiosk.draw->dirty[i].w <= 120 && kiosk.draw->dirty[i].h <= 60);
    kiosk_finger(SDL_FINGERUP, 1, box.x + 420, box.y + 210);
}

static void test_full(void)
{
    struct strokes strokes;
    asks("sign", "sign", NULL, NULL);
    for (int i = 0; i < STROKES_MOST + 10; i++)
        draw_stroke(1, 10 + i, 60 + i);
    check(kiosk_tap("next"));
    json_t *said = signed_path(&strokes);
    check(strokes.n_points <= STROKES_POINTS);
    json_decref(said);
}

static void test_witness(void)
{
    asks("sign", "sign", NULL, NULL);
    check(kiosk_tap("witness") && !shows("sign"));
    check(kiosk_tap("witness") && shows("sign") && kiosk_tap("witness"));
    check(kiosk_tap("next"));
    check_answer("{\"by\":\"witness\"}");
    asks("sign", "sign2", NULL, "{\"by\":\"finger\",\"path\":\"M0 0L900 400\"}");
    check(kiosk_tap("next"));
    check_answer("{\"by\":\"finger\",\"path\":\"M0 0L900 400\"}");
    asks("sign", "sign3", NULL, "{\"by\":\"finger\",\"path\":\"M0 0L9000 400\"}"); /* nonsense is nothing */
    check(!kiosk_tap("next"));
}

/* --- the rest --------------------------------------------------------------------------------------------------------
 */

static void test_year(void)
{
    asks("year", "graduated", json_pack("{s:i s:i}", "min", 1950, "max", 2026), NULL);
    type_pad("2031");
    check(!kiosk_tap("next"));
    check(kiosk_tap("pad:delete") && kiosk_tap("pad:delete"));
    type_pad("199");
    check(kiosk_tap("next"));
    check_answer("2019");
}

/* What is on the page as text. */
static bool reads(const char *text)
{
    const struct plan *plan = kiosk_plan();
    for (int i = 0; i < plan->n_items; i++)
        if (plan_is_text(&plan->items[i]) && strstr(plan->items[i].text, text))
            return true;
    return false;
}

static void add_slot(json_t *from, const char *id, const char *day, const char *time)
{
    json_array_append_new(from, json_pack("{s:s s:s s:s}", "id", id, "day", day, "time", time));
}

/* Out of their order, on three days; the second has one time only. */
static json_t *slots(void)
{
    json_t *from = json_array();
    add_slot(from, "e", "2026-06-10", "07:30");
    add_slot(from, "b", "2026-06-08", "10:00");
    add_slot(from, "d", "2026-06-10", "13:00");
    add_slot(from, "c", "2026-06-09", "10:00");
    add_slot(from, "a", "2026-06-08", "08:00");
    return json_pack("{s:o}", "from", from);
}

/* Days first, then the times of one; Back leads to the days. A day with one time is the answer. */
static void test_slot(void)
{
    asks("slot", "visit_at", slots(), NULL);
    check(reads("Senin, 8 Juni 2026") && reads("2 pilihan, pukul 08.00 sampai 10.00") && reads("Pukul 10.00"));
    check(shows("day:2026-06-08") && !shows("choice:a"));
    check(plan_named(kiosk_plan(), "day:2026-06-08")->box.y < plan_named(kiosk_plan(), "choice:c")->box.y);
    check(kiosk_tap("day:2026-06-10") && reads("Rabu, 10 Juni 2026") && shows("choice:e") && !shows("choice:a"));
    check(plan_named(kiosk_plan(), "choice:e")->box.x < plan_named(kiosk_plan(), "choice:d")->box.x);
    check(kiosk_tap("back") && shows("day:2026-06-08"));
    check_silent();
    check(kiosk_tap("day:2026-06-08") && kiosk_tap("choice:b"));
    check_answer("\"b\"");
    asks("slot", "visit_at", slots(), "{\"id\":\"b\",\"day\":\"2026-06-08\",\"time\":\"10:00\"}");
    check(kiosk_tap("choice:c"));
    check_answer("\"c\"");
    json_t *one_day = json_array();
    add_slot(one_day, "f", "2026-06-11", "08:00");
    add_slot(one_day, "g", "2026-06-11", "08:30");
    asks("slot", "visit_at", json_pack("{s:o}", "from", one_day), NULL);
    check(shows("choice:f") && shows("choice:g") && !shows("day:2026-06-11"));
    asks("slot", "visit_at", json_loads("{\"from\":[{},1,[],{\"id\":\"a\"}]}", 0, NULL), "7"); /* nonsense */
    asks("slot", "visit_at", json_object(), NULL);
    check(kiosk_tap("back"));
    json_decref(kiosk_said());
}

/* A text of digits is typed on a pad: that of a fixed length in groups, any other in a field. */
static void test_digits(void)
{
    asks("text", "card", json_pack("{s:i s:i s:b}", "min", 16, "max", 16, "digits", 1), NULL);
    check(shows("pad:1") && !shows("key:A"));
    for (const char *digit = "3510121203150007"; *digit; digit++)
        check(kiosk_tap(turn_text("pad:%c", *digit)));
    check(kiosk_tap("next"));
    check_answer("\"3510121203150007\"");
    asks("text", "card", json_pack("{s:b}", "digits", 1), "\"12\"");
    check(shows("pad:1") && kiosk_tap("pad:3") && kiosk_tap("next"));
    check_answer("\"123\"");
}

/* Covered at once: no digit stands on the page, and none in what is answered too early. A wrong one is typed anew. */
static void test_pin(void)
{
    asks("pin", "pin", json_pack("{s:i}", "digits", 4), "\"9999\"");
    check(reads("Masih kurang 4 angka"));
    type_pad("270");
    check(!kiosk_tap("next") && reads("Masih kurang 1 angka"));
    type_pad("649");
    check_text(ui->entry.text, "2706");
    check(!reads("2706"));
    check(kiosk_tap("next"));
    check_answer("\"2706\"");
    kiosk_hears(json_pack("{s:s s:s s:i s:s s:s s:{s:i} s:b s:s}", "type", "screen", "visit", "V1", "step", ++step,
                          "kind", "pin", "key", "pin", "options", "digits", 4, "back", 1, "error", "pin_digits"));
    window_show(&kiosk);
    check(!*ui->entry.text && reads("Masih kurang 4 angka"));
}

/* How many of a list's lines are read, from the first one; the rest, and no other, is counted. */
static int read_of(int all)
{
    int n = 0;
    while (n < all && reads(turn_text("Berkas %d.", n)))
        n++;
    for (int i = n; i < all; i++)
        check(!reads(turn_text("Berkas %d.", i)));
    check(n == all ? !reads("dan ") : reads(turn_text("dan %d lagi", all - n)));
    return n;
}

static void show_list(int all)
{
    json_t *list = json_array();
    for (int i = 0; i < all; i++)
        json_array_append_new(list, json_string(turn_text("Berkas %d.", i)));
    asks("paper", "slip",
         json_pack("{s:s s:s s:s s:o}", "reason", "empty", "title", "Kurang", "qr", "Kurang", "list", list), NULL);
}

/* What a list on the screen leaves out it counts, however long its lines are. */
static void test_list(void)
{
    enum { ALL = 30 };
    show_list(ALL);
    int plain = read_of(ALL);
    check(kiosk_tap("bar:text") && kiosk_tap("bar:text"));
    int large = read_of(ALL);
    check(large > 0 && large < plain && plain < ALL);
    check(kiosk_tap("bar:text"));
    show_list(5);
    check(read_of(5) == 5);
    printf("a list of %d: %d lines are read, %d of the largest text\n", ALL, plain, large);
}

/* Every row of a long review can be reached and changed, however long the name of its question is. */
static void test_review(void)
{
    enum { ROWS = 100 };
    static const char key[] = "family[12].a_question_that_somebody_named_with_all_the_words_there_were_for_it#2."
                              "and_then_with_some_more_of_them";
    json_t *rows = json_array();
    for (int i = 0; i < ROWS; i++)
        json_array_append_new(rows, json_pack("{s:s s:s s:s s:{} s:b}", "key", i + 1 < ROWS ? "name" : key, "kind",
                                              "text", "value", turn_text("Row %d", i), "options", "editable", 1));
    asks("info", "between", NULL, NULL);
    kiosk_hears(json_pack("{s:s s:s s:i s:s s:s s:{} s:b s:o}", "type", "screen", "visit", "V1", "step", ++step, "kind",
                          "review", "key", "review", "options", "back", 1, "rows", rows));
    window_show(&kiosk);
    while (kiosk_tap("page:next"))
        ;
    check(reads(turn_text("Row %d", ROWS - 1)));
    check(kiosk_tap(turn_text("edit:%s", key)));
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "edit");
    check_text(json_text(said, "key"), key);
    json_decref(said);
}

static void test_confirm(void)
{
    asks("confirm", "split", json_loads("{\"list\":[\"new_card\",\"old_card\"]}", 0, NULL), NULL);
    check(!kiosk_tap("next"));
    check(kiosk_tap("understood") && kiosk_tap("understood") && !kiosk_tap("next"));
    check(kiosk_tap("understood") && kiosk_tap("next"));
    check_answer("true");
}

int main(void)
{
    setenv("TZ", "Asia/Jakarta", 1);
    kiosk_open();
    ui = kiosk.mine;
    kiosk_hears(kiosk_read("kiosk/home.json"));
    kiosk_hears_visit("V1", "id");
    test_pick();
    test_odd_rows();
    test_ten_thousand();
    test_country();
    test_address();
    test_address_again();
    test_place_not_typed();
    test_place_typed();
    test_sign();
    test_one_finger();
    test_dirty();
    test_full();
    test_witness();
    test_year();
    test_slot();
    test_digits();
    test_pin();
    test_review();
    test_list();
    test_confirm();
    ui_forget_visit(ui);
    check(!ui->many && !ui->own && !ui->regions);
    kiosk_close();
    return test_end();
}
