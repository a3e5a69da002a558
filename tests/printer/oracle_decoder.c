/* oracle_decoder.c - see oracle.h. */
#define _GNU_SOURCE
#include "printer/oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DLE = 0x10, ESC = 0x1b, GS = 0x1d, WIDEST = 128, HIGHEST = 4095 };

static void complain(struct oracle *o, const char *what)
{
    size_t at = 0;
    char hex[64] = "";
    if (o->complaint[0])
        return;
    for (size_t i = 0; i < o->n_command; i++)
        at += (size_t)snprintf(hex + at, sizeof hex - at, " %02x", o->command[i]);
    snprintf(o->complaint, sizeof o->complaint, "offset %zu: %s:%s", o->offset - o->n_command, what, hex);
}

static void ask(struct oracle *o, enum question what, const uint8_t *values)
{
    if (o->asked)
        o->asked(o->mine, what, values);
}

/* ---- what commands do; `at` is the whole command */

static void do_nothing(struct oracle *o, const uint8_t *at)
{
    (void)o, (void)at;
}

static void do_start(struct oracle *o, const uint8_t *at)
{
    (void)at;
    o->letters = false;
}

/* Who means to print letters says in which code page; a letter without that is a mistake. */
static void do_code_page(struct oracle *o, const uint8_t *at)
{
    (void)at;
    o->letters = true;
}

static void do_letter(struct oracle *o, const uint8_t *at)
{
    (void)at;
    if (!o->letters)
        complain(o, "no command");
}

static void do_size(struct oracle *o, const uint8_t *at)
{
    if (at[2] & 0x88)
        complain(o, "letters of an impossible size");
}

static void do_cut(struct oracle *o, const uint8_t *at)
{
    (void)at;
    if (o->page.rows == 0) {
        o->page.cleared = false;
        return;
    }
    free(o->last.dots);
    o->last = o->page;
    o->page = (struct oracle_page){0};
    o->pages++;
}

static void do_picture(struct oracle *o, const uint8_t *at)
{
    size_t stride = at[4] + 256u * at[5], rows = at[6] + 256u * at[7];
    if (stride == 0 || stride > WIDEST || rows == 0 || rows > HIGHEST)
        complain(o, "a picture of an impossible size");
    else if (o->page.rows > 0 && o->page.stride != stride)
        complain(o, "a picture of another width than the one above it");
    o->page.stride = stride;
    o->page.rows += rows;
    o->data_left = stride * rows;
    o->before = 0;
}

static void do_status(struct oracle *o, const uint8_t *at)
{
    ask(o, ASKS_STATUS, at + 2);
}

static void do_paper(struct oracle *o, const uint8_t *at)
{
    ask(o, ASKS_PAPER, at + 2);
}

static void do_process_id(struct oracle *o, const uint8_t *at)
{
    for (int i = 7; i < 11; i++)
        if (at[i] < 32 || at[i] > 126)
            complain(o, "a process id of bytes that are not allowed");
    ask(o, ASKS_PROCESS_ID, at + 7);
}

static void do_clear(struct oracle *o, const uint8_t *at)
{
    o->page.cleared = o->page.rows > 0;
    o->adrift = false;
    ask(o, ASKS_CLEAR, at);
}

/* ---- which commands there are. A byte of ANY may be all of `least` to `most` */

enum { ANY = 0x100 };

