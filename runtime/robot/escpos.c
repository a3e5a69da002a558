/* escpos.c - see escpos.h. Names and ranges are those of Epson's command reference for 203 dpi printers. */
#include "robot/escpos.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DLE = 0x10, EOT = 0x04, LF = 0x0a, ESC = 0x1b, GS = 0x1d };
enum { LINE_DOTS = 34, MAX_ROWS = 65536, MAX_RASTER_ROWS = 2303, MAX_RASTER_BYTES = 128 };

struct reader {
    const unsigned char *bytes;
    size_t n, at; /* at: the command being read */
    size_t taken; /* its bytes so far */
    struct escpos_rules rules;
    struct escpos_roll *roll;
    int line, align; /* dots a line; 0 left, 1 middle, 2 right */
    bool in_line;    /* letters wait in the line buffer */
    int rows;        /* of all pages */
    char *why;
};

struct command {
    unsigned char lead, name;
    int (*read)(struct reader *r);
};

static int refuse(struct reader *r, const char *format, ...) LIKE_PRINTF(2);

static int refuse(struct reader *r, const char *format, ...)
{
    va_list args;
    int n = snprintf(r->why, ESCPOS_WHY, "at byte %zu: ", r->at);
    va_start(args, format);
    vsnprintf(r->why + n, ESCPOS_WHY - (size_t)n, format, args);
    va_end(args);
    return E_FORMAT;
}

/* The next n bytes of this command; NULL when the data breaks off. */
static const unsigned char *take(struct reader *r, size_t n)
{
    if (r->n - r->at - r->taken < n) {
        refuse(r, "the command breaks off: %zu more bytes wanted, %zu there", n, r->n - r->at - r->taken);
        return NULL;
    }
    r->taken += n;
    return r->bytes + r->at + r->taken - n;
}

static int take_one(struct reader *r)
{
    const unsigned char *b = take(r, 1);
    return b ? *b : E_FORMAT;
}

static struct escpos_page *page(struct reader *r)
{
    struct escpos_roll *roll = r->roll;
    if (roll->n_pages == 0 || roll->pages[roll->n_pages - 1].cut) {
        if (roll->n_pages == ESCPOS_PAGES)
            return NULL;
        roll->pages[roll->n_pages++] = (struct escpos_page){.width = r->rules.width};
    }
    return &roll->pages[roll->n_pages - 1];
}

/* White rows at the end of the paper; returns the first of them, or NULL (and says so) when it is endless. */
static unsigned char *feed(struct reader *r, int rows)
{
    struct escpos_page *p = page(r);
    size_t stride = ((size_t)r->rules.width + 7) / 8;
    if (!p || r->rows + rows > MAX_ROWS) {
        refuse(r, "more paper than any slip needs");
        return NULL;
    }
    unsigned char *bits = realloc(p->bits, stride * (size_t)(p->height + rows) + 1);
    must(bits != NULL);
    p->bits = bits;
    bits += stride * (size_t)p->height;
    memset(bits, 0, stride * (size_t)rows + 1);
    p->height += rows;
    r->rows += rows;
    return bits;
}

static int end_line(struct reader *r, int rows)
{
    r->in_line = false;
    return rows == 0 || feed(r, rows) ? OK : E_FORMAT;
}

static int read_init(struct reader *r)
{
    r->line = LINE_DOTS;
    r->align = 0;
    r->in_line = false;
    r->roll->status_back = false;
    return OK;
}

static int read_feed_lines(struct reader *r)
{
    int n = take_one(r);
    return n < 0 ? n : end_line(r, n * r->line);
}

static int read_feed_dots(struct reader *r)
{
    int n = take_one(r);
    return n < 0 ? n : end_line(r, n);
}

static int read_line_default(struct reader *r)
{
    r->line = LINE_DOTS;
    return OK;
}

static int read_line_dots(struct reader *r)
{
    int n = take_one(r);
    r->line = n < 0 ? r->line : n;
    return n < 0 ? n : OK;
}

static int read_align(struct reader *r)
{
    int n = take_one(r);
    if (n < 0)
        return n;
    if (n >= '0')
        n -= '0';
    if (n > 2)
        return refuse(r, "ESC a: there is no alignment %d", n);
    r->align = n;
    return OK;
}

