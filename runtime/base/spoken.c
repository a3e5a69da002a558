/* spoken.c - see spoken.h. */
#include "base/spoken.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const int64_t limit = 1000000000000000;

static const char *const digits[2][10] = {
    {"nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"},
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}};

static bool english(const char *language)
{
    return strcmp(language, "en") == 0;
}

const char *spoken_digit(const char *language, int d)
{
    must(d >= 0 && d <= 9);
    return digits[english(language)][d];
}

/* Words are put behind each other with a space between; `to` has room for the longest number. */
static void put(char *to, const char *word)
{
    if (*to)
        strcat(to, " ");
    strcat(to, word);
}

/* 1 to 99 */
static void put_tens_id(char *to, int n)
{
    if (n == 10 || n == 11) {
        put(to, n == 10 ? "sepuluh" : "sebelas");
    } else if (n > 11 && n < 20) {
        put(to, digits[0][n - 10]);
        put(to, "belas");
    } else {
        if (n >= 20) {
            put(to, digits[0][n / 10]);
            put(to, "puluh");
        }
        if (n % 10)
            put(to, digits[0][n % 10]);
    }
}

static void put_tens_en(char *to, int n)
{
    static const char *const teens[] = {"ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (n < 10) {
        put(to, digits[1][n]);
    } else if (n < 20) {
        put(to, teens[n - 10]);
    } else {
        put(to, tens[n / 10 - 2]);
        if (n % 10) {
            strcat(to, "-");
            strcat(to, digits[1][n % 10]);
        }
    }
}

/* 1 to 999 */
static void put_hundreds(char *to, bool in_english, int n)
{
    if (n >= 200 || (n >= 100 && in_english)) {
        put(to, digits[in_english][n / 100]);
        put(to, in_english ? "hundred" : "ratus");
    } else if (n >= 100) {
        put(to, "seratus");
    }
    if (n % 100 && in_english)
        put_tens_en(to, n % 100);
    else if (n % 100)
        put_tens_id(to, n % 100);
}

/* Below the limit, and not 0: groups of three digits, each with its name. */
static void put_groups(char *to, bool in_english, int64_t number)
{
    static const char *const names[2][4] = {{"triliun", "miliar", "juta", "ribu"},
                                            {"trillion", "billion", "million", "thousand"}};
    int64_t unit = limit / 1000;
    for (int i = 0; i < 4; i++, unit /= 1000) {
        int n = (int)(number / unit % 1000);
        if (n == 1 && i == 3 && !in_english) {
            put(to, "seribu");
        } else if (n) {
            put_hundreds(to, in_english, n);
            put(to, names[in_english][i]);
        }
    }
    if (number % 1000)
        put_hundreds(to, in_english, (int)(number % 1000));
}

void spoken_number(const char *language, int64_t number, char to[SPOKEN_TEXT])
{
    *to = 0;
    if (number >= limit || number <= -limit) {
        snprintf(to, SPOKEN_TEXT, "%" PRId64, number);
        return;
    }
    if (number < 0)
        put(to, "minus");
    if (number == 0)
        put(to, spoken_digit(language, 0));
    else
        put_groups(to, english(language), number < 0 ? -number : number);
}

void spoken_rupiah(const char *language, int64_t amount, char to[SPOKEN_TEXT])
{
    spoken_number(language, amount, to);
    put(to, "rupiah");
}
