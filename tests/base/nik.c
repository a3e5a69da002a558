/* nik: the published vectors of the research, and the real people whose NIK is "impossible". */
#include "base/nik.h"
#include "test.h"

static const struct day today = {2026, 11, 22};

static void check_nik(const char *text, bool female, int y, int m, int d, int warnings)
{
    struct nik nik;
    check(nik_read(text, today, &nik));
    check(nik.female == female);
    check(nik.birth.year == y && nik.birth.month == m && nik.birth.day == d);
    check(nik.warnings == warnings);
}

int main(void)
{
    struct nik nik;
    char text[64];
    check_nik("3602041211870001", false, 1987, 11, 12, NIK_FINE);
    check_nik("3311120411870003", false, 1987, 11, 4, NIK_FINE);
    check_nik("3576014403910003", true, 1991, 3, 4, NIK_FINE);
    check_nik("3273056010900009", true, 1990, 10, 20, NIK_FINE);
    check_nik("3302046902000001", true, 2000, 2, 29, NIK_FINE);
    check_nik("3302042902010001", false, 0, 0, 0, NIK_DATE);
    check_nik("3302043102990001", false, 0, 0, 0, NIK_DATE);
    check_nik("9902041211870000", false, 1987, 11, 12, NIK_REGION | NIK_SERIAL);
    check_nik("5402041211870001", false, 1987, 11, 12, NIK_FINE); /* East Timor until 1999: people keep it */
    check(!nik_read("330204120187000", today, &nik));
    check(!nik_read("33020412O1870001", today, &nik));
    check(!nik_read("", today, &nik));
    nik_group("3602041211870001", text);
    check_text(text, "360204 121187 0001");
    nik_mask("3602041211870001", text);
    check_text(text + 36, "0001");
    return test_end();
}
