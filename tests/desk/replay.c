/* replay: an answer while a new child is still replaying. The test is the nursery and every child of it, so that the
 * child is held exactly there for as long as it takes. */
#define _GNU_SOURCE
#include "desk/nursery.h"
#include "test.h"

#include <string.h>

static const char first[] = "{\"type\":\"step\",\"at\":0,\"class\":\"question\",\"kind\":\"text\",\"key\":\"name\","
                            "\"options\":{},\"sig\":\"1\"}";
static const char second[] = "{\"type\":\"step\",\"at\":1,\"class\":\"question\",\"kind\":\"text\",\"key\":\"city\","
                             "\"options\":{},\"sig\":\"2\"}";

static struct table table;
static struct nursery nursery;

static bool shows(const char *key)
{
    for (int i = 0; i < 400 && strcmp(table_key(&table), key) != 0; i++)
        nursery_pump(&nursery);
    return strcmp(table_key(&table), key) == 0;
}

/* The child was told to begin, with so many rows. */
static bool begun(int child, size_t rows)
{
    size_t got = 99;
    return nursery_wait(&nursery, child + 1) && strcmp(nursery_hear(&nursery, child, 4000, &got), "begin") == 0 &&
           got == rows;
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    nursery_open(&nursery, &table);
    table_start_visit(&table, "test.visit");
    check(begun(0, 0));
    nursery_say(&nursery, 0, first);
    check(shows("name"));

    nursery_end(&nursery, 0); /* the next one replays, and does not come to an end with it */
    check(begun(1, 0));
    table_answer(&table, json_string("siti"));
    check_text(nursery_hear(&nursery, 1, 300, NULL), ""); /* it would not know what this answers */
    check(begun(2, 1));                                   /* so another one finds the answer in its journal */
    nursery_say(&nursery, 2, second);
    check(shows("city"));
    table_answer(&table, json_string("wonosobo"));
    check_text(nursery_hear(&nursery, 2, 4000, NULL), "answer"); /* this one has arrived: it is told */
    nursery_say(&nursery, 2, "{\"type\":\"end\"}");
    check(table_wait_closed(&table));
    check_text(json_text(table.closed, "why"), "done");

    nursery_close(&nursery);
    table_close(&table);
    return test_end();
}
