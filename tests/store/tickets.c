/* tickets: blocks are used in order and once, the kiosk's own series follows, phases are kept over a restart. */
#define _GNU_SOURCE
#include "store/tickets.h"
#include "fixture.h"
#include "test.h"

int main(void)
{
    struct store *store = fixture_open();
    struct ticket t;
    static const char *const wanted[] = {"D001", "D002", "D011", "DK001", "DK002"};
    check(ticket_add_lease(store, "D", "2026-05-13", 1, 2) == OK);
    check(ticket_add_lease(store, "D", "2026-05-13", 1, 2) == OK);
    check(ticket_add_lease(store, "D", "2026-05-13", 11, 11) == OK);
    check(ticket_add_lease(store, "D", "2026-05-13", 5, 1) == E_FORMAT);
    check(ticket_left(store, "D", "2026-05-13") == 3);
    check(ticket_last_lease(store, "D", "2026-05-13") == 11);
    check(ticket_last_lease(store, "A", "2026-05-13") == 0);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        check(ticket_reserve(store, "D", "2026-05-13", "K", "v1", &t) == OK);
        check_text(t.number, wanted[i]);
        check(store_settle(store) == OK);
        fixture_reopen();
    }
    check(ticket_left(store, "D", "2026-05-13") == 0);
    check(ticket_add_lease(store, "E", "2026-05-13", 1, 1) == OK); /* two blocks side by side: a used one stays used */
    check(ticket_add_lease(store, "E", "2026-05-13", 2, 4) == OK);
    for (int left = 3; left >= 0; left--) {
        check(ticket_reserve(store, "E", "2026-05-13", "K", "v1", &t) == OK);
        check(ticket_left(store, "E", "2026-05-13") == left);
    }
    check(ticket_reserve(store, "D", "2026-05-14", "K", "v2", &t) == OK);
    check_text(t.number, "DK001");
    check(ticket_set_phase(store, &t, TICKET_CONFIRMED, NULL) == OK);
    check(!ticket_find_open(store, "v2", &t));
    check(ticket_find_open(store, "v1", &t));
    check(ticket_set_phase(store, &t, TICKET_VOID, "unprinted") == OK);
    check(ticket_find(store, t.day, t.number, &t) == OK && t.phase == TICKET_VOID);
    check(ticket_find(store, "2026-05-13", "D099", &t) == E_STATE);
    check(store_settle(store) == OK);
    fixture_close();
    return test_end();
}
