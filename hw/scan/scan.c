/* scan.c - barcode and QR scanners that say each code as a line of bytes: serial ones, behind a serial-to-TCP box, and
 * those with a network plug. CR, LF or both end a line; set the scanner's suffix so. */
#include "parts/code.h"

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    (void)port;
    code_lines(dev, bytes, code_answer);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "scan",
    .device_class = "scanner",
    .verbs = (const char *const[]){"scan", NULL},
    .ports = (const uint32_t[]){KD_TCP | KD_SERIAL, 0},
    .state_size = sizeof(struct code),
    .attach = code_attach,
    .request = code_request,
    .cancel = code_cancel,
    .input = on_input,
    .timer = code_timer,
};
