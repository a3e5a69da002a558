/* code.c - see code.h. */
#include "code.h"

#include <string.h>

enum { QUIET_MS = 500 }; /* longer is no pause inside a code */

void code_finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct code *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
}

static void forget_line(struct kd_dev *dev)
{
    struct code *me = dev->state;
    memset(me->line, 0, sizeof me->line); /* it may have been somebody's data */
    me->n_heard = 0;
    me->foreign = me->spoilt = 0;
    dev->host->timer(dev, CODE_TIMER, 0);
}

/* --- what a code may be ----------------------------------------------------------------------------------------------
 */

/* How many bytes the character at `at` has; 0 when it is no UTF-8, or steers a terminal. */
static size_t character(const uint8_t *at, size_t left)
{
    static const uint32_t least[] = {0, 0x20, 0x80, 0x800, 0x10000};
    size_t n = at[0] < 0x80 ? 1 : at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : at[0] >= 0xc0 ? 2 : 0;
    if (n == 0 || n > left || at[0] > 0xf4)
        return 0;
    uint32_t value = n == 1 ? at[0] : at[0] & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3fu);
    }
    int surrogate = value >= 0xd800 && value < 0xe000, control = value >= 0x7f && value < 0xa0;
    return value < least[n] || value > 0x10ffff || surrogate || control ? 0 : n;
}

static int is_text(const uint8_t *at, size_t n)
{
    for (size_t i = 0, size; i < n; i += size) {
        size = character(at + i, n - i);
        if (size == 0)
            return 0;
    }
    return n > 0;
}

static const char *symbology(uint8_t letter)
{
    static const struct {
        char letter;
        const char *name;
    } known[] = {{'A', "code39"}, {'C', "code128"}, {'E', "ean"},        {'I', "itf"},  {'F', "codabar"},
                 {'L', "pdf417"}, {'Q', "qr"},      {'d', "datamatrix"}, {'z', "aztec"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].letter == (char)letter)
            return known[i].name;
    return "other";
}

void code_answer(struct kd_dev *dev, struct kd_bytes line)
{
    const struct code *me = dev->state;
    size_t skip = me->aim ? CODE_AIM : 0, n = line.n;
    if (n <= skip || n > CODE_MAX + skip || (me->aim && line.at[0] != ']') || !is_text(line.at + skip, n - skip)) {
        code_finish(dev, KD_RETRY, NULL, 0);
        return;
    }
    const char *name = me->aim ? symbology(line.at[1]) : "";
    const struct kd_attr attr[] = {{"code", 0, {line.at + skip, n - skip}},
                                   {"symbology", 0, {(const uint8_t *)name, strlen(name)}}};
    code_finish(dev, KD_OK, attr, me->aim ? 2 : 1);
}

/* --- the line --------------------------------------------------------------------------------------------------------
 */

void code_take(struct kd_dev *dev, uint8_t byte)
{
    struct code *me = dev->state;
    if (me->n_heard < CODE_LINE_MAX)
        me->line[me->n_heard] = byte;
    me->n_heard += me->n_heard <= CODE_LINE_MAX;
    me->foreign |= !me->request;
}

void code_spoil(struct kd_dev *dev)
{
    struct code *me = dev->state;
    me->spoilt = 1;
    code_take(dev, 0);
}

void code_end(struct kd_dev *dev, void (*answer)(struct kd_dev *dev, struct kd_bytes line))
{
    const struct code *me = dev->state;
    if (me->n_heard == 0)
        return; /* the LF behind a CR */
    if (me->request && !me->foreign && (me->spoilt || me->n_heard > CODE_LINE_MAX))
        code_finish(dev, KD_RETRY, NULL, 0);
    else if (me->request && !me->foreign)
        answer(dev, (struct kd_bytes){me->line, me->n_heard});
    forget_line(dev);
}

void code_wait(struct kd_dev *dev)
{
    const struct code *me = dev->state;
    if (me->n_heard > 0)
        dev->host->timer(dev, CODE_TIMER, QUIET_MS);
}

void code_lines(struct kd_dev *dev, struct kd_bytes bytes, void (*answer)(struct kd_dev *dev, struct kd_bytes line))
{
    for (size_t i = 0; i < bytes.n; i++)
        if (bytes.at[i] == '\r' || bytes.at[i] == '\n')
            code_end(dev, answer);
        else
            code_take(dev, bytes.at[i]);
    code_wait(dev);
}

/* A line that has no end: torn off, or the scanner ends none. Half a code is never taken for a whole one. */
void code_timer(struct kd_dev *dev, unsigned id)
{
    const struct code *me = dev->state;
    (void)id;
    dev->host->log(dev, "a code without an end: set the scanner's suffix to CR, LF or Enter");
    if (me->request && !me->foreign)
        code_finish(dev, KD_RETRY, NULL, 0);
    forget_line(dev);
}

void code_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct code *me = dev->state;
    me->request = request->id;
}

void code_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    struct code *me = dev->state;
    if (me->request != request)
        return;
    me->foreign = me->n_heard > 0; /* what comes to its end now is not the next one's */
    code_finish(dev, why, NULL, 0);
}

void code_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    struct code *me = dev->state;
    for (size_t i = 0; i < n; i++)
        if (strcmp(profile[i].name, "aim") == 0)
            me->aim = profile[i].number != 0;
    dev->host->status(dev, KD_ONLINE, KD_MEDIA_UNKNOWN, NULL);
}
