/* What is typed: text, numbers and days; and the idle clock. */
#include "screen/entry.h"
#include "screen/idle.h"

#include "test.h"

static struct entry entry;

static void type(const char *keys, int max, bool upper)
{
    for (; *keys; keys++)
        if (*keys == ' ')
            entry_add(&entry, ' ', max);
        else
            entry_type(&entry, *keys, max, upper);
}

static void test_text(void)
{
    char text[ENTRY_MAX + 1];
    type("  raden  bagas ", 60, true);
    check_text(entry.text, "RADEN BAGAS ");
    check(entry_text(&entry, 11, text));
    check_text(text, "RADEN BAGAS");
    check(!entry_text(&entry, 12, text));
    entry_clear(&entry);
    type("JALAN MELATI", 60, false);
    check_text(entry.text, "Jalan Melati");
    entry.shift = true;
    type("X", 60, false);
    check_text(entry.text, "Jalan MelatiX");
    entry_clear(&entry);
    type("ABCDEFG", 5, true);
    check_text(entry.text, "ABCDE");
    entry_set(&entry, "Zoë");
    check(entry_letters(&entry) == 3);
    entry_delete(&entry);
    check_text(entry.text, "Zo");
    for (int i = 0; i < 4; i++)
        entry_delete(&entry);
    check_text(entry.text, "");
    for (int i = 0; i < 300; i++)
        entry_add(&entry, 'A', 1000);
    check(entry_letters(&entry) == ENTRY_MAX);
    entry_clear(&entry);
}

static void test_number_and_date(void)
{
    int64_t number;
    struct day day;
    char digits[9];
    check(entry_number("168", 100, 230, &number) && number == 168);
    check(!entry_number("99", 100, 230, &number));
    check(!entry_number("231", 100, 230, &number));
    check(!entry_number("", 0, 230, &number));
    check(entry_date("29022024", &day) && day.year == 2024 && day.month == 2 && day.day == 29);
    check(!entry_date("29022023", &day));
    check(!entry_date("2902202", &day));
    check(!entry_date("32012024", &day));
    check(!entry_date("01011899", &day));
    entry_date_digits((struct day){1998, 11, 5}, digits);
    check_text(digits, "05111998");
}

static void test_idle(void)
{
    check(idle_left(1000, 60999, IDLE_WARN_MS) == IDLE_NEVER);
    check(idle_next(1000, 1000, IDLE_WARN_MS) == 60000);
    check(idle_left(1000, 61000, IDLE_WARN_MS) == 30);
    check(idle_next(1000, 61000, IDLE_WARN_MS) == 1000);
    check(idle_left(1000, 62000, IDLE_WARN_MS) == 29);
    check(idle_left(1000, 62500, IDLE_WARN_MS) == 29);
    check(idle_next(1000, 62500, IDLE_WARN_MS) == 500);
    check(idle_left(1000, 90999, IDLE_WARN_MS) == 1);
    check(idle_left(1000, 91000, IDLE_WARN_MS) == 0);
    check(idle_left(1000, 91000, IDLE_FORM_MS) == 30);
}

/* What comes in from elsewhere may be longer than there is room for: it never ends in the middle of a letter. */
static void test_too_long(void)
{
    char long_name[ENTRY_MAX + 8];
    for (int first = 0; first < 3; first++) { /* "\u0627", two bytes each, after none to two of one */
        char *at = long_name;
        for (int i = 0; i < first; i++)
            *at++ = 'a';
        while (at + 2 < long_name + sizeof long_name)
            at = (char *)memcpy(at, "\u0627", 2) + 2;
        *at = 0;
        entry_set(&entry, long_name);
        size_t n = strlen(entry.text);
        check(n >= ENTRY_MAX - 1 && n % 2 == (size_t)first % 2);
    }
    entry_set(&entry, "pas");
    check_text(entry.text, "pas");
    entry_clear(&entry);
}

int main(void)
{
    test_text();
    test_too_long();
    test_number_and_date();
    test_idle();
    return test_end();
}
