/* secrets.h - keys and tokens, made once: what each role alone may read, and what everybody may know. */
#ifndef UP_SECRETS_H
#define UP_SECRETS_H

#include "base/json.h"
#include "up/folder.h"

/* Makes what is missing; every agency of the settings has its own keys, and gets its public one (hex) into its row when
 * it brings none. */
int secrets_make(const struct folder *folder, json_t *settings);

/* With programs that are their own users: a copy of the display's cookie for the screens. NULL when none is needed. */
const char *secrets_display(const struct folder *folder);

#endif
