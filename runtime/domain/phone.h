/* phone.h - Indonesian mobile numbers, where a message can reach a citizen.
 *
 * 0812..., 62812..., +62812... and 812... are the same number: an 8, a digit that is not 0, and 7 to 10 more. It is
 * kept as E.164, "+62812...". Longer than the patterns of most web pages allow: numbers of 13 digits (with the 0) are
 * real. Land lines are refused. Whether it is really theirs only a message can show. */
#ifndef DOMAIN_PHONE_H
#define DOMAIN_PHONE_H

#include "base/base.h"

enum { PHONE_TEXT = 16, PHONE_SHOWN = 32 };

/* False when it is none; spaces, dots and dashes are left out. */
bool phone_read(const char *typed, char to[PHONE_TEXT]);

/* "0812 3456 7890": as people write it, also while it is typed. Takes the kept form too. */
void phone_group(const char *typed, char to[PHONE_SHOWN]);

/* "0812-••••-•789" in UTF-8: as a screen that others see shows a kept number. "" when it is none. */
void phone_mask(const char *kept, char to[PHONE_SHOWN]);

#endif
