/* options.h - the words behind a command: options with a value, in any place, and what is left. */
#ifndef UP_OPTIONS_H
#define UP_OPTIONS_H

#include "base/base.h"

enum { OPTION_VALUES = 64 };

struct option {
    const char *name, *also; /* "--key", "-k"; also may be NULL */
    const char **values;     /* room for `most` */
    int most, *n;            /* n may be NULL when most is 1 */
};

struct words {
    char **at;
    int n;
};

/* Takes the options out of the words. Negative after telling what is wrong, with `help` for more; 1 after --help, which
 * prints it. least and most: of the words that are left. */
int options_take(struct words *words, const struct option *options, size_t n_options, int least, int most,
                 const char *help);

#endif
