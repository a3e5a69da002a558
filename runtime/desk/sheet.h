/* sheet.h - paper without a number, a slip or a document: a second one hurts nobody.
 *
 *   start     the intent row says that it may be out; then the request leaves
 *   end       it is out, or the citizen goes on without
 *
 * An unknown outcome is asked about, like that of a ticket; "it did not come" prints again. */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "desk/print.h"

struct sheet {
    const struct printing *printing;
    void (*print)(struct visit *visit);
    json_t *(*instead)(const struct visit *visit); /* what the screen offers in its place: title and more. New */
    json_t *(*given)(const struct visit *visit);   /* what the script gets besides `printed`; NULL: nothing. New */
};

void sheet_start(struct visit *visit, const struct sheet *sheet);
void sheet_answer(struct visit *visit, const struct sheet *sheet, const json_t *value);

/* Of its struct printing. */
void sheet_leaves(struct visit *visit);
void sheet_ended(struct visit *visit, const struct sheet *sheet, const char *reason, const char *code);

/* What it is called: the step's own title, else that of the service. */
const char *sheet_title(const struct visit *visit);

#endif