static int read_code_page(struct reader *r)
{
    int n = take_one(r);
    return n < 0 ? n : n <= 53 || n >= 254 ? OK : refuse(r, "ESC t: there is no code page %d", n);
}

static int read_country(struct reader *r)
{
    int n = take_one(r);
    return n < 0 ? n : n <= 17 ? OK : refuse(r, "ESC R: there is no character set %d", n);
}

/* A printer looks for real-time commands everywhere, also in a picture. */
static void look_for_questions(struct reader *r, const unsigned char *data, size_t n)
{
    for (size_t i = 0; i + 2 < n && !r->roll->mistaken; i++)
        if (data[i] == DLE && data[i + 1] == EOT && data[i + 2] >= 1 && data[i + 2] <= 4)
            r->roll->mistaken = (size_t)(data - r->bytes) + i + 1;
}

static void put_dots(unsigned char *row, int shift, const unsigned char *data, size_t n)
{
    for (size_t i = 0; i < n * 8; i++) {
        size_t to = i + (size_t)shift;
        if (data[i / 8] >> (7 - i % 8) & 1)
            row[to / 8] |= (unsigned char)(0x80 >> (to % 8));
    }
}

/* Dots beyond the head are lost on paper; here they are an error unless they are white. */
static int check_width(struct reader *r, const unsigned char *data, size_t stride, size_t rows)
{
    for (size_t y = 0; y < rows; y++)
        for (size_t x = (size_t)r->rules.width; x < stride * 8; x++)
            if (data[y * stride + x / 8] >> (7 - x % 8) & 1)
                return refuse(r, "GS v 0: dot %zu of row %zu is beyond a head of %d", x, y, r->rules.width);
    return OK;
}

static int read_raster(struct reader *r)
{
    const unsigned char *head = take(r, 6);
    if (!head)
        return E_FORMAT;
    size_t stride = head[2] + 256u * head[3], rows = head[4] + 256u * head[5];
    if (head[0] != '0' || head[1] != 0)
        return refuse(r, "GS v %c, mode %d: only GS v 0 with mode 0 is printed", head[0], head[1]);
    if (r->in_line)
        return refuse(r, "GS v 0 while letters wait in the line: the printer ignores it");
    if (stride < 1 || stride > MAX_RASTER_BYTES || rows < 1 || rows > MAX_RASTER_ROWS)
        return refuse(r, "GS v 0 of %zu bytes by %zu rows", stride, rows);
    const unsigned char *data = take(r, stride * rows);
    if (!data || check_width(r, data, stride, rows) < 0)
        return E_FORMAT;
    unsigned char *to = feed(r, (int)rows);
    if (!to)
        return E_FORMAT;
    look_for_questions(r, data, stride * rows);
    size_t head_bytes = ((size_t)r->rules.width + 7) / 8, n = stride < head_bytes ? stride : head_bytes;
    int free_dots = r->rules.width - (int)n * 8, shift = free_dots > 0 ? free_dots * r->align / 2 : 0;
    for (size_t y = 0; y < rows; y++)
        put_dots(to + y * head_bytes, shift, data + y * stride, n);
    return OK;
}

static int cut(struct reader *r, bool partial)
{
    struct escpos_page *p = page(r);
    if (r->in_line)
        return refuse(r, "GS V while letters wait in the line: the printer ignores it");
    if (!p)
        return refuse(r, "more than %d cuts", ESCPOS_PAGES);
    p->cut = true;
    p->partial = partial;
    return OK;
}

static int read_cut(struct reader *r)
{
    int m = take_one(r);
    if (m < 0)
        return m;
    if (m == 0 || m == 1 || m == '0' || m == '1')
        return cut(r, m & 1);
    if (m != 'A' && m != 'B')
        return refuse(r, "GS V: there is no cut %d", m);
    int dots = take_one(r);
    if (dots < 0 || (dots > 0 && !feed(r, dots)))
        return E_FORMAT;
    return cut(r, m == 'B');
}

static int read_question(struct reader *r)
{
    const unsigned char *b = take(r, 1);
    if (!b)
        return E_FORMAT;
    if (*b < 1 || *b > 4)
        return refuse(r, "DLE EOT %d: 1 to 4 are asked", *b);
    r->roll->questions++;
    return OK;
}

