/* slip: what is on the paper, judged by structure and not by bytes: ink where it belongs and none at the edges, every
 * size of number, a QR that a reader reads at one dot a pixel, hostile texts, limits. Pictures stay in BUILD/slips to
 * look at. */
#define _GNU_SOURCE
#include "paper/sheet.h"
#include "paper/slip.h"
#include "base/conf.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static json_t *words;

static json_t *plain_slip(void)
{
    return json_pack("{ss,ss,ss,ss,s{ss,ss,si},ss,ss,ss,ss,s[sss]}", "site", "Mal Pelayanan Publik", "place",
                     "Kabupaten Lokaraya", "kiosk", "07", "number", "A027", "queue", "name", "Kependudukan", "place",
                     "Ruang A, lantai 1", "ahead", 5, "title", "Verifikasi berkas kelahiran", "printed",
                     "14-05-2026 09.48", "case", "LKR-07-2605-00418", "qr",
                     "http://192.168.10.2:8080/n/2026-05-14/A027", "notes", "KTP-el orang tua",
                     "Surat keterangan lahir dari bidan atau rumah sakit", "KK lama");
}

static bool black(const struct slip_picture *p, int x, int y)
{
    return p->bits[(size_t)y * (((size_t)p->width + 7) / 8) + (size_t)x / 8] >> (7 - x % 8) & 1;
}

static int ink(const struct slip_picture *p, int x0, int y0, int x1, int y1)
{
    int n = 0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            n += black(p, x, y);
    return n;
}

/* A portable bitmap is exactly our bits: 1 is black, rows padded, most significant bit first. */
static void save(const struct slip_picture *p, const char *name)
{
    char path[512];
    mkdir(BUILD "/slips", 0755);
    snprintf(path, sizeof path, BUILD "/slips/%s.pbm", name);
    FILE *to = fopen(path, "w");
    fprintf(to, "P4\n%d %d\n", p->width, p->height);
    fwrite(p->bits, 1, p->n, to);
    fclose(to);
}

static bool qr_reads(const char *name, const char *text)
{
    char command[512], line[1024] = "";
    snprintf(command, sizeof command, "zbarimg -q --raw -Sdisable -Sqrcode.enable " BUILD "/slips/%s.pbm 2>/dev/null",
             name);
    FILE *from = popen(command, "r");
    if (!fgets(line, sizeof line, from))
        *line = 0;
    pclose(from);
    line[strcspn(line, "\n")] = 0;
    return strcmp(line, text) == 0;
}

/* Draws, saves, and checks what every slip must keep. */
static struct slip_picture draw(const char *name, json_t *data, const char *language)
{
    struct slip_picture p = {0};
    char why[SLIP_WHY] = "";
    int code = slip_draw(data, words, language, &p, why);
    check_text(why, "");
    check(code == OK);
    if (code == OK) {
        int w = p.width, edge = w * 24 / 576;
        check(p.n == ((size_t)w + 7) / 8 * (size_t)p.height);
        check(ink(&p, 0, 0, edge, p.height) == 0 && ink(&p, w - edge, 0, w, p.height) == 0);
        check(ink(&p, 0, 0, w, 8) == 0 && ink(&p, 0, p.height - 8, w, p.height) == 0);
        check(ink(&p, 0, 8, w, p.height - 8) > w * 20);
        save(&p, name);
        if (*json_text(data, "qr"))
            check(qr_reads(name, json_text(data, "qr")));
    }
    json_decref(data);
    turn_end();
    return p;
}

static void drop(struct slip_picture *p)
{
    wipe_free(p->bits, p->n);
    wipe_text(p->lines);
}

/* The longest run of rows whose ink spans most of the width: the number. */
static int number_rows(const struct slip_picture *p)
{
    int run = 0, best = 0;
    for (int y = 0; y < p->height; y++) {
        int left = ink(p, 32, y, 160, y + 1), right = ink(p, p->width - 160, y, p->width - 32, y + 1);
        run = left > 8 && right > 8 ? run + 1 : 0;
        best = run > best ? run : best;
    }
    return best;
}

