/* escpos.c - slip printers that speak ESC/POS: Epson, Citizen and the many that follow them.
 *
 * print: ask the printer how it is (DLE EOT 1 to 4), send the page in small bands as the port takes them, cut, and ask
 * for an acknowledgement that the printer gives only when it gets there. Without that acknowledgement a page is
 * `unknown`, whatever the port said: printers take bytes while they stand still.
 *
 * Not obvious: real-time commands are recognised inside other data, so a page must not contain them; a status byte may
 * come at any time; and a printer that stopped in the middle still holds the rest, which must not come out when
 * somebody fills in paper an hour later. */
#include "kiosk_driver.h"

#include <string.h>

enum { DOTS_MAX = 832, STRIDE_MAX = DOTS_MAX / 8, BAND_MAX = 64, HEAD = 8, COMMANDS_MAX = 32 };

enum timer_id { ANSWER, LOOK, PROOF };

enum {
    ANSWER_MS = 1000,      /* to a question while nothing else is on the line */
    ANSWER_BUSY_MS = 5000, /* behind our own bands */
    LOOK_MS = 500,         /* between looks while a page is printed */
    TROUBLE_MS = 5000,     /* between looks while something is wrong and nobody prints */
    CLEAR_MS = 500,        /* for the answer to "forget everything"; clones give none */
    PROOF_MS = 3000,       /* for the acknowledgement, and as much again as slow paper needs: */
    ROWS_PER_S = 400,      /* 50 mm/s */
    ENDING_MS = 1500,      /* a cancelled page in the printer may still come to its end */
};

enum step {
    IDLE,
    CHECK,   /* asking how it is, before the first byte */
    CLEAR,   /* the printer forgets what an earlier page left in it */
    PRINT,   /* bands leave */
    TAIL,    /* the cut and the question for the acknowledgement leave */
    PROVE,   /* everything has left; waiting for the acknowledgement */
    CONFIRM, /* it came, but only as one byte: looking once more whether the printer is well */
};

/* What a printer says of itself, from DLE EOT or from its automatic status. */
struct condition {
    uint8_t offline, cover, out, low, jammed, broken;
};

struct profile {
    uint32_t width, band;                /* dots of the head; rows a band */
    uint8_t cut, process_id, asb, clear; /* can it? */
};

struct escpos {
    struct profile profile;
    enum step step;
    uint32_t request;
    enum kd_result ending; /* why the request was cancelled; KD_OK when it was not */
    const uint8_t *page;
    uint32_t stride, rows, row; /* row is the next to send */
    unsigned asked;             /* n of the DLE EOT that is unanswered; 0: none */
    uint8_t answers[5];
    uint8_t look_again; /* a look was wanted while one was under way */
    uint8_t stale;      /* the printer may hold bytes of an earlier page */
    uint8_t stuck;      /* surely so, and perhaps they never arrived there */
    uint8_t watching;   /* it was told to say changes by itself */
    uint8_t hanging;    /* what it printed of that page may not be cut off */
    uint8_t block[8];   /* a reply of several bytes, as far as it came */
    size_t n_block;
    uint8_t band[HEAD + STRIDE_MAX * BAND_MAX];
};

static void put(struct kd_dev *dev, const uint8_t *bytes, size_t n)
{
    dev->host->send(dev, 0, (struct kd_bytes){bytes, n});
}

#define PUT(dev, ...) put(dev, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

/* ---- how the printer is */

static int in_trouble(const struct condition *c)
{
    return c->offline || c->cover || c->out || c->jammed || c->broken;
}

/* An open cover comes first: many printers call the paper out when they only cannot see it. */
static const char *trouble_name(const struct condition *c)
{
    return c->cover ? "cover" : c->out ? "empty" : in_trouble(c) ? "jam" : NULL;
}

static enum kd_result trouble_result(const struct condition *c)
{
    return !c->cover && c->out ? KD_EMPTY : KD_JAM;
}

static void tell(struct kd_dev *dev, const struct condition *c)
{
    enum kd_media media = c->cover    ? KD_MEDIA_UNKNOWN
                          : c->out    ? KD_MEDIA_OUT
                          : c->jammed ? KD_MEDIA_JAMMED
                          : c->low    ? KD_MEDIA_LOW
                                      : KD_MEDIA_FULL;
    enum kd_device device = c->broken ? KD_HARDWARE_ERROR : in_trouble(c) ? KD_OFFLINE : KD_ONLINE;
    dev->host->status(dev, device, media, trouble_name(c));
}

