/* ticket.h - the queue number and what belongs to it, as the last page and the paper's trouble page show it. */
#ifndef SCREEN_TICKET_H
#define SCREEN_TICKET_H

#include "screen/ui.h"

/* "5 orang", "Anda berikutnya"; before: "5 orang di depan". */
const char *ticket_ahead(const struct ui *ui, const json_t *queue);
const char *ticket_before(const struct ui *ui, const json_t *queue);

/* What the QR opens on a phone: the packet's own, or the hall's page of this number; NULL when there is neither. */
const char *ticket_link(const struct ui *ui, const json_t *options);

#endif
