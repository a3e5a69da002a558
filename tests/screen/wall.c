/* The call display: every state is laid without a text that is cut or leaves its side, and only what changed is
 * painted.
 *
 * With the argument "all" each state is also written to the build folder's `screens`, to be looked at. */
#define _GNU_SOURCE
#include "wall/wall.h"

#include "base/clock.h"
#include "draw/fonts.h"
#include "test.h"

#include <cairo.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool pictures;
static char run[64];
static struct site site;
static struct window window;
static struct wall *wall;

static void save(const char *path)
{
    SDL_Surface *s = window.draw->surface;
    cairo_surface_t *picture = cairo_image_surface_create_for_data(s->pixels, CAIRO_FORMAT_RGB24, s->w, s->h, s->pitch);
    check(cairo_surface_write_to_png(picture, path) == CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(picture);
}

/* Painting only what changed gives what painting everything gives. */
static void check_whole(void)
{
    const SDL_Surface *s = window.draw->surface;
    size_t n = (size_t)s->pitch * (size_t)s->h;
    void *pieces = make(n);
    memcpy(pieces, s->pixels, n);
    draw_dirty_all(window.draw);
    draw_flush(window.draw, plan_paint, &window.plans[window.shown]);
    check(memcmp(pieces, s->pixels, n) == 0);
    free(pieces);
}

static void show(const char *name)
{
    window_show(&window);
    check_whole();
    if (pictures)
        save(turn_text(BUILD "/screens/wall-%s.png", name));
    turn_end();
}

static void open_window(const char *language)
{
    json_object_set_new(site.settings, "languages",
                        json_pack("[s,s]", language, strcmp(language, "id") == 0 ? "en" : "id"));
    check(window_open(&window, &site, &call_face, true) == OK);
    wall = window.mine;
}

static json_t *call(const char *number, const char *letter, const char *counter)
{
    return json_pack("{s:s s:s s:s}", "number", number, "letter", letter, "counter", counter);
}

static json_t *current(const char *number, const char *letter, const char *counter, bool recall, const char *name,
                       const char *place)
{
    json_t *is = call(number, letter, counter);
    json_object_set_new(is, "name", json_string(name));
    json_object_set_new(is, "place", json_string(place));
    json_object_set_new(is, "recall", json_boolean(recall));
    json_object_set_new(is, "at", json_integer(clock_wall_ms() / 1000));
    return is;
}

static const char *const names[] = {"Kependudukan",        "Perizinan", "Pajak daerah",    "Kepolisian",
                                    "Pertanahan",          "Imigrasi",  "Ketenagakerjaan", "BPJS Kesehatan",
                                    "Pengadilan",          "Samsat",    "Bank daerah",     "Kejaksaan",
                                    "Kantor urusan agama", "Statistik"};

/* Takes current and recent; n queues. */
static void send(int seq, json_t *now, json_t *recent, int n, const char *name, bool fresh)
{
    json_t *waiting = json_object(), *queues = json_object();
    for (int i = 0; i < n; i++) {
        const char letter[] = {"ABCDEFGHJKMNPR"[i], 0};
        json_object_set_new(waiting, letter, json_integer(i * 7 % 15));
        json_object_set_new(
            queues, letter,
            json_pack("{s:s s:s}", "name", names[i], "place", turn_text("Ruang %s, lantai %d", letter, 1 + i / 4)));
    }
    json_t *state = json_pack("{s:i s:s s:o s:o s:o s:o}", "seq", seq, "day", "2026-05-14", "current", now, "recent",
                              recent, "waiting", waiting, "queues", queues);
    struct packet packet = {.body = json_pack("{s:s s:s s:s s:o s:b}", "type", "board", "site", name, "place",
                                              "Kabupaten Lokaraya", "state", state, "fresh", fresh)};
    check(packet_check(&door_core_to_call, packet.body, 0) == OK);
    call_face.packet(wall, &packet);
    packet_free(&packet);
}

static json_t *recents(void)
{
    return json_pack("[o,o,o,o]", call("B014", "B", "B2"), call("E031", "E", "E1"), call("A026", "A", "A3"),
                     call("D009", "D", "D1"));
}

static const char site_name[] = "Mal Pelayanan Publik";
static const char long_site[] = "Mal Pelayanan Publik Kabupaten Lokaraya Selatan";
static const char longest_site[] = "Mal Pelayanan Publik Terpadu Pemerintah Kabupaten Kepulauan Lokaraya Selatan";

/* No line of the plan leaves its box: what does not fit on the lowest step would be cut. */
static int count_cut(void)
{
    const struct plan *plan = &window.plans[window.shown];
    int cut = 0;
    for (int i = 0; i < plan->n_items; i++) {
        const struct item *item = &plan->items[i];
        bool line = item->kind == ITEM_TEXT && text_width(window.draw, item->ink, item->text) > item->box.w + 1;
        bool digits =
            item->kind == ITEM_DIGITS && text_digits_width(window.draw, item->ink, item->text) > item->box.w + 1;
        bool outside = item->box.x < 0 || item->box.x + item->box.w > 1920 || item->box.y + item->box.h > 1080;
        if (line || digits || outside)
            fprintf(stderr, "cut: \"%s\"\n", item->text ? item->text : "(shape)");
        cut += line || digits || outside;
    }
    return cut;
}

static bool has_text(const char *text)
{
    const struct plan *plan = &window.plans[window.shown];
    for (int i = 0; i < plan->n_items; i++)
        if (plan->items[i].text && strstr(plan->items[i].text, text))
            return true;
    return false;
}

static void test_calm(void)
{
    show("away");
    check(has_text("Menyambung ke antrean") && has_text("Kependudukan") && !has_text("Masih menunggu"));
    send(0, json_null(), json_array(), 6, site_name, true);
    show("none");
    check(has_text("Belum ada panggilan") && has_text("Ruang layanan") && has_text("Pertanahan"));
    check(count_cut() == 0);
    send(0, json_null(), json_array(), 14, long_site, false);
    show("none-old");
    check(has_text("Data lama") && count_cut() == 0);
    send(0, json_null(), json_array(), 8, long_site, true);
    show("none-eight");
    check(count_cut() == 0);
}

static void test_calls(void)
{
    send(1, current("A001", "A", "A1", false, "Kependudukan", "Ruang A, lantai 1"), json_array(), 6, site_name, true);
    show("first");
    check(has_text("A001") && has_text("Silakan menuju loket") && count_cut() == 0);
    send(9, current("A027", "A", "A4", false, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, true);
    show("many");
    check(has_text("014") && has_text("Loket D1") && !has_text("Data lama") && count_cut() == 0);
    check_text(window.plans[window.shown].key, "A027");
    check(window.plans[window.shown].step == 9);
    send(10, current("A027", "A", "A4", true, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, true);
    show("recall");
    check(has_text("Panggilan ulang") && count_cut() == 0);
    send(10, current("A027", "A", "A4", true, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, false);
    show("old");
    check(has_text("Data lama") && has_text("terputus") && !has_text("Panggilan ulang") && count_cut() == 0);
}

static void test_long(void)
{
    json_t *high = json_pack("[o,o,o,o]", call("KD123", "D", "D12"), call("D0003", "D", "Prioritas 2"),
                             call("KHP4711", "H", "H1"), call("R102938", "R", "R10"));
    send(11,
         current("KD123", "D", "D12", true, "Badan Pengelolaan Keuangan dan Pendapatan Daerah",
                 "Ruang Pelayanan Terpadu sayap timur, lantai 2, di samping tangga utama dan musala"),
         high, 14, long_site, true);
    show("long");
    check(has_text("KD123") && count_cut() == 0);
    send(12, current("D0003", "D", "Prioritas 2", false, "Kepolisian", "Ruang D, lantai 1"), recents(), 8, longest_site,
         true);
    show("high");
    check(count_cut() == 0);
}

/* A foreign board is laid without harm: nothing in it is believed. */
static void test_foreign(void)
{
    char *endless = make(3001);
    memset(endless, 'W', 3000);
    json_t *recent =
        json_pack("[i,n,o,s,o,o]", 7, call(endless, "ä", endless), "text", json_object(), call("", "", ""));
    send(13, current(endless, "?", "\xc3\xa4\xc3\xb6 \xf0\x9f\x92\xa3", true, endless, endless), recent, 3, site_name,
         true);
    show("foreign");
    check(has_text("WWW"));
    struct packet packet = {.body = json_pack("{s:s s:s s:s s:{s:s s:i s:s s:b} s:b}", "type", "board", "site", "",
                                              "place", "", "state", "seq", "x", "current", 3, "recent", "no", "queues",
                                              1, "fresh", 1)};
    call_face.packet(wall, &packet);
    packet_free(&packet);
    show("foreign-types");
    check(has_text("Belum ada panggilan"));
    free(endless);
}

/* The numbers that a board would make the wall speak, "B014 D009". Drops the board. */
static const char *spoken(json_t *state)
{
    const json_t *calls[WALL_CALLS];
    const char *text = "";
    int n = wall_calls(wall, state, calls);
    for (int i = 0; i < n; i++)
        text = turn_text("%s%s%s", text, i ? " " : "", json_text(calls[i], "number"));
    json_decref(state);
    return text;
}

static json_t *board(int seq, json_t *now, json_t *recent)
{
    return json_pack("{s:i s:o s:o}", "seq", seq, "current", now, "recent", recent);
}

static void test_spoken(void)
{
    open_window("id");
    check_text(spoken(board(7, call("A027", "A", "A4"), recents())), ""); /* first sight */
    send(7, call("A027", "A", "A4"), json_pack("[o]", call("E031", "E", "E1")), 6, site_name, true);
    check_text(spoken(board(7, call("A027", "A", "A4"), recents())), "");
    check_text(spoken(board(8, call("A027", "A", "A4"), recents())), "A027");    /* a recall */
    check_text(spoken(board(8, call("B014", "B", "B2"), json_array())), "B014"); /* nothing was missed */
    check_text(spoken(board(10, call("C001", "C", "C1"), recents())), "B014 C001");
    check_text(spoken(board(3, call("A003", "A", "A4"), recents())), ""); /* the hall began anew */
    check_text(spoken(board(8, json_null(), recents())), "");
    send(7, call("A027", "A", "A4"), json_array(), 6, site_name, false);
    check_text(spoken(board(10, call("C001", "C", "C1"), recents())), "C001"); /* what was missed is long over */
    window_close(&window);
}

static int64_t dirty_area(void)
{
    int64_t area = 0;
    struct plan *shown = &window.plans[window.shown], *wanted = &window.plans[!window.shown];
    plan_clear(wanted);
    call_face.lay(wall, wanted);
    plan_changes(shown, wanted, window.draw);
    for (int i = 0; i < window.draw->n_dirty; i++)
        area += (int64_t)window.draw->dirty[i].w * window.draw->dirty[i].h;
    draw_flush(window.draw, plan_paint, wanted);
    window.shown = !window.shown;
    return area;
}

static void test_changes(void)
{
    int64_t now = clock_ms();
    send(20, current("A027", "A", "A4", false, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, true);
    show("settled");
    wall->called = now - 500;
    check(wall_arrow(wall, now) == 10 && wall_arrow(wall, now + 500) == 0);
    check(call_face.due(wall, now) == 50);
    int64_t area = dirty_area();
    check(area > 0 && area < 120 * 120);
    wall->called = now - 6000;
    check(wall_arrow(wall, now) == 0);
    check(call_face.due(wall, now) > 50 && call_face.due(wall, now) <= 60005);
    dirty_area();
    check(dirty_area() == 0);
    call_face.standing(wall, false);
    check(call_face.due(wall, clock_ms()) <= 5000 && !wall_is_old(wall));
    wall->lost -= 5000;
    check(wall_is_old(wall));
    call_face.standing(wall, true);
    check(!wall_is_old(wall));
}

static void test_english(void)
{
    open_window("en");
    send(0, json_null(), json_array(), 6, site_name, true);
    show("en-none");
    check(has_text("No calls yet") && count_cut() == 0);
    send(9, current("A027", "A", "A4", true, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, false);
    show("en-old");
    check(count_cut() == 0);
    window_close(&window);
}

static void test_javanese(void)
{
    open_window("jv");
    send(0, json_null(), json_array(), 6, site_name, true);
    show("jv-none");
    check(has_text("Dèrèng wonten timbalan") && count_cut() == 0);
    send(9, current("A027", "A", "A4", true, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, true);
    show("jv-call");
    check(has_text("Timbalan malih") && count_cut() == 0);
    send(10, current("A027", "A", "A4", true, "Kependudukan", "Ruang A, lantai 1"), recents(), 6, site_name, false);
    show("jv-old");
    check(count_cut() == 0);
    window_close(&window);
}

int main(int argc, char **argv)
{
    pictures = argc > 1 && strcmp(argv[1], "all") == 0;
    mkdir(BUILD "/screens", 0700);
    snprintf(run, sizeof run, "/tmp/wall-%d", getpid());
    mkdir(run, 0700);
    mkdir(turn_text("%s/share", run), 0700);
    fonts_write(turn_text("%s/share/fonts.conf", run));
    setenv("ANJUNGAN_CLOCK", "1778727120", 1); /* 14 May 2026, 09.52 in Jakarta */
    setenv("TZ", "Asia/Jakarta", 1);
    site = (struct site){.run = run,
                         .name = "call",
                         .settings = json_pack("{s:s s:{s:s s:s} s:[{s:s s:s s:s}]}", "name", site_name, "folders",
                                               "words", SOURCE "/runtime/words", "themes", SOURCE "/themes", "queues",
                                               "letter", "A", "name", "Kependudukan", "place", "Ruang A, lantai 1")};
    open_window("id");
    test_calm();
    test_calls();
    test_long();
    test_foreign();
    test_changes();
    window_close(&window);
    test_spoken();
    test_english();
    test_javanese();
    json_decref(site.settings);
    unlink(turn_text("%s/share/fonts.conf", run));
    rmdir(turn_text("%s/share", run));
    rmdir(run);
    turn_end();
    return test_end();
}
