/* hasty.c - the ESC/POS driver as it must not be: a page that the line has taken is called printed.
 *
 * The control of matrix.c, as are again.c and a profile without `clear`. */
#define kiosk_driver careful
#include "escpos/escpos.c"
#undef kiosk_driver

static void on_sent_hastily(struct kd_dev *dev, unsigned port)
{
    const struct escpos *me = dev->state;
    slip_sent(dev, port);
    if (me->step == PROVE)
        slip_finish(dev, KD_OK, KD_DONE, NULL);
}

KD_EXPORT extern const struct kd_driver kiosk_driver;
KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "hasty",
    .device_class = "printer",
    .verbs = (const char *const[]){"print", NULL},
    .ports = (const uint32_t[]){KD_TCP, 0},
    .state_size = sizeof(struct escpos),
    .attach = on_attach,
    .detach = on_detach,
    .request = on_request,
    .cancel = on_cancel,
    .input = status_input,
    .sent = on_sent_hastily,
    .timer = on_timer,
};
