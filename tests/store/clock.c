/* clock: the wall clock stands in 1970, in 2100, and goes back; midnight comes in mid-visit. Ids never go back, letters
 * leave all the same, and a number belongs to the day it was taken on. Each clock is a process of its own. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "fixture.h"
#include "store/outbox.h"
#include "store/tickets.h"
#include "test.h"

#include <sodium.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

enum { YEAR_1970 = 1000, YEAR_2026 = 1778630400 };

static const int64_t year_2100 = INT64_C(4102444800);
static char (*last_id)[40]; /* shared by the children */

static void at(int64_t seconds, void (*test)(void))
{
    store_close(&fixture_store);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        test_failures = 0;
        setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)seconds), 1);
        must(store_open(&fixture_store, turn_text("%s/core.db", fixture_folder)) == OK);
        test();
        check(store_settle(&fixture_store) == OK);
        store_close(&fixture_store);
        _exit(test_failures ? 1 : 0);
    }
    int status;
    must(waitpid(child, &status, 0) == child);
    check(status == 0);
}

/* A letter whose id is not before the last one's, tried once and put off by a minute of this clock. */
static void write_letter(void)
{
    struct letter letter = {.step = "send", .agency = "polri", .body = "{}", .n_body = 2};
    check(outbox_new_id(&fixture_store, letter.id) == OK);
    letter.visit = letter.subject = letter.id;
    check(strncmp(*last_id, letter.id, 13) <= 0);
    check(letter.id[14] == '7');
    memcpy(*last_id, letter.id, sizeof letter.id);
    check(outbox_put(&fixture_store, &letter) == OK);
    check(outbox_later(&fixture_store, letter.seq, clock_wall_ms() + 60000, "503") == OK);
}

static void none_due(void)
{
    struct found letter;
    check(!outbox_find_due(&fixture_store, clock_wall_ms(), NULL, 0, &letter));
}

static void one_leaves(void)
{
    struct found letter;
    check(outbox_find_due(&fixture_store, clock_wall_ms(), NULL, 0, &letter));
    check(outbox_delivered(&fixture_store, letter.seq, "receipt") == OK);
}

static void test_letters(void)
{
    at(YEAR_1970, write_letter);
    at(YEAR_1970, none_due);
    at(YEAR_1970 + 120, one_leaves);
    at(YEAR_2026, write_letter);
    at(year_2100, write_letter); /* the clock is wrong for a moment, and a letter is put off by it */
    at(YEAR_2026 + 1, one_leaves);
    at(YEAR_2026 + 1, none_due);
    at(YEAR_2026 + 120, one_leaves);
    at(YEAR_2026 + 120, none_due);
    at(YEAR_2026 - 86400, write_letter);
    at(YEAR_1970, write_letter);
    at(YEAR_1970, one_leaves); /* that of the other day, which this clock has not seen yet */
    at(YEAR_1970, none_due);
    at(YEAR_1970 + 120, one_leaves);
}

static char *today(void)
{
    char *day = turn_alloc(11);
    day_write(clock_local(clock_wall_ms() / 1000).day, day);
    return day;
}

static void check_number_today(const char *wanted)
{
    struct ticket ticket;
    check(ticket_reserve(&fixture_store, "D", today(), "K", "v1", &ticket) == OK);
    check_text(ticket.number, wanted);
}

/* One second before midnight until after it. */
static void over_midnight(void)
{
    struct ticket before, found;
    char *yesterday = today();
    check(ticket_add_lease(&fixture_store, "D", yesterday, 17, 19) == OK);
    check(ticket_reserve(&fixture_store, "D", yesterday, "K", "v1", &before) == OK);
    check_text(before.number, "D017");
    while (strcmp(today(), yesterday) == 0)
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    check(ticket_left(&fixture_store, "D", today()) == 0);                 /* the block was yesterday's */
    check(ticket_add_lease(&fixture_store, "D", yesterday, 20, 24) == OK); /* the hall's answer came late */
    check_number_today("DK001");
    check(ticket_add_lease(&fixture_store, "D", today(), 1, 5) == OK);
    check_number_today("D001");
    check(ticket_set_phase(&fixture_store, &before, TICKET_CONFIRMED, NULL) == OK);
    check(ticket_find(&fixture_store, yesterday, "D017", &found) == OK && found.phase == TICKET_CONFIRMED);
    check(ticket_find(&fixture_store, today(), "D017", &found) == E_STATE);
}

static void back_before_midnight(void)
{
    check_number_today("D018");
}

static void after_midnight_again(void)
{
    check_number_today("D002");
}

static void test_midnight(void)
{
    struct tm midnight = {.tm_year = 2026 - 1900, .tm_mon = 4, .tm_mday = 14, .tm_isdst = -1};
    int64_t at_midnight = mktime(&midnight);
    at(at_midnight - 1, over_midnight);
    at(at_midnight - 600, back_before_midnight);
    at(at_midnight + 60, after_midnight_again);
}

int main(void)
{
    must(sodium_init() >= 0);
    last_id = mmap(NULL, sizeof *last_id, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(last_id != MAP_FAILED);
    fixture_open();
    test_letters();
    test_midnight();
    fixture_close();
    return test_end();
}
