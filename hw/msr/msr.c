/* msr.c - magnetic stripe readers that type what they read, as most do when they leave the box: the tracks, then Enter.
 */
#include "parts/tracks.h"
#include "parts/typed.h"

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes events)
{
    (void)port;
    typed_take(dev, events, tracks_answer);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "msr",
    .device_class = "stripe",
    .verbs = (const char *const[]){"read", NULL},
    .ports = (const uint32_t[]){KD_HID, 0},
    .state_size = sizeof(struct typed),
    .attach = code_attach,
    .request = code_request,
    .cancel = code_cancel,
    .input = on_input,
    .timer = code_timer,
};