static void test_plain(void)
{
    struct slip_picture id = draw("plain-id", plain_slip(), "id");
    check(id.width == 576 && id.height > 1000 && id.height < 1600);
    check(number_rows(&id) > 80);
    drop(&id);
    struct slip_picture en = draw("plain-en", plain_slip(), "en");
    drop(&en);
    struct slip_picture jv = draw("plain-jv", plain_slip(), "jv"); /* has no words of its own: Indonesian */
    drop(&jv);
}

/* A list to take home: neither number nor code, each thing with a box to tick. */
static void test_list(void)
{
    json_t *data = json_pack("{ss,ss,ss,ss,ss,s{ss,s[sss]},s[s]}", "site", "Mal Pelayanan Publik", "place",
                             "Kabupaten Lokaraya", "kiosk", "07", "title", "SKCK", "printed", "14-05-2026 09.48",
                             "list", "title", "Yang masih kurang", "items", "Pas foto 4x6 latar merah, 6 lembar",
                             "Kartu Keluarga, asli dan fotokopi. Kalau hilang: minta di loket Kependudukan di gedung "
                             "ini, bawa surat hilang dari polisi",
                             "Surat pengantar dari kelurahan", "notes",
                             "Setelah lengkap, kembali ke kiosk ini. Anda tidak perlu mengulang antrean.");
    json_t *full = json_deep_copy(data), *items = json_object_get(json_object_get(full, "list"), "items");
    json_t *had = json_deep_copy(data);
    json_object_set_new(json_object_get(had, "list"), "have", json_pack("[ss]", "KTP asli dan fotokopi", "Pas foto"));
    struct slip_picture few = draw("list", data, "id"), ticked = draw("list-had", had, "id");
    check(ticked.height > few.height + 2 * 30);
    while (json_array_size(items) < 20)
        json_array_append_new(items, json_string("Kartu Keluarga"));
    struct slip_picture many = draw("list-full", full, "en");
    check(many.height > few.height + 10 * 40);
    drop(&few);
    drop(&ticked);
    drop(&many);
}

static void test_numbers(void)
{
    const char *const numbers[] = {"7", "A1", "D0003", "KD1203", "WWWWWWWWWWWWWWWW", "A-027/2026"};
    for (size_t i = 0; i < COUNT(numbers); i++) {
        char name[32];
        json_t *data = plain_slip();
        json_object_set_new(data, "number", json_string(numbers[i]));
        snprintf(name, sizeof name, "number-%zu", i);
        struct slip_picture p = draw(name, data, "id");
        drop(&p);
    }
}

static void test_bill(void)
{
    json_t *data = plain_slip();
    json_object_set_new(data, "bill",
                        json_pack("{ss,si,si}", "code", "820260514000123", "amount", 30000, "expires", 1778832000));
    struct slip_picture with = draw("bill", data, "id"), without = draw("plain-id", plain_slip(), "id");
    check(with.height > without.height + 120);
    drop(&with);
    drop(&without);
}

static void test_without_number(void)
{
    json_t *data = plain_slip();
    json_object_del(data, "number");
    json_object_del(data, "queue");
    json_object_del(data, "notes");
    struct slip_picture p = draw("case-only", data, "en");
    drop(&p);
}

