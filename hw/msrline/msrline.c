/* msrline.c - magnetic stripe readers that say the tracks as a line of bytes: serial ones, and those behind a
 * serial-to-TCP box. CR, LF or both end it. */
#include "parts/tracks.h"

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    (void)port;
    code_lines(dev, bytes, tracks_answer);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "msrline",
    .device_class = "stripe",
    .verbs = (const char *const[]){"read", NULL},
    .ports = (const uint32_t[]){KD_TCP | KD_SERIAL, 0},
    .state_size = sizeof(struct code),
    .attach = code_attach,
    .request = code_request,
    .cancel = code_cancel,
    .input = on_input,
    .timer = code_timer,
};
