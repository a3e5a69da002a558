/* document: A4 as a PDF. What pdftotext reads back is what was meant, in every script; pdffonts finds all fonts inside;
 * a code is read at 150 dpi; long ones break into pages that say so. The files stay in BUILD/documents to look at. */
#define _GNU_SOURCE
#include "base/conf.h"
#include "paper/document.h"
#include "paper/sheet.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { LINES = 99 }; /* in MAX_CELL bytes of runtime/paper/data.c */

static const char javanese[] = "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ";
static const char arabic[] = "السلام عليكم";
static const char address[] = "https://dukcapil.example/periksa/LKR-2026-000123";

static json_t *words;

static json_t *data_of(json_t *blocks)
{
    return json_pack("{ss,ss,ss,ss,ss,so}", "site", "Mal Pelayanan Publik", "place", "Kabupaten Lokaraya", "kiosk",
                     "07", "printed", "14-05-2026 09.48", "title", "Surat Keterangan", "blocks", blocks);
}

static void write_file(const char *name, const struct document_file *file)
{
    mkdir(BUILD "/documents", 0755);
    FILE *to = fopen(turn_text(BUILD "/documents/%s.pdf", name), "w");
    check(to && fwrite(file->bytes, 1, file->n, to) == file->n && fclose(to) == 0);
}

static int draw(const char *name, json_t *blocks)
{
    struct document_file file = {0};
    char why[SLIP_WHY] = "";
    json_t *data = data_of(blocks);
    int code = document_draw(data, words, "id", &file, why);
    check_text(why, "");
    json_decref(data);
    if (code == OK)
        write_file(name, &file);
    check(file.n < 120000);
    wipe_free(file.bytes, file.n);
    return code == OK ? file.pages : code;
}

/* What a program says of a file, as one line a line. */
static const char *told(const char *command)
{
    static char text[65536];
    FILE *from = popen(command, "r");
    size_t n = fread(text, 1, sizeof text - 1, from);
    text[n] = 0;
    pclose(from);
    return text;
}

static const char *text_of(const char *name)
{
    return told(turn_text("pdftotext -layout -enc UTF-8 " BUILD "/documents/%s.pdf - 2>&1", name));
}

static json_t *field(const char *label, const char *value)
{
    return json_pack("[s,s]", label, value);
}

static json_t *every_block(void)
{
    return json_pack("[{ss,ss},{ss,s[o,o]},{ss,s[s,s,s],s[[s,s,s],[s,s,s]]},{ss,s[s,s]},{ss,ss,ss}]", "kind", "text",
                     "text", "Yang bertanda tangan di bawah ini menerangkan:", "kind", "fields", "rows",
                     field("Nama", "SITI RAHMAWATI"), field("NIK", "3510075207940003"), "kind", "table", "columns",
                     "No", "Nama", "Hubungan", "rows", "1", "BAMBANG WIJAYA", "Kepala keluarga", "2", "SITI RAHMAWATI",
                     "Istri", "kind", "list", "items", "Fotokopi KTP-el", "Pas foto", "kind", "qr", "code", address,
                     "text", "Pindai untuk memeriksa keaslian.");
}

static void test_blocks(void)
{
    check(draw("blocks", every_block()) == 1);
    const char *text = text_of("blocks");
    static const char *const wanted[] = {
        "Mal Pelayanan Publik", "Surat Keterangan", "SITI RAHMAWATI",   "3510075207940003",
        "Kepala keluarga",      "2. Pas foto",      "Halaman 1 dari 1", "Anjungan 07 · dicetak 14-05-2026 09.48"};
    for (size_t i = 0; i < COUNT(wanted); i++)
        check(strcasestr(text, wanted[i]) != NULL);
    check(strstr(told("pdfinfo " BUILD "/documents/blocks.pdf"), "595 x 842 pts (A4)") != NULL);
}

static void test_code(void)
{
    const char *line = told("cd " BUILD "/documents && pdftoppm -r 150 -gray -png blocks.pdf blocks && "
                            "zbarimg -q --raw -Sdisable -Sqrcode.enable blocks-1.png 2>/dev/null");
    check(strncmp(line, address, strlen(address)) == 0);
}

/* Each script has its own font inside the file, and the letters can be read back out of it. (Not so Arabic: pdftotext
 * takes its joined letters apart. How they are drawn is the next test's.) */
static void test_scripts(void)
{
    check(draw("scripts", json_pack("[{ss,ss},{ss,ss},{ss,ss}]", "kind", "text", "text", javanese, "kind", "text",
                                    "text", arabic, "kind", "text", "text", "Pulau Réunion, Łódź, 14 °C")) == 1);
    const char *fonts = told("pdffonts " BUILD "/documents/scripts.pdf");
    check(strstr(fonts, "Javanese") && strstr(fonts, "Arabic") && strstr(fonts, "Inter"));
    check(!strstr(fonts, " no  ")); /* embedded */
    const char *text = text_of("scripts");
    check(strstr(text, javanese) != NULL);
    check(strstr(text, "Pulau Réunion, Łódź, 14 °C") != NULL);
}

/* Joined Arabic letters take less room than the same letters kept apart: by the pixels, not by what the file says of
 * itself.
 */
static int ink_width(const char *name, const char *text)
{
    int width = 0;
    check(draw(name, json_pack("[{ss,ss}]", "kind", "text", "text", text)) == 1);
    sscanf(told(turn_text("cd " BUILD
                          "/documents && pdftotext -bbox %s.pdf - | awk -F'\"' '/<word/ && $4 > 150 && $4 < 200 "
                          "{ if (!a || $2 < a) a = $2; if ($6 > b) b = $6 } END { printf \"%%d\", b - a }'",
                          name)),
           "%d", &width);
    return width;
}

