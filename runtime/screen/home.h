/* home.h - home's own pages: the lists, the search, and what is shown while nobody is there. */
#ifndef SCREEN_HOME_H
#define SCREEN_HOME_H

#include "screen/lists.h"

/* The page of a window without a visit. */
const struct page *home_page(const struct ui *ui);

/* Name, place, clock and day of the site. */
struct header home_header(const struct ui *ui);

/* Rows of the list, with a pager when they are more, and when they are many with groups to jump to: shelf.c. */
void home_put_rows(struct ui *ui, struct plan *plan, struct box box, const struct list *list);

/* Tiles of the page; how many pages there are. */
int home_put_tiles(struct ui *ui, struct plan *plan, struct box box, int columns, const struct list *list);

/* The search: find.c. */
void find_lay(struct ui *ui, struct plan *plan);
void find_tap(struct ui *ui, const char *id);

/* Cards while nobody touches: attract.c. attract_left: ms until they come; negative: never. attract_end: a finger came,
 * on that target; it starts, and is no tap on what lies below. */
int64_t attract_left(const struct ui *ui, int64_t now);
void attract_end(struct ui *ui, const char *id);

#endif
