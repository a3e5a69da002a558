/* order: store, then tell. A core that dies between commit and telling loses and doubles nothing; one that tells first
 * is caught at it. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "test.h"

static struct table table;

/* A letter more than there were visits, or a number that came out of the printer twice. */
static bool something_doubled(int visits)
{
    return table_letters(&table, "id.anjungan.polri.test.apply") > visits || table.twice > 0;
}

static void play(void)
{
    int last = 0, deaths = table.deaths;
    char visit[48] = "";
    table.nobody_ends = false;
    table_start_visit(&table, "test.visit");
    for (int i = 0; i < 3000 && !table.closed; i++) {
        table_pump(&table, 5);
        if (deaths != table.deaths)
            last = 0;
        deaths = table.deaths;
        if (!*visit && i % 100 == 99) /* the choice may have died with core */
            table_say(&table, json_pack("{ss,ss,ss}", "type", "start", "service", "test.visit", "language", "id"));
        int step = (int)json_number(table.screen, "step", 0);
        if (!table.screen || step == last)
            continue;
        last = step;
        table.nobody_ends = true;
        snprintf(visit, sizeof visit, "%s", json_text(table.screen, "visit"));
        table_go_on(&table);
    }
    if (!table.closed)
        die("visit %s stands still at %s, step %d; ui %d, deliver %d, deaths %d", visit, table_kind(&table),
            (int)json_number(table.screen, "step", 0), table.ui.fd, table.deliver.fd, table.deaths);
}

int main(void)
{
    enum { LUCKLESS = 20, CONTROL = 60 };
    table_open_with(&table, SOURCE "/tests/desk/plugins", "core-unlucky");
    check(table_wait_home(&table));
    for (int i = 0; i < LUCKLESS; i++)
        play();
    for (int i = 0; i < 200 && table_letters(&table, "id.anjungan.polri.test.apply") < LUCKLESS; i++)
        table_pump(&table, 20);
    printf("unlucky: %d letters, %d numbers printed twice\n", table_letters(&table, "id.anjungan.polri.test.apply"),
           table.twice);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == LUCKLESS);
    check(!something_doubled(LUCKLESS));
    printf("unlucky: %d visits, died %d times, nothing lost or doubled\n", LUCKLESS, table.deaths);
    check(table.deaths > 10);
    table_close(&table);

    int visits = 0;
    table_open_with(&table, SOURCE "/tests/desk/plugins", "core-careless");
    check(table_wait_home(&table));
    while (visits < CONTROL && !something_doubled(visits)) {
        play();
        visits++;
        table_pump(&table, 100);
    }
    printf("careless: caught after %d visits, died %d times\n", visits, table.deaths);
    check(something_doubled(visits));
    table_close(&table);
    return test_end();
}
