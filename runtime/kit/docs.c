/* docs.c - `anjungan docs`: the manual, or the definition file itself. */
#include "kit/kit.h"

#include "kit/embedded.h"
#include "kit/manual.h"

#include <stdio.h>
#include <stdlib.h>

int kit_docs(bool definitions)
{
    if (definitions) {
        fwrite(kiosk_source, 1, kiosk_size, stdout);
        return 0;
    }
    char *manual = manual_write((const char *)kiosk_source);
    fputs(manual, stdout);
    free(manual);
    return 0;
}
