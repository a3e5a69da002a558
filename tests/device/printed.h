/* printed.h - a page is printed by the real driver on the simulator's printer, which is in the test's hands, and what
 * the driver says of it is held against the paper. */
#ifndef DEVICE_PRINTED_H
#define DEVICE_PRINTED_H

#include "page.h"

#include "sim/printer.h"

static struct rig rig;
static struct rig_core core;
static struct printer printer;

/* Set by the test: calls `what` while nobody else touches the printer. */
static void (*with_printer)(void (*what)(struct printer *printer, void *mine), void *mine);

struct truth {
    int slips;
    size_t rows, strange;
    bool last_is_page;
};

static inline void read_truth(struct printer *p, void *mine)
{
    struct truth *truth = mine;
    *truth = (struct truth){p->last.number, p->strip.inked, p->strange,
                            p->last.whole && strcmp(p->last.dots, page_hash) == 0};
}

static inline struct truth look(void)
{
    struct truth truth;
    with_printer(read_truth, &truth);
    return truth;
}

/* Prints a page and holds the done against the paper. What hangs out of an earlier page is cut off before it. */
static inline void expect(const char *what, const char *result, const char *effect)
{
    int failures = test_failures;
    char page_is[80]; /* `what` may be of this turn, which ends below */
    snprintf(page_is, sizeof page_is, "%s", what);
    struct truth before = look();
    core_expect(&core, ask_for_print(&core, 15000), result, effect);
    struct truth after = look();
    if (strcmp(core.effect, "done") == 0)
        check(after.slips == before.slips + 1 + (before.rows > 0) && after.rows == 0 && after.last_is_page);
    if (strcmp(core.effect, "none") == 0)
        check(after.slips == before.slips && after.rows == before.rows);
    check(after.strange == 0);
    if (test_failures > failures)
        fprintf(stderr, "  %s: slips %d to %d, %zu rows hang out\n", page_is, before.slips, after.slips, after.rows);
}

static inline void do_paper(struct printer *p, void *mine)
{
    printer_set_paper(p, *(enum printer_paper *)mine);
}

static inline void do_paper_out_later(struct printer *p, void *mine)
{
    printer_break(p, printer_lose_paper, *(size_t *)mine);
}

static inline void do_silent(struct printer *p, void *mine)
{
    printer_set_silent(p, *(bool *)mine);
}

static inline void do_busy(struct printer *p, void *mine)
{
    printer_set_busy(p, *(bool *)mine);
}

static inline void set_paper(enum printer_paper paper)
{
    with_printer(do_paper, &paper);
}

static inline void set_truth(void (*what)(struct printer *, void *), bool value)
{
    with_printer(what, &value);
}

static inline void test_paper(void)
{
    set_paper(PAPER_OUT);
    core_expect_status(&core, "offline", "out");
    expect("no paper", "empty", "none");
    set_paper(PAPER_FULL);
    core_expect_status(&core, "online", "full");
    with_printer(do_paper_out_later, &(size_t){2 * BAND_BYTES});
    expect("paper out in the middle", "empty", "unknown");
    set_paper(PAPER_FULL);
    core_expect_status(&core, "online", "full");
    expect("after the refill", "ok", "done");
}

#endif
