/* slip: the data of a slip is refused with a reason, or becomes a picture of the width it asks for. */
#include "fuzz.h"

#include "base/conf.h"
#include "paper/slip.h"

#include <string.h>

static json_t *words;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    words = json_pack("{so,so}", "id", conf_read_file(SOURCE "/runtime/words/slip.id.conf"), "en",
                      conf_read_file(SOURCE "/runtime/words/slip.en.conf"));
    must(words);
    turn_end();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct slip_picture picture = {0};
    char why[SLIP_WHY] = "";
    json_t *data = json_read("slip", bytes, n, JSON_MAX_DEPTH - 1);
    int code = json_is_object(data) ? slip_draw(data, words, n % 2 ? "id" : "en", &picture, why) : E_FORMAT;
    if (code == OK)
        must(picture.width == json_number(data, "width", 576) && picture.height > 0);
    else
        must(!json_is_object(data) || *why);
    wipe_free(picture.bits, picture.n);
    wipe_text(picture.lines);
    json_wipe(data);
    turn_end();
    return 0;
}
