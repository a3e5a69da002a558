/* clock.h - the only place that asks what time it is.
 *
 * Tests set the environment variable ANJUNGAN_CLOCK to a moment (Unix seconds): the wall clock then starts there when
 * the process starts, and runs on. Durations use clock_ms(), which nobody can set. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds since some moment in the past; never goes back. */
int64_t clock_ms(void);

/* Unix milliseconds of the wall clock. */
int64_t clock_wall_ms(void);

/* False while the wall clock cannot be right (before the build's own date) or the kernel says it is not synchronised.
 */
bool clock_trusted(void);

struct day {
    int year, month, day; /* 1 to 12, 1 to 31 */
};

struct moment {
    struct day day;
    int weekday; /* 0 is Sunday */
    int hour, minute, second;
};

/* The local time (zone of the machine) of a Unix moment in seconds. All zero, which is no day, for one outside the
 * years 1900 to 2199: agencies send moments too. */
struct moment clock_local(int64_t seconds);

/* The day it is here. */
struct day clock_today(void);

/* "YYYY-MM-DD"; to is at least 11 bytes. */
void day_write(struct day day, char to[11]);

/* Reads YYYY-MM-DD; false when it is not a real calendar day of 1900 to 2199. */
bool day_read(const char *text, struct day *to);
bool day_exists(struct day day);

/* Reads HH:MM; false when it is no time of a day. */
bool time_read(const char *text, int *hour, int *minute);
int day_weekday(struct day day); /* 0 is Sunday */

/* Days since 1970-01-01; for differences and additions. */
int64_t day_number(struct day day);
struct day day_from_number(int64_t number);

/* Whole years from birth to on; a 29 February birthday counts on 1 March in common years. */
int day_age(struct day birth, struct day on);

/* The first day of that age; it may lie beyond the days there are (day_exists). */
struct day day_birthday(struct day birth, int years);

#endif
