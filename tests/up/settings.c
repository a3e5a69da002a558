/* settings: the first site.conf, changes by --set, and that a written file reads the same. */
#define _GNU_SOURCE
#include "base/conf.h"
#include "test.h"
#include "up/ports.h"
#include "up/settings.h"

#include <stdlib.h>

static json_t *site(void)
{
    char plugins[] = "/p \"q\" \\r", other[] = "/x";
    struct tree tree = {
        .plugins = plugins, .rules = other, .themes = other, .words = other, .drivers = other, .regions = other};
    return settings_new(&tree, "/run");
}

static void test_first(void)
{
    json_t *s = site(), *agency;
    size_t i;
    check_text(json_text(s, "place"), "Kabupaten Lokaraya");
    json_array_foreach (json_object_get(s, "agencies"), i, agency) {
        check(!strpbrk(json_text(agency, "queue"), "IOLQSZ"));
        check(strcmp(json_text(json_array_get(json_object_get(s, "queues"), i), "letter"),
                     json_text(agency, "queue")) == 0);
    }
    check(i == 8);
    json_decref(s);
}

static void test_round(void)
{
    char error[256];
    json_t *s = site();
    json_object_set_new(json_array_get(json_object_get(s, "agencies"), 3), "key", json_string("00ff"));
    char *text = settings_text(s);
    json_t *again = conf_read("written", text, error, sizeof error);
    check(again && json_equal(s, again));
    check_text(json_text(json_array_get(json_object_get(again, "agencies"), 3), "key"), "00ff");
    free(text);
    json_decref(again);
    json_decref(s);
}

static void test_set(void)
{
    json_t *s = site();
    check(settings_set(s, "screens.main.width=720") == OK);
    check(json_integer_value(json_at(s, "screens.main.width")) == 720);
    check(settings_set(s, "kiosk=08") == OK);
    check_text(json_text(s, "kiosk"), "08");
    check(settings_set(s, "demo=true") == OK && json_truth(s, "demo"));
    check(settings_set(s, "agencies.polri.opens=07.30") == OK);
    check_text(json_text(json_array_get(json_object_get(s, "agencies"), 3), "opens"), "07.30");
    check(settings_set(s, "agencies.0.opens=06.00") == OK);
    check_text(json_text(json_array_get(json_object_get(s, "agencies"), 0), "opens"), "06.00");
    check(settings_set(s, "devices.printer.profile.cut=false") == OK);
    check(settings_set(s, "idle.seconds=3") < 0);
    check(settings_set(s, "idle={\"seconds\": 3}") == OK);
    check(json_integer_value(json_at(s, "idle.seconds")) == 3);
    check(settings_set(s, "motto=dari hati") == OK);
    check_text(json_text(s, "motto"), "dari hati");
    check(settings_set(s, "screens.main.width=wide") < 0);
    check(settings_set(s, "screens=2") < 0);
    check(settings_set(s, "agencies.nobody.opens=1") < 0);
    check(settings_set(s, "=x") < 0 && settings_set(s, "x") < 0);
    json_decref(s);
}

static void test_ports(void)
{
    struct ports ports, others;
    json_t *s = site(), *t = site();
    check(settings_set(t, "hall.url=http://hall.example:80") == OK);
    check(ports_open(&ports, s) == OK && ports.hall >= 0 && ports.office >= 0 && ports.n_sim == 6);
    check(ports_open(&others, t) == OK && others.hall < 0 && others.office >= 0);
    const char *biller = json_string_value(json_at(s, "biller.url"));
    const char *polri = json_text(json_array_get(json_object_get(s, "agencies"), 3), "url");
    check(!strstr(biller, ":0/") && strncmp(biller, polri, strlen("http://127.0.0.1:12345")) == 0);
    check(strcmp(biller, json_string_value(json_at(t, "biller.url"))) != 0);
    check_text(json_string_value(json_at(t, "hall.url")), "http://hall.example:80");
    check(ports_open(&others, s) == E_STATE); /* taken */
    ports_close(&ports);
    ports_close(&others);
    check(ports_open(&ports, s) == OK); /* and kept */
    check_text(json_string_value(json_at(s, "biller.url")), biller);
    ports_close(&ports);
    json_decref(s);
    json_decref(t);
}

int main(void)
{
    test_first();
    test_round();
    test_set();
    test_ports();
    turn_end();
    return test_end();
}
