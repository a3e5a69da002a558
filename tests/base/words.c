/* words: money, days, spelling, filling, missing texts. */
#include "base/spoken.h"
#include "base/words.h"
#include "test.h"

/* Research, services 3.10: all of its numbers (the prototype computed them), and every seam between two sorts of words.
 */
static const struct {
    int64_t number;
    const char *id, *en;
} numbers[] = {
    {0, "nol", "zero"},
    {1, "satu", "one"},
    {9, "sembilan", "nine"},
    {10, "sepuluh", "ten"},
    {11, "sebelas", "eleven"},
    {12, "dua belas", "twelve"},
    {13, "tiga belas", "thirteen"},
    {19, "sembilan belas", "nineteen"},
    {20, "dua puluh", "twenty"},
    {21, "dua puluh satu", "twenty-one"},
    {99, "sembilan puluh sembilan", "ninety-nine"},
    {100, "seratus", "one hundred"},
    {101, "seratus satu", "one hundred one"},
    {110, "seratus sepuluh", "one hundred ten"},
    {111, "seratus sebelas", "one hundred eleven"},
    {115, "seratus lima belas", "one hundred fifteen"},
    {199, "seratus sembilan puluh sembilan", "one hundred ninety-nine"},
    {200, "dua ratus", "two hundred"},
    {201, "dua ratus satu", "two hundred one"},
    {999, "sembilan ratus sembilan puluh sembilan", "nine hundred ninety-nine"},
    {1000, "seribu", "one thousand"},
    {1001, "seribu satu", "one thousand one"},
    {1100, "seribu seratus", "one thousand one hundred"},
    {1999, "seribu sembilan ratus sembilan puluh sembilan", "one thousand nine hundred ninety-nine"},
    {2000, "dua ribu", "two thousand"},
    {10000, "sepuluh ribu", "ten thousand"},
    {11000, "sebelas ribu", "eleven thousand"},
    {21000, "dua puluh satu ribu", "twenty-one thousand"},
    {100000, "seratus ribu", "one hundred thousand"},
    {101000, "seratus satu ribu", "one hundred one thousand"},
    {30000, "tiga puluh ribu", "thirty thousand"},
    {75000, "tujuh puluh lima ribu", "seventy-five thousand"},
    {80000, "delapan puluh ribu", "eighty thousand"},
    {120000, "seratus dua puluh ribu", "one hundred twenty thousand"},
    {350000, "tiga ratus lima puluh ribu", "three hundred fifty thousand"},
    {600000, "enam ratus ribu", "six hundred thousand"},
    {950000, "sembilan ratus lima puluh ribu", "nine hundred fifty thousand"},
    {1000000, "satu juta", "one million"}, /* never "sejuta" */
    {1000001, "satu juta satu", "one million one"},
    {1001000, "satu juta seribu", "one million one thousand"},
    {1111111, "satu juta seratus sebelas ribu seratus sebelas",
     "one million one hundred eleven thousand one hundred eleven"},
    {1000000000, "satu miliar", "one billion"},
    {15011000100, "lima belas miliar sebelas juta seratus", "fifteen billion eleven million one hundred"},
    {1000000000000, "satu triliun", "one trillion"},
    {-2, "minus dua", "minus two"},
    {-1000, "minus seribu", "minus one thousand"},
    {1000000000000000, "1000000000000000", "1000000000000000"},
    {-1000000000000000, "-1000000000000000", "-1000000000000000"},
    {INT64_MIN, "-9223372036854775808", "-9223372036854775808"},
};

static void test_spoken(void)
{
    char text[SPOKEN_TEXT];
    for (size_t i = 0; i < COUNT(numbers); i++) {
        spoken_number("id", numbers[i].number, text);
        check_text(text, numbers[i].id);
        spoken_number("en", numbers[i].number, text);
        check_text(text, numbers[i].en);
    }
    spoken_number("jv", 11, text);
    check_text(text, "sebelas");
    spoken_rupiah("id", 120000, text); /* research: Rp 120.000 */
    check_text(text, "seratus dua puluh ribu rupiah");
    spoken_rupiah("en", 30000, text);
    check_text(text, "thirty thousand rupiah");
    spoken_number("id", -777777777777777, text); /* none is longer in either language */
    check(strlen(text) < SPOKEN_TEXT - sizeof " rupiah");
    spoken_number("en", -777777777777777, text);
    check(strlen(text) < SPOKEN_TEXT - sizeof " rupiah");
}

int main(void)
{
    json_t *site =
        json_pack("{s[sss]s{ss}}", "languages", "id", "en", "jv", "folders", "words", SOURCE "/runtime/words");
    words_learn(site);
    json_decref(site);
    test_spoken();
    check_text(words_day("id", (struct day){2025, 11, 24}, true), "Senin, 24 November 2025"); /* research 3.10 */
    check_text(words_time("id", 8, 30), "08.30");
    check_text(words_spell("id", "A001"), "a, nol nol satu");
    check_text(words_rupiah("id", 30000), "Rp30.000");
    check_text(words_rupiah("en", 1250000), "Rp 1,250,000");
    check_text(words_number("id", 999), "999");
    check_text(words_number("id", -1000), "-1.000");
    check_text(words_day("id", (struct day){2026, 5, 13}, true), "Rabu, 13 Mei 2026");
    check_text(words_day("en", (struct day){2026, 5, 13}, false), "13 May 2026");
    check_text(words_day("jv", (struct day){2026, 12, 11}, true), "Jemuwah, 11 Dhésèmber 2026");
    check_text(words_rupiah("jv", 1250000), "Rp1.250.000");
    check_text(words_weekday("id", 0), "Minggu");
    check_text(words_weekday("jv", 1), "Senèn");
    check_text(words_day("su", (struct day){2026, 12, 11}, true), "Jumat, 11 Desember 2026"); /* no such file */
    check_text(words_time("en", 9, 5), "09:05");
    check_text(words_time("id", 9, 5), "09.05");
    check_text(words_spell("id", "A027"), "a, nol dua tujuh");
    check_text(words_spell("en", "A027"), "A, zero two seven");
    check_text(words_call("id", "A001", "3"), "Nomor antrean, a, nol nol satu, silakan menuju loket, tiga.");
    check_text(words_call("id", "D003", "D1"), "Nomor antrean, de, nol nol tiga, silakan menuju loket, de, satu.");

    json_t *words =
        json_pack("{s{s{ss}}s{s{ss}}}", "id", "fee", "title", "Bayar {amount:rupiah}", "en", "fee", "hint", "x");
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
