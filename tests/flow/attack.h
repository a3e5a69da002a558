/* attack.h - the scripts of tests/flow/attacks.
 *
 * A file NAME.bomb is a script told briefly: a line @N "TEXT" stands for TEXT N times, with the number of the time
 * (from 0) for each # in it and a new line for \n; a line that ends with \ goes on with the next; other lines are
 * themselves. */
#ifndef ATTACK_H
#define ATTACK_H

#include "base/base.h"

/* Whether a file of this name is one; and its script, the caller's. */
bool attack_is(const char *name);
char *attack_read(const char *name, size_t *n);

#endif
