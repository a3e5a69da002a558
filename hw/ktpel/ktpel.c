/* ktpel.c - KTP-el, Indonesia's identity card, as far as anybody may go without the ministry's SAM.
 *
 * What is in the chip is read over a channel that chip and SAM make together: the chip's card control data, its number
 * and a challenge go to the SAM (mutual authentication), the SAM's cryptogram goes to the chip (EXTERNAL AUTHENTICATE),
 * the chip's to the SAM, and from then on the SAM wraps each command and opens each answer. SAMs are lent by the Ditjen
 * Dukcapil to whoever has an agreement with it, each bound to one reader (Permendagri 34/2014), and what they are told
 * is not public. So this driver goes to the door and no further: it finds out that a KTP-el is there and that its chip
 * answers, and ends with `broken`, reason `sam`. Core then asks the citizen to type the NIK. It never guesses.
 *
 * A site with a SAM replaces `on_answered`: at its last step, with control data and challenge in hand, the SAM's turn
 * comes. The photograph, which chips give to everybody, is not read: nobody here asked for it. */
#include "parts/chip.h"

static const uint8_t select_ktp[] = {0x00, 0xa4, 0x00, 0x00, 0x02, 0x7f, 0x0a}, /* the folder of the KTP-el */
    select_control[] = {0x00, 0xa4, 0x00, 0x00, 0x02, 0x6f, 0xf0}, /* card control: which keys the SAM takes */
    read_control[] = {0x00, 0xb0, 0x00, 0x00, 0x36}, get_challenge[] = {0x00, 0x84, 0x00, 0x00, 0x08};

enum step { SELECT_KTP, SELECT_CONTROL, READ_CONTROL, GET_CHALLENGE };

static const struct kd_bytes commands[] = {[SELECT_KTP] = {select_ktp, sizeof select_ktp},
                                           [SELECT_CONTROL] = {select_control, sizeof select_control},
                                           [READ_CONTROL] = {read_control, sizeof read_control},
                                           [GET_CHALLENGE] = {get_challenge, sizeof get_challenge}};

static int end(struct kd_dev *dev, enum kd_result result, const char *why, size_t n)
{
    const struct kd_attr reason = {"reason", 0, {(const uint8_t *)why, n}};
    chip_finish(dev, result, &reason, 1);
    return 0;
}

static int on_answered(struct kd_dev *dev, uint8_t step, struct kd_bytes answer)
{
    int good = chip_sw(answer) == 0x9000;
    if (step == SELECT_KTP && !good)
        return end(dev, KD_RETRY, "other", 5); /* another card */
    if (!good || (step == GET_CHALLENGE && answer.n != 8 + 2))
        return end(dev, KD_RETRY, "chip", 4); /* one that does not answer as a KTP-el does */
    return step == GET_CHALLENGE ? end(dev, KD_BROKEN, "sam", 3) : 1;
}

static const struct chip_driver reading = {commands, GET_CHALLENGE + 1, on_answered};

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    chip_request(dev, &reading, request);
}

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    chip_input(dev, &reading, port, bytes);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "ktpel",
    .device_class = "card",
    .verbs = (const char *const[]){"read", NULL},
    .ports = (const uint32_t[]){KD_APDU, KD_APDU, 0},
    .state_size = sizeof(struct chip),
    .request = on_request,
    .cancel = chip_cancel,
    .input = on_input,
    .timer = chip_timer,
};
