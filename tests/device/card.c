/* card: the simulated reader from the plug to core, with the people of hw/simcard/cards.conf. */
#define _GNU_SOURCE
#include "rig.h"

#include "base/conf.h"
#include "domain/nik.h"

static struct rig rig;
static struct rig_core core;

static void put_in(const char *command)
{
    rig_do(&rig, command);
    core_expect_status(&core, "online", "present");
}

static void take_out(void)
{
    rig_do(&rig, "card out");
    core_expect_status(&core, "online", "notPresent");
}

/* The cards are plausible, save the last, whose date never was. */
static void test_people(const json_t *cards)
{
    const struct day on = {2026, 5, 14};
    size_t i;
    json_t *row;
    json_array_foreach (cards, i, row) {
        struct nik nik;
        struct day birth;
        bool last = i + 1 == json_array_size(cards);
        check(nik_read(json_text(row, "nik"), on, &nik) && day_read(json_text(row, "birth"), &birth));
        check(strncmp(json_text(row, "nik"), "3510", 4) == 0);
        check(nik.warnings == (last ? NIK_DATE : NIK_FINE));
        check(nik.female == (strcmp(json_text(row, "sex"), "P") == 0));
        check(last || day_number(nik.birth) == day_number(birth));
    }
}

static void test_every_card(const json_t *cards)
{
    for (size_t i = 0; i < json_array_size(cards); i++) {
        int64_t id = core_ask_for(&core, "read", 20000);
        put_in(turn_text("card in %zu", i + 1));
        core_expect(&core, id, "ok", "done");
        json_t *printed = json_copy(json_array_get(cards, i));
        json_object_del(printed, "kk"); /* the register knows these, the card does not */
        json_object_del(printed, "marital");
        check(json_equal(core.attr, printed));
        json_decref(printed);
        take_out();
    }
}

static void test_ways_to_fail(void)
{
    core_expect(&core, core_ask_for(&core, "read", 100), "timeout", "none");
    int64_t id = core_ask_for(&core, "read", 20000);
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "none");
    id = core_ask_for(&core, "read", 20000);
    put_in("card bad");
    core_expect(&core, id, "retry", "none");
    id = core_ask_for(&core, "read", 20000); /* the bad card has to come out before anything is read again */
    check_text(rig_tell(&rig, "card in"), "error a card is in already; say: card out");
    take_out();
    put_in("card in 2");
    core_expect(&core, id, "ok", "done");
    check_text(json_text(core.attr, "name"), "BAMBANG WIJAYA");
    core_expect(&core, core_ask_for(&core, "read", 200), "timeout", "none"); /* left behind: not the next one's */
    take_out();
    check_text(rig_tell(&rig, "card in 99"), "error there is no card 99; say a number from 1 to 4");
    rig_do(&rig, "card unplug");
    core_expect_status(&core, "noDevice", "unknown");
    core_expect(&core, core_ask_for(&core, "read", 1000), "gone", "none");
    rig_do(&rig, "card plug");
    core_expect_status(&core, "online", "notPresent");
}

int main(void)
{
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }, { name = \"card\"; class = \"card\"; driver = "
              "\"simcard\"; "
              "port = \"tcp:127.0.0.1:%d\"; profile = { }; }");
    json_t *conf = conf_read_file(SOURCE "/hw/simcard/cards.conf"), *cards = json_object_get(conf, "cards");
    pid_t sim = rig_run(&rig, "anjungan-sim", NULL, true);
    rig_call_control(&rig);
    core_open(&core, &rig, "card");
    core_expect_status(&core, "online", "notPresent");
    test_people(cards);
    test_every_card(cards);
    test_ways_to_fail();
    check(rig_end(core.pid) == 0);
    check(rig_end(sim) == 0);
    json_decref(conf);
    core_close(&core);
    rig_stop(&rig);
    return test_end();
}
