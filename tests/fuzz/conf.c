/* conf: a file of settings is refused with its line, or becomes JSON that can be written and read. */
#include "fuzz.h"

#include "base/conf.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char error[256] = "";
    json_t *value = conf_read("fuzz.conf", fuzz_text(bytes, n), error, sizeof error);
    must(json_is_object(value) || (!value && strncmp(error, "fuzz.conf:", 10) == 0));
    if (value) {
        char *text = json_write(value);
        json_at(value, error);
        wipe_text(text);
    }
    json_wipe(value);
    turn_end();
    return 0;
}
