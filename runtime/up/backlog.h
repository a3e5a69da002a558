/* backlog.h - the letters that the agencies do not have yet, as core tells the operator. */
#ifndef UP_BACKLOG_H
#define UP_BACKLOG_H

#include "base/base.h"

/* How many wait or were refused, agency by agency; then a line for each refused one. */
int backlog_print(const char *run);

/* Puts a refused letter (or "all") back to waiting. */
int backlog_resend(const char *run, const char *id);

#endif