static void test_shaping(void)
{
    int joined = ink_width("joined", "سلام"), apart = ink_width("apart", "س\u200cل\u200cا\u200cم");
    check(joined > 10 && apart > 10 && joined < apart);
}

static void test_pages(void)
{
    json_t *rows = json_array(), *blocks;
    for (int i = 1; i <= 120; i++)
        json_array_append_new(rows, json_pack("[s,s]", turn_text("Baris %d", i), "isi"));
    blocks = json_pack("[{ss,s[ss],so},{ss},{ss,ss}]", "kind", "table", "columns", "Judul kolom", "Nilai", "rows", rows,
                       "kind", "break", "kind", "text", "text", "Akhir.");
    check(draw("pages", blocks) == 5);
    const char *text = text_of("pages");
    int heads = 0;
    for (const char *at = text; (at = strstr(at, "Judul kolom")); at++)
        heads++;
    check(heads == 4 && strstr(text, "Baris 120") && strstr(text, "Halaman 4 dari 5") && strstr(text, "Akhir."));
}

/* Numbers of any length stand whole before their item. */
static void test_long_list(void)
{
    json_t *items = json_array();
    for (int i = 1; i <= 120; i++)
        json_array_append_new(items, json_string(turn_text("berkas %d", i)));
    check(draw("list", json_pack("[{ss,so}]", "kind", "list", "items", items)) == 3);
    const char *text = text_of("list");
    check(strstr(text, "\n10. ") && strstr(text, "\n20. ") && strstr(text, "\n120. "));
}

/* A short column keeps its room beside long ones. */
static void test_narrow(void)
{
    const char *const much =
        "Keterangan yang panjang sekali, karena petugas menulis semua yang ia ketahui tentang hal ini";
    check(draw("narrow", json_pack("[{ss,s[s,s,s,s,s],s[[s,s,s,s,s]]}]", "kind", "table", "columns", "No", "Uraian",
                                   "Dasar", "Catatan", "Status", "rows", "112", much, much, much, "LUNAS")) == 1);
    const char *text = text_of("narrow");
    check(strstr(text, "112") && strstr(text, "LUNAS") && strstr(text, "Status"));
}

/* "a1\na2\n...": a text that is higher than a page in any column. */
static const char *tower(char name)
{
    char *text = turn_alloc(LINES * 6);
    for (int i = 1; i <= LINES; i++)
        sprintf(text + strlen(text), "%c%d%s", name, i, i < LINES ? "\n" : "");
    return text;
}

static void expect_tower(const char *of, char name)
{
    const char *text = text_of(of);
    for (int i = 1; i <= LINES; i++) {
        const char *line = turn_text("%c%d", name, i), *at = strstr(text, line);
        while (at && at[strlen(line)] >= '0' && at[strlen(line)] <= '9')
            at = strstr(at + 1, line);
        check(at != NULL);
    }
}

/* Nothing of what an agency says is lost because it is high: it goes on on the next page. */
static void test_towers(void)
{
    check(draw("cells", json_pack("[{ss,s[s,s],s[[s,s],[s,s]]}]", "kind", "table", "columns", "Judul", "Lain", "rows",
                                  "satu", tower('a'), tower('b'), "dua")) > 2);
    expect_tower("cells", 'a');
    expect_tower("cells", 'b');
    check(draw("rows", json_pack("[{ss,s[[s,s],[s,s]]}]", "kind", "fields", "rows", "Satu", tower('a'), tower('b'),
                                 "dua")) > 2);
    expect_tower("rows", 'a');
    expect_tower("rows", 'b');
    check(draw("caption", json_pack("[{ss,ss,ss},{ss,ss}]", "kind", "qr", "code", address, "text", tower('a'), "kind",
                                    "text", "text", "Akhir.")) > 1);
    expect_tower("caption", 'a');
    check(strstr(text_of("caption"), "Akhir.") != NULL);
}

static void refused(json_t *blocks, const char *part)
{
    struct document_file file = {0};
    char why[SLIP_WHY] = "";
    json_t *data = data_of(blocks);
    check(document_draw(data, words, "id", &file, why) < 0 && strstr(why, part) && !file.bytes);
    json_decref(data);
}

static void test_bad(void)
{
    json_t *text = json_array();
    refused(json_pack("[{ss}]", "kind", "picture"), "no block \"picture\"");
    refused(json_pack("[{ss,ss}]", "kind", "text", "text", "\x1b[2J"), "control characters");
    refused(json_pack("[{ss,ss,ss}]", "kind", "text", "text", "a", "size", "9"), "no field \"size\"");
    refused(json_pack("[{ss,s[[s]]}]", "kind", "fields", "rows", "alone"), "not as many");
    refused(json_pack("[{ss,s[s],s[[s,s]]}]", "kind", "table", "columns", "one", "rows", "1", "2"), "not as many");
    refused(json_pack("[{ss,ss,ss}]", "kind", "qr", "code", "", "text", ""), "empty or too long");
    for (int i = 0; i < 30; i++)
        json_array_append_new(text, json_pack("{ss}", "kind", "break"));
    refused(text, "longer than 20 pages");
}

int main(void)
{
    words = json_pack("{so}", "id", conf_read_file(SOURCE "/runtime/words/slip.id.conf"));
    test_blocks();
    test_code();
    test_scripts();
    test_shaping();
    test_pages();
    test_long_list();
    test_narrow();
    test_towers();
    test_bad();
    json_decref(words);
    sheet_end();
    turn_end();
    return test_end();
}
