/* oracle: what the ESC/POS driver sends, read by somebody who knows only the specification: the page that was asked
 * for, dot by dot; a QR that a reader reads; in every transcript nothing that is no command. And the oracle itself
 * refuses what it does not know. */
#define _GNU_SOURCE
#include "printer/oracle.h"
#include "test.h"

#include "base/conf.h"
#include "paper/sheet.h"
#include "paper/slip.h"
#include "proof/script.h"
#include "proof/stand.h"

#include <glob.h>
#include <stdlib.h>

static struct stand stand;
static struct oracle oracle;
static uint8_t replies[64];
static size_t n_replies;

/* ---- a page, printed on a printer that is well */

static void on_asked(void *mine, enum question what, const uint8_t *values)
{
    const uint8_t process_id[] = {0x37, 0x22, values[0], values[1], values[2], values[3], 0};
    (void)mine;
    check(n_replies + sizeof process_id <= sizeof replies);
    if (what == ASKS_PROCESS_ID) {
        memcpy(replies + n_replies, process_id, sizeof process_id);
        n_replies += sizeof process_id;
    } else if (what == ASKS_CLEAR) {
        memcpy(replies + n_replies, "\x37\x25\x00", 3);
        n_replies += 3;
    } else {
        replies[n_replies++] = what == ASKS_STATUS ? 0x12 : 0x00;
    }
}

/* The port takes odd pieces, and what was asked is answered. */
static void run(void)
{
    for (int i = 0; i < 100000 && (stand.n_queue > 0 || n_replies > 0); i++) {
        size_t n = stand.n_queue < 97 ? stand.n_queue : 97;
        oracle_take(&oracle, stand.queue, n);
        stand_take(&stand, n);
        uint8_t said[sizeof replies];
        size_t n_said = n_replies;
        memcpy(said, replies, n_said);
        n_replies = 0;
        if (n_said > 0)
            stand_hear(&stand, said, n_said);
    }
}

static void print(const uint8_t *dots, size_t n, int width, int height, const struct kd_attr *profile, size_t n_profile)
{
    const struct kd_attr attr[] = {{"width", width, {0}}, {"height", height, {0}}, {"raster", 0, {dots, n}}};
    stand_begin(&stand);
    stand_attach(&stand, profile, n_profile);
    run();
    stand_request(&stand, "print", attr, COUNT(attr));
    run();
    check(stand.dones == 1 && stand.result == KD_OK && stand.effect == KD_DONE);
    check_text(stand.complaint, "");
    check_text(oracle.complaint, "");
    check(oracle_is_done(&oracle));
}

/* ---- a real slip */

static bool qr_reads(const char *path, const char *text)
{
    char line[1024] = "";
    FILE *from = popen(turn_text("zbarimg -q --raw -Sdisable -Sqrcode.enable '%s' 2>/dev/null", path), "r");
    if (!fgets(line, sizeof line, from))
        *line = 0;
    pclose(from);
    line[strcspn(line, "\n")] = 0;
    return strcmp(line, text) == 0;
}

static void save(const char *path, const struct oracle_page *page)
{
    FILE *to = fopen(path, "w");
    check(to != NULL);
    fprintf(to, "P4\n%zu %zu\n", page->stride * 8, page->rows);
    fwrite(page->dots, 1, page->n, to);
    fclose(to);
}

static void test_slip(int64_t process_id)
{
    static const char url[] = "http://192.168.10.2:8080/n/2026-05-14/A027";
    const struct kd_attr profile[] = {{"processid", process_id, {0}}, {"band", 23, {0}}};
    const char *path = BUILD "/oracle.pbm";
    char why[SLIP_WHY] = "";
    struct slip_picture slip = {0};
    json_t *words = json_pack("{so}", "id", conf_read_file(SOURCE "/runtime/words/slip.id.conf"));
    json_t *data = json_pack("{ss,ss,ss,ss,s{ss,ss,si},ss,ss,ss,ss}", "site", "Mal Pelayanan Publik", "place",
                             "Kabupaten Lokaraya", "kiosk", "07", "number", "A027", "queue", "name", "Kependudukan",
                             "place", "Ruang A, lantai 1", "ahead", 5, "title", "Verifikasi berkas kelahiran",
                             "printed", "14-05-2026 09.48", "case", "LKR-07-2605-00418", "qr", url);
    check(words && data && slip_draw(data, words, "id", &slip, why) == OK);
    print(slip.bits, slip.n, slip.width, slip.height, profile, COUNT(profile));
    check(oracle_shows(&oracle, slip.bits, slip.n));
    save(path, &oracle.last);
    check(qr_reads(path, url));
    wipe_free(slip.bits, slip.n);
    wipe_text(slip.lines);
    json_decref(words);
    json_decref(data);
    oracle_free(&oracle);
}

