/* Home through the real window: what it reads and when, the search, and the cards while nobody is there. */
#define _GNU_SOURCE
#include "screen/kiosk.h"

enum { ATTRACT_MS = 3600 * 1000 }; /* as in kiosk/site.conf.in */

static struct ui *ui;

static void fresh(void)
{
    ui_forget_visit(ui);
    ui->touched = clock_ms();
    window_show(&kiosk);
}

static void type_keys(const char *keys)
{
    for (; *keys; keys++)
        check(kiosk_tap(*keys == ' ' ? "key:space" : turn_text("key:%c", *keys)));
}

static bool offered(const char *service)
{
    const struct target *target = plan_named(kiosk_plan(), turn_text("service:%s", service));
    return target && target->enabled;
}

static void check_started(const char *service)
{
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "start");
    check_text(json_text(said, "service"), service);
    json_decref(said);
}

static bool silent(void)
{
    json_t *said = kiosk_said();
    json_decref(said);
    return said == NULL;
}

/* The long file is read when somebody asks for what only it has. */
static void test_lean(void)
{
    check(index_count(ui->index) == 47 && ui->index->all == NULL);
    check(kiosk_tap("page:next") && offered("polri.skck"));
    check(kiosk_tap("tab:agency") && ui->index->all == NULL);
    check(kiosk_tap("agency:imigrasi") && offered("imigrasi.paspor") && ui->index->all != NULL);
    fresh();
}

static void test_states(void)
{
    check(kiosk_tap("page:next") && !offered("pajak.pbb")); /* its agency is paused */
    check(kiosk_tap("find"));
    type_keys("TILANG");
    check(plan_named(kiosk_plan(), "service:kejaksaan.tilang") && !offered("kejaksaan.tilang"));
    check(kiosk_writes("Buka pukul 13.00"));
    check(kiosk_tap("bar:language") && kiosk_writes("Opens at 13:00")); /* as the clock above it */
    kiosk_hears(json_pack("{s:s s:s s:s s:s s:{} s:{}}", "type", "home", "site", "A", "place", "B", "kiosk", "1",
                          "states", "queues"));
    window_show(&kiosk);
    check(offered("kejaksaan.tilang"));
    kiosk_hears(kiosk_read("kiosk/home.json"));
    fresh();
}

static void closed_until(const char *day)
{
    json_t *home = kiosk_read("kiosk/home.json");
    json_t *state = json_pack("{s:s s:s s:s}", "state", "closed", "opens", "08.00", "day", day);
    json_object_set_new(json_object_get(home, "states"), "dukcapil", state);
    kiosk_hears(home);
    window_show(&kiosk);
}

/* The clock says 14 May 2026, a Thursday. */
static void test_when(void)
{
    check(kiosk_tap("tab:agency"));
    closed_until("2026-05-15");
    check(kiosk_writes("Buka besok pukul 08.00"));
    closed_until("2026-05-18");
    check(kiosk_writes("Buka Senin pukul 08.00"));
    closed_until("2026-05-20");
    check(kiosk_writes("Buka Rabu pukul 08.00"));
    closed_until("2026-05-21"); /* a week later: "Thursday" would be today */
    check(kiosk_writes("Buka 21 Mei 2026"));
    closed_until("2026-05-14"); /* midnight has come to the screen first */
    check(kiosk_writes("Buka pukul 08.00"));
    kiosk_hears(kiosk_read("kiosk/home.json"));
    fresh();
}

static void test_many(void)
{
    check(kiosk_tap("tab:agency") && kiosk_tap("agency:dpmptsp") && offered("dpmptsp.m0"));
    check(kiosk_tap("page:next") && !offered("dpmptsp.m0"));
    check(kiosk_tap("jump:0/0") && offered("dpmptsp.m0"));
    check(!offered("mpp.antrean.dpmptsp")); /* by title it is behind the others */
    check(kiosk_tap("number"));
    check_started("mpp.antrean.dpmptsp");
    fresh();
    check(kiosk_tap("scan")); /* what begins with a code on paper */
    check_started("mpp.status");
    fresh();
}

static bool has_half_letters(const char *text)
{
    for (; *text; text++) {
        int follow = (*text & 0xe0) == 0xc0 ? 1 : (*text & 0xf0) == 0xe0 ? 2 : (*text & 0xf8) == 0xf0 ? 3 : 0;
        if ((*text & 0xc0) == 0x80)
            return true;
        while (follow-- > 0)
            if ((*++text & 0xc0) != 0x80)
                return true;
    }
    return false;
}

