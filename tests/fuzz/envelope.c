/* envelope: a letter is refused with a reason, or it is what its kiosk signed and opens into what was sealed. */
#include "fuzz.h"
#include "letter.h"

#include "office/envelope.h"

#include <string.h>

static struct letter_keys keys;
static struct opener opener = {.source = "urn:anjungan:LKR:07"};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    letter_keys(&keys);
    memcpy(opener.kiosk, keys.kiosk, sizeof keys.kiosk);
    const char *line = turn_text("polri %s\n", letter_hex(keys.box_secret, sizeof keys.box_secret));
    opener.boxes = keys_read(fuzz_file(line, strlen(line)));
    turn_end();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *why = NULL;
    json_t *envelope = json_read("letter", bytes, n, JSON_MAX_DEPTH), *data = NULL;
    letter_finish(&keys, envelope);
    int code = envelope_check(&opener, envelope, &why);
    must(code == OK || (why && *why));
    data = envelope_open(&opener, "polri", envelope, &why); /* also what was not signed: as after a change of keys */
    must(data ? json_is_object(json_object_get(data, "letter")) : why && *why);
    json_wipe(data);
    json_wipe(envelope);
    turn_end();
    return 0;
}
