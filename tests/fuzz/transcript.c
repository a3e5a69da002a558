/* transcript: text files of vendors. What was read and is written again reads the same: so many scenes, lines and
 * bytes. */
#define _GNU_SOURCE
#include "fuzz.h"

#include "proof/script.h"
#include "proof/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The values of a request lie inside the room they were read into. */
static void read_values(const struct line *line)
{
    size_t n = strlen(line->text) + 1;
    char *text = make_text(line->text);
    uint8_t *room = make(n);
    struct kd_attr attr[ATTR_MAX];
    int count = values_read(text + strcspn(text, " "), attr, room);
    for (int i = 0; i < count; i++)
        must(*attr[i].name && (!attr[i].bytes.at || (attr[i].bytes.at >= room && attr[i].bytes.n < n)));
    free(text);
    free(room);
}

static void compare(const struct scene *a, const struct scene *b)
{
    must(a->n == b->n);
    for (size_t i = 0; i < a->n; i++) {
        must(a->lines[i].word == b->lines[i].word && a->lines[i].n == b->lines[i].n);
        if (a->lines[i].word == CALL)
            read_values(&a->lines[i]);
        must(a->lines[i].n == 0 || memcmp(a->lines[i].bytes, b->lines[i].bytes, a->lines[i].n) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct script script, again;
    if (script_read(&script, fuzz_file(data, n)) == OK) {
        char *text = NULL;
        size_t size;
        FILE *to = open_memstream(&text, &size);
        must(to != NULL);
        for (size_t i = 0; i < script.n; i++)
            scene_write(&script.scenes[i], to);
        fclose(to);
        must(script_read(&again, fuzz_file(text, size)) == OK && again.n == script.n);
        for (size_t i = 0; i < script.n; i++)
            compare(&script.scenes[i], &again.scenes[i]);
        script_free(&again);
        free(text);
    }
    script_free(&script);
    turn_end();
    return 0;
}
