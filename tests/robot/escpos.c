/* escpos: the decoder reads what the reference says, refuses everything else with its place, and survives any bytes. */
#include "robot/escpos.h"
#include "test.h"

#include <stdlib.h>

static struct escpos_roll roll;
static char why[ESCPOS_WHY];

static int read_wide(const void *bytes, size_t n, int width)
{
    escpos_free(&roll);
    return escpos_read(bytes, n, (struct escpos_rules){.width = width}, &roll, why);
}

#define READ(text) read_wide(text, sizeof(text) - 1, 24)

static int rows_of_ink(const struct escpos_page *p)
{
    int n = 0;
    for (int y = 0; y < p->height; y++)
        for (int x = 0, found = 0; x < p->width && !found; x++)
            n += found = escpos_black(p, x, y);
    return n;
}

static const char whole[] = "\x1b@\x1b"
                            "3\x10\x1dv0\0\3\0\2\0\x80\0\1\x7f\xff\xfe\x1b"
                            "J\5\n\x1b"
                            "d\2\x1d(H\6\0"
                            "00AB12\x10\4\1\x1dr\1\x1d"
                            "a\4\x1bt\2\x1bR\0\x1dVB\3\x1dv0\0\1\0\1\0\xff\x1dV1";

static void test_whole(void)
{
    check(READ(whole) == OK);
    check(roll.n_pages == 2);
    const struct escpos_page *p = &roll.pages[0];
    check(p->width == 24 && p->height == 2 + 5 + 16 + 32 + 3);
    check(p->cut && p->partial);
    check(escpos_black(p, 0, 0) && !escpos_black(p, 1, 0) && escpos_black(p, 23, 0));
    check(!escpos_black(p, 0, 1) && escpos_black(p, 1, 1) && !escpos_black(p, 23, 1));
    check(rows_of_ink(p) == 2);
    check(roll.n_marks == 1 && roll.marks[0].page == 0 && roll.marks[0].row == 55);
    check_text(roll.marks[0].id, "AB12");
    check(roll.questions == 2 && roll.status_back && roll.mistaken == 0);
    check(roll.pages[1].height == 1 && roll.pages[1].cut && roll.pages[1].partial);
}

static void test_align(void)
{
    check(READ("\x1b"
               "a\1\x1dv0\0\1\0\1\0\xff\x1b"
               "a2\x1dv0\0\1\0\1\0\xff\x1b"
               "a\0\x1dv0\0\1\0\1\0\xff") == OK);
    const struct escpos_page *p = &roll.pages[0];
    check(!escpos_black(p, 7, 0) && escpos_black(p, 8, 0) && escpos_black(p, 15, 0) && !escpos_black(p, 16, 0));
    check(!escpos_black(p, 15, 1) && escpos_black(p, 16, 1) && escpos_black(p, 23, 1));
    check(escpos_black(p, 0, 2) && !escpos_black(p, 8, 2));
    check(!p->cut);
}

static void test_refused(void)
{
    const struct {
        const char *bytes;
        size_t n;
        const char *why;
    } rows[] = {
#define ROW(bytes, why) {bytes, sizeof(bytes) - 1, why}
        ROW("\x1b@A", "at byte 2: byte 41 is text, and this printer draws"),
        ROW("\x1b*", "at byte 0: the command 1b 2a is not known"),
        ROW("\n\x1cp", "at byte 1: byte 1c is text, and this printer draws"),
        ROW("\x1dv0\1\1\0\1\0\xff", "at byte 0: GS v 0, mode 1: only GS v 0 with mode 0 is printed"),
        ROW("\x1dv0\0\0\0\1\0", "at byte 0: GS v 0 of 0 bytes by 1 rows"),
        ROW("\x1dv0\0\1\0\0\x0a", "at byte 0: GS v 0 of 1 bytes by 2560 rows"),
        ROW("\x1dv0\0\4\0\1\0\0\0\0\1", "at byte 0: GS v 0: dot 31 of row 0 is beyond a head of 24"),
        ROW("\x1dv0\0\1\0\3\0\1\2", "at byte 0: the command breaks off: 3 more bytes wanted, 2 there"),
        ROW("\x1dV\7", "at byte 0: GS V: there is no cut 7"),
        ROW("\x10\4\5", "at byte 0: DLE EOT 5: 1 to 4 are asked"),
        ROW("\x1dr\7", "at byte 0: GS r 7: 1 and 2 are asked"),
        ROW("\x1d(k\3\0", "at byte 0: GS ( k with 3 bytes: only the process id of GS ( H is known"),
        ROW("\x1d(H\6\0"
            "00AB\t2",
            "at byte 0: GS ( H: an id is four printable letters"),
        ROW("\x1b"
            "a\3",
            "at byte 0: ESC a: there is no alignment 3"),
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        check(read_wide(rows[i].bytes, rows[i].n, 24) == E_FORMAT);
        check_text(why, rows[i].why);
    }
}

