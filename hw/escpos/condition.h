/* condition.h - how a printer is: from its bits, into the words of the contract. */
#ifndef ESCPOS_CONDITION_H
#define ESCPOS_CONDITION_H

#include "kiosk_driver.h"

struct condition {
    uint8_t offline, cover, out, low, jammed, broken;
};

/* From the answers to DLE EOT 1 to 4 (answers[0] is not used), and from an automatic status of four bytes. */
struct condition condition_from_answers(const uint8_t answers[5]);
struct condition condition_from_asb(const uint8_t asb[4]);

int condition_in_trouble(const struct condition *condition);

/* How a request ends because of it, and the word for its reason: cover, empty, jam; NULL when all is well. */
enum kd_result condition_result(const struct condition *condition);
const char *condition_reason(const struct condition *condition);

enum kd_device condition_device(const struct condition *condition);
enum kd_media condition_media(const struct condition *condition);

#endif
