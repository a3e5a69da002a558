/* keepsakes.h - what a visit leaves in the output folder besides pictures: the slip, the letters, the record of the
 * visit. */
#ifndef ROBOT_KEEPSAKES_H
#define ROBOT_KEEPSAKES_H

#include "robot/visit.h"

/* OUT/slip.escpos and OUT/slip.png, unless the citizen left without paper. */
int keep_slip(const struct visit *visit);

/* OUT/letters.jsonl: what the agency opened; waits until the letter of this visit's case is among them. */
int keep_letters(const struct visit *visit);

/* OUT/visit.json: {service, steps [{name, kind, key, ms}], case, ticket, total_ms}. */
int keep_record(const struct visit *visit);

#endif
