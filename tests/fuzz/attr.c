/* attr: a request's attributes from core are refused or reach a driver as they are, and a driver's results core. */
#include "fuzz.h"

#include "device/attr.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct kd_attr attr[ATTR_MAX];
    json_t *object = json_read("attr", bytes, n, JSON_MAX_DEPTH), *back = NULL;
    int count = json_is_object(object) ? attr_read("attr", object, attr) : E_FORMAT;
    if (count >= 0 && attr_write(attr, (size_t)count, &back) == OK)
        must(json_object_size(back) == json_object_size(object));
    json_wipe(back);
    json_wipe(object);
    /* what a driver could claim: raw bytes as a name and as a text */
    attr[0] = (struct kd_attr){.name = fuzz_text(bytes, n), .bytes = {bytes, n}};
    if (attr_write(attr, 1, &back) == OK)
        json_wipe(back);
    attr_media("printer", (enum kd_media)(n ? bytes[0] : 0));
    turn_end();
    return 0;
}
