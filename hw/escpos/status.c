/* status.c - how the printer is: asked (DLE EOT 1 to 4), told by itself (GS a), and the acknowledgements of a page.
 *
 * Not obvious: answers do not say which question they answer, and a status byte may come at any time. */
#include "escpos.h"

#include <string.h>

/* ---- asking */

static void ask(struct kd_dev *dev, unsigned n)
{
    struct escpos *me = dev->state;
    me->asked = n;
    PUT(dev, 0x10, 0x04, (uint8_t)n);
    dev->host->timer(dev, ANSWER, slip_is_out(me) ? ANSWER_BUSY_MS : ANSWER_MS);
}

/* Answers do not say which question they answer: so one at a time, and never a second look before the first has ended.
 * What a look finds that began before the page does not count for it. */
void status_look(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    if (me->asked)
        me->look_again = me->step == CHECK || me->step == CONFIRM;
    else
        ask(dev, 1);
}

void status_watch(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    me->watching = 1;
    if (me->profile.asb)
        PUT(dev, 0x1d, 0x61, 0x0e); /* on- and offline, errors, paper */
}

/* ---- what it says */

static void tell(struct kd_dev *dev, const struct condition *c)
{
    dev->host->status(dev, condition_device(c), condition_media(c), condition_reason(c));
}

/* Between pages. Nothing wakes while all is well; what is wrong is looked at again, and what an earlier page left
 * behind is forgotten: at once when the printer stands still, else after a time in which it may finish it. */
static void rest(struct kd_dev *dev, int trouble)
{
    struct escpos *me = dev->state;
    if (trouble && me->stale)
        slip_clear(dev);
    if (!trouble && !me->stale && !me->watching)
        status_watch(dev);
    dev->host->timer(dev, LOOK, trouble || me->stale ? TROUBLE_MS : 0);
}

/* The printer's condition is known, and whatever goes on takes notice. */
static void judge(struct kd_dev *dev, const struct condition *c)
{
    const struct escpos *me = dev->state;
    tell(dev, c);
    if (condition_in_trouble(c) && me->step != IDLE)
        slip_give_up(dev, condition_result(c), condition_reason(c));
    if (me->step == IDLE)
        rest(dev, condition_in_trouble(c));
}

static void looked(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    struct condition c = condition_from_answers(me->answers);
    me->asked = 0;
    dev->host->timer(dev, ANSWER, 0);
    c.low &= me->profile.near_end;
    if (!me->look_again || slip_is_out(me))
        judge(dev, &c);
    if (me->look_again) {
        me->look_again = 0;
        status_look(dev);
    } else if (me->step == CHECK) {
        slip_get_ready(dev);
    } else if (me->step == CONFIRM) {
        slip_finish(dev, KD_OK, KD_DONE, NULL);
    } else if (slip_is_out(me)) {
        dev->host->timer(dev, LOOK, LOOK_MS);
    }
}

static void answered(struct kd_dev *dev, uint8_t byte)
{
    struct escpos *me = dev->state;
    if (!me->asked)
        return; /* nobody asked: an answer to somebody before us */
    me->answers[me->asked] = byte;
    if (me->asked < 4)
        ask(dev, me->asked + 1);
    else
        looked(dev);
}

/* GS r 1, answered behind the cut. A printer that answers "no paper" here has not printed, and one stray byte proves
 * nothing: hence the second look. */
static void paper_byte(struct kd_dev *dev, uint8_t byte)
{
    struct escpos *me = dev->state;
    if (me->step != PROVE || me->profile.process_id)
        return;
    if (byte & 0x0c) {
        judge(dev, &(struct condition){.out = 1});
        return;
    }
    me->step = CONFIRM;
    status_look(dev);
}

/* It has forgotten, or does not know how to and says nothing. */
void status_cleared(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    me->stale = 0;
    if (me->step == CLEAR) {
        slip_start(dev);
    } else if (me->step == FORGET) {
        slip_finish(dev, me->result, KD_UNKNOWN, me->reason);
        status_look(dev);
    } else if (me->step == IDLE) {
        dev->host->timer(dev, PROOF, 0);
        status_look(dev);
    }
}

static void process_id(struct kd_dev *dev, const uint8_t got[4])
{
    const struct escpos *me = dev->state;
    uint8_t id[4];
    slip_id(me, id);
    if (me->step == PROVE && memcmp(got, id, sizeof id) == 0)
        slip_finish(dev, KD_OK, KD_DONE, NULL);
}

static void automatic_status(struct kd_dev *dev, const uint8_t asb[4])
{
    const struct escpos *me = dev->state;
    struct condition c = condition_from_asb(asb);
    c.low &= me->profile.near_end;
    judge(dev, &c);
}

static void hear(struct kd_dev *dev, uint8_t byte)
{
    struct escpos *me = dev->state;
    switch (ear_hear(&me->ear, byte)) {
    case REPLY_STATUS:
        answered(dev, byte);
        break;
    case REPLY_PAPER:
        paper_byte(dev, byte);
        break;
    case REPLY_ASB:
        automatic_status(dev, me->ear.block);
        break;
    case REPLY_PROCESS_ID:
        process_id(dev, me->ear.block + 2);
        break;
    case REPLY_CLEARED:
        status_cleared(dev);
        break;
    case REPLY_NONE:
        break;
    }
}

void status_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    (void)port;
    for (size_t i = 0; i < bytes.n; i++)
        hear(dev, bytes.at[i]);
}

void status_silent(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    int asked_for = me->step != IDLE;
    me->asked = 0;
    if (me->step == CHECK && me->look_again) {
        me->look_again = 0;
        status_look(dev);
        return;
    }
    me->look_again = 0;
    dev->host->status(dev, KD_OFFLINE, KD_MEDIA_UNKNOWN, "silent");
    if (asked_for) {
        slip_give_up(dev, me->ending ? me->ending : KD_TIMEOUT, "silent");
        dev->host->reset(dev); /* what it says later must not be taken for an answer to another question */
    } else {
        dev->host->timer(dev, LOOK, TROUBLE_MS);
    }
}
