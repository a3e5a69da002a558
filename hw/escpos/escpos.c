/* escpos.c - slip printers that speak ESC/POS: Epson, Citizen and the many that follow them.
 *
 * print: ask the printer how it is (DLE EOT 1 to 4), send the page in small bands as the port takes them, cut, and ask
 * for an acknowledgement that the printer gives only when it gets there. Without that acknowledgement a page is
 * `unknown`, whatever the port said: printers take bytes while they stand still.
 *
 * Not obvious: real-time commands are recognised inside other data, so a page must not contain them; a status byte may
 * come at any time; and a printer that stopped in the middle still holds the rest, which must not come out when
 * somebody fills in paper an hour later. */
#include "escpos.h"

void escpos_put(struct kd_dev *dev, const uint8_t *bytes, size_t n)
{
    dev->host->send(dev, 0, (struct kd_bytes){bytes, n});
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    const struct escpos *me = dev->state;
    if (id == ANSWER)
        status_silent(dev);
    else if (id == LOOK && me->step == IDLE && me->stale)
        slip_clear(dev);
    else if (id == LOOK)
        status_look(dev);
    else if (me->step == FORGET)
        dev->host->reset(dev); /* the line is full of what it does not take; on_detach says the rest */
    else if (!slip_is_out(me))
        status_cleared(dev);
    else
        slip_give_up(dev, me->ending ? me->ending : KD_TIMEOUT, me->ending ? NULL : "silent");
}

/* ---- requests */

static int take_page(struct escpos *me, const struct kd_request *request)
{
    if (!me->profile.text)
        return page_take(&me->page, request, me->profile.width);
    int there = letters_take(&me->letters, request);
    me->page = (struct page){.rows = letters_rows(&me->letters)};
    return there;
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct escpos *me = dev->state;
    me->request = request->id;
    me->ending = KD_OK;
    if (!take_page(me, request)) {
        slip_finish(dev, KD_BROKEN, KD_NONE, "page");
        return;
    }
    me->step = CHECK;
    status_look(dev);
}

/* Half a slip helps nobody: a page that has begun comes to its end, if the printer lets it. */
static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    struct escpos *me = dev->state;
    if (me->step == IDLE || me->step == FORGET || me->request != request)
        return;
    me->ending = why;
    if (slip_is_out(me))
        dev->host->timer(dev, PROOF, ENDING_MS);
    else
        slip_finish(dev, why, KD_NONE, NULL);
}

static void on_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    struct escpos *me = dev->state;
    me->profile.width = attr_number(profile, n, "width", 576, PAGE_DOTS_MAX);
    me->profile.band = attr_number(profile, n, "band", 24, PAGE_BAND_MAX);
    me->profile.band += me->profile.band == 0;
    me->profile.cut = attr_number(profile, n, "cut", 1, 1) != 0;
    me->profile.process_id = attr_number(profile, n, "processid", 0, 1) != 0;
    me->profile.asb = attr_number(profile, n, "asb", 1, 1) != 0;
    me->profile.clear = attr_number(profile, n, "clear", 1, 1) != 0;
    me->profile.near_end = attr_number(profile, n, "nearend", 1, 1) != 0;
    me->profile.text = attr_number(profile, n, "text", 0, 1) != 0;
    me->profile.code_page = me->profile.text ? (uint8_t)attr_number(profile, n, "codepage", 0, UINT8_MAX) : 0;
    me->letters.wide = me->profile.code_page != 0;
    me->letters.columns = attr_number(profile, n, "columns", me->profile.width / 12, LETTERS_COLUMNS_MAX);
    me->letters.columns += me->letters.columns == 0;
    me->stale = me->hanging = attr_number(profile, n, "unsure", 1, 1) != 0;
    status_look(dev);
}

/* The line is cut, and what was on it with it. */
static void on_detach(struct kd_dev *dev)
{
    const struct escpos *me = dev->state;
    if (me->step == FORGET)
        slip_end(dev, me->result, KD_UNKNOWN, me->reason);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "escpos",
    .device_class = "printer",
    .verbs = (const char *const[]){"print", NULL},
    .ports = (const uint32_t[]){KD_TCP | KD_SERIAL | KD_USB, 0},
    .state_size = sizeof(struct escpos),
    .attach = on_attach,
    .detach = on_detach,
    .request = on_request,
    .cancel = on_cancel,
    .input = status_input,
    .sent = slip_sent,
    .timer = on_timer,
};
