/* alarm.h - what needs a person: money that was paid and whose letter was never written, a letter that was refused for
 * good, those that wait for more than a day, a damaged database that was put aside with letters in it, bundles that are
 * not taken up, and devices whose program ends again and again.
 *
 * The staff is called through the hall, again and again until the hall has taken the call: once for each refusal, once
 * a day for old letters, once for a database, once a start for bundles. Its timer runs only while a letter waits or a
 * call is not taken. */
#ifndef DESK_ALARM_H
#define DESK_ALARM_H

#include "base/loop.h"

struct desk;
struct device;

struct alarm {
    struct desk *desk;
    struct timer due;
    char reason[80];       /* of the call that is not taken yet; "": none is made */
    bool aside;            /* it is about a database */
    int64_t unsent;        /* it is about so many payments; 0: about something else */
    bool bundles;          /* it is about bundles */
    struct device *device; /* it is about its program, which ended too often; or NULL */
    int refused;           /* bundles that were not taken up, until somebody knows */
    int64_t letter;        /* that was refused; 0: it is about something else */
};

/* A bill that was paid, of a visit that ended without its letter. Its number is no personal data. */
void alarm_unsent(struct alarm *alarm, const char *bill);

void alarm_start(struct alarm *alarm, struct desk *desk); /* looks for the first time when the loop runs */

/* Looks whether somebody is needed. Called before every commit that has something to write: nothing else changes it,
 * but time, which the timer knows. */
void alarm_check(struct alarm *alarm);

#endif
