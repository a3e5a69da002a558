/* fonts.h - fonts.conf as `anjungan up` writes it, from fontconfig, in a folder of this test. */
#ifndef TESTS_FONTS_H
#define TESTS_FONTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void fonts_ask(FILE *to, const char *name, const char *pattern)
{
    char command[200], path[512] = "";
    snprintf(command, sizeof command, "fc-match -f '%%{file}' '%s'", pattern);
    FILE *from = popen(command, "r");
    if (from) {
        if (!fgets(path, sizeof path, from))
            *path = 0;
        pclose(from);
    }
    fprintf(to, "%s = \"%s\";\n", name, path);
}

static inline void fonts_write(const char *path)
{
    FILE *to = fopen(path, "w");
    if (!to)
        abort();
    fonts_ask(to, "regular", "Inter:weight=80:slant=0");
    fonts_ask(to, "semibold", "Inter:semibold:slant=0");
    fonts_ask(to, "bold", "Inter:bold:slant=0");
    fonts_ask(to, "extrabold", "Inter:extrabold:slant=0");
    fonts_ask(to, "javanese", "Noto Sans Javanese");
    fonts_ask(to, "arabic", "Noto Sans Arabic");
    fonts_ask(to, "icons", "Material Icons:fontformat=TrueType");
    fclose(to);
}

#endif
