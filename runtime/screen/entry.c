/* entry.c - see entry.h. */
#define _GNU_SOURCE
#include "screen/entry.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void entry_clear(struct entry *entry)
{
    explicit_bzero(entry, sizeof *entry);
}

void entry_set(struct entry *entry, const char *text)
{
    size_t n = strnlen(text, ENTRY_MAX);
    while (n > 0 && (text[n] & 0xc0) == 0x80) /* not in the middle of a letter */
        n--;
    entry_clear(entry);
    memcpy(entry->text, text, n);
}

int entry_letters(const struct entry *entry)
{
    int n = 0;
    for (const char *at = entry->text; *at; at++)
        n += (*at & 0xc0) != 0x80;
    return n;
}

void entry_add(struct entry *entry, char letter, int max)
{
    size_t n = strlen(entry->text);
    if (n >= ENTRY_MAX || entry_letters(entry) >= max)
        return;
    if (letter == ' ' && (n == 0 || entry->text[n - 1] == ' '))
        return;
    entry->text[n] = letter;
    entry->text[n + 1] = 0;
}

void entry_delete(struct entry *entry)
{
    size_t n = strlen(entry->text);
    while (n > 0 && (entry->text[n - 1] & 0xc0) == 0x80)
        entry->text[--n] = 0;
    if (n > 0)
        entry->text[n - 1] = 0;
}

void entry_type(struct entry *entry, char letter, int max, bool upper)
{
    size_t n = strlen(entry->text);
    bool first = n == 0 || entry->text[n - 1] == ' ';
    bool capital = upper || first != entry->shift;
    entry_add(entry, (char)(capital ? toupper((unsigned char)letter) : tolower((unsigned char)letter)), max);
    entry->shift = false;
}

bool entry_tap(struct entry *entry, const char *id, int max, bool upper)
{
    const char *key = strncmp(id, "key:", 4) == 0 || strncmp(id, "pad:", 4) == 0 ? id + 4 : "";
    if (text_is(id, "clear"))
        entry_clear(entry);
    else if (text_is(key, "delete"))
        entry_delete(entry);
    else if (text_is(key, "space"))
        entry_add(entry, ' ', max);
    else if (text_is(key, "123"))
        entry->symbols = !entry->symbols;
    else if (text_is(key, "shift"))
        entry->shift = !entry->shift;
    else if (key[0] && !key[1])
        entry_type(entry, key[0], max, upper);
    else
        return false;
    return true;
}

bool entry_text(const struct entry *entry, int min, char *to)
{
    strcpy(to, entry->text);
    size_t n = strlen(to);
    if (n > 0 && to[n - 1] == ' ')
        to[n - 1] = 0;
    int letters = entry_letters(entry) - (n > 0 && entry->text[n - 1] == ' ');
    return letters >= min;
}

bool entry_number(const char *typed, int64_t min, int64_t max, int64_t *to)
{
    if (!*typed)
        return false;
    *to = strtoll(typed, NULL, 10);
    return *to >= min && *to <= max;
}

bool entry_date(const char *typed, struct day *to)
{
    if (strlen(typed) != ENTRY_DATE)
        return false;
    int n = atoi(typed);
    *to = (struct day){.day = n / 1000000, .month = n / 10000 % 100, .year = n % 10000};
    return to->year >= 1900 && to->year < 2200 && day_exists(*to);
}

void entry_date_digits(struct day day, char to[9])
{
    snprintf(to, 9, "%02u%02u%04u", (unsigned)day.day % 100, (unsigned)day.month % 100, (unsigned)day.year % 10000);
}
