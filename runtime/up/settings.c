/* settings.c - see settings.h.
 *
 * The agencies are open round the clock (save one, so that a closed tile can be seen): a first look at the kiosk may be
 * at night. Letters skip I O L Q S Z, which are read as digits. */
#define _GNU_SOURCE
#include "up/settings.h"

#include "base/conf.h"

#include <stdlib.h>
#include <string.h>

static const char lokaraya[] =
    "name = \"Mal Pelayanan Publik\"; place = \"Kabupaten Lokaraya\"; site = \"LKR\"; kiosk = \"07\";"
    "languages = [ \"id\", \"en\" ]; theme = \"wedel\"; demo = false; attract = 90;"
    "screens = { main = { width = 1080; height = 1920; x = 0; y = 0; };"
    "            call = { width = 1920; height = 1080; x = 1080; y = 0; }; };"
    "hall = { url = \"http://127.0.0.1:0\"; };"
    "biller = { url = \"http://127.0.0.1:0/biller\"; };"
    "devices = ("
    "{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"tcp:127.0.0.1:0\";"
    "  profile = { width = 576; band = 24; cut = true; }; },"
    "{ name = \"card\"; class = \"card\"; driver = \"simcard\"; port = \"tcp:127.0.0.1:0\"; profile = { }; },"
    "{ name = \"scanner\"; class = \"scanner\"; driver = \"scan\"; port = \"tcp:127.0.0.1:0\"; profile = { aim = true; "
    "}; },"
    "{ name = \"document\"; class = \"document\"; driver = \"ipp\"; port = \"ipp://127.0.0.1:0/ipp/print\"; profile = "
    "{ }; },"
    "{ name = \"lamp\"; class = \"lamp\"; driver = \"lamp\"; port = \"tcp:127.0.0.1:0\"; profile = { }; },"
    "{ name = \"stripe\"; class = \"stripe\"; driver = \"msrline\"; port = \"tcp:127.0.0.1:0\"; profile = { }; } );";

static const struct agency {
    const char *letter, *id, *name, *line, *opens, *closes;
    int floor;
} agencies[] = {
    {"A", "dukcapil", "Kependudukan", "KTP, KK, akta, KIA", NULL, NULL, 1},
    {"B", "dpmptsp", "Perizinan usaha", "NIB, izin usaha, izin praktik", NULL, NULL, 1},
    {"C", "imigrasi", "Imigrasi", "Paspor baru dan perpanjangan", NULL, NULL, 2},
    {"D", "polri", "Kepolisian", "SKCK, SIM", NULL, NULL, 1},
    {"E", "bpjs", "BPJS Kesehatan", "Pendaftaran dan ubah data", NULL, NULL, 1},
    {"F", "pajak", "Pajak daerah", "PBB, pajak kendaraan", NULL, NULL, 2},
    {"G", "kejaksaan", "Kejaksaan", "Tilang dan konsultasi hukum", "13.00", "15.00", 2},
    {"H", "kua", "Urusan agama", "Pendaftaran nikah", NULL, NULL, 2},
};

static json_t *agency_row(const struct agency *a)
{
    return json_pack("{ss ss ss ss ss ss* ss*}", "id", a->id, "name", a->name, "line", a->line, "queue", a->letter,
                     "url", turn_text("http://127.0.0.1:0/%s", a->id), "opens", a->opens, "closes", a->closes);
}

static json_t *queue_row(const struct agency *a)
{
    return json_pack("{ss ss ss}", "letter", a->letter, "name", a->name, "place",
                     turn_text("Ruang %s, lantai %d", a->letter, a->floor));
}

json_t *settings_new(const struct tree *tree, const char *run)
{
    char error[256];
    json_t *rows = json_array(), *queues = json_array();
    json_t *settings = conf_read("the first site.conf", lokaraya, error, sizeof error);
    if (!settings)
        die("%s", error);
    for (size_t i = 0; i < COUNT(agencies); i++) {
        json_array_append_new(rows, agency_row(&agencies[i]));
        json_array_append_new(queues, queue_row(&agencies[i]));
    }
    json_array_append_new(json_object_get(settings, "devices"),
                          json_pack("{ss ss ss so s{}}", "name", "camera", "class", "camera", "driver", "camera",
                                    "port", json_sprintf("file:%s/run/camera/plugged", run), "profile"));
    json_object_set_new(settings, "agencies", rows);
    json_object_set_new(settings, "queues", queues);
    json_object_set_new(settings, "regions", json_string(tree->regions));
    json_object_set_new(settings, "folders",
                        json_pack("{ss ss ss ss ss}", "plugins", tree->plugins, "rules", tree->rules, "themes",
                                  tree->themes, "words", tree->words, "drivers", tree->drivers));
    return settings;
}

static bool is_row(const json_t *row, const char *name)
{
    return strcmp(json_text(row, "id"), name) == 0 || strcmp(json_text(row, "name"), name) == 0 ||
           strcmp(json_text(row, "letter"), name) == 0;
}

/* The place of a name in a list, or its size when there is none. */
static size_t row_at(const json_t *list, const char *name)
{
    size_t i;
    json_t *row;
    json_array_foreach (list, i, row)
        if (is_row(row, name))
            return i;
    char *end;
    unsigned long at = strtoul(name, &end, 10);
    return *name && !*end ? at : json_array_size(list);
}

static json_t *inner(json_t *from, const char *name)
{
    return json_is_array(from) ? json_array_get(from, row_at(from, name)) : json_object_get(from, name);
}

static json_t *new_value(const json_t *old, const char *text)
{
    json_t *value = json_is_string(old) ? NULL : json_loads(text, JSON_DECODE_ANY, NULL);
    if (old && value && json_typeof(old) != json_typeof(value) && !(json_is_boolean(old) && json_is_boolean(value))) {
        json_decref(value);
        return NULL;
    }
    return value || (old && !json_is_string(old)) ? value : json_string(text);
}

static int put(json_t *into, const char *name, json_t *value)
{
    if (json_is_object(into))
        return json_object_set_new(into, name, value);
    if (json_is_array(into))
        return json_array_set_new(into, row_at(into, name), value);
    json_decref(value);
    return -1;
}

int settings_set(json_t *settings, const char *change)
{
    const char *equals = strchr(change, '=');
    if (!equals || equals == change)
        return fail(E_FORMAT, "--set %s: write it as path=value, for example theme=wedel", change);
    char *way = turn_text("%.*s", (int)(equals - change), change), *dot;
    json_t *at = settings;
    while (at && (dot = strchr(way, '.'))) {
        *dot = 0;
        at = inner(at, way);
        way = dot + 1;
    }
    json_t *value = new_value(inner(at, way), equals + 1);
    if (!value)
        return fail(E_FORMAT, "--set %s: a value of another type stands there in site.conf", change);
    if (put(at, way, value) < 0)
        return fail(E_FORMAT, "--set %s: there is no such place in site.conf", change);
    return OK;
}
