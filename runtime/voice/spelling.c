/* spelling.c - see spelling.h. One walk over the text, from token to token: letters and digits that belong together. */
#include "voice/spelling.h"

#include "base/spoken.h"
#include "base/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_NUMBER = 7 };

struct spelling {
    const char *language, *at;
    bool in_row; /* the token before was digits too, one space away */
    char *out;
    size_t n, size;
};

/* What is too long for the room is left out: it never is, see spelling_of(). */
static void put_bytes(struct spelling *spelling, const char *bytes, size_t n)
{
    if (n < spelling->size - spelling->n) {
        memcpy(spelling->out + spelling->n, bytes, n);
        spelling->n += n;
    }
}

static void put(struct spelling *spelling, const char *text)
{
    put_bytes(spelling, text, strlen(text));
}

static bool is_english(const struct spelling *spelling)
{
    return strcmp(spelling->language, "en") == 0;
}

/* Letters, also those of more bytes, but not the dashes and dots among these. */
static bool is_word(const char *at)
{
    return isalnum((unsigned char)*at) || ((*at & 0x80) && strncmp(at, "\xe2\x80", 2) != 0);
}

/* Letters and digits, with single marks between them: "D027", "120.000", "LKR-07-2605", "09.41". */
static size_t token_length(const char *at)
{
    size_t n = 0;
    while (is_word(at + n) || (n > 0 && at[n] && strchr("-/.:,", at[n]) && is_word(at + n - 1) && is_word(at + n + 1)))
        n++;
    return n;
}

static bool has_kind(const char *at, size_t n, int (*is)(int))
{
    for (size_t i = 0; i < n; i++)
        if (is((unsigned char)at[i]))
            return true;
    return false;
}

/* "1.234.567", or with commas in English; the value, or -1. */
static int64_t grouped(const struct spelling *spelling, const char *at, size_t n)
{
    char mark = is_english(spelling) ? ',' : '.';
    int64_t value = 0;
    if (n > 19)
        return -1;
    for (size_t i = 0; i < n; i++) {
        bool place = (n - i) % 4 == 0;
        if (place ? at[i] != mark : !isdigit((unsigned char)at[i]))
            return -1;
        value = place ? value : value * 10 + at[i] - '0';
    }
    return value;
}

static void put_number(struct spelling *spelling, int64_t number)
{
    char words[SPOKEN_TEXT];
    spoken_number(spelling->language, number, words);
    put(spelling, words);
}

static bool is_time(const char *at, size_t n)
{
    return n == 5 && (at[2] == '.' || at[2] == ':') && atoi(at) < 24 && at[3] < '6';
}

static void put_time(struct spelling *spelling, const char *at)
{
    int hour = atoi(at), minute = atoi(at + 3);
    put_number(spelling, hour);
    put(spelling, minute ? " " : is_english(spelling) ? " o'clock" : " tepat");
    if (minute && minute < 10)
        put(spelling, is_english(spelling) ? "oh " : "nol ");
    if (minute)
        put_number(spelling, minute);
}

/* "12,5", or with a point in English: where the mark is; 0 when it is none. */
static size_t decimal(const struct spelling *spelling, const char *at, size_t n)
{
    char mark = is_english(spelling) ? '.' : ',';
    for (size_t i = 1; i < n && i < n - 1; i++)
        if (at[i] == mark)
            return n - i <= 3 && !has_kind(at + i + 1, n - i - 1, ispunct) ? i : 0;
    return 0;
}

static bool next_is_digits(const char *end)
{
    return end[0] == ' ' && isdigit((unsigned char)end[1]);
}

