/* waits: letters that wait for the word of another agency. Whatever that answers, however often, late or never, and
 * wherever core dies: each letter arrives once, or is withdrawn once and told, and never both. */
#define _GNU_SOURCE
#include "desk/table.h"
#include "base/clock.h"
#include "store/condition.h"
#include "store/outbox.h"
#include "test.h"

#include <stdlib.h>

#define CONFIRMED "{\"state\": \"confirmed\"}"
#define REFUSED "{\"state\": \"refused\"}"
#define WAITING "{\"state\": \"waiting\"}"

enum { ROUNDS = 8, DAY_S = 86400 };
static const int64_t LAST_DAY = 6942603600; /* noon of 2190-01-01, by which test.wait waits */

static struct table table;
static int sent, gone; /* letters that must have arrived, those that must have been withdrawn; of each kind */

static int arrived(const char *type)
{
    return table_letters(&table, turn_text("id.anjungan.%s", type));
}

/* Whoever dies may have forgotten the choice, or has not said that the visit is over. */
static void visit(const char *service)
{
    bool begun = false;
    table.nobody_ends = false;
    table_start_visit(&table, service);
    for (int i = 1; !table.closed && i < 3000; i++) {
        table_pump(&table, 5);
        begun = begun || table.screen;
        table.nobody_ends = begun;
        if (!begun && i % 100 == 0)
            table_say(&table, json_pack("{ss,ss,ss}", "type", "start", "service", service, "language", "id"));
        if (strcmp(table_kind(&table), "text") == 0)
            table_answer(&table, json_string("Siti"));
        else if (strcmp(table_kind(&table), "done") == 0)
            table_answer(&table, json_true());
    }
    check(table.closed != NULL);
}

/* Until so many letters of a type are there. */
static void until(const char *type, int n)
{
    for (int64_t end = clock_ms() + 5000; clock_ms() < end && arrived(type) < n;)
        table_pump(&table, 20);
    if (arrived(type) != n)
        fprintf(stderr, "%s: %d, not %d\n", type, arrived(type), n);
    check(arrived(type) == n);
}

static void asked(int more)
{
    int n = table.words + more;
    for (int64_t end = clock_ms() + 5000; clock_ms() < end && table.words < n;)
        table_pump(&table, 10);
    check(table.words >= n);
}

/* What is confirmed arrives in order; what is not is told, once a letter. Nothing ever doubles. */
static void settled(void)
{
    until("polri.wait.second", sent);
    until("polri.wait.third", sent);
    until("case.withdrawn", 2 * gone);
    until("case.held", 2 * (sent + gone));
    table_pump(&table, 200); /* nothing more comes, and nobody is asked again */
    int words = table.words;
    table_pump(&table, 200);
    check(table.words == words);
    check(arrived("polri.wait.second") == sent && arrived("polri.wait.third") == sent);
    check(arrived("case.withdrawn") == 2 * gone && arrived("case.held") == 2 * (sent + gone));
}

static void confirmed(void)
{
    sent++;
    settled();
}

static void withdrawn(void)
{
    gone++;
    settled();
}

/* --- answers ---------------------------------------------------------------------------------------------------------
 */

static void test_answers(void)
{
    table.word = WAITING;
    visit("test.wait");
    asked(4);
    check(arrived("polri.wait.second") == 0 && arrived("case.held") == 2);
    table.word = CONFIRMED;
    confirmed();
    table.word = REFUSED;
    visit("test.wait");
    withdrawn();
    check(table.words < 12);
}

/* What is no answer decides nothing, until one comes. */
static void test_strange(void)
{
    static const char *const strange[] = {"", "{\"state\": 5}", "\"confirmed\"", "{\"state\": \"yes\"}", "[]", "{}"};
    table.word = "";
    visit("test.wait");
    for (size_t i = 0; i < COUNT(strange); i++) {
        table.word = strange[i];
        asked(2);
    }
    check(arrived("polri.wait.second") == sent);
    table.word = CONFIRMED;
    confirmed();
}

/* One that contradicts itself at once is believed in the first. */
static void test_contradiction(void)
{
    table.word = CONFIRMED, table.word_then = REFUSED;
    visit("test.wait");
    confirmed();
    table.word = REFUSED, table.word_then = CONFIRMED;
    visit("test.wait");
    withdrawn();
    table.word_then = NULL;
}

/* The last day has passed: who says "waiting" has had its time, and so has who says nothing. */
static void test_late(void)
{
    table.word = WAITING;
    visit("test.wait.late");
    withdrawn();
    table.word = "";
    visit("test.wait.late");
    withdrawn();
    table.word = CONFIRMED; /* a word that comes late is a word */
    visit("test.wait.late");
    confirmed();
}

/* Core begins again at that moment, or now (0). */
static void core_at(int64_t seconds)
{
    if (seconds)
        setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)seconds), 1);
    else
        unsetenv("ANJUNGAN_CLOCK");
    table_stop(&table, "core");
    table_start(&table, "core");
    table_sit(&table, &table.ui);
    table_sit(&table, &table.deliver);
}

/* An agency that never says a word: no letter outlives the very day its citizen was told. */
static void test_last_day(void)
{
    table.word = "";
    visit("test.wait");
    core_at(LAST_DAY);
    asked(1);
    check(arrived("case.withdrawn") == 2 * gone);
    core_at(LAST_DAY + (clock_trusted() ? 1 : 8) * DAY_S);
    withdrawn();
    core_at(0);
}

