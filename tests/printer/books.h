/* books.h - everything that was ever drawn, printed and said of a number, and whether it agrees.
 *
 * Each page bears a mark in its first row that no other page has, so that a piece of paper tells which page it is of,
 * also when it was torn off in the middle, and two pages of one number can be told apart. */
#ifndef PRINTER_BOOKS_H
#define PRINTER_BOOKS_H

#include "base/json.h"
#include "sim/strip.h"

enum { PAGES = 64 };

struct page {
    int mark;
    char number[12];
    uint8_t *dots;
    size_t n;
};

struct books {
    struct page pages[PAGES]; /* the newest, by mark */
    int last_mark;
    json_t
        *numbers; /* of this visit: {NUMBER: {reserved, confirmed, void: b, whole, torn: how many pieces of paper}} */
    json_t *letters; /* ids that were read */
    json_t *fates;   /* of all numbers before: {NUMBER: phase in core's store} */
    /* the moment from which nothing old may come out: the newest page then, and what hung out of the printer */
    int old_mark;
    size_t hanging;
    char complaint[256]; /* the first, "" while all is well */
};

void books_open(struct books *books);
void books_close(struct books *books);

void books_start_visit(struct books *books);

/* Marks the page (stride >= 8 bytes) and remembers it. */
void books_add_page(struct books *books, const char *number, uint8_t *dots, size_t n);

/* A piece of paper with ink on it came off: cut, or torn. */
void books_add_piece(struct books *books, const struct strip *strip, bool cut);

/* From now on nothing may come out that was asked for before, but for so many bytes of dots. */
void books_close_past(struct books *books, const struct strip *strip, size_t more);

/* The letters the hall has got; true when every number of the visit is confirmed or void. */
bool books_read_letters(struct books *books, const json_t *letters);

/* Whole slips of a number that lie in the tray. */
int books_whole(const struct books *books, const char *number);

/* The end of a visit, as the citizen saw it. What it proves is in tests/printer/README.md. */
void books_check_visit(struct books *books, const char *number, bool printed);

/* Core's own books, when core is down: its tickets are ours, and nothing is left of any visit. */
void books_check_store(struct books *books, const char *run);

void books_complain(struct books *books, const char *format, ...) LIKE_PRINTF(2);

#endif