static struct condition from_answers(const uint8_t answers[5])
{
    return (struct condition){
        .offline = answers[1] & 0x08,
        .cover = answers[2] & 0x04,
        .out = (answers[2] & 0x20) || (answers[4] & 0x60),
        .low = answers[4] & 0x0c,
        .jammed = answers[3] & 0x08,
        .broken = answers[3] & 0x20,
    };
}

static struct condition from_asb(const uint8_t asb[4])
{
    return (struct condition){
        .offline = asb[0] & 0x08,
        .cover = asb[0] & 0x20,
        .out = asb[2] & 0x0c,
        .low = asb[2] & 0x03,
        .jammed = asb[1] & 0x08,
        .broken = asb[1] & 0x20,
    };
}

static int page_is_out(const struct escpos *me)
{
    return me->step >= PRINT;
}

static void ask(struct kd_dev *dev, unsigned n)
{
    struct escpos *me = dev->state;
    me->asked = n;
    PUT(dev, 0x10, 0x04, (uint8_t)n);
    dev->host->timer(dev, ANSWER, page_is_out(me) ? ANSWER_BUSY_MS : ANSWER_MS);
}

/* Answers do not say which question they answer: so one at a time, and never a second look before the first has ended.
 */
static void look(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    if (me->asked)
        me->look_again = me->step == CHECK || me->step == CONFIRM;
    else
        ask(dev, 1);
}

/* DLE DC4 8: the printer drops all it has received and not printed, also while it stands still. */
static void clear(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    dev->host->timer(dev, PROOF, CLEAR_MS);
    if (me->profile.clear)
        PUT(dev, 0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
}

static void watch_changes(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    me->watching = 1;
    if (me->profile.asb)
        PUT(dev, 0x1d, 0x61, 0x0e); /* on- and offline, errors, paper */
}

/* ---- the end of a page */

static void finish(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason)
{
    struct escpos *me = dev->state;
    const struct kd_attr why = {"reason", 0, {(const uint8_t *)reason, reason ? strlen(reason) : 0}};
    uint32_t request = me->request;
    me->step = IDLE;
    me->request = 0;
    me->page = NULL;
    me->look_again = 0;
    dev->host->timer(dev, PROOF, 0);
    dev->host->timer(dev, LOOK, 0);
    dev->host->done(dev, request, result, effect, &why, reason ? 1 : 0);
}

/* The page stopped on its way: nobody knows how much of it is on paper. The rest is taken back as far as it goes. A
 * printer that cannot clear has got whole bands, prints them when it can, and the next page is cut off from them. */
static void break_off(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    struct escpos *me = dev->state;
    finish(dev, result, KD_UNKNOWN, reason);
    me->hanging = 1;
    me->stale = me->stuck = me->profile.clear;
    if (me->stale)
        clear(dev);
}

static void give_up(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    const struct escpos *me = dev->state;
    if (page_is_out(me))
        break_off(dev, result, reason);
    else
        finish(dev, result, KD_NONE, reason);
}

/* ---- the page */

/* A real-time command inside a picture (10 04, 10 05, 10 14) would be obeyed and taken out of it, and all that follows
 * would be out of step. It needs a dot alone in its byte before another such byte, so one dot more makes it harmless
 * and is not seen: lines and the squares of a QR are wider. */
static void defuse(uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (bytes[i] == 0x10 && (bytes[i + 1] == 0x04 || bytes[i + 1] == 0x05 || bytes[i + 1] == 0x14))
            bytes[i + 1] |= 0x08;
}

static void send_band(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    uint32_t left = me->rows - me->row, rows = left < me->profile.band ? left : me->profile.band;
    size_t n = (size_t)me->stride * rows;
    const uint8_t head[HEAD] = {0x1d, 0x76, 0x30, 0, (uint8_t)me->stride, 0, (uint8_t)rows, 0};
    memcpy(me->band, head, HEAD);
    memcpy(me->band + HEAD, me->page + (size_t)me->stride * me->row, n);
    defuse(me->band + HEAD, n);
    me->row += rows;
    put(dev, me->band, HEAD + n);
}

/* Letters with which no byte of it looks like a status. */
static void write_process_id(const struct escpos *me, uint8_t to[4])
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
    write_process_id(me, id);
    if (me->profile.process_id)
        PUT(dev, 0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, id[0], id[1], id[2], id[3]);
    else
        PUT(dev, 0x1d, 0x72, 0x01);
    me->step = TAIL;
}

