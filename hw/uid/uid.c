/* uid.c - the number of a contactless card, by the pseudo command that PC/SC part 3 gives readers for it (FF CA 00 00
 * 00): membership cards, staff cards, whatever else lies on the reader.
 *
 * Not obvious: the number says which card, never who. It can be copied, a phone makes another one each time (those
 * begin with 08), and that of a KTP-el is no NIK. */
#include "parts/chip.h"

enum { UID_MAX = 32 };

static const uint8_t get_data[] = {0xff, 0xca, 0x00, 0x00, 0x00};

static const struct kd_bytes commands[] = {{get_data, sizeof get_data}};

/* A number has 4, 7 or 10 bytes; some readers say more of cards that are no ISO 14443. */
static int on_answered(struct kd_dev *dev, uint8_t step, struct kd_bytes answer)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t text[2 * UID_MAX];
    size_t n = answer.n - 2;
    (void)step;
    if (chip_sw(answer) != 0x9000 || n < 4 || n > UID_MAX) {
        chip_finish(dev, KD_RETRY, NULL, 0);
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        text[2 * i] = (uint8_t)digits[answer.at[i] >> 4];
        text[2 * i + 1] = (uint8_t)digits[answer.at[i] & 15];
    }
    const struct kd_attr uid = {"uid", 0, {text, 2 * n}};
    chip_finish(dev, KD_OK, &uid, 1);
    return 0;
}

static const struct chip_driver reading = {commands, 1, on_answered};

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
    .name = "uid",
    .device_class = "card",
    .verbs = (const char *const[]){"read", NULL},
    .ports = (const uint32_t[]){KD_APDU, KD_APDU, 0},
    .state_size = sizeof(struct chip),
    .request = on_request,
    .cancel = chip_cancel,
    .input = on_input,
    .timer = chip_timer,
};
