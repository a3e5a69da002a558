/* address.h - an address in Indonesia: a village of the pack (or a place that was typed), street, RT and RW.
 *
 * RT and RW are the neighbourhoods of a village, three digits as cards have them; many addresses in towns have none.
 * Postal codes are left out: the village decides them, and people know theirs less well than they think. */
#ifndef DOMAIN_ADDRESS_H
#define DOMAIN_ADDRESS_H

#include "base/json.h"
#include "domain/regions.h"

enum { ADDRESS_LEAST = 3, ADDRESS_MOST = 100, ADDRESS_DIGITS = 3 };

/* What ui sends or core has made of it, with the names of the pack (NULL: there is none, and only typed places are
 * good). New, or NULL with the key of what is wrong in *error. */
json_t *address_check(const struct regions *regions, const json_t *value, const char **error);

#endif
