/* letters.c - see letters.h. Nothing below a space is ever sent of a text, so no command can hide in one. */
#include "letters.h"

#include "page.h"

#include <string.h>

enum { ROWS_A_LINE = 34, LARGEST = 4, MARGIN = 16 };

int letters_take(struct letters *letters, const struct kd_request *request)
{
    const struct kd_attr *lines = attr_find(request->attr, request->n_attr, "lines");
    letters->at = lines ? lines->bytes.at : NULL;
    letters->n = letters->at ? lines->bytes.n : 0;
    letters->next = 0;
    return letters->n > 0;
}

int letters_ended(const struct letters *letters)
{
    return letters->next >= letters->n;
}

uint32_t letters_rows(const struct letters *letters)
{
    uint32_t lines = (uint32_t)(letters->n / letters->columns);
    for (size_t i = 0; i < letters->n; i++)
        lines += letters->at[i] == '\n';
    return lines * ROWS_A_LINE;
}

/* What stands for a letter that the printer does not have. */
static uint8_t like(uint32_t letter)
{
    switch (letter) {
    case 0x00b7:
    case 0x2022:
    case 0x2026:
        return '.';
    case 0x2013:
    case 0x2014:
        return '-';
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201c:
    case 0x201d:
        return '"';
    default:
        return '?';
    }
}

/* One letter of UTF-8 as one byte of the printer's; *used bytes of the text. The host lets no bad UTF-8 through. */
static uint8_t one(const uint8_t *at, size_t n, uint8_t wide, size_t *used)
{
    size_t more = at[0] < 0x80 ? 0 : at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
    uint32_t letter = at[0] & (more ? 0x3fu >> more : 0x7fu);
    *used = 1;
    for (; *used <= more && *used < n; ++*used)
        letter = letter << 6 | (at[*used] & 0x3f);
    if (letter < 0x80)
        return letter < ' ' || letter == 0x7f ? ' ' : (uint8_t)letter;
    return wide && letter >= 0xa0 && letter <= 0xff ? (uint8_t)letter : like(letter);
}

/* The whole line in the printer's letters, cut at `most`. */
static size_t translate(const struct letters *letters, size_t end, uint8_t *to, size_t most)
{
    size_t n = 0, used;
    for (size_t i = letters->next; i < end && n < most; i += used)
        to[n++] = one(letters->at + i, end - i, letters->wide, &used);
    return n;
}

/* How many letters stand on the next line of paper; *skip: and how many go to reach the one after it. */
static size_t fold(const uint8_t *text, size_t n, size_t columns, size_t *skip)
{
    size_t end = columns;
    *skip = n;
    if (n <= columns)
        return n;
    while (end > 0 && text[end] != ' ')
        end--;
    *skip = end > 0 ? end + 1 : columns;
    return end > 0 ? end : columns;
}

static size_t put(uint8_t *to, const void *bytes, size_t n)
{
    memcpy(to, bytes, n);
    return n;
}

static size_t put_folded(uint8_t *to, const uint8_t *text, size_t n, size_t columns)
{
    size_t size = 0, skip;
    do {
        size += put(to + size, text, fold(text, n, columns, &skip));
        to[size++] = '\n';
        text += skip;
        n -= skip;
    } while (n > 0);
    return size;
}

/* As large as the paper is wide, in the middle. */
static size_t put_large(uint8_t *to, const uint8_t *text, size_t n, size_t columns)
{
    size_t times = n > 0 && columns / n > 0 ? columns / n : 1;
    uint8_t more = (uint8_t)((times > LARGEST ? LARGEST : times) - 1);
    const uint8_t before[] = {0x1b, 0x61, 0x01, 0x1d, 0x21, (uint8_t)(more << 4 | more)};
    static const uint8_t after[] = {0x1d, 0x21, 0x00, 0x1b, 0x61, 0x00};
    size_t size = put(to, before, sizeof before);
    size += put_folded(to + size, text, n, columns);
    return size + put(to + size, after, sizeof after);
}

size_t letters_line(struct letters *letters, uint8_t to[LETTERS_BYTES_MAX])
{
    uint8_t text[LETTERS_BYTES_MAX / 2 - MARGIN]; /* a line of paper may hold a single letter */
    const uint8_t *at = letters->at + letters->next, *end = memchr(at, '\n', letters->n - letters->next);
    size_t stop = end ? (size_t)(end - letters->at) : letters->n;
    size_t n = translate(letters, stop, text, sizeof text);
    letters->next = stop + 1;
    if (n > 0 && text[0] == '#')
        return put_large(to, text + 1, n - 1, letters->columns);
    if (n == 1 && text[0] == '-') {
        memset(to, '-', letters->columns);
        to[letters->columns] = '\n';
        return letters->columns + 1;
    }
    return put_folded(to, text, n, letters->columns);
}