static void start_page(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    me->step = PRINT;
    dev->host->timer(dev, PROOF, 0);
    me->n_block = 0; /* a block that noise began must not swallow the acknowledgement */
    dev->host->begin(dev, me->request);
    PUT(dev, 0x1b, 0x40);
    watch_changes(dev); /* ESC @ has switched it off */
    if (me->hanging)
        cut_off(dev);
    me->hanging = 0;
    send_band(dev);
    dev->host->timer(dev, LOOK, LOOK_MS);
}

/* All is well: a printer that may hold something old forgets it first. */
static void get_ready(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    if (!me->stale || !me->profile.clear) {
        start_page(dev);
        return;
    }
    me->step = CLEAR;
    clear(dev);
}

static void on_sent(struct kd_dev *dev, unsigned port)
{
    struct escpos *me = dev->state;
    (void)port;
    if (me->step == PRINT && me->row < me->rows) {
        send_band(dev);
    } else if (me->step == PRINT) {
        send_tail(dev);
    } else if (me->step == TAIL) {
        me->step = PROVE;
        if (!me->ending)
            dev->host->timer(dev, PROOF, PROOF_MS + me->rows * 1000 / ROWS_PER_S);
    }
}

/* ---- what the printer says */

/* Between pages. Nothing wakes while all is well; what is wrong is looked at again, and what an earlier page left
 * behind is forgotten: at once when the printer stands still, else after a time in which it may finish it. */
static void rest(struct kd_dev *dev, int trouble)
{
    struct escpos *me = dev->state;
    if (trouble && me->stale && !me->stuck)
        clear(dev);
    if (!trouble && !me->stale && !me->watching)
        watch_changes(dev);
    dev->host->timer(dev, LOOK, trouble || me->stale ? TROUBLE_MS : 0);
}

/* The printer's condition is known, and whatever goes on takes notice. */
static void judge(struct kd_dev *dev, const struct condition *c)
{
    const struct escpos *me = dev->state;
    tell(dev, c);
    if (in_trouble(c) && me->step != IDLE)
        give_up(dev, trouble_result(c), trouble_name(c));
    if (me->step == IDLE)
        rest(dev, in_trouble(c));
}

static void looked(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    struct condition c = from_answers(me->answers);
    me->asked = 0;
    dev->host->timer(dev, ANSWER, 0);
    if (!me->look_again || page_is_out(me))
        judge(dev, &c);
    if (me->look_again) {
        me->look_again = 0;
        look(dev);
    } else if (me->step == CHECK) {
        get_ready(dev);
    } else if (me->step == CONFIRM) {
        finish(dev, KD_OK, KD_DONE, NULL);
    } else if (page_is_out(me)) {
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
    look(dev);
}

/* It has forgotten, or does not know how to and says nothing. */
static void cleared(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    me->stale = me->stuck = 0;
    if (me->step == CLEAR) {
        start_page(dev);
    } else if (me->step == IDLE) {
        dev->host->timer(dev, PROOF, 0);
        look(dev);
    }
}

static size_t block_length(const struct escpos *me)
{
    if (me->block[0] != 0x37)
        return 4;
    return me->n_block < 2 ? 2 : me->block[1] == 0x22 ? 7 : 3;
}

static void block_ended(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    uint8_t id[4];
    write_process_id(me, id);
    if (me->block[0] != 0x37) {
        struct condition c = from_asb(me->block);
        judge(dev, &c);
    } else if (me->block[1] == 0x25) {
        cleared(dev);
    } else if (me->block[1] == 0x22 && me->step == PROVE && memcmp(me->block + 2, id, 4) == 0) {
        finish(dev, KD_OK, KD_DONE, NULL);
    }
}

/* One byte. Bits tell the kinds apart: an answer to DLE EOT (it may stand inside a block), the start of an automatic
 * status, the start of a response, and all else, which is the inside of a block or the answer to GS r. */
static void hear(struct kd_dev *dev, uint8_t byte)
{
    struct escpos *me = dev->state;
    if ((byte & 0x93) == 0x12) {
        answered(dev, byte);
    } else if ((byte & 0x93) == 0x10 || byte == 0x37) {
        me->block[0] = byte;
        me->n_block = 1;
    } else if (byte & 0x90) {
        me->n_block = 0; /* nothing a printer says */
    } else if (me->n_block == 0) {
        paper_byte(dev, byte);
    } else {
        me->block[me->n_block++] = byte;
        if (me->n_block < block_length(me))
            return;
        me->n_block = 0;
        block_ended(dev);
    }
}

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    (void)port;
    for (size_t i = 0; i < bytes.n; i++)
        hear(dev, bytes.at[i]);
}

