/* qris: what is read has an amount that makes sense, and is written again as something that is read the same. The input
 * is taken as it is, and with the checksum it should have: no mutation finds one. */
#include "fuzz.h"

#include "domain/qris.h"

#include <string.h>

static void check_code(const char *text)
{
    struct qris qris, again;
    char code[QRIS_MAX], same[QRIS_MAX], value[QRIS_VALUE];
    bool fits = qris_check(text) == OK;
    qris_find(text, "59", value);
    qris_find(text, "51.02", value);
    if (qris_read(text, &qris) < 0)
        return;
    must(fits && qris.amount >= 0 && qris.amount < 10000000000000 && qris.sen >= 0 && qris.sen < 100);
    must(*qris.name && *qris.city && strlen(qris.category) == 4);
    qris.sen = 0;
    if (qris_write(&qris, code) == OK)
        must(qris_read(code, &again) == OK && qris_write(&again, same) == OK && strcmp(code, same) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = fuzz_text(bytes, n);
    check_code(text);
    char *whole = turn_text("%s6304", text);
    check_code(turn_text("%s%04X", whole, qris_crc(whole, strlen(whole)) & 0xffff));
    turn_end();
    return 0;
}
