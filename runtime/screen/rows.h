/* rows.h - rows to choose from, more than one look holds: pages of them, and a search above. */
#ifndef SCREEN_ROWS_H
#define SCREEN_ROWS_H

#include "screen/ui.h"

enum { ROWS_MANY = 24 }; /* so many call for the keyboard at once */

/* The question and its search: a button that opens the keyboard, or the field that is typed into, with the keyboard
 * below all. above: what stands between them while there is no keyboard; may be NULL. */
struct rows_question {
    const char *title, *hint;
    void (*above)(struct plan *plan, struct box *work, const void *mine);
    const void *mine;
};

void rows_ask(struct ui *ui, struct plan *plan, struct area *area, struct rows_question question);

/* What came of the search: how many were found, and whether they are only nearly called so. */
void rows_say(struct ui *ui, struct plan *plan, struct area *area, int n, bool nearly);

/* Rows of n, as many as fit, with a pager below when that is not all; row(mine, i, &row) says what one looks like.
 * Beside a keyboard in landscape the best of them stand on the left, where the question is otherwise.
 * `seen` is a row whose page is shown as long as nobody turned pages; -1: the first. */
struct rows {
    int n, seen;
    bool lines; /* some have a second text */
    void (*row)(const void *mine, int i, struct row *row);
    const void *mine;
};

void rows_put(struct ui *ui, struct plan *plan, const struct area *area, const struct rows *rows);

/* Searching and turning pages; false when the tap was for something else. */
bool rows_tap(struct ui *ui, const char *id);

#endif
