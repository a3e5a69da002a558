/* kills: core, the nursery, deliver and the drivers die once at every screen of a visit. The same screen comes back, and in
 * the end there is one letter and one confirmed number. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static struct table table;

/* Kills at the n-th screen; returns false when the visit has no n-th screen. */
static bool visit_with_kill(const char *what, int n)
{
    int before = table_letters(&table, "id.anjungan.polri.test.apply"), screens = 0;
    bool killed = false;
    table_start_visit(&table, "test.visit");
    while (!table.closed) {
        table_pump(&table, 10);
        if (!table.screen || strcmp(table_kind(&table), "wait") == 0)
            continue;
        if (!killed && ++screens == n) {
            char kind[32], key[64];
            snprintf(kind, sizeof kind, "%s", table_kind(&table));
            snprintf(key, sizeof key, "%s", table_key(&table));
            json_decref(table.screen);
            table.screen = NULL;
            if (strcmp(what, "deliver") == 0)
                table_sit(&table, &table.deliver);
            else
                table_kill(&table, what);
            killed = true;
            if (strcmp(what, "core") == 0 && strcmp(kind, "ktp") && strcmp(kind, "pay"))
                check(table_wait(&table, kind, key));
            else if (strcmp(what, "core") == 0)
                continue; /* the card or the money may have come meanwhile */
        }
        if (table.screen)
            table_go_on(&table);
        else if (strcmp(what, "core"))
            table_say(&table, json_pack("{ss}", "type", "staff")), table_sit(&table, &table.ui);
    }
    check_text(json_text(table.closed, "why"), "done");
    for (int i = 0; i < 100 && table_letters(&table, "id.anjungan.polri.test.apply") == before; i++)
        table_pump(&table, 20);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == before + 1);
    return killed;
}

int main(void)
{
    static const char *const programs[] = {"core", "flow", "deliver"};
    int visits = 0;
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    for (size_t p = 0; p < COUNT(programs); p++)
        for (int n = 1; visit_with_kill(programs[p], n) && test_failures == 0; n++)
            visits++;
    table_pump(&table, 3000); /* what was in flight when deliver died comes again after its pause */
    printf("%d visits with a kill\n", visits);
    check(visits >= 18);
    int reserved = table_letters(&table, "id.anjungan.number.reserved");
    check(reserved == table_letters(&table, "id.anjungan.number.confirmed") + table_letters(&table, "id.anjungan.number.void"));
    check(!table_has_text(&table, table.card_nik));
    table_close(&table);
    return test_end();
}
