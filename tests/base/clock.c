/* clock: calendar arithmetic over every day of three centuries, ages, reading days. */
#include "base/clock.h"
#include "test.h"

int main(void)
{
    struct day day = {1900, 1, 1}, read;
    char text[11];
    int64_t first = day_number(day);
    check(first == -25567);
    check(day_weekday(day) == 1);
    int wrong = 0;
    for (int64_t n = first; day.year < 2199; n++) {
        day = day_from_number(n);
        day_write(day, text);
        wrong += day_number(day) != n || !day_exists(day) || !day_read(text, &read) || day_number(read) != n;
    }
    check(wrong == 0);
    check(!day_read("2025-02-29", &read));
    check(day_read("2024-02-29", &read));
    check(!day_read("2024-2-29", &read));
    check(!day_read("2024-02-29x", &read));
    check(!day_read("abcd-ef-gh", &read));
    check(day_age((struct day){2000, 2, 29}, (struct day){2017, 2, 28}) == 16);
    check(day_age((struct day){2000, 2, 29}, (struct day){2017, 3, 1}) == 17);
    for (int years = 0; years <= 120; years++) { /* on that day, and not the day before */
        struct day leap = {1996, 2, 29}, on = day_birthday(leap, years);
        check(day_age(leap, on) == years);
        check(years == 0 || day_age(leap, day_from_number(day_number(on) - 1)) == years - 1);
    }
    return test_end();
}