static void unanswered(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    int asked_for = me->step != IDLE;
    me->asked = 0;
    if (me->step == CHECK && me->look_again) {
        me->look_again = 0;
        look(dev);
        return;
    }
    me->look_again = 0;
    dev->host->status(dev, KD_OFFLINE, KD_MEDIA_UNKNOWN, "silent");
    if (asked_for) {
        give_up(dev, me->ending ? me->ending : KD_TIMEOUT, "silent");
        dev->host->reset(dev); /* what it says later must not be taken for an answer to another question */
    } else {
        dev->host->timer(dev, LOOK, TROUBLE_MS);
    }
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    const struct escpos *me = dev->state;
    if (id == ANSWER)
        unanswered(dev);
    else if (id == LOOK && me->step == IDLE && me->stale)
        clear(dev);
    else if (id == LOOK)
        look(dev);
    else if (me->step == IDLE && me->stuck)
        dev->host->reset(dev); /* the line is full of what it does not take */
    else if (!page_is_out(me))
        cleared(dev);
    else
        give_up(dev, me->ending ? me->ending : KD_TIMEOUT, me->ending ? NULL : "silent");
}

/* ---- requests */

static const struct kd_attr *find(const struct kd_attr *attr, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attr[i].name, name) == 0)
            return &attr[i];
    return NULL;
}

static uint32_t number(const struct kd_attr *attr, size_t n, const char *name, uint32_t otherwise, uint32_t most)
{
    const struct kd_attr *a = find(attr, n, name);
    if (!a || a->bytes.at || a->number < 0)
        return otherwise;
    return a->number > (int64_t)most ? most : (uint32_t)a->number;
}

static int take_page(struct escpos *me, const struct kd_request *request)
{
    const struct kd_attr *raster = find(request->attr, request->n_attr, "raster");
    uint32_t width = number(request->attr, request->n_attr, "width", 0, UINT32_MAX);
    me->rows = number(request->attr, request->n_attr, "height", 0, 65535);
    me->stride = width / 8 + (width % 8 != 0);
    me->row = 0;
    me->page = raster ? raster->bytes.at : NULL;
    return me->page && width > 0 && width <= me->profile.width && me->rows > 0 &&
           raster->bytes.n == (size_t)me->stride * me->rows;
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct escpos *me = dev->state;
    me->request = request->id;
    me->ending = KD_OK;
    if (!take_page(me, request)) {
        finish(dev, KD_BROKEN, KD_NONE, "page");
        return;
    }
    me->step = CHECK;
    look(dev);
}

/* Half a slip helps nobody: a page that has begun comes to its end, if the printer lets it. */
static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    struct escpos *me = dev->state;
    if (me->step == IDLE || me->request != request)
        return;
    me->ending = why;
    if (page_is_out(me))
        dev->host->timer(dev, PROOF, ENDING_MS);
    else
        finish(dev, why, KD_NONE, NULL);
}

static void on_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    struct escpos *me = dev->state;
    me->profile.width = number(profile, n, "width", 576, DOTS_MAX);
    me->profile.band = number(profile, n, "band", 24, BAND_MAX);
    me->profile.band += me->profile.band == 0;
    me->profile.cut = number(profile, n, "cut", 1, 1) != 0;
    me->profile.process_id = number(profile, n, "processid", 0, 1) != 0;
    me->profile.asb = number(profile, n, "asb", 1, 1) != 0;
    me->profile.clear = number(profile, n, "clear", 1, 1) != 0;
    me->stale = me->hanging = number(profile, n, "unsure", 1, 1) != 0;
    look(dev);
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
    .request = on_request,
    .cancel = on_cancel,
    .input = on_input,
    .sent = on_sent,
    .timer = on_timer,
};