/* A title may begin with any letter: a button to jump to it says that letter, whole. */
static void test_letters(void)
{
    check(kiosk_tap("tab:agency") && kiosk_tap("agency:dpmptsp"));
    json_t *all = ui->index->all ? json_object_get(ui->index->all, "services") : NULL, *one;
    size_t i;
    json_array_foreach (all, i, one)
        if (i % 2 && strncmp(json_text(one, "id"), "dpmptsp.m", 9) == 0)
            json_object_set_new(one, "title", json_pack("{s:s}", "id", turn_text("Éwahi %zu", i)));
    window_show(&kiosk);
    const struct plan *plan = kiosk_plan();
    for (int n = 0; n < plan->n_items; n++)
        check(!plan_is_text(&plan->items[n]) || !has_half_letters(plan->items[n].text));
    fresh();
}

static void test_search(void)
{
    check(kiosk_tap("find"));
    type_keys("KTP ILANG");
    check(offered("dukcapil.ktp"));
    check(kiosk_tap("clear") && !offered("dukcapil.ktp"));
    type_keys("PERPANJANG SIN");
    check(kiosk_tap("key:delete"));
    type_keys("M");
    check(kiosk_tap("service:polri.sim"));
    check_started("polri.sim");
    fresh();
    check(kiosk_tap("find") && !plan_named(kiosk_plan(), "number"));
    type_keys("XQZVW");
    check(kiosk_tap("number") && offered("mpp.antrean.polri"));
    check(memmem(ui->entry.text, sizeof ui->entry.text, "XQZ", 3) == NULL);
    fresh();
}

/* What was typed goes with the minute in which nobody touched. */
static void test_forgets(void)
{
    check(kiosk_tap("find"));
    type_keys("NIKAH");
    ui->touched -= 60001;
    kiosk.face->due(kiosk.mine, clock_ms());
    window_show(&kiosk);
    check_text(kiosk_plan()->key, "need");
    check(memmem(ui->entry.text, sizeof ui->entry.text, "NIKAH", 5) == NULL);
    fresh();
}

static void test_other_index(void)
{
    check(kiosk_tap("tab:agency") && kiosk_tap("agency:polri"));
    must(file_write_path(turn_text("%s/share/index.json", kiosk_run), "{\"services\":1}", 14, 0600) == OK);
    kiosk_hears(kiosk_read("kiosk/home.json"));
    check(index_count(ui->index) == 1 && ui->index->all == NULL);
    must(file_write_path(turn_text("%s/share/index.json", kiosk_run), "no json", 7, 0600) == OK);
    kiosk_hears(kiosk_read("kiosk/home.json"));
    check(index_count(ui->index) == 1); /* the last good one stays */
    fresh();
}

static void leave_alone(int64_t more)
{
    fresh();
    ui->touched -= ATTRACT_MS + more;
    window_show(&kiosk);
}

/* A finger on what will be a tile starts, and is no tap on it. */
static void test_attract(void)
{
    check(kiosk.face->due(kiosk.mine, ui->touched + ATTRACT_MS - 700) <= 700);
    const struct box tile = plan_named(kiosk_plan(), "service:dukcapil.ktp")->box;
    leave_alone(0);
    check_text(kiosk_plan()->kind, "attract");
    check(!plan_named(kiosk_plan(), "bar:staff"));
    int64_t due = kiosk.face->due(kiosk.mine, clock_ms());
    check(due > 0 && due <= 10000);
    kiosk_finger(SDL_FINGERDOWN, 1, tile.x + 20, tile.y + 20);
    check_text(kiosk_plan()->kind, "home");
    kiosk_finger(SDL_FINGERUP, 1, tile.x + 20, tile.y + 20);
    check_text(kiosk_plan()->kind, "home");
    check(silent() && !*ui->starting);
}

static void test_attract_languages(void)
{
    leave_alone(5000);
    const struct target *english = plan_named(kiosk_plan(), "language:en");
    kiosk_finger(SDL_FINGERDOWN, 1, english->box.x + 20, english->box.y + 20);
    kiosk_finger(SDL_FINGERUP, 1, english->box.x + 20, english->box.y + 20);
    check_text(kiosk_plan()->kind, "home");
    check_text(ui->language, "en");
    leave_alone(0);
    check_text(ui->language, "id");
    kiosk_hears_visit("V1", "id"); /* a visit that core still has */
    window_show(&kiosk);
    check(strcmp(kiosk_plan()->kind, "attract") != 0);
    fresh();
}