static const struct command {
    const char *name;
    size_t n;
    uint16_t bytes[10];
    uint8_t least, most;
    void (*does)(struct oracle *o, const uint8_t *at);
} commands[] = {
    {"LF", 1, {'\n'}, 0, 0, do_nothing},
    {"ESC @", 2, {ESC, '@'}, 0, 0, do_start},
    {"a letter", 1, {ANY}, 0x20, 0x7e, do_letter},
    {"a letter", 1, {ANY}, 0x80, 0xff, do_letter},
    {"ESC t n", 3, {ESC, 't', ANY}, 0, 255, do_code_page},
    {"ESC a n", 3, {ESC, 'a', ANY}, 0, 2, do_nothing},
    {"GS ! n", 3, {GS, '!', ANY}, 0, 255, do_size},
    {"ESC d n", 3, {ESC, 'd', ANY}, 0, 255, do_nothing},
    {"ESC J n", 3, {ESC, 'J', ANY}, 0, 255, do_nothing},
    {"GS V m", 3, {GS, 'V', ANY}, 0, 1, do_cut},
    {"GS V m", 3, {GS, 'V', ANY}, '0', '1', do_cut},
    {"GS V 65 n", 4, {GS, 'V', 65, ANY}, 0, 255, do_cut},
    {"GS V 66 n", 4, {GS, 'V', 66, ANY}, 0, 255, do_cut},
    {"GS v 0", 8, {GS, 'v', '0', 0, ANY, ANY, ANY, ANY}, 0, 255, do_picture},
    {"GS v 0", 8, {GS, 'v', '0', '0', ANY, ANY, ANY, ANY}, 0, 255, do_picture},
    {"GS a n", 3, {GS, 'a', ANY}, 0, 255, do_nothing},
    {"GS r n", 3, {GS, 'r', ANY}, 1, 2, do_paper},
    {"GS r n", 3, {GS, 'r', ANY}, '1', '2', do_paper},
    {"GS ( H", 7, {GS, '(', 'H', 6, 0, '0', '0'}, 0, 0, do_process_id},
    {"DLE EOT n", 3, {DLE, 4, ANY}, 1, 4, do_status},
    {"DLE ENQ n", 3, {DLE, 5, ANY}, 1, 2, do_nothing},
    {"DLE DC4 8", 10, {DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8}, 0, 0, do_clear},
};

static size_t size_of(const struct command *c)
{
    return c->does == do_process_id ? 11 : c->n;
}

static bool matches(const struct command *c, const uint8_t *at, size_t n)
{
    for (size_t i = 0; i < n && i < c->n; i++)
        if (c->bytes[i] == ANY ? at[i] < c->least || at[i] > c->most : at[i] != c->bytes[i])
            return false;
    return true;
}

static void take_command(struct oracle *o, uint8_t byte)
{
    o->command[o->n_command++] = byte;
    for (size_t i = 0; i < COUNT(commands); i++) {
        const struct command *c = &commands[i];
        if (!matches(c, o->command, o->n_command))
            continue;
        if (o->adrift && c->bytes[0] != DLE)
            break;
        if (o->n_command == size_of(c)) {
            c->does(o, o->command);
            o->n_command = 0;
        }
        return;
    }
    complain(o, o->adrift ? "the printer waits for the rest of another command" : "no command");
}

/* A printer would obey it in the middle of the picture and take it out. */
static void take_dots(struct oracle *o, uint8_t byte)
{
    struct oracle_page *page = &o->page;
    if (o->before == DLE && (byte == 0x04 || byte == 0x05 || byte == 0x14))
        complain(o, "a real-time command inside a picture");
    if (page->n == page->room) {
        page->room = page->room ? 2 * page->room : 4096;
        page->dots = realloc(page->dots, page->room);
        must(page->dots != NULL);
    }
    page->dots[page->n++] = byte;
    o->before = byte;
    o->data_left--;
}

void oracle_take(struct oracle *o, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n && !o->complaint[0]; i++) {
        o->offset++;
        if (o->data_left > 0)
            take_dots(o, bytes[i]);
        else
            take_command(o, bytes[i]);
    }
}

void oracle_hang_up(struct oracle *o)
{
    o->adrift |= o->n_command > 0 || o->data_left > 0;
    o->n_command = o->data_left = 0;
    o->page.cleared = o->page.rows > 0;
}

void oracle_free(struct oracle *o)
{
    free(o->page.dots);
    free(o->last.dots);
    *o = (struct oracle){.asked = o->asked, .mine = o->mine};
}

bool oracle_is_done(const struct oracle *o)
{
    return !o->complaint[0] && o->n_command == 0 && o->data_left == 0;
}

bool oracle_shows(const struct oracle *o, const uint8_t *dots, size_t n)
{
    return o->pages > 0 && !o->last.cleared && o->last.n == n && memcmp(o->last.dots, dots, n) == 0;
}
