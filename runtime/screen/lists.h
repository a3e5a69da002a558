/* lists.h - what home lists: services and agencies as rows, each with its state. */
#ifndef SCREEN_LISTS_H
#define SCREEN_LISTS_H

#include "screen/ui.h"

enum { LIST_MOST = 512 };

struct list {
    const json_t *rows[LIST_MOST];
    int n;
};

struct list list_needs(const struct ui *ui);
struct list list_numbers(const struct ui *ui);
struct list list_agencies(const struct ui *ui);

/* An agency's services: as home orders them, or, when they are more than three pages, by title. */
struct list list_services(const struct ui *ui, const char *agency);

/* The service that gives a number for this agency's queue, or NULL. */
const json_t *list_number_of(const struct ui *ui, const json_t *agency);

/* As rows. lettered: with the letter of its queue and how many wait there. */
struct row list_service_row(const struct ui *ui, const json_t *service, bool lettered);
struct row list_agency_row(const struct ui *ui, const json_t *agency);

/* The same for half the width: its texts need the room of icon and arrow. */
struct row list_narrow(struct row row);

#endif