static void hear_card(bool left)
{
    json_t *home = kiosk_read("kiosk/home.json");
    json_object_set_new(home, "card", json_boolean(left));
    kiosk_hears(home);
    window_show(&kiosk);
}

/* It stays over everything, and is said aloud where speech is nobody's secret, until the card is out or not theirs. */
static void test_card_left(void)
{
    hear_card(true);
    leave_alone(25000);
    check_text(kiosk_plan()->kind, "left");
    check(!ui->speech && kiosk.face->due(kiosk.mine, clock_ms()) > 0 && ui->speech);
    ui->speech = false;
    json_object_set_new(kiosk_site.settings, "speech", json_pack("{s:b}", "private", true));
    hear_card(false);
    check_text(kiosk_plan()->kind, "home");
    hear_card(true);
    check(kiosk.face->due(kiosk.mine, clock_ms()) > 0 && !ui->speech);
    check(kiosk_tap("not-mine"));
    json_t *said = kiosk_said();
    check_text(json_text(said, "type"), "staff");
    json_decref(said);
    hear_card(true);
    check_text(kiosk_plan()->kind, "home");
    hear_card(false);
    hear_card(true);
    check_text(kiosk_plan()->kind, "left");
    hear_card(false);
    json_object_del(kiosk_site.settings, "speech");
    fresh();
}

/* A visit in English, in large text and high contrast, which ends here or in core. */
static void visit_with_wishes(bool here)
{
    static int visits;
    const char *id = turn_text("W%d", ++visits);
    json_t *said;
    kiosk_hears_visit(id, "en");
    window_show(&kiosk);
    check(kiosk_tap("bar:text") && kiosk_tap("bar:contrast"));
    if (here)
        ui_end(ui, "idle");
    kiosk_hears(json_pack("{s:s s:s s:s}", "type", "closed", "visit", id, "why", "idle"));
    window_show(&kiosk);
    while ((said = kiosk_said()))
        json_decref(said);
}

static bool is_plain(void)
{
    return strcmp(ui->language, "id") == 0 && ui->column == 0 && !ui->contrast;
}

static bool is_theirs(void)
{
    return strcmp(ui->language, "en") == 0 && ui->column == 1 && ui->contrast;
}

/* Whoever left the card reads so in their language, as long as it is in; nobody reads so of another one. */
static void test_card_left_as_wished(void)
{
    for (int here = 0; here < 2; here++) {
        visit_with_wishes(here);
        check(is_plain());
        hear_card(true);
        check_text(kiosk_plan()->kind, "left");
        check(is_theirs() && !*ui->visit);
        ui->touched -= 10 * 60 * 1000;
        kiosk.face->due(kiosk.mine, clock_ms());
        hear_card(true); /* home says something else */
        check(is_theirs());
        hear_card(false);
        check(is_plain());
        hear_card(true);
        check(is_plain());
        hear_card(false);
    }
}

/* Somebody else is here. */
static void test_wishes_are_nobodys(void)
{
    visit_with_wishes(true);
    hear_card(true);
    check(is_theirs());
    check(kiosk_tap("not-mine") && is_plain());
    hear_card(false);
    visit_with_wishes(true);
    hear_card(false);
    hear_card(true);
    check(is_plain());
    hear_card(false);
    fresh();
}

static void test_attract_still(void)
{
    json_object_set_new(kiosk_site.settings, "still", json_true());
    leave_alone(25000);
    check_text(kiosk_plan()->kind, "attract");
    check(kiosk.face->due(kiosk.mine, clock_ms()) > 10000 || clock_wall_ms() % 60000 > 49000);
    json_object_set_new(kiosk_site.settings, "attract", json_integer(0));
    leave_alone(25000);
    check_text(kiosk_plan()->kind, "home");
}

int main(void)
{
    setenv("ANJUNGAN_CLOCK", "1778726462", 1);
    kiosk_open();
    ui = kiosk.mine;
    kiosk_hears(kiosk_read("kiosk/home.json"));
    window_show(&kiosk);
    test_lean();
    test_states();
    test_when();
    test_many();
    test_search();
    test_letters();
    test_forgets();
    test_attract();
    test_attract_languages();
    test_attract_still();
    test_card_left();
    test_card_left_as_wished();
    test_wishes_are_nobodys();
    test_other_index();
    kiosk_close();
    return test_end();
}