/* Letters are a profile's choice; they wait for a line feed, and a picture must not come in between. */
static void test_text(void)
{
    struct escpos_rules rules = {.width = 24, .texts = true};
    escpos_free(&roll);
    check(escpos_read("A027\n", 5, rules, &roll, why) == OK && roll.pages[0].height == 34);
    escpos_free(&roll);
    check(escpos_read("A027", 4, rules, &roll, why) == E_FORMAT);
    check_text(why, "at byte 4: letters wait in the line, and nothing prints them");
    escpos_free(&roll);
    check(escpos_read("A\x1dv0\0\1\0\1\0\xff", 10, rules, &roll, why) == E_FORMAT);
    check_text(why, "at byte 1: GS v 0 while letters wait in the line: the printer ignores it");
}

/* Bytes of a picture that a printer would take for a question. */
static void test_mistaken(void)
{
    check(READ("\x1dv0\0\3\0\1\0\x10\4\1") == OK);
    check(roll.mistaken == 9);
}

/* Broken off at every byte: whole commands, or an error that names the command that is not whole. */
static void test_truncated(void)
{
    size_t n = sizeof whole - 1;
    int good = 0;
    for (size_t i = 0; i <= n; i++) {
        char *copy = make(i); /* its own block: ASan sees one byte too far */
        memcpy(copy, whole, i);
        int code = read_wide(copy, i, 24);
        good += code == OK;
        check(code == OK || strstr(why, "breaks off"));
        free(copy);
    }
    check(good == 16);
}

static unsigned random_bits(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Half noise, half beginnings of commands. Nothing to check but that it ends, and that errors say where. */
static void test_garbage(void)
{
    static const char leads[] = "\x1b\x1d\x10\x1b\x1d@dJatR23vVr(aH0\4\n";
    unsigned state = 7;
    for (int round = 0; round < 20000; round++) {
        size_t n = random_bits(&state) % 96;
        unsigned char *bytes = make(n);
        for (size_t i = 0; i < n; i++)
            bytes[i] = random_bits(&state) % 2 ? (unsigned char)leads[random_bits(&state) % (sizeof leads - 1)]
                                               : (unsigned char)(random_bits(&state) % 8);
        if (read_wide(bytes, n, 16 + (int)(random_bits(&state) % 40)) < 0)
            check(strncmp(why, "at byte ", 8) == 0);
        free(bytes);
    }
}

/* Endless feeding is refused before it is paper. */
static void test_endless(void)
{
    size_t n = 60000;
    char *bytes = make(n);
    for (size_t i = 0; i + 3 <= n; i += 3)
        memcpy(bytes + i, "\x1bJ\xff", 3);
    check(read_wide(bytes, n, 576) == E_FORMAT);
    check(strstr(why, "more paper than any slip needs") != NULL);
    free(bytes);
}

int main(void)
{
    test_whole();
    test_align();
    test_refused();
    test_text();
    test_mistaken();
    test_truncated();
    test_garbage();
    test_endless();
    escpos_free(&roll);
    return test_end();
}
