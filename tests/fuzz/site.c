/* site: a site.conf that can be read can be asked for anything the programs ask it, whatever types it has. */
#include "fuzz.h"

#include "base/conf.h"
#include "post/agency.h"

#include <string.h>

static void ask_lists(const struct site *site)
{
    static const char *const lists[][2] = {{"agencies", "id"}, {"queues", "letter"}, {"devices", "name"}};
    for (size_t i = 0; i < COUNT(lists); i++) {
        site_row(site, lists[i][0], lists[i][1], "");
        const json_t *row = site_row(site, lists[i][0], lists[i][1], "polri");
        must(!row || strcmp(json_text(row, lists[i][1]), "polri") == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const ids[] = {"hall", "biller", "polri", "", "nobody"};
    char error[256];
    struct site site = {.run = "/nowhere", .name = "fuzz"};
    site.settings = conf_read("site.conf", fuzz_text(bytes, n), error, sizeof error);
    struct agencies agencies = {.site = &site};
    ask_lists(&site);
    for (size_t i = 0; site.settings && i < COUNT(ids); i++) {
        const struct agency *agency = agency_find(&agencies, ids[i]);
        must(!agency || strncmp(agency->url, "http", 4) == 0);
    }
    json_number(json_at(site.settings, "screens.main"), "width", 1080);
    json_text(json_at(site.settings, "folders"), "plugins");
    agencies_close(&agencies);
    json_decref(site.settings);
    turn_end();
    return 0;
}
