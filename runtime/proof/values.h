/* values.h - the words of a `call` or a `profile`: name=12, name="some text", raster=ff00. */
#ifndef PROOF_VALUES_H
#define PROOF_VALUES_H

#include "device/attr.h"

/* E_FORMAT when they make no sense. Cuts up `text`; bytes go to `room`, which must be one byte larger than the text.
 * Returns how many. */
int values_read(char *text, struct kd_attr to[ATTR_MAX], uint8_t *room);

#endif