/* Only digits and marks. */
static void put_digits(struct spelling *spelling, const char *at, size_t n)
{
    bool row = spelling->in_row || next_is_digits(at + n), plain = !has_kind(at, n, ispunct);
    int64_t value = plain && n < LONG_NUMBER ? strtoll(at, NULL, 10) : grouped(spelling, at, n);
    size_t whole = decimal(spelling, at, n);
    spelling->in_row = next_is_digits(at + n);
    if (is_time(at, n))
        put_time(spelling, at);
    else if (whole) {
        spelling->in_row = false;
        put_digits(spelling, at, whole);
        put(spelling, is_english(spelling) ? " point " : " koma ");
        put(spelling, words_spell(spelling->language, turn_text("%.*s", (int)(n - whole - 1), at + whole + 1)));
    } else if (value >= 0 && !(plain && (row || (at[0] == '0' && n > 1))))
        put_number(spelling, value);
    else
        put(spelling, words_spell(spelling->language, turn_text("%.*s", (int)n, at)));
}

/* "Rp30.000" and "Rp 30,000"; how many bytes it took, 0 when it is none. */
static size_t put_rupiah(struct spelling *spelling)
{
    const char *at = spelling->at;
    if (strncmp(at, "Rp", 2) != 0)
        return 0;
    size_t head = 2 + (at[2] == ' ');
    if (strncmp(at + 2, "\u00a0", 2) == 0)
        head = 4;
    size_t n = isdigit((unsigned char)at[head]) ? token_length(at + head) : 0;
    int64_t amount = n ? grouped(spelling, at + head, n) : -1;
    if (amount < 0)
        return 0;
    char words[SPOKEN_TEXT];
    spoken_rupiah(spelling->language, amount, words);
    put(spelling, words);
    return head + n;
}

static size_t put_token(struct spelling *spelling, size_t n)
{
    const char *at = spelling->at;
    bool digits = has_kind(at, n, isdigit), letters = has_kind(at, n, isalpha);
    if (digits && !letters) {
        put_digits(spelling, at, n);
        return n;
    }
    spelling->in_row = false;
    if (digits)
        put(spelling, words_spell(spelling->language, turn_text("%.*s", (int)n, at)));
    else
        put_bytes(spelling, at, n);
    return n;
}

/* Dots: how many bytes. Before digits they stand for those nobody shall see, anywhere else they begin a line. */
static size_t put_dots(struct spelling *spelling)
{
    static const char dot[] = "\u2022";
    size_t n = 0;
    while (strncmp(spelling->at + n, dot, sizeof dot - 1) == 0)
        n += sizeof dot - 1;
    if (n > 0 && isdigit((unsigned char)spelling->at[n])) {
        put(spelling, is_english(spelling) ? "ending in " : "berakhir ");
        spelling->in_row = true; /* with those that are hidden */
    }
    return n;
}

/* What is for the eye alone: bold marks, dots between names. */
static size_t put_sign(struct spelling *spelling)
{
    static const char *const signs[][2] = {{"*", ""},       {"\n", " "},     {"\u00b7", ","}, {"\u2026", " "},
                                           {"\u2013", ","}, {"\u2014", ","}, {"\u00a0", " "}};
    const char *at = spelling->at;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strncmp(at, signs[i][0], strlen(signs[i][0])) == 0) {
            while (signs[i][1][0] == ',' && spelling->n > 0 && spelling->out[spelling->n - 1] == ' ')
                spelling->n--;
            put(spelling, signs[i][1]);
            return strlen(signs[i][0]);
        }
    return put_dots(spelling);
}

/* A digit is at most nine letters and a space; an amount has at least as many bytes as its words have tens. */
char *spelling_of(const char *language, const char *text)
{
    size_t size = 16 * strlen(text) + 2 * SPOKEN_TEXT;
    struct spelling spelling = {.language = language, .at = text, .out = turn_alloc(size), .size = size};
    while (*spelling.at) {
        size_t n = put_sign(&spelling);
        if (n == 0)
            n = put_rupiah(&spelling);
        if (n == 0 && (n = token_length(spelling.at)) > 0)
            n = put_token(&spelling, n);
        if (n == 0)
            put_bytes(&spelling, spelling.at, n = 1);
        spelling.at += n;
    }
    spelling.out[spelling.n] = 0;
    return spelling.out;
}
