/* words.c - see words.h. Letters' names: shared research, "Ticket numbers and spoken call". */
#define _GNU_SOURCE
#include "base/words.h"

#include "base/conf.h"
#include "base/spoken.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How languages write, as their files say: {language: {months, weekdays, thousands, time, rupiah}}. It is a property of
 * the language and not of who asks, and it never changes: one for the program. */
static json_t *writings;

/* What is used for a language without such a file, or before words_learn(). */
static const char *const months[12] = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                       "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
static const char *const weekdays[7] = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};

void words_learn(const json_t *settings)
{
    const char *folder = json_string_value(json_at(settings, "folders.words")), *name;
    const json_t *language;
    size_t i;
    writings = writings ? writings : json_object();
    json_array_foreach (json_object_get(settings, "languages"), i, language) {
        name = json_string_value(language);
        const char *path = turn_text("%s/writing.%s.conf", folder ? folder : "", name ? name : "");
        if (name && access(path, R_OK) == 0)
            json_object_set_new(writings, name, conf_read_file(path));
    }
}

static const char *writes(const char *language, const char *what, const char *otherwise)
{
    return json_text_or(json_object_get(writings, language), what, otherwise);
}

static const char *listed(const char *language, const char *list, int i, const char *const *otherwise)
{
    const json_t *names = json_object_get(json_object_get(writings, language), list);
    const char *name = json_string_value(json_array_get(names, (size_t)i));
    return name ? name : otherwise[i];
}

static bool english(const char *language)
{
    return strcmp(language, "en") == 0;
}

bool words_required(const char *language)
{
    return english(language) || strcmp(language, "id") == 0;
}

const char *words_find(const json_t *words, const char *language, const char *key)
{
    const char *text = json_string_value(json_at(json_object_get(words, language), key));
    return text ? text : json_string_value(json_at(json_object_get(words, "id"), key));
}

const char *words_get(const json_t *words, const char *language, const char *key)
{
    const char *text = words_find(words, language, key);
    return text ? text : turn_text("[%s]", key);
}

/* 30000 -> "30.000" with the separator of the language. */
static void group_digits(char *to, size_t size, int64_t number, char separator)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    const char *digits = text + (*text == '-');
    size_t n = strlen(digits), at = 0;
    if (number < 0 && at + 1 < size)
        to[at++] = '-';
    for (size_t i = 0; i < n && at + 2 < size; i++) {
        to[at++] = digits[i];
        if (i + 1 < n && (n - i - 1) % 3 == 0)
            to[at++] = separator;
    }
    to[at] = 0;
}

char *words_number(const char *language, int64_t number)
{
    char text[40];
    group_digits(text, sizeof text, number, *writes(language, "thousands", "."));
    return turn_text("%s", text);
}

const char *words_key(const char *key)
{
    const char *scope = strrchr(key, ']'), *own = scope && scope[1] == '.' ? scope + 2 : key, *times = strchr(own, '#');
    return times ? turn_text("%.*s%s", (int)(times - own), own, times + strcspn(times, ".")) : own;
}

char *words_rupiah(const char *language, int64_t amount)
{
    return turn_text("%s%s", writes(language, "rupiah", "Rp"), words_number(language, amount));
}

char *words_day(const char *language, struct day day, bool with_weekday)
{
    if (!day_exists(day))
        return turn_text("?");
    char *date = turn_text("%d %s %d", day.day, listed(language, "months", day.month - 1, months), day.year);
    return with_weekday ? turn_text("%s, %s", listed(language, "weekdays", day_weekday(day), weekdays), date) : date;
}

const char *words_weekday(const char *language, int weekday)
{
    return listed(language, "weekdays", weekday, weekdays);
}

char *words_time(const char *language, int hour, int minute)
{
    return turn_text("%02d%s%02d", hour, writes(language, "time", "."), minute);
}

char *words_spell(const char *language, const char *code)
{
    static const char *const letters[26] = {"a",  "be", "ce", "de", "e",  "ef",  "ge", "ha", "i",
                                            "je", "ka", "el", "em", "en", "o",   "pe", "ki", "er",
                                            "es", "te", "u",  "ve", "we", "eks", "ye", "zet"};
    char out[512] = "";
    bool was_letter = false;
    for (const char *at = code; *at && strlen(out) < sizeof out - 32; at++) {
        bool letter = isalpha((unsigned char)*at), digit = isdigit((unsigned char)*at);
        if (!letter && !digit)
            continue;
        if (*out)
            strcat(out, was_letter && digit ? ", " : " ");
        if (digit)
            strcat(out, spoken_digit(language, *at - '0'));
        else if (english(language))
            strncat(out, (char[]){(char)toupper((unsigned char)*at)}, 1);
        else
            strcat(out, letters[toupper((unsigned char)*at) - 'A']);
        was_letter = letter;
    }
    return turn_text("%s", out);
}

char *words_call(const char *language, const char *number, const char *counter)
{
    return turn_text(english(language) ? "Queue number, %s, please go to counter, %s."
                                       : "Nomor antrean, %s, silakan menuju loket, %s.",
                     words_spell(language, number), words_spell(language, counter));
}

static const char *write_value(const char *language, const json_t *value, const char *how)
{
    struct day day;
    if (json_is_integer(value)) {
        int64_t n = (int64_t)json_integer_value(value);
        if (strcmp(how, "rupiah") == 0)
            return words_rupiah(language, n);
        return strcmp(how, "number") == 0 ? words_number(language, n) : turn_text("%" PRId64, n);
    }
    const char *text = json_string_value(value);
    if (!text)
        return NULL;
    if (strcmp(how, "day") == 0 && day_read(text, &day))
        return words_day(language, day, false);
    return strcmp(how, "spell") == 0 ? words_spell(language, text) : text;
}

/* One "{name:how}" at `at`; NULL when the value is not there. */
static const char *fill_one(const char *at, const char *end, const char *language, const json_t *with)
{
    char name[64], *how;
    size_t n = (size_t)(end - at - 1);
    if (n == 0 || n >= sizeof name)
        return NULL;
    memcpy(name, at + 1, n);
    name[n] = 0;
    if ((how = strchr(name, ':')))
        *how++ = 0;
    return write_value(language, json_object_get(with, name), how ? how : "");
}

char *words_fill(const char *text, const char *language, const json_t *with)
{
    char *out = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&out, &size);
    must(to != NULL);
    while (*text) {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const char *value = end ? fill_one(text, end, language, with) : NULL;
        if (value)
            fputs(value, to);
        else
            fputc(*text, to);
        text = value ? end + 1 : text + 1;
    }
    fclose(to);
    char *kept = turn_text("%s", out);
    wipe_free(out, size);
    return kept;
}
