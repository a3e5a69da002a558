/* answers.h - what the citizen says to which question: a small table, so that a changed script does not stop the robot.
 */
#ifndef ROBOT_ANSWERS_H
#define ROBOT_ANSWERS_H

#include "base/json.h"

/* The answer to a question by kind and key (the whole key or its last part): first from `own` {key: answer}, then from
 * the table. Several, separated by "|", are tried in turn; "+7" as a date is a week from today. NULL: anything will do.
 */
const char *answers_find(const json_t *own, const char *kind, const char *key);

/* The n-th alternative of an answer, dates as the pad wants them (DDMMYYYY). Turn memory; NULL when there are no more.
 */
char *answers_part(const char *answer, const char *kind, int n);

#endif
