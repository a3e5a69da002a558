/* kills: core, the nursery, deliver and the drivers die once at every screen of a visit. The same screen comes back,
 * and in the end there is one letter and one confirmed number; also where a service calls another one. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "desk/table.h"
#include "test.h"

#include <unistd.h>

static struct table table;

static bool waits_for_others(void)
{
    const char *kind = table_kind(&table);
    return strcmp(kind, "wait") == 0 || strcmp(kind, "ktp") == 0 || strcmp(kind, "pay") == 0;
}

static void kill_one(const char *what)
{
    char *kind = turn_text("%s", table_kind(&table)), *key = turn_text("%s", table_key(&table));
    bool may_move = waits_for_others();
    char kind_then[32], key_then[64];
    snprintf(kind_then, sizeof kind_then, "%s", kind);
    snprintf(key_then, sizeof key_then, "%s", key);
    json_decref(table.screen);
    table.screen = NULL;
    if (strcmp(what, "deliver") == 0)
        table_sit(&table, &table.deliver);
    else
        table_kill(&table, what);
    if (strcmp(what, "core") != 0)
        table_sit(&table, &table.ui); /* ui asks for the screen again: it must be the same one */
    if (!may_move)
        check(table_wait(&table, kind_then, key_then));
}

/* Kills at the n-th screen; returns false when the visit has no n-th screen. */
static bool visit_with_kill(const char *service, const char *what, int n)
{
    int before = table_letters(&table, "id.anjungan.polri.test.apply"), screens = 0, last = 0;
    bool killed = false;
    table_start_visit(&table, service);
    while (!table.closed && test_failures == 0) {
        table_pump(&table, 10);
        int step = (int)json_number(table.screen, "step", 0);
        if (!table.screen || step == last)
            continue;
        last = step;
        if (++screens == n && !killed) {
            kill_one(what);
            killed = true;
            last = 0;
        } else if (!waits_for_others()) {
            table_go_on(&table);
        }
    }
    check_text(json_text(table.closed, "why"), "done");
    for (int i = 0; i < 200 && table_letters(&table, "id.anjungan.polri.test.apply") == before; i++)
        table_pump(&table, 20);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == before + 1);
    return killed;
}

static bool has_key(const char *name)
{
    return access(turn_text("%s/keys/%s", table.run, name), F_OK) == 0;
}

static void leave_key(const char *name)
{
    check(file_write_path(turn_text("%s/keys/%s", table.run, name), "0123456789abcdef0123456789abcdef", 32, 0600) ==
          OK);
}

/* A core that died between the key of a visit and its first row: the next one destroys the key, and no other. */
static void test_orphaned_key(void)
{
    table_start_visit(&table, "test.visit");
    while (!table.screen)
        table_pump(&table, 10);
    char visit[32]; /* outlives the turns of the table */
    snprintf(visit, sizeof visit, "%s", json_text(table.screen, "visit"));
    check(has_key(visit));
    leave_key("00000000000000aa");
    table_kill(&table, "core");
    table_sit(&table, &table.ui);
    check(table_wait(&table, "consent", NULL) && has_key(visit) && !has_key("00000000000000aa"));
    table_say(&table, json_pack("{ss,ss,ss}", "type", "end", "visit", visit, "why", "citizen"));
    check(table_wait_closed(&table) && !has_key(visit));
    leave_key("00000000000000bb");
    table_kill(&table, "core");
    table_sit(&table, &table.ui);
    check(table_wait_home(&table) && !has_key("00000000000000bb"));
}

int main(void)
{
    static const char *const programs[] = {"core", "flow", "deliver"}, *const services[] = {"test.visit",
                                                                                            "test.journey"};
    int visits = 0;
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    for (size_t i = 0; i < COUNT(programs) * COUNT(services); i++)
        for (int n = 1; visit_with_kill(services[i % 2], programs[i / 2], n) && test_failures == 0; n++)
            visits++;
    test_orphaned_key();
    table_pump(&table, 3000); /* what was in flight when deliver died comes again after its pause */
    printf("%d visits with a kill\n", visits);
    check(visits >= 40);
    int reserved = table_letters(&table, "id.anjungan.number.reserved");
    check(reserved ==
          table_letters(&table, "id.anjungan.number.confirmed") + table_letters(&table, "id.anjungan.number.void"));
    check(!table_has_text(&table, table.card_nik));
    table_close(&table);
    return test_end();
}
