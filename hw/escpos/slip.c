/* slip.c - a page on its way to paper: the bands as the port takes them, the cut, the question for the acknowledgement;
 * and how a page ends that does not get so far.
 *
 * Not obvious: a printer that stopped in the middle still holds the rest, which must not come out when somebody fills
 * in paper an hour later. */
#include "escpos.h"

#include <string.h>

int slip_is_out(const struct escpos *me)
{
    return me->step >= PRINT && me->step != FORGET;
}

/* DLE DC4 8: the printer drops all it has received and not printed, also while it stands still. */
void slip_clear(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    dev->host->timer(dev, PROOF, CLEAR_MS);
    if (me->profile.clear)
        PUT(dev, 0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
}

void slip_end(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason)
{
    struct escpos *me = dev->state;
    const struct kd_attr why = {"reason", 0, {(const uint8_t *)reason, reason ? strlen(reason) : 0}};
    uint32_t request = me->request;
    me->step = IDLE;
    me->request = 0;
    me->page = (struct page){0};
    me->look_again = 0;
    dev->host->done(dev, request, result, effect, &why, reason ? 1 : 0);
}

void slip_finish(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason)
{
    dev->host->timer(dev, PROOF, 0);
    dev->host->timer(dev, LOOK, 0);
    slip_end(dev, result, effect, reason);
}

/* The page stopped on its way: nobody knows how much of it is on paper. The rest is taken back before anybody hears of
 * it: whoever is told may fill in paper at once. A printer that cannot clear has got whole bands, prints them when it
 * can, and the next page is cut off from them. */
static void break_off(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    struct escpos *me = dev->state;
    me->hanging = 1;
    if (!me->profile.clear) {
        slip_finish(dev, result, KD_UNKNOWN, reason);
        return;
    }
    me->step = FORGET;
    me->stale = 1;
    me->result = result;
    me->reason = reason;
    dev->host->timer(dev, LOOK, 0);
    slip_clear(dev);
}

void slip_give_up(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    const struct escpos *me = dev->state;
    if (me->step == FORGET)
        return;
    if (slip_is_out(me))
        break_off(dev, result, reason);
    else
        slip_finish(dev, result, KD_NONE, reason);
}

/* ---- the page */

static void send_band(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    escpos_put(dev, me->band,
               me->profile.text ? letters_line(&me->letters, me->band)
                                : page_band(&me->page, me->profile.band, me->band));
}

static int all_sent(const struct escpos *me)
{
    return me->profile.text ? letters_ended(&me->letters) : page_ended(&me->page);
}

/* Letters with which no byte of it looks like a status. */
void slip_id(const struct escpos *me, uint8_t to[4])
{
    for (unsigned i = 0; i < 4; i++)
        to[i] = (uint8_t)(0x40 | (me->request >> (4 * i) & 0x0f));
}

/* Feeds to the knife, then cuts; without a knife to where a hand can tear. */
static void cut_off(struct kd_dev *dev)
{
    const struct escpos *me = dev->state;
    if (me->profile.cut)
        PUT(dev, 0x1d, 0x56, 0x42, 0x00);
    else
        PUT(dev, 0x1b, 0x64, 0x05);
}

static void send_tail(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    uint8_t id[4];
    cut_off(dev);
    slip_id(me, id);
    if (me->profile.process_id)
        PUT(dev, 0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, id[0], id[1], id[2], id[3]);
    else
        PUT(dev, 0x1d, 0x72, 0x01);
    me->step = TAIL;
}

void slip_start(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    me->step = PRINT;
    dev->host->timer(dev, PROOF, 0);
    me->stale = 0;
    ear_forget(&me->ear);
    dev->host->begin(dev, me->request);
    PUT(dev, 0x1b, 0x40);
    status_watch(dev); /* ESC @ has switched it off */
    if (me->hanging)
        cut_off(dev);
    me->hanging = 0;
    if (me->profile.text)
        PUT(dev, 0x1b, 0x74, me->profile.code_page);
    send_band(dev);
    dev->host->timer(dev, LOOK, LOOK_MS);
}

/* All is well: a printer that may hold something old forgets it first. */
void slip_get_ready(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    if (!me->stale || !me->profile.clear) {
        slip_start(dev);
        return;
    }
    me->step = CLEAR;
    slip_clear(dev);
}

void slip_sent(struct kd_dev *dev, unsigned port)
{
    struct escpos *me = dev->state;
    (void)port;
    if (me->step == PRINT && !all_sent(me)) {
        send_band(dev);
    } else if (me->step == PRINT) {
        send_tail(dev);
    } else if (me->step == TAIL) {
        me->step = PROVE;
        if (!me->ending)
            dev->host->timer(dev, PROOF, PROOF_MS + me->page.rows * 1000 / ROWS_PER_S);
    }
}
