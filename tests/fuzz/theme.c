/* theme: a theme is refused, or has every colour and every size of type within its bounds. */
#include "fuzz.h"

#include "draw/theme.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct theme theme;
    if (theme_read(&theme, fuzz_file(bytes, n)) == OK)
        for (int i = 0; i < T_COUNT; i++)
            for (int j = 0; j < THEME_SIZES; j++)
                must(theme.types[i][j] >= 8 && theme.types[i][j] <= 400);
    turn_end();
    return 0;
}
