/* nik: 16 digits are read with warnings and nothing else is; whatever the digits, what is shown of them fits. Days too.
 */
#include "fuzz.h"

#include "domain/nik.h"
#include "base/words.h"

#include <string.h>

static void check_day(const char *text)
{
    struct day day;
    char again[11];
    if (!day_read(text, &day))
        return;
    day_write(day, again);
    must(strcmp(again, text) == 0);
    struct day same = day_from_number(day_number(day));
    must(same.year == day.year && same.month == day.month && same.day == day.day);
    words_day("id", day, true);
    must(day_age(day, day) == 0);
}

static void check_moment(const uint8_t *bytes, size_t n)
{
    int64_t seconds = 0;
    memcpy(&seconds, bytes, n < sizeof seconds ? n : sizeof seconds);
    struct moment m = clock_local(seconds);
    must(day_exists(m.day) || m.day.year == 0);
    must(m.hour >= 0 && m.hour < 24 && m.minute >= 0 && m.minute < 60 && m.weekday >= 0 && m.weekday < 7);
    words_day("en", m.day, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = fuzz_text(bytes, n), grouped[19], masked[64];
    struct nik nik;
    if (nik_read(text, (struct day){2026, 5, 14}, &nik)) {
        must(strlen(text) == 16);
        must((nik.birth.year == 0) == ((nik.warnings & NIK_DATE) != 0));
        must(nik.birth.year == 0 || day_exists(nik.birth));
    }
    nik_group(text, grouped);
    nik_mask(text, masked);
    check_day(text);
    if (n > 0)
        check_moment(bytes, n);
    turn_end();
    return 0;
}
