/* words: any text with any values in it becomes UTF-8 to show, say and print; three parts: text, values (JSON), words
 * (a .conf). */
#include "fuzz.h"

#include "base/conf.h"
#include "base/words.h"

#include <string.h>

static void fill(const char *text, const json_t *values, const char *language)
{
    json_t *before = json_string(text), *after;
    const char *filled = words_fill(text, language, values);
    after = json_string(filled);
    must(!before || after);
    json_decref(before);
    json_decref(after);
    words_spell(language, text);
    words_call(language, text, filled);
    words_number(language, json_number(values, "n", 0));
    words_rupiah(language, json_number(values, "n", 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *rest = fuzz_text(bytes, n), *text = fuzz_part(&rest), *values = fuzz_part(&rest), error[256];
    json_t *with = json_read("values", values, strlen(values), JSON_MAX_DEPTH);
    json_t *words = json_pack("{so*}", "id", conf_read("words.id.conf", rest, error, sizeof error));
    fill(text, with, "id");
    fill(words_get(words, "en", text), with, "en");
    json_decref(with);
    json_decref(words);
    turn_end();
    return 0;
}
