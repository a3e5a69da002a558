/* journal: a journal of any content, and any answers after it, end in packets that core's door lets through.
 *
 * The first part is the journal as a child gets it, each further part the JSON of an answer. */
#include "fuzz.h"

#include "base/packets.h"
#include "flow/script.h"

#include <string.h>

static const char source[] = "local card = read.ktp 'ktp'\n"
                             "local name = ask.text { 'name', min = 1, max = 60, check = function(v) if #v < 3 then "
                             "return false, 'short' end return true end }\n"
                             "local n = ask.number { 'n', min = 0, max = 9, with = { name = name, nik = card.nik } }\n"
                             "each('child', n, function(i) ask.yes { 'ok', with = { i = i } } end)\n"
                             "show.done { 'done', with = { name = name } }\n";

static void check_said(json_t *said)
{
    must(said && packet_check(&door_child_to_core, said, 0) == OK);
    char *text = json_write(said);
    wipe_text(text);
    json_wipe(said);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *rest = fuzz_text(bytes, n), *first = fuzz_part(&rest);
    json_t *journal = json_read("journal", first, strlen(first), JSON_MAX_FILE_DEPTH);
    if (!json_is_array(journal)) { /* the child refuses it */
        json_wipe(journal);
        turn_end();
        return 0;
    }
    struct script *script = script_new(source, sizeof source - 1, journal);
    check_said(script_start(script, NULL));
    while (*rest && script_waits(script)) {
        const char *part = fuzz_part(&rest);
        json_t *answer = json_read("answer", part, strlen(part), JSON_MAX_DEPTH);
        check_said(script_answer(script, answer));
        json_wipe(answer);
    }
    script_free(script);
    turn_end();
    return 0;
}
