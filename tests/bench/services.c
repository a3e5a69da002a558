/* services: the generated plugins are there, in the folders that core reads, beside links to the shipped ones. */
#define _GNU_SOURCE
#include "base/conf.h"
#include "bench/services.h"
#include "bench/tidy.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

static char top[] = "/tmp/bench-test-XXXXXX";

static size_t count_services(const char *plugin)
{
    json_t *manifest = conf_read_file(turn_text("%s/plugins/%s/plugin.conf", top, plugin));
    size_t n = json_array_size(json_object_get(manifest, "services"));
    json_decref(manifest);
    return n;
}

static void test_services(void)
{
    check(services_make(turn_text("%s/plugins", top), SOURCE "/plugins", 45) == OK);
    check(count_services("bench.p0") == 20);
    check(count_services("bench.p1") == 20);
    check(count_services("bench.p2") == 5);
    check(access(turn_text("%s/plugins/bench.p3", top), F_OK) < 0);
    check(count_services("polri.skck") == 1);
    json_t *words = conf_read_file(turn_text("%s/plugins/bench.p2/words.id.conf", top));
    check_text(json_text(json_at(words, "services.s44"), "title"), "Layanan nomor 44");
    json_decref(words);
}

int main(void)
{
    check(mkdtemp(top) != NULL);
    test_services();
    tidy_remove(top);
    check(access(top, F_OK) < 0);
    turn_end();
    return test_end();
}
