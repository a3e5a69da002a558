/* schemas.c - see schemas.h. */
#include "catalog/schemas.h"

#include "base/memfile.h"
#include "domain/schema.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int read_one(const char *file, const char *bytes, size_t n, json_t **to)
{
    int line;
    struct schema_flaw flaw;
    *to = schema_read(bytes, n, &flaw, &line);
    return *to ? OK : fail(E_FORMAT, "%s:%d: %s: %s", file, line ? line : 1, flaw.at, flaw.why);
}

static const char *file_of(const char *name)
{
    return turn_text("letters/%s.schema.json", name);
}

const struct source_part schemas = {source_letters, file_of, SCHEMA_FILE_MAX, read_one};

void schemas_warn(const char *plugin, const json_t *parsed)
{
    size_t i;
    json_t *name;
    json_array_foreach (json_at(parsed, "manifest.letters"), i, name) {
        if (!json_object_get(json_object_get(parsed, "letters"), json_string_value(name)))
            say("plugin %s: the letter %s has no schema", plugin, json_string_value(name));
    }
}

void schemas_publish(const struct site *site, const json_t *parsed)
{
    const char *name, *version = json_text(json_object_get(parsed, "manifest"), "version");
    const json_t *letters = json_object_get(parsed, "letters");
    json_t *schema;
    if (json_object_size(letters) == 0 || strchr(version, '/'))
        return;
    mkdir(site_path(site, "share/letters"), 0755);
    json_object_foreach ((json_t *)(uintptr_t)letters, name, schema) {
        char *text = json_write(schema);
        file_write_path(site_path(site, "share/letters/%s@%s.schema.json", name, version), text, strlen(text), 0644);
        free(text);
    }
}
