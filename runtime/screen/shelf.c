/* shelf.c - many things in a box, a page at a time: rows and tiles. */
#include "screen/home.h"

#include <ctype.h>
#include <string.h>

enum {
    TILES = 6,
    ROWS = 7,
    ROW_GAP = 14,
    TILE_GAP = 26,
    TILE_HIGH = 340,
    FEW = 3,
    FEW_HIGH = 420,
    JUMP_HEIGHT = 92,
    JUMPS = 5,
    FEW_PAGES = 3
};

struct shelf {
    struct box box;
    int height, columns, rows, pages; /* of a row; on a page */
};

static int on_a_page(const struct shelf *shelf)
{
    return shelf->rows * shelf->columns;
}

static int rows_that_fit(int height, int row)
{
    int fit = (height + ROW_GAP) / (row + ROW_GAP);
    return fit < 1 ? 1 : fit > ROWS ? ROWS : fit;
}

static void count_pages(struct shelf *shelf, int n)
{
    shelf->rows = rows_that_fit(shelf->box.h, shelf->height);
    shelf->pages = (n + on_a_page(shelf) - 1) / on_a_page(shelf);
}

static struct row row_of(const struct ui *ui, const json_t *of)
{
    return ui->view == VIEW_AGENCY ? list_agency_row(ui, of) : list_service_row(ui, of, ui->view == VIEW_NUMBERS);
}

static void put_page(struct ui *ui, struct plan *plan, const struct shelf *shelf, const struct list *list)
{
    int first = ui->page * on_a_page(shelf), wide = (shelf->box.w - (shelf->columns - 1) * GAP) / shelf->columns;
    for (int i = 0; i < on_a_page(shelf) && first + i < list->n; i++) {
        struct row row = row_of(ui, list->rows[first + i]);
        struct box box = {shelf->box.x + i % shelf->columns * (wide + GAP),
                          shelf->box.y + i / shelf->columns * (shelf->height + ROW_GAP), wide, shelf->height};
        if (shelf->columns > 1)
            row = list_narrow(row);
        widget_row(plan, box, &row);
    }
}

/* Rows in the order of their titles, cut between letters into groups of about the same size. */
struct groups {
    int first[JUMPS + 1]; /* row of each; behind the last: how many rows there are */
    int n;
};

/* The first letter of a title, of as many bytes as it has; only those of one byte are made large. */
static const char *letter_of(const struct ui *ui, const struct list *list, int row)
{
    const char *title = ui_title(ui, list->rows[row]);
    int n = 1;
    while ((title[n - 1] & 0x80) && (title[n] & 0xc0) == 0x80)
        n++;
    return n > 1 ? turn_text("%.*s", n, title) : turn_text("%c", toupper((unsigned char)*title));
}

static struct groups groups_of(const struct ui *ui, const struct list *list)
{
    struct groups groups = {.n = 1};
    for (int row = 1; row < list->n; row++) {
        bool full = (row - groups.first[groups.n - 1]) * JUMPS >= list->n;
        if (full && groups.n < JUMPS && strcmp(letter_of(ui, list, row), letter_of(ui, list, row - 1)) != 0)
            groups.first[groups.n++] = row;
    }
    groups.first[groups.n] = list->n;
    return groups;
}

/* "A – F": to the page where the group begins. */
static void put_jumps(struct ui *ui, struct plan *plan, struct box box, const struct shelf *shelf,
                      const struct list *list)
{
    struct groups groups = groups_of(ui, list);
    int wide = (box.w - (groups.n - 1) * GAP) / groups.n;
    for (int i = 0; i < groups.n; i++) {
        const char *a = letter_of(ui, list, groups.first[i]), *b = letter_of(ui, list, groups.first[i + 1] - 1);
        widget_button(plan, box_take_left(&box, wide), turn_text("jump:%d/%d", groups.first[i] / on_a_page(shelf), i),
                      (struct button){BUTTON_PLAIN, .text = strcmp(a, b) == 0 ? a : turn_text("%s – %s", a, b)});
        box_take_left(&box, GAP);
    }
}

/* In landscape two services stand side by side: they have no state that needs the width. */
static int columns_of(const struct ui *ui, const struct plan *plan)
{
    return plan_width(plan) > plan_height(plan) && ui->view == VIEW_SERVICES ? 2 : 1;
}

void home_put_rows(struct ui *ui, struct plan *plan, struct box box, const struct list *list)
{
    struct shelf shelf = {
        .box = box, .columns = columns_of(ui, plan), .height = widget_row_height(plan, ui->view != VIEW_SERVICES)};
    count_pages(&shelf, list->n);
    struct box pager = {0, 0, 0, 0}, jumps = pager;
    if (shelf.pages > 1) {
        pager = box_take_bottom(&shelf.box, PAGER_HEIGHT);
        box_take_bottom(&shelf.box, GAP);
        count_pages(&shelf, list->n);
    }
    if (shelf.pages > FEW_PAGES && groups_of(ui, list).n > 1) {
        jumps = box_take_top(&shelf.box, JUMP_HEIGHT);
        box_take_top(&shelf.box, GAP);
        count_pages(&shelf, list->n);
    }
    if (ui->page >= shelf.pages)
        ui->page = 0;
    if (jumps.h)
        put_jumps(ui, plan, jumps, &shelf, list);
    put_page(ui, plan, &shelf, list);
    if (pager.h)
        frame_pager(ui, plan, pager, shelf.pages);
}

/* So few that each takes the width: together they stand a little above the middle. */
static int put_few(struct ui *ui, struct plan *plan, struct box box, const struct list *list)
{
    int height = (box.h - (list->n - 1) * TILE_GAP) / list->n;
    if (height > FEW_HIGH)
        height = FEW_HIGH;
    box_take_top(&box, (box.h - list->n * (height + TILE_GAP) + TILE_GAP) * 2 / 5);
    for (int i = 0; i < list->n; i++) {
        struct row row = list_service_row(ui, list->rows[i], false);
        widget_tile(plan, box_take_top(&box, height), &row);
        box_take_top(&box, TILE_GAP);
    }
    return 1;
}

int home_put_tiles(struct ui *ui, struct plan *plan, struct box box, int columns, const struct list *list)
{
    if (list->n > 0 && list->n <= FEW)
        return put_few(ui, plan, box, list);
    int pages = (list->n + TILES - 1) / TILES, rows = TILES / columns;
    int width = (box.w - (columns - 1) * GAP) / columns, height = (box.h - (rows - 1) * TILE_GAP) / rows;
    if (height > TILE_HIGH)
        height = TILE_HIGH;
    if (ui->page >= pages)
        ui->page = 0;
    struct row tiles[TILES];
    int n = 0, size = plan_size(plan, T_TILE);
    for (; n < TILES && ui->page * TILES + n < list->n; n++) {
        tiles[n] = list_service_row(ui, list->rows[ui->page * TILES + n], false);
        int own = widget_tile_size(plan, (struct box){0, 0, width, height}, &tiles[n]);
        size = own < size ? own : size;
    }
    for (int i = 0; i < n; i++) {
        struct box tile = {box.x + i % columns * (width + GAP), box.y + i / columns * (height + TILE_GAP), width,
                           height};
        tiles[i].size = size;
        widget_tile(plan, tile, &tiles[i]);
    }
    return pages;
}
