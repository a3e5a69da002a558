/* scan.c - barcode and QR scanners that say each code as a line: serial ones, behind a serial-to-TCP box, and those
 * with a network plug. CR, LF or both end a line; set the scanner's suffix so.
 *
 *   profile   aim = true     the scanner says before each code what it is (AIM identifier, "]Q1"): set it in the
 * scanner
 *
 * Not obvious: a scanner reads whatever is held before it, also when nobody asked. Only a line whose first byte came
 * after the request answers it, and only a whole one: of a line that is too long, is no text or never ends, nothing is
 * kept, and the person is asked to try again. */
#include "kiosk_driver.h"

#include <string.h>

enum { CODE_MAX = 2000, AIM = 3, LINE_MAX_BYTES = CODE_MAX + AIM };

enum timer_id { QUIET };

enum { QUIET_MS = 500 }; /* longer is no pause inside a code */

struct scan {
    uint32_t request; /* an open scan; 0: none */
    uint8_t aim;
    uint8_t foreign;  /* the line under way began before somebody asked */
    uint32_t n_heard; /* bytes of the line under way; more than fit are counted and not kept */
    uint8_t line[LINE_MAX_BYTES];
};

static void finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct scan *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
}

static void forget_line(struct kd_dev *dev)
{
    struct scan *me = dev->state;
    memset(me->line, 0, sizeof me->line); /* it may have been somebody's data */
    me->n_heard = 0;
    me->foreign = 0;
    dev->host->timer(dev, QUIET, 0);
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

static void answer(struct kd_dev *dev)
{
    struct scan *me = dev->state;
    size_t skip = me->aim ? AIM : 0, n = me->n_heard;
    if (n <= skip || n > CODE_MAX + skip || (me->aim && me->line[0] != ']') || !is_text(me->line + skip, n - skip)) {
        finish(dev, KD_RETRY, NULL, 0);
        return;
    }
    const char *name = me->aim ? symbology(me->line[1]) : "";
    const struct kd_attr attr[] = {{"code", 0, {me->line + skip, n - skip}},
                                   {"symbology", 0, {(const uint8_t *)name, strlen(name)}}};
    finish(dev, KD_OK, attr, me->aim ? 2 : 1);
}

/* --- the line --------------------------------------------------------------------------------------------------------
 */

static void end_line(struct kd_dev *dev)
{
    struct scan *me = dev->state;
    if (me->n_heard == 0)
        return; /* the LF behind a CR */
    if (me->request && !me->foreign)
        answer(dev);
    forget_line(dev);
}

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    struct scan *me = dev->state;
    (void)port;
    for (size_t i = 0; i < bytes.n; i++) {
        if (bytes.at[i] == '\r' || bytes.at[i] == '\n') {
            end_line(dev);
            continue;
        }
        if (me->n_heard < LINE_MAX_BYTES)
            me->line[me->n_heard] = bytes.at[i];
        me->n_heard += me->n_heard <= LINE_MAX_BYTES;
        me->foreign |= !me->request;
    }
    if (me->n_heard > 0)
        dev->host->timer(dev, QUIET, QUIET_MS);
}

/* A line that has no end: torn off, or the scanner ends none. Half a code is never taken for a whole one. */
static void on_timer(struct kd_dev *dev, unsigned id)
{
    const struct scan *me = dev->state;
    (void)id;
    dev->host->log(dev, "a code without an end: set the scanner's suffix to CR or LF");
    if (me->request && !me->foreign)
        finish(dev, KD_RETRY, NULL, 0);
    forget_line(dev);
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct scan *me = dev->state;
    me->request = request->id;
}

static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    struct scan *me = dev->state;
    if (me->request != request)
        return;
    me->foreign = me->n_heard > 0; /* what comes to its end now is not the next one's */
    finish(dev, why, NULL, 0);
}

static void on_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    struct scan *me = dev->state;
    for (size_t i = 0; i < n; i++)
        if (strcmp(profile[i].name, "aim") == 0)
            me->aim = profile[i].number != 0;
    dev->host->status(dev, KD_ONLINE, KD_MEDIA_UNKNOWN, NULL);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "scan",
    .device_class = "scanner",
    .verbs = (const char *const[]){"scan", NULL},
    .ports = (const uint32_t[]){KD_TCP | KD_SERIAL, 0},
    .state_size = sizeof(struct scan),
    .attach = on_attach,
    .request = on_request,
    .cancel = on_cancel,
    .input = on_input,
    .timer = on_timer,
};
