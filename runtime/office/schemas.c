/* schemas.c - is a letter as its service says? The schema of each version lies in share/letters, where core puts it
 * when it takes the service up; an agency with a receiver of its own has it from its own plugin. A letter whose schema
 * is not there is taken: it was written before letters had any. */
#include "office/office.h"

#include "domain/schema.h"

#include <string.h>
#include <unistd.h>

static const char before[] = "id.anjungan.";

/* Both come from outside and become part of a path. */
static bool is_plain(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";
    size_t n = strlen(text);
    return n > 0 && n < 80 && *text != '.' && strspn(text, letters) == n;
}

static json_t *find_schema(const struct office *office, const char *name, const char *version)
{
    struct schema_flaw flaw;
    const char *path = site_path(office->site, "share/letters/%s@%s.schema.json", name, version);
    json_t *schema = access(path, R_OK) == 0 ? json_read_file(path, SCHEMA_FILE_MAX) : NULL;
    if (!schema || schema_good(schema, &flaw))
        return schema;
    fail(E_FORMAT, "%s: %s: %s", path, flaw.at, flaw.why);
    json_decref(schema);
    return NULL;
}

const char *schema_wrong(const struct office *office, const char *type, const json_t *data)
{
    const char *name = type + sizeof before - 1, *version = json_text(data, "version");
    struct schema_flaw flaw;
    if (strncmp(type, before, sizeof before - 1) != 0 || !is_plain(name) || !is_plain(version))
        return NULL;
    json_t *schema = find_schema(office, name, version);
    bool fits = !schema || schema_fits(schema, json_object_get(data, "letter"), &flaw);
    json_decref(schema);
    return fits ? NULL : turn_text("%s: %s", flaw.at, flaw.why);
}