/* A letter that waits for nobody's word, and an agency that takes none for three days. */
static void test_away(void)
{
    int first = arrived("polri.wait.first");
    table.agencies_down = true;
    table.word = CONFIRMED;
    visit("test.wait");
    core_at(clock_wall_ms() / 1000 + 3 * DAY_S);
    table_pump(&table, 300);
    check(arrived("polri.wait.first") == first);
    table.agencies_down = false;
    until("polri.wait.first", first + 1);
    confirmed();
    core_at(0);
}

/* Nothing is asked of an agency that has not got the letter the question is about. */
static void test_not_arrived(void)
{
    table.agencies_down = true;
    table.word = CONFIRMED;
    int words = table.words;
    visit("test.wait");
    table_pump(&table, 500);
    check(table.words == words);
    table.agencies_down = false;
    confirmed();
}

/* A look of another agency than that of the letter before: nobody else shall hear of the case. */
static void test_wrong_agency(void)
{
    table_start_visit(&table, "test.wait.wrong");
    check(table_wait(&table, "text", NULL));
    table_answer(&table, json_string("Siti"));
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "FLW-05");
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
}

/* A letter that does not fit its schema is the author's fault: nothing of it is stored. */
static void test_misfit(void)
{
    int first = arrived("polri.wait.first");
    table_start_visit(&table, "test.wait");
    check(table_wait(&table, "text", NULL));
    table_answer(&table, json_string("Siti Aminah binti Haji Abdurrahman"));
    check(table_wait(&table, "fault", NULL));
    check_text(json_text(table_option(&table, ""), "code"), "FLW-07");
    check_text(json_text(table_option(&table, ""), "safe"), "nothing");
    table_pump(&table, 300);
    check(arrived("polri.wait.first") == first);
    table_say(&table, json_pack("{ss,sO,ss}", "type", "end", "visit", json_object_get(table.screen, "visit"), "why",
                                "citizen"));
    check(table_wait_closed(&table));
}

/* --- the store, while core is away -----------------------------------------------------------------------------------
 */

static struct store store;

static int64_t ask(const char *sql)
{
    sqlite3_stmt *s;
    must(sqlite3_prepare_v2(store.db, sql, -1, &s, NULL) == SQLITE_OK);
    int64_t n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
    sqlite3_finalize(s);
    return n;
}

static void open_store(void)
{
    must(store_open(&store, turn_text("%s/state/core/core.db", table.run)) == OK);
}

/* An agency that is away for three days, and a clock that was set back: what seems to rest for ever is asked at once.
 */
static void test_three_days(void)
{
    int words = table.words;
    table.word = NULL; /* not even an answer */
    visit("test.wait");
    for (int64_t end = clock_ms() + 5000; clock_ms() < end && table.words == words;)
        table_pump(&table, 10);
    check(table.words == words + 1);
    table_stop(&table, "core");
    open_store();
    check(sqlite3_exec(store.db,
                       turn_text("UPDATE condition SET tries = 12, next_at = %lld WHERE state = 0",
                                 (long long)clock_wall_ms() + 3 * 86400000),
                       NULL, NULL, NULL) == SQLITE_OK);
    store_close(&store);
    table.word = CONFIRMED;
    table_start(&table, "core");
    table_sit(&table, &table.ui);
    table_sit(&table, &table.deliver);
    confirmed();
}

static void test_store(void)
{
    table_stop(&table, "core");
    open_store();
    check(outbox_count(&store, OUTBOX_HELD) == 0 && outbox_count(&store, OUTBOX_WAITING) == 0);
    check(outbox_count(&store, OUTBOX_WITHDRAWN) == 2 * gone && outbox_count(&store, OUTBOX_DEAD) == 0);
    check(ask("SELECT count(*) FROM outbox WHERE state = -2 AND body IS NOT NULL") == 0);
    check(ask("SELECT count(*) FROM condition WHERE state = 0") == 0);
    store_close(&store);
    table_start(&table, "core");
    table_sit(&table, &table.ui);
}

/* --- core dies -------------------------------------------------------------------------------------------------------
 */

/* Before a commit or after it, anywhere; the answers contradict each other as they please. */
static void test_doomed(const char *core)
{
    sent = gone = 0;
    table_open_with(&table, SOURCE "/tests/desk/plugins", core);
    check(table_wait_home(&table));
    for (int i = 0; i < ROUNDS && test_failures == 0; i++) {
        table.word = WAITING;
        visit("test.wait");
        table.word = i % 2 ? CONFIRMED : REFUSED;
        int done = arrived("polri.wait.third") + arrived("case.withdrawn");
        for (int64_t end = clock_ms() + 5000;
             clock_ms() < end && arrived("polri.wait.third") + arrived("case.withdrawn") < done + (i % 2 ? 1 : 2);)
            table_pump(&table, 20);
        *(i % 2 ? &sent : &gone) += 1;
    }
    settled();
    printf("%s: %d confirmed, %d withdrawn, died %d times\n", core, sent, gone, table.deaths);
    check(table.deaths > 5);
    table_close(&table);
}

int main(void)
{
    table_open(&table, SOURCE "/tests/desk/plugins");
    check(table_wait_home(&table));
    test_answers();
    test_strange();
    test_contradiction();
    test_late();
    test_last_day();
    test_away();
    test_not_arrived();
    test_wrong_agency();
    test_misfit();
    test_three_days();
    test_store();
    table_close(&table);
    test_doomed("core-doomed");
    return test_end();
}
