/* rows.h - rows to choose from, more than one look holds: pages of them, and a search above. */
#ifndef SCREEN_ROWS_H
#define SCREEN_ROWS_H

#include "screen/ui.h"

enum { ROWS_MANY = 24 }; /* so many call for the keyboard at once */

/* The search: a button that opens the keyboard, or the field that is typed into, with the keyboard below all. */
void rows_search(struct ui *ui, struct plan *plan, struct box *work);

/* What came of the search: how many were found, and whether they are only nearly called so. */
void rows_say(struct ui *ui, struct plan *plan, struct area *area, int n, bool nearly);

/* Rows of n, as many as fit, with a pager below when that is not all; row(mine, i, &row) says what one looks like.
 * `seen` is a row whose page is shown as long as nobody turned pages; -1: the first. */
struct rows {
    int n, seen;
    bool lines; /* some have a second text */
    void (*row)(const void *mine, int i, struct row *row);
    const void *mine;
};

void rows_put(struct ui *ui, struct plan *plan, struct box work, const struct rows *rows);

/* Searching and turning pages; false when the tap was for something else. */
bool rows_tap(struct ui *ui, const char *id);

#endif
