/* scanhid.c - barcode and QR scanners that type what they read (keyboard wedge), as most do when they leave the box.
 * Enter ends a code, the layout is that of the US; both are how they come. The host has the device to itself, so
 * nothing of it is typed into a field. */
#include "parts/typed.h"

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes events)
{
    (void)port;
    typed_take(dev, events, code_answer);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "scanhid",
    .device_class = "scanner",
    .verbs = (const char *const[]){"scan", NULL},
    .ports = (const uint32_t[]){KD_HID, 0},
    .state_size = sizeof(struct typed),
    .attach = code_attach,
    .request = code_request,
    .cancel = code_cancel,
    .input = on_input,
    .timer = code_timer,
};
