/* clock.c - see clock.h. */
#define _GNU_SOURCE
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static int64_t read_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

static int64_t shift_ms(void)
{
    static bool known;
    static int64_t shift;
    if (!known) {
        const char *set = getenv("ANJUNGAN_CLOCK");
        shift = set ? strtoll(set, NULL, 10) * 1000 - read_clock(CLOCK_REALTIME) : 0;
        known = true;
    }
    return shift;
}

int64_t clock_wall_ms(void)
{
    return read_clock(CLOCK_REALTIME) + shift_ms();
}

bool clock_trusted(void)
{
    struct timex state = {0};
    return clock_wall_ms() / 1000 >= ANJUNGAN_BUILD_TIME && adjtimex(&state) != TIME_ERROR;
}

struct moment clock_local(int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm tm;
    if (!localtime_r(&t, &tm) || tm.tm_year < FIRST_YEAR - 1900 || tm.tm_year > LAST_YEAR - 1900)
        return (struct moment){0};
    return (struct moment){
        {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday}, tm.tm_wday, tm.tm_hour, tm.tm_min, tm.tm_sec};
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool day_exists(struct day d)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d.year < FIRST_YEAR || d.year > LAST_YEAR || d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    return d.day <= days[d.month - 1] + (d.month == 2 && leap(d.year));
}

struct day clock_today(void)
{
    return clock_local(clock_wall_ms() / 1000).day;
}

void day_write(struct day day, char to[11])
{
    snprintf(to, 11, "%04u-%02u-%02u", (unsigned)day.year % 10000, (unsigned)day.month % 100, (unsigned)day.day % 100);
}

bool day_read(const char *text, struct day *to)
{
    char again[11];
    if (strlen(text) != 10 || sscanf(text, "%4d-%2d-%2d", &to->year, &to->month, &to->day) != 3 || !day_exists(*to))
        return false;
    day_write(*to, again);
    return strcmp(text, again) == 0;
}

bool time_read(const char *text, int *hour, int *minute)
{
    char again[6];
    if (strlen(text) != 5 || sscanf(text, "%2d:%2d", hour, minute) != 2 || *hour < 0 || *hour > 23 || *minute < 0 ||
        *minute > 59)
        return false;
    snprintf(again, sizeof again, "%02d:%02d", *hour % 100, *minute % 100);
    return strcmp(text, again) == 0;
}

/* Civil calendar arithmetic by eras of 400 years, counted from 1 March so that the leap day comes last. */
int64_t day_number(struct day d)
{
    int64_t y = d.month > 2 ? d.year : d.year - 1;
    int64_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct day day_from_number(int64_t number)
{
    number += 719468;
    int64_t era = (number >= 0 ? number : number - 146096) / 146097, of_era = number - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    return (struct day){(int)(year + era * 400 + (month <= 2)), month, (int)(of_year - (153 * shifted + 2) / 5 + 1)};
}

int day_weekday(struct day day)
{
    int64_t n = (day_number(day) + 4) % 7;
    return (int)(n < 0 ? n + 7 : n);
}

int day_age(struct day birth, struct day on)
{
    bool before = on.month < birth.month || (on.month == birth.month && on.day < birth.day);
    return on.year - birth.year - before;
}

struct day day_birthday(struct day birth, int years)
{
    struct day on = {birth.year + years, birth.month, birth.day};
    return birth.month == 2 && birth.day == 29 && !leap(on.year) ? (struct day){on.year, 3, 1} : on;
}
