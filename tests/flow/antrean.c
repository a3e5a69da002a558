/* antrean: the numbers for the counters and the smallest service: every row of the manifest runs, with all its words.
 */
#include "fake.h"
#include "test.h"
#include "words.h"

#include <stdlib.h>

static struct fake core;

static const json_t *rule_value(const json_t *plugin, const char *name)
{
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(plugin, "rules"), i, row) {
        if (strcmp(json_text(row, "name"), name) == 0)
            return json_object_get(row, "value");
    }
    return NULL;
}

static void run_service(const json_t *plugin, const char *source, const json_t *service)
{
    struct visit v;
    visit_start(&v, &core, source, json_incref(json_object_get(service, "input")));
    const json_t *papers = rule_value(plugin, visit_key(&v) + strlen("rule:"));
    check(json_array_size(papers) >= 2);
    visit_answer(&v, json_incref((json_t *)(uintptr_t)papers));
    check(visit_is_at(&v, "bring") && words_missing(plugin, v.step) == 0);
    visit_answer(&v, json_true());
    check(visit_is_at(&v, "ticket") && words_missing(plugin, v.step) == 0);
    check_text(json_text(json_object_get(v.said, "options"), "queue"), json_text(service, "queue"));
    visit_answer(&v, json_pack("{ss,sb}", "number", "A001", "printed", 1));
    check(visit_is_at(&v, "done") && words_missing(plugin, v.step) == 0);
    visit_answer(&v, json_true());
    check_text(visit_type(&v), "end");
    visit_end(&v);
}

static void test_numbers(void)
{
    json_t *plugin = fake_parse(&core, "mpp.antrean"), *services = json_at(plugin, "manifest.services"), *service;
    char *source = fake_read("plugins/mpp.antrean/main.lua");
    size_t i;
    int needs = 0;
    json_array_foreach (services, i, service) {
        run_service(plugin, source, service);
        needs += json_truth(service, "need");
    }
    check(needs == 4 && json_array_size(services) == 12);
    check(words_missing_in(plugin, source) == 0);
    json_decref(plugin);
    free(source);
}

static void test_hello(void)
{
    struct visit v;
    json_t *plugin = fake_parse(&core, "hello");
    char *source = fake_read("plugins/hello/main.lua");
    visit_start(&v, &core, source, NULL);
    check(visit_is_at(&v, "name") && words_missing(plugin, v.step) == 0);
    visit_answer(&v, json_string("Siti"));
    check(visit_is_at(&v, "done") && words_missing(plugin, v.step) == 0);
    check_text(json_text(json_at(v.said, "options.with"), "name"), "Siti");
    visit_end(&v);
    json_decref(plugin);
    free(source);
}

int main(void)
{
    fake_start(&core);
    test_numbers();
    test_hello();
    fake_stop(&core);
    return test_end();
}
