/* books.c - see books.h. */
#include "printer/books.h"

#include "printer/oracle.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARK = 4 }; /* bytes: half a byte of the mark in each, none of which could be part of a real-time command */

void books_complain(struct books *books, const char *format, ...)
{
    va_list args;
    if (*books->complaint)
        return;
    va_start(args, format);
    vsnprintf(books->complaint, sizeof books->complaint, format, args);
    va_end(args);
}

/* ---- pages */

static void write_mark(uint8_t *row, int mark)
{
    for (int i = 0; i < MARK; i++)
        row[i] = (uint8_t)(0x40 | (mark >> (4 * i) & 0x0f));
}

static int read_mark(const uint8_t *row)
{
    int mark = 0;
    for (int i = 0; i < MARK; i++)
        mark |= (row[i] & 0x0f) << (4 * i);
    return mark;
}

void books_add_page(struct books *books, const char *number, uint8_t *dots, size_t n)
{
    int mark = ++books->last_mark & 0xffff;
    struct page *page = &books->pages[mark % PAGES];
    write_mark(dots, mark);
    free(page->dots);
    *page = (struct page){.mark = mark, .n = n, .dots = memcpy(make(n), dots, n)};
    snprintf(page->number, sizeof page->number, "%s", number);
}

/* The driver adds a dot where two bytes would be a command; that is no other picture. */
static bool same_dots(const uint8_t *printed, const uint8_t *meant, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (printed[i] != meant[i] && !(i > 0 && printed[i - 1] == 0x10 && printed[i] == (meant[i] | 0x08)))
            return false;
    return true;
}

/* ---- paper */

static json_t *number_row(struct books *books, const char *number)
{
    json_t *row = json_object_get(books->numbers, number);
    if (row)
        return row;
    if (json_object_get(books->fates, number))
        books_complain(books, "%s was given to an earlier visit", number);
    row = json_pack("{sb,sb,sb,si,si}", "reserved", 0, "confirmed", 0, "void", 0, "whole", 0, "torn", 0);
    json_object_set_new(books->numbers, number, row);
    return row;
}

static void count(json_t *row, const char *what)
{
    json_object_set_new(row, what, json_integer(json_number(row, what, 0) + 1));
}

/* What is new on this piece since the past was closed must be of a page that was drawn since. */
static void check_age(struct books *books, const struct strip *strip, const struct page *page)
{
    bool old = page->mark <= books->old_mark;
    if (old && strip->n_dots > books->hanging)
        books_complain(books, "%zu rows of a page of %s came out after they were done with", strip->inked,
                       page->number);
    books->hanging = 0;
}

/* A slip that came out whole, read again from its bytes by somebody who knows only the specification. */
static void read_again(struct books *books, const struct strip *strip)
{
    struct oracle oracle = {0};
    oracle_take(&oracle, strip->bytes, strip->n_bytes);
    if (!oracle_is_done(&oracle) || !oracle_shows(&oracle, strip->dots, strip->n_dots))
        books_complain(books, "by the specification that is another slip: %s", oracle.complaint);
    oracle_free(&oracle);
}

void books_add_piece(struct books *books, const struct strip *strip, bool cut)
{
    const struct page *page = &books->pages[read_mark(strip->dots) % PAGES];
    if (!page->dots || page->mark != read_mark(strip->dots) || strip->n_dots > page->n ||
        !same_dots(strip->dots, page->dots, strip->n_dots)) {
        books_complain(books, "a piece of paper of %zu rows that is no page", strip->inked);
        return;
    }
    bool late = page->mark <= books->old_mark; /* it hung there, and the next page was cut off from it */
    bool whole = cut && strip->n_dots == page->n && !strip->interrupted && !late;
    check_age(books, strip, page);
    if (whole)
        read_again(books, strip);
    if (json_object_get(books->fates, page->number) && !whole)
        return; /* it hung out of the printer when its visit ended */
    count(number_row(books, page->number), whole ? "whole" : "torn");
}

void books_close_past(struct books *books, const struct strip *strip, size_t more)
{
    books->old_mark = books->last_mark;
    books->hanging = strip->n_dots + more;
}

int books_whole(const struct books *books, const char *number)
{
    return (int)json_number(json_object_get(books->numbers, number), "whole", 0);
}

/* ---- letters */

static void read_letter(struct books *books, const json_t *letter)
{
    static const char prefix[] = "id.anjungan.number.";
    const char *type = json_text(letter, "type");
    if (strncmp(type, prefix, sizeof prefix - 1) != 0 || json_object_get(books->letters, json_text(letter, "id")))
        return;
    const char *number = json_text(json_object_get(letter, "data"), "number"), *what = type + sizeof prefix - 1;
    json_object_set_new(books->letters, json_text(letter, "id"), json_true());
    json_t *row = number_row(books, number);
    if (json_truth(row, what))
        books_complain(books, "%s was %s twice", number, what);
    json_object_set_new(row, what, json_true());
}

