/* question: whatever a script's options and ui's answer are, what core accepts it accepts again and calls the same; a
 * path that is read is written as it was. */
#include "fuzz.h"

#include "domain/answer.h"
#include "domain/strokes.h"

#include <stdlib.h>
#include <string.h>

static struct regions *pack;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    pack = regions_open(SOURCE "/runtime/domain/regions.sample");
    must(pack != NULL);
    return 0;
}

static void check_path(const char *path)
{
    static struct strokes strokes;
    char again[STROKES_TEXT];
    if (!strokes_read(path, &strokes))
        return;
    strokes_write(&strokes, again);
    must(strcmp(path, again) == 0);
    strokes_end(&strokes);
    while (strokes.n > 0)
        strokes_undo(&strokes);
    must(strokes.n_points == 0);
}

static void check_answer(const char *kind, const json_t *options, const json_t *value)
{
    const char *error = NULL;
    struct question question = {kind, "2026-05-14", options, pack};
    json_t *clean = answer_check(&question, value, &error),
           *again = clean ? answer_check(&question, clean, &error) : NULL;
    must(clean ? json_equal(clean, again) : error != NULL);
    json_decref(clean);
    json_decref(again);
}

/* The kind, its options and the answer, divided by lines of "%%". */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *rest = fuzz_text(bytes, n), *kind = fuzz_part(&rest), *options = fuzz_part(&rest), *value = fuzz_part(&rest);
    json_t *o = json_read("options", options, strlen(options), JSON_MAX_DEPTH);
    json_t *v = json_loads(value, JSON_DECODE_ANY, NULL);
    kind[strcspn(kind, "\n")] = 0;
    check_path(turn_text("%.*s", (int)strcspn(value, "\n"), value));
    check_answer(kind, o, v);
    json_decref(o);
    json_decref(v);
    turn_end();
    return 0;
}
