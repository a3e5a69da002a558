/* hall: any requests, in any order, are answered, and no statement of the database fails. */
#include "fuzz.h"
#include "httpd.h"

#include "base/conf.h"
#include "hall/hall.h"

#include <string.h>

static struct hall hall;
static struct site site;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char settings[] = "name = \"Mal\"; place = \"Lokaraya\"; queues = ( { letter = \"A\"; name = \"Umum\";"
                                   " place = \"Lantai 1\"; }, { letter = \"D\"; name = \"Polri\"; place = \"D\"; } );";
    char error[256];
    (void)argc, (void)argv;
    fuzz_write("secrets/hall/devices", "device\n");
    fuzz_write("secrets/hall/officers", "officer\n");
    site = (struct site){.run = fuzz_folder(), .name = ""};
    site.settings = conf_read("site.conf", settings, error, sizeof error);
    must(site.settings);
    hall_open(&hall, &site, 0);
    turn_end();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    httpd_serve(&hall.db, fuzz_text(bytes, n), NULL);
    turn_end();
    return 0;
}