bool books_read_letters(struct books *books, const json_t *letters)
{
    size_t i;
    json_t *letter, *row;
    const char *number;
    int n = 0;
    json_array_foreach (letters, i, letter) {
        read_letter(books, letter);
    }
    json_object_foreach (books->numbers, number, row) {
        bool fate = json_truth(row, "confirmed") || json_truth(row, "void");
        n += json_truth(row, "reserved");
        if (!fate)
            return false;
    }
    return n > 0;
}

/* ---- the proof of one visit */

static void check_number(struct books *books, const char *number, const json_t *row, bool printed)
{
    int whole = (int)json_number(row, "whole", 0), torn = (int)json_number(row, "torn", 0);
    bool confirmed = json_truth(row, "confirmed"), void_ = json_truth(row, "void");
    if (!json_truth(row, "reserved"))
        books_complain(books, "%s is on paper and was never reserved", number);
    if (confirmed == void_)
        books_complain(books, "%s is %s", number, confirmed ? "confirmed and void" : "neither confirmed nor void");
    if (whole + torn > 1)
        books_complain(books, "%s is on %d pieces of paper", number, whole + torn);
    if (void_ && whole > 0)
        books_complain(books, "%s is void, and its slip was handed over", number);
    if (confirmed && printed && whole != 1)
        books_complain(books, "%s was called printed, and there is no slip of it", number);
    if (confirmed && !printed && whole != 0)
        books_complain(books, "%s was to be without paper, and there is a slip of it", number);
}

void books_check_visit(struct books *books, const char *number, bool printed)
{
    const char *name;
    json_t *row;
    int confirmed = 0;
    json_object_foreach (books->numbers, name, row) {
        confirmed += json_truth(row, "confirmed");
        check_number(books, name, row, printed);
        if (json_truth(row, "confirmed") && strcmp(name, number) != 0)
            books_complain(books, "the citizen read %s, and %s is confirmed", number, name);
    }
    if (confirmed != 1)
        books_complain(books, "%d numbers of one visit are confirmed", confirmed);
}

void books_start_visit(struct books *books)
{
    const char *number;
    json_t *row;
    json_object_foreach (books->numbers, number, row) {
        json_object_set_new(books->fates, number, json_integer(json_truth(row, "confirmed") ? 2 : 3));
    }
    json_object_clear(books->numbers);
}

/* ---- core's own books */

static int ask_store(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int n = -1;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        n = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return n;
}

static bool is_empty(const char *folder)
{
    DIR *d = opendir(folder);
    int n = 0;
    for (struct dirent *e; d && (e = readdir(d));)
        n += e->d_name[0] != '.';
    if (d)
        closedir(d);
    return d && n == 0;
}

static void check_tickets(struct books *books, sqlite3 *db)
{
    sqlite3_stmt *s = NULL;
    size_t n = 0;
    must(sqlite3_prepare_v2(db, "SELECT number, phase FROM ticket", -1, &s, NULL) == SQLITE_OK);
    for (; sqlite3_step(s) == SQLITE_ROW; n++) {
        const char *number = (const char *)sqlite3_column_text(s, 0);
        if (json_number(books->fates, number, -1) != sqlite3_column_int(s, 1))
            books_complain(books, "core says of %s: phase %d", number, sqlite3_column_int(s, 1));
    }
    sqlite3_finalize(s);
    if (n != json_object_size(books->fates))
        books_complain(books, "core has %zu numbers, the hall %zu", n, json_object_size(books->fates));
}

void books_check_store(struct books *books, const char *run)
{
    static const struct {
        const char *sql, *what;
    } leftovers[] = {
        {"SELECT count(*) FROM visit", "visits"},
        {"SELECT count(*) FROM journal", "answers"},
        {"SELECT count(*) FROM lease WHERE next > last + 1 OR next < first", "impossible leases"},
        {"SELECT count(*) FROM outbox WHERE state <> 1", "letters"},
    };
    sqlite3 *db = NULL;
    books_start_visit(books);
    if (sqlite3_open_v2(turn_text("%s/state/core/core.db", run), &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        books_complain(books, "core's database does not open");
    for (size_t i = 0; i < COUNT(leftovers); i++) {
        int n = ask_store(db, leftovers[i].sql);
        if (n != 0)
            books_complain(books, "core's database has %d %s left", n, leftovers[i].what);
    }
    check_tickets(books, db);
    sqlite3_close(db);
    if (!is_empty(turn_text("%s/keys", run)))
        books_complain(books, "a visit's key is left");
}

/* ---- its life */

void books_open(struct books *books)
{
    *books = (struct books){.numbers = json_object(), .letters = json_object(), .fates = json_object()};
}

void books_close(struct books *books)
{
    for (int i = 0; i < PAGES; i++)
        free(books->pages[i].dots);
    json_decref(books->numbers);
    json_decref(books->letters);
    json_decref(books->fates);
}