static int read_queued_question(struct reader *r)
{
    int n = take_one(r);
    if (n < 0)
        return n;
    if (n != 1 && n != 2 && n != '1' && n != '2')
        return refuse(r, "GS r %d: 1 and 2 are asked", n);
    r->roll->questions++;
    return OK;
}

static int read_status_back(struct reader *r)
{
    int n = take_one(r);
    r->roll->status_back = n > 0;
    return n < 0 ? n : OK;
}

/* GS ( H pL pH 48 48 d1..d4: "tell me when all before this is printed". */
static int read_mark(struct reader *r)
{
    const unsigned char *b = take(r, 3);
    if (!b)
        return E_FORMAT;
    if (b[0] != 'H' || b[1] != 6 || b[2] != 0)
        return refuse(r, "GS ( %c with %d bytes: only the process id of GS ( H is known", b[0], b[1] + 256 * b[2]);
    b = take(r, 6);
    if (!b)
        return E_FORMAT;
    if (b[0] != '0' || b[1] != '0')
        return refuse(r, "GS ( H: function %d, %d is not the process id", b[0], b[1]);
    for (int i = 2; i < 6; i++)
        if (b[i] < 0x20 || b[i] > 0x7e)
            return refuse(r, "GS ( H: an id is four printable letters");
    struct escpos_roll *roll = r->roll;
    if (roll->n_marks == ESCPOS_MARKS)
        return refuse(r, "more than %d process ids", ESCPOS_MARKS);
    const struct escpos_page *p = roll->n_pages ? &roll->pages[roll->n_pages - 1] : NULL;
    struct escpos_mark *mark = &roll->marks[roll->n_marks++];
    *mark = (struct escpos_mark){.at = r->at, .page = roll->n_pages - 1, .row = p ? p->height : 0};
    memcpy(mark->id, b + 2, 4);
    return OK;
}

static const struct command commands[] = {
    {ESC, '@', read_init},         {ESC, 'd', read_feed_lines},     {ESC, 'J', read_feed_dots},
    {ESC, '2', read_line_default}, {ESC, '3', read_line_dots},      {ESC, 'a', read_align},
    {ESC, 't', read_code_page},    {ESC, 'R', read_country},        {GS, 'v', read_raster},
    {GS, 'V', read_cut},           {GS, 'r', read_queued_question}, {GS, 'a', read_status_back},
    {GS, '(', read_mark},          {DLE, EOT, read_question}};

static int read_led(struct reader *r, unsigned char lead)
{
    const unsigned char *name = take(r, 1);
    if (!name)
        return E_FORMAT;
    for (size_t i = 0; i < COUNT(commands); i++)
        if (commands[i].lead == lead && commands[i].name == *name)
            return commands[i].read(r);
    return refuse(r, "the command %02x %02x is not known", lead, *name);
}

static int read_one(struct reader *r)
{
    unsigned char b = r->bytes[r->at];
    r->taken = 1;
    if (b == ESC || b == GS || b == DLE)
        return read_led(r, b);
    if (b == LF)
        return end_line(r, r->line);
    if (!r->rules.texts)
        return refuse(r, "byte %02x is text, and this printer draws", b);
    if (b < 0x20 || b == 0x7f)
        return refuse(r, "control byte %02x is not known", b);
    r->in_line = true;
    return OK;
}

int escpos_read(const void *bytes, size_t n, struct escpos_rules rules, struct escpos_roll *roll, char why[ESCPOS_WHY])
{
    struct reader r = {.bytes = bytes, .n = n, .rules = rules, .roll = roll, .line = LINE_DOTS, .why = why};
    *roll = (struct escpos_roll){0};
    *why = 0;
    while (r.at < n) {
        if (read_one(&r) < 0)
            return E_FORMAT;
        r.at += r.taken;
    }
    if (r.in_line)
        return refuse(&r, "letters wait in the line, and nothing prints them");
    return OK;
}

void escpos_free(struct escpos_roll *roll)
{
    for (int i = 0; i < roll->n_pages; i++)
        free(roll->pages[i].bits);
    *roll = (struct escpos_roll){0};
}

bool escpos_black(const struct escpos_page *page, int x, int y)
{
    return page->bits[(size_t)y * (((size_t)page->width + 7) / 8) + (size_t)x / 8] >> (7 - x % 8) & 1;
}
