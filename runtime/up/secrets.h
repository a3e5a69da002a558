/* secrets.h - keys and tokens, made once: what each role alone may read, and what everybody may know. */
#ifndef UP_SECRETS_H
#define UP_SECRETS_H

#include "up/folder.h"

enum { SECRET_KEY_TEXT = 65 };

/* Makes what is missing. agency_key receives the public key (hex) of the back office. */
int secrets_make(const struct folder *folder, char agency_key[SECRET_KEY_TEXT]);

/* With programs that are their own users: a copy of the display's cookie for the screens. NULL when none is needed. */
const char *secrets_display(const struct folder *folder);

#endif
