/* rules: a plugin gets from the kiosk's files of rules what its manifest lists, in the rows of this place; and a visit
 * ends with the rules it began with. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "desk/table.h"
#include "test.h"

#include <string.h>
#include <unistd.h>

static struct table table;

/* What a row of this place says, of a rule that the manifest lists and of one that it does not. */
static const char ours[] = "rules = (\n"
                           "  { name = \"rules.fee\"; value = 2; place = \"33.07\"; valid_from = \"2021-01-01\"; "
                           "law = \"Perda 1\"; },\n"
                           "  { name = \"rules.fee\"; value = 3; place = \"51\"; valid_from = \"2021-01-01\"; "
                           "law = \"Perda 2\"; },\n"
                           "  { name = \"rules.own\"; value = 2; place = \"33.07\"; valid_from = \"2021-01-01\"; "
                           "law = \"Perda 1\"; }\n"
                           ");\n";

static void told(int days, int fee, int own)
{
    check(table_wait(&table, "info", "told"));
    const json_t *with = table_option(&table, "with");
    check(json_number(with, "days", 0) == days);
    check(json_number(with, "fee", 0) == fee);
    check(json_number(with, "own", 0) == own);
}

static void finish(void)
{
    table_answer(&table, json_true());
    check(table_wait(&table, "done", "done"));
    table_answer(&table, json_true());
    check(table_wait_closed(&table));
}

/* Core reads them when it starts. */
static void put_rules(const char *text)
{
    check(file_write_path(turn_text("%s/rules.conf", table.run), text, strlen(text), 0600) == OK);
    unlink(turn_text("%s/share/index.json", table.run));
    json_decref(table.screen);
    table.screen = NULL;
    table_kill(&table, "core");
    check(table_wait_home(&table));
}

static bool says(const char *file, const char *what)
{
    char *index;
    size_t n;
    check(file_read_path(turn_text("%s/share/%s.json", table.run, file), 1 << 20, &index, &n) == OK);
    bool there = strstr(index, what) != NULL;
    wipe_free(index, n);
    return there;
}

static bool offered(const char *service)
{
    return says("services", service);
}

/* What a service is called on home stands only there. */
static void test_tile(void)
{
    check(says("index", "\"tile\":{\"en\":\"Testing rules\",\"id\":\"Mau menguji aturan\"}"));
    check(says("index", "\"title\":{\"en\":\"Test rules\",\"id\":\"Uji aturan\"}"));
    check(says("services", "Uji aturan") && !says("services", "tile"));
}

int main(void)
{
    table_open_site(&table, &(struct table_site){.core = "core",
                                                 .plugins = SOURCE "/tests/desk/plugins",
                                                 .folders = "rules = \"" SOURCE "/tests/desk/rules\";"});
    check(table_wait_home(&table));
    test_tile();
    table_start_visit(&table, "test.rules");
    told(7, 1, 1);

    put_rules(ours);
    told(7, 1, 1);
    finish();
    table_start_visit(&table, "test.rules");
    told(7, 2, 1);
    finish();

    put_rules("rules = ( { name = \"rules.fee\"; value = 2; } );");
    check(!offered("test.rules") && offered("test.visit"));
    table_close(&table);
    return test_end();
}
