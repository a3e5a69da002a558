/* attack.c - see attack.h. */
#define _GNU_SOURCE
#include "attack.h"

#include "fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool attack_is(const char *name)
{
    const char *end = strrchr(name, '.');
    return end && (strcmp(end, ".lua") == 0 || strcmp(end, ".bomb") == 0);
}

/* What lies between the first quote and the last one, once. */
static void write_unit(FILE *to, const char *text, const char *end, int number)
{
    for (; text < end; text++)
        if (*text == '#')
            fprintf(to, "%d", number);
        else if (text[0] == '\\' && text[1] == 'n')
            fputc((text++, '\n'), to);
        else
            fputc(*text, to);
}

static void write_line(FILE *to, char *line)
{
    size_t n = strlen(line);
    if (*line == '@') {
        char *text = strchr(line, '"') + 1, *end = strrchr(line, '"');
        for (int i = 0; i < atoi(line + 1); i++)
            write_unit(to, text, end, i);
    } else if (n > 0 && line[n - 1] == '\\') {
        fwrite(line, 1, n - 1, to);
    } else {
        fprintf(to, "%s\n", line);
    }
}

char *attack_read(const char *name, size_t *n)
{
    char *bytes = fake_read(turn_text("tests/flow/attacks/%s", name), n), *script;
    if (!strstr(name, ".bomb"))
        return bytes;
    FILE *to = open_memstream(&script, n);
    must(to != NULL);
    bytes[*n - 1] = 0; /* the end of the last line begins no other */
    for (char *rest = bytes, *line; (line = strsep(&rest, "\n"));)
        write_line(to, line);
    must(fclose(to) == 0);
    free(bytes);
    return script;
}
