/* words: money, days, spelling, filling, missing texts. */
#include "base/words.h"
#include "test.h"

int main(void)
{
    check_text(words_rupiah("id", 30000), "Rp30.000");
    check_text(words_rupiah("en", 1250000), "Rp 1,250,000");
    check_text(words_number("id", 999), "999");
    check_text(words_number("id", -1000), "-1.000");
    check_text(words_day("id", (struct day){2026, 5, 13}, true), "Rabu, 13 Mei 2026");
    check_text(words_day("en", (struct day){2026, 5, 13}, false), "13 May 2026");
    check_text(words_time("id", 9, 5), "09.05");
    check_text(words_spell("id", "A027"), "a, nol dua tujuh");
    check_text(words_spell("en", "A027"), "A, zero two seven");
    check_text(words_call("id", "D003", "D1"), "Nomor antrean, de, nol nol tiga, silakan menuju loket, de, satu.");

    json_t *words = json_pack("{s{s{ss}}s{s{ss}}}", "id", "fee", "title", "Bayar {amount:rupiah}", "en", "fee", "hint", "x");
    check_text(words_get(words, "en", "fee.title"), "Bayar {amount:rupiah}");
    check_text(words_get(words, "en", "fee.none"), "[fee.none]");
    json_t *with = json_pack("{si,ss,ss}", "amount", 30000, "day", "2026-02-01", "no", "A1");
    check_text(words_fill("Bayar {amount:rupiah} pada {day:day} {no:spell} {other}", "id", with),
               "Bayar Rp30.000 pada 1 Februari 2026 a, satu {other}");
    check_text(words_fill("{", "id", with), "{");
    json_decref(words);
    json_decref(with);
    turn_end();
    return test_end();
}