/* Long names, a long code, other scripts, markup that must stay text. */
static void test_hard_texts(void)
{
    json_t *data = plain_slip();
    json_object_set_new(data, "site", json_string("Mal Pelayanan Publik Kabupaten Pangkajene dan Kepulauan Selatan"));
    json_object_set_new(data, "place", json_string("Kabupaten Panukal Abab Lematang Ilir, Provinsi Sumatera Selatan"));
    json_object_set_new(data, "title",
                        json_string("<b>&amp;</b> Pengurusan perubahan-perubahan-data-kependudukan-elemen"));
    json_object_set_new(json_object_get(data, "queue"), "place",
                        json_string("Gedung B, lantai 3, ruang tunggu sebelah timur musala, dekat lift"));
    json_object_set_new(
        data, "notes",
        json_pack("[sss]", "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ", "السلام عليكم ورحمة الله", "Langkah ke-1\n<span size='1'>Kartu</span>"));
    json_object_set_new(data, "qr",
                        json_string("00020101021226670016COM.NOBUBANK.WWW01189360050300000898740214"
                                    "51345620020303UMI51440014ID.CO.QRIS.WWW0215ID20221543210980303UMI"
                                    "5204939953033605405300005802ID5909LOKARAYA6009LOKARAYA61059999962"
                                    "0705038276304A13F"));
    struct slip_picture p = draw("hard", data, "id");
    drop(&p);
}

static void test_widths(void)
{
    const int widths[] = {384, 512, 640, 832, 577};
    for (size_t i = 0; i < COUNT(widths); i++) {
        char name[32];
        json_t *data = plain_slip();
        json_object_set_new(data, "width", json_integer(widths[i]));
        snprintf(name, sizeof name, "width-%d", widths[i]);
        struct slip_picture p = draw(name, data, "id");
        check(p.width == widths[i]);
        drop(&p);
    }
}

static void refused(json_t *data, const char *reason)
{
    struct slip_picture p = {0};
    char why[SLIP_WHY] = "";
    check(slip_draw(data, words, "id", &p, why) < 0);
    check_text(why, reason);
    check(p.bits == NULL);
    json_decref(data);
    turn_end();
}

static json_t *with(const char *name, json_t *value)
{
    json_t *data = plain_slip();
    if (value)
        json_object_set_new(data, name, value);
    else
        json_object_del(data, name);
    return data;
}

static json_t *many_notes(int n, size_t length)
{
    char note[400] = "";
    json_t *notes = json_array();
    memset(note, 'W', length);
    for (int i = 0; i < n; i++)
        json_array_append_new(notes, json_string(note));
    return notes;
}

static void test_refused(void)
{
    refused(json_object(), "site is missing");
    refused(with("kiosk", json_integer(7)), "kiosk is of another type");
    refused(with("printed", NULL), "printed is missing");
    refused(with("number", json_string("12345678901234567")), "number is longer than 16 bytes");
    refused(with("case", json_string("A\033@")), "case holds control characters");
    refused(with("font", json_string("x")), "there is no field \"font\"");
    refused(with("queue", json_pack("{ss}", "name", "A")), "place is missing");
    refused(with("bill", json_pack("{ss,ss}", "code", "1", "amount", "2")), "amount is of another type");
    refused(with("notes", many_notes(13, 1)), "more than 12 notes");
    refused(with("notes", many_notes(1, 241)), "a note is longer than 240 bytes");
    refused(with("notes", json_pack("[i]", 1)), "a note is of another type");
    refused(with("width", json_integer(20000)), "a paper of 20000 dots: 288 to 1024 are possible");
    json_t *nameless = with("number", NULL);
    json_object_del(nameless, "case");
    refused(nameless, "neither a number nor a case nor a list");
}

/* The largest data that passes the limits is still one whole slip. */
static void test_largest(void)
{
    struct slip_picture p = draw("largest", with("notes", many_notes(12, 240)), "id");
    check(p.height > 4000);
    drop(&p);
}

int main(void)
{
    setenv("TZ", "Asia/Jakarta", 1);
    words = json_object();
    json_object_set_new(words, "id", conf_read_file(SOURCE "/runtime/words/slip.id.conf"));
    json_object_set_new(words, "en", conf_read_file(SOURCE "/runtime/words/slip.en.conf"));
    test_plain();
    test_numbers();
    test_list();
    test_bill();
    test_without_number();
    test_hard_texts();
    test_widths();
    test_refused();
    test_largest();
    json_decref(words);
    sheet_end();
    return test_end();
}
