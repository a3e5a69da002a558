/* changed: a journal, and code that goes another way than the one that wrote it. What was sent stays sent once and what
 * was to be paid stays one bill, whatever the script now wants in their place. The test is the nursery and the script.
 */
#define _GNU_SOURCE
#include "desk/nursery.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static const char sends[] =
    "{\"type\":\"step\",\"at\":0,\"class\":\"effect\",\"kind\":\"send\",\"key\":\"polri.test.apply\","
    "\"options\":{\"letter\":\"polri.test.apply\",\"data\":{\"n\":1}},\"sig\":\"1\"}";
static const char sends_more[] =
    "{\"type\":\"step\",\"at\":0,\"class\":\"effect\",\"kind\":\"send\",\"key\":\"polri.test.apply\","
    "\"options\":{\"letter\":\"polri.test.apply\",\"data\":{\"n\":2}},\"sig\":\"2\"}";
static const char asks_fee[] =
    "{\"type\":\"step\",\"at\":0,\"class\":\"fact\",\"kind\":\"rule\",\"key\":\"rule:test.fee\","
    "\"options\":{},\"sig\":\"3\"}";

static struct table table;
static struct nursery nursery;

static const char *question(int at)
{
    return turn_text("{\"type\":\"step\",\"at\":%d,\"class\":\"question\",\"kind\":\"text\",\"key\":\"name\","
                     "\"options\":{},\"sig\":\"9\"}",
                     at);
}

static const char *pays(const char *key, const char *sig)
{
    return turn_text(
        "{\"type\":\"step\",\"at\":1,\"class\":\"effect\",\"kind\":\"pay\",\"key\":\"%s\","
        "\"options\":{\"amount\":30000,\"of\":\"test.fee\",\"bill\":\"pnbp.test\",\"later\":true},\"sig\":\"%s\"}",
        key, sig);
}

static bool shows(const char *kind)
{
    for (int i = 0; i < 400 && strcmp(table_kind(&table), kind) != 0; i++)
        nursery_pump(&nursery);
    return strcmp(table_kind(&table), kind) == 0;
}

/* The next child has begun with so many rows, and says this. Gives its number. */
static int begins(size_t rows, const char *step)
{
    static int children;
    size_t got = 99;
    int child = children++;
    char *says = make_text(step); /* turns of the table end meanwhile */
    check(nursery_wait(&nursery, child + 1));
    check_text(nursery_hear(&nursery, child, 4000, &got), "begin");
    check(got == rows);
    nursery_say(&nursery, child, says);
    free(says);
    return child;
}

/* The script has changed behind the effect: the visit ends on a fault, and nothing happens a second time. */
static void lost(int letters, int bills)
{
    check(shows("fault"));
    check_text(json_text(table_option(&table, ""), "code"), "FLW-02");
    for (int i = 0; i < 20; i++)
        nursery_pump(&nursery);
    check(table_letters(&table, "id.anjungan.polri.test.apply") == letters);
    check(table.bills == bills);
    table_answer(&table, json_string("end"));
    check(table_wait_closed(&table));
}

/* The letter is stored and answered; the question after it is on the screen. */
static void to_sent(void)
{
    table_start_visit(&table, "test.visit");
    int child = begins(0, sends);
    check_text(nursery_hear(&nursery, child, 4000, NULL), "answer");
    nursery_say(&nursery, child, question(1));
    check(shows("text"));
    nursery_end(&nursery, child);
}

/* The bill is there and open. */
static void to_bill(void)
{
    table_start_visit(&table, "test.visit");
    int child = begins(0, asks_fee);
    check_text(nursery_hear(&nursery, child, 4000, NULL), "answer");
    nursery_say(&nursery, child, pays("fee", "4"));
    check(shows("pay"));
    nursery_end(&nursery, child);
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    table.unpaid = true;
    nursery_open(&nursery, &table);

    to_sent();
    begins(1, sends_more); /* another letter in its place */
    lost(1, 0);
    to_sent();
    begins(1, question(0)); /* none any more */
    lost(2, 0);

    to_bill();
    begins(2, pays("fee", "5")); /* another bill */
    lost(2, 1);
    to_bill();
    begins(2, pays("fine", "4")); /* the same under another key */
    lost(2, 2);
    to_bill();
    begins(2, question(1)); /* none any more */
    lost(2, 3);

    nursery_close(&nursery);
    table_close(&table);
    return test_end();
}
