/* desk.h - the table where everything meets: who is connected, what is stored, and the one citizen who is here. */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "base/site.h"
#include "desk/agencies.h"
#include "desk/alarm.h"
#include "desk/author.h"
#include "catalog/catalog.h"
#include "desk/composer.h"
#include "desk/conditions.h"
#include "desk/control.h"
#include "desk/devices.h"
#include "desk/lamp.h"
#include "desk/left.h"
#include "desk/letters.h"
#include "desk/opening.h"
#include "line/line.h"
#include "line/nursery.h"
#include "desk/visit.h"
#include "store/store.h"

struct desk {
    struct loop *loop;
    struct site site;
    struct store store;
    struct lines lines;
    struct role ui, call;
    struct nursery nursery;
    struct agencies agencies;
    struct alarm alarm;
    struct conditions conditions;
    struct control control;
    struct devices devices;
    struct lamp lamp;
    struct left left;
    struct opening opening;
    struct composer composer;
    struct catalog catalog;
    struct author author;
    struct visit *visit; /* NULL: nobody is here */
    bool wiped;          /* a visit ended in this turn: empty the log of the database after the commit */
    bool paused;         /* the disk is nearly full: no new visit, but the one that is open may end */
    int renewing;        /* leases on their way */
    bool calling_staff, citizen_called;
    unsigned char sign_key[64], subject_key[32];
};

/* Opens everything below the run folder; negative when the kiosk cannot serve. */
int desk_open(struct desk *desk, struct loop *loop, const struct site *site);
void desk_close(struct desk *desk);

/* The end of a turn: commit, then tell. */
void desk_settle(struct desk *desk);

/* What ui and the wall screen show. */
void desk_show_home(struct desk *desk);
void desk_show_board(struct desk *desk);

/* Blocks of numbers for every queue that a service here uses, when they run low. */
void desk_renew_leases(struct desk *desk);
json_t *desk_lease_request(struct desk *desk, const char *queue);

/* False while the disk has no room for a new visit; staff is called when that begins. */
bool desk_has_room(struct desk *desk);

void desk_device_changed(struct desk *desk, struct device *device);

/* Somebody is wanted at this kiosk. */
void desk_call_staff(struct desk *desk, const char *reason);

/* The visit is gone (freed); `after` is a service to go on with, or NULL. */
void desk_visit_ended(struct desk *desk, const char *id, const char *why, const char *after, const char *language);

#endif