/* Dots that are real-time commands: one dot more each, and no command for the printer. */
static void test_commands_in_dots(void)
{
    uint8_t dots[8 * 16];
    for (size_t i = 0; i < sizeof dots; i++)
        dots[i] = (uint8_t[]){0x10, 0x04, 0x01, 0x10, 0x14, 0x08, 0x10, 0x05}[i % 8];
    print(dots, sizeof dots, 64, 16, NULL, 0);
    check(oracle.last.n == sizeof dots && oracle.pages == 1);
    for (size_t i = 0; i < sizeof dots && oracle.last.n == sizeof dots; i++)
        check((oracle.last.dots[i] & ~0x08) == (dots[i] & ~0x08) && (oracle.last.dots[i] & dots[i]) == dots[i]);
    oracle_free(&oracle);
}

/* ---- the transcripts */

static void read_scene(const struct scene *scene)
{
    struct oracle reader = {0};
    for (size_t i = 0; i < scene->n; i++)
        if (scene->lines[i].word == TAKE)
            oracle_take(&reader, scene->lines[i].bytes, scene->lines[i].n);
        else if (scene->lines[i].word == LOST || scene->lines[i].word == RESET)
            oracle_hang_up(&reader);
    test_checks++;
    if (reader.complaint[0]) {
        test_failures++;
        fprintf(stderr, "%s:%d: %s\n", scene->file, scene->number, reader.complaint);
    }
    oracle_free(&reader);
}

static void test_transcripts(void)
{
    glob_t found = {0};
    check(glob(SOURCE "/hw/escpos/*.txt", 0, NULL, &found) == 0 && found.gl_pathc >= 5);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct script script;
        check(script_read(&script, found.gl_pathv[i]) == OK);
        for (size_t j = 0; j < script.n; j++)
            read_scene(&script.scenes[j]);
        script_free(&script);
    }
    globfree(&found);
}

/* ---- the oracle itself */

static void refuse(const char *bytes, size_t n, const char *what)
{
    struct oracle strict = {0};
    oracle_take(&strict, (const uint8_t *)bytes, n);
    check_text(strict.complaint, what);
    oracle_free(&strict);
}

#define REFUSE(bytes, what) refuse(bytes, sizeof(bytes) - 1, what)

static void test_adrift(void)
{
    static const uint8_t picture[] = {0x1d, 'v', '0', 0, 1, 0, 2, 0, 0xff}, status[] = {0x10, 0x04, 0x01};
    static const uint8_t clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8}, cut[] = {0x1d, 'V', 0};
    struct oracle o = {0};
    oracle_take(&o, picture, sizeof picture);
    oracle_hang_up(&o);
    oracle_take(&o, status, sizeof status);
    oracle_take(&o, clear, sizeof clear);
    oracle_take(&o, cut, sizeof cut);
    check(oracle_is_done(&o) && !oracle_shows(&o, picture + 8, 1));
    oracle_take(&o, picture, sizeof picture);
    oracle_hang_up(&o);
    oracle_take(&o, cut, sizeof cut);
    check_text(o.complaint, "offset 34: the printer waits for the rest of another command: 1d");
    oracle_free(&o);
}

static void test_strict(void)
{
    REFUSE("\x1b@\x1b@A", "offset 4: no command: 41");
    REFUSE("\x1bt\x10"
           "A\x1b@"
           "A",
           "offset 6: no command: 41");
    REFUSE("\x1d!\x08", "offset 0: letters of an impossible size: 1d 21 08");
    REFUSE("\n\x1d\x42\x01", "offset 1: no command: 1d 42");
    REFUSE("\x1dV\x07", "offset 0: no command: 1d 56 07");
    REFUSE("\x10\x04\x05", "offset 0: no command: 10 04 05");
    REFUSE("\x10\x14\x08\x01\x03\x14\x01\x06\x02\x09", "offset 0: no command: 10 14 08 01 03 14 01 06 02 09");
    REFUSE("\x1dv0\x01\x01\x00\x01\x00", "offset 0: no command: 1d 76 30 01");
    REFUSE("\x1dv0\x00\x00\x00\x01\x00", "offset 0: a picture of an impossible size: 1d 76 30 00 00 00 01 00");
    REFUSE("\x1dv0\x00\x81\x00\x01\x00", "offset 0: a picture of an impossible size: 1d 76 30 00 81 00 01 00");
    REFUSE("\x1dv0\x00\x01\x00\x01\x00\xff\x1dv0\x00\x02\x00\x01\x00",
           "offset 9: a picture of another width than the one above it: 1d 76 30 00 02 00 01 00");
    REFUSE("\x1dv0\x00\x02\x00\x01\x00\x10\x04", "offset 10: a real-time command inside a picture:");
    REFUSE("\x1d(H\x06\x00\x30\x30\x40\x40\x40\x1f",
           "offset 0: a process id of bytes that are not allowed: 1d 28 48 06 00 30 30 40 40 40 1f");
    REFUSE("\x1b@\x1b"
           "d\x05\x1bJ\x01\x1dV\x00\x1dV1\x1dV\x41\x00\x1d"
           "a\x0e\x1dr\x01\x10\x05\x01",
           "");
}

int main(void)
{
    oracle.asked = on_asked;
    check(stand_open(&stand, BUILD "/lib/drivers/escpos.so") == OK);
    test_slip(0);
    test_slip(1);
    test_commands_in_dots();
    test_transcripts();
    test_strict();
    test_adrift();
    stand_close(&stand);
    sheet_end();
    turn_end();
    return test_end();
}
