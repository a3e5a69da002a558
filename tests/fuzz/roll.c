/* roll: the judge of our printing takes any bytes; what it printed before an error is a roll of whole pages. The first
 * byte picks the rules. */
#include "fuzz.h"

#include "robot/escpos.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct escpos_roll roll;
    char why[ESCPOS_WHY];
    if (n < 1)
        return 0;
    struct escpos_rules rules = {bytes[0] & 1 ? 576 : 420, bytes[0] & 2};
    int code = escpos_read(bytes + 1, n - 1, rules, &roll, why);
    must(code == OK ? !*why : strncmp(why, "at byte ", 8) == 0);
    for (int i = 0; i < roll.n_pages; i++) {
        const struct escpos_page *page = &roll.pages[i];
        if (page->height > 0)
            escpos_black(page, page->width - 1, page->height - 1);
    }
    escpos_free(&roll);
    turn_end();
    return 0;
}
