/* chip.c - see chip.h. */
#include "chip.h"

enum { ANSWER_MS = 10000 }; /* a chip may ask its reader for time again and again; a KTP-el takes some seconds in all */

unsigned chip_sw(struct kd_bytes answer)
{
    return (unsigned)answer.at[answer.n - 2] << 8 | answer.at[answer.n - 1];
}

void chip_finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct chip *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    me->reading_for = 0;
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
}

static void ask(struct kd_dev *dev, const struct chip_driver *driver)
{
    struct chip *me = dev->state;
    me->waits = 1;
    dev->host->send(dev, 0, driver->commands[me->step]);
    dev->host->timer(dev, CHIP_TIMER, ANSWER_MS);
}

static void read_when_ready(struct kd_dev *dev, const struct chip_driver *driver)
{
    struct chip *me = dev->state;
    if (!me->request || !me->in || me->tried || me->waits)
        return;
    me->tried = 1;
    me->reading_for = me->request;
    me->step = 0;
    ask(dev, driver);
}

static void on_answer(struct kd_dev *dev, const struct chip_driver *driver, struct kd_bytes answer)
{
    struct chip *me = dev->state;
    me->waits = 0;
    dev->host->timer(dev, CHIP_TIMER, 0);
    if (!me->reading_for)
        return; /* what that card said is nobody's */
    if (answer.n < 2) {
        chip_finish(dev, KD_RETRY, NULL, 0); /* pulled away too early, or dead */
    } else if (driver->answered(dev, me->step, answer)) {
        me->step++;
        ask(dev, driver);
    }
}

/* A card without an ATR is in and cannot be read: the person is told at once. */
static void on_slot(struct kd_dev *dev, const struct chip_driver *driver, struct kd_bytes atr)
{
    struct chip *me = dev->state;
    uint8_t in = atr.n > 0;
    if (!in)
        me->tried = 0;
    else if (!me->known)
        me->tried = 1; /* found, not seen coming: nobody knows whose it is */
    me->known = 1;
    me->in = in;
    dev->host->status(dev, KD_ONLINE, in ? KD_MEDIA_PRESENT : KD_MEDIA_NOT_PRESENT, NULL);
    if (atr.n == 1 && !me->tried) {
        me->tried = 1;
        if (me->request)
            chip_finish(dev, KD_RETRY, NULL, 0);
    }
    read_when_ready(dev, driver);
}

void chip_input(struct kd_dev *dev, const struct chip_driver *driver, unsigned port, struct kd_bytes bytes)
{
    if (port == KD_CARD)
        on_slot(dev, driver, bytes);
    else
        on_answer(dev, driver, bytes);
}

/* Neither an answer nor the end of the card: the reader hangs. */
void chip_timer(struct kd_dev *dev, unsigned id)
{
    const struct chip *me = dev->state;
    (void)id;
    dev->host->status(dev, KD_OFFLINE, KD_MEDIA_UNKNOWN, "silent");
    if (me->request)
        chip_finish(dev, KD_TIMEOUT, NULL, 0);
    dev->host->reset(dev); /* a late answer must not be taken for another card's */
}

void chip_request(struct kd_dev *dev, const struct chip_driver *driver, const struct kd_request *request)
{
    struct chip *me = dev->state;
    me->request = request->id;
    read_when_ready(dev, driver);
}

void chip_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    const struct chip *me = dev->state;
    if (me->request == request)
        chip_finish(dev, why, NULL, 0);
}
