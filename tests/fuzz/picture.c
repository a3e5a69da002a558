/* picture: whatever a camera's driver hands over as a JPEG, its header says a size or none; and whatever an agency's
 * sender calls a picture, it is one only when its bytes say what stands beside them. */
#include "fuzz.h"

#include "domain/picture.h"

#include <string.h>

static void as_part(const uint8_t *bytes, size_t n, int width, int height)
{
    json_t *answer = picture_answer("0123456789abcdef", bytes, n, width, height);
    json_t *part = picture_part(answer, bytes, n);
    bool fits = width <= PICTURE_EDGE && height <= PICTURE_EDGE && n <= PICTURE_MAX;
    must(picture_is_answer(answer) == fits);
    must(picture_is_part(part) == (n <= PICTURE_MAX));
    json_object_set_new(part, "width", json_integer(width + 1));
    must(!picture_is_part(part));
    json_decref(answer);
    json_decref(part);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    uint8_t *copy = make(n + 1);
    int width = 0, height = 0;
    json_t *any = json_pack("{ss,si,si,ss,ss}", "media_type", "image/jpeg", "width", 1, "height", 1, "sha256", "00",
                            "base64", "");
    if (n > 0)
        memcpy(copy, bytes, n);
    if (picture_size(copy, n, &width, &height)) {
        must(width > 0 && width < 65536 && height > 0 && height < 65536);
        as_part(copy, n, width, height);
    }
    json_object_set_new(any, "base64", json_stringn_nocheck((char *)copy, strlen((char *)copy)));
    must(!picture_is_part(any));
    json_decref(any);
    wipe_free(copy, n);
    turn_end();
    return 0;
}
