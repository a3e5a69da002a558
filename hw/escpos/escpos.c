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

#include "condition.h"
#include "letters.h"
#include "page.h"
#include "reply.h"

#include <string.h>

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
    FORGET,  /* it broke off; only when the printer has forgotten the rest, or the line was cut, that is said */
};

struct profile {
    uint32_t width, band;                /* dots of the head; rows a band */
    uint8_t cut, process_id, asb, clear; /* can it? */
    uint8_t near_end;                    /* does it know that the paper is low? */
    uint8_t text, code_page;             /* letters, not pictures; by ESC t, 0: ASCII alone */
};

struct escpos {
    struct profile profile;
    enum step step;
    uint32_t request;
    enum kd_result ending; /* why the request was cancelled; KD_OK when it was not */
    struct page page;
    struct letters letters; /* of a page of text */
    unsigned asked;         /* n of the DLE EOT that is unanswered; 0: none */
    uint8_t answers[5];
    uint8_t look_again;    /* a look was wanted while one was under way */
    uint8_t stale;         /* the printer may hold bytes of an earlier page */
    uint8_t watching;      /* it was told to say changes by itself */
    uint8_t hanging;       /* what it printed of that page may not be cut off */
    enum kd_result result; /* of the page that broke off */
    const char *reason;
    struct ear ear;
    uint8_t band[PAGE_BYTES_MAX];
};

static void put(struct kd_dev *dev, const uint8_t *bytes, size_t n)
{
    dev->host->send(dev, 0, (struct kd_bytes){bytes, n});
}

#define PUT(dev, ...) put(dev, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

/* ---- how the printer is */

static void tell(struct kd_dev *dev, const struct condition *c)
{
    dev->host->status(dev, condition_device(c), condition_media(c), condition_reason(c));
}

static int page_is_out(const struct escpos *me)
{
    return me->step >= PRINT && me->step != FORGET;
}

static void ask(struct kd_dev *dev, unsigned n)
{
    struct escpos *me = dev->state;
    me->asked = n;
    PUT(dev, 0x10, 0x04, (uint8_t)n);
    dev->host->timer(dev, ANSWER, page_is_out(me) ? ANSWER_BUSY_MS : ANSWER_MS);
}

/* Answers do not say which question they answer: so one at a time, and never a second look before the first has ended.
 * What a look finds that began before the page does not count for it. */
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

static void end_request(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason)
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

static void finish(struct kd_dev *dev, enum kd_result result, enum kd_effect effect, const char *reason)
{
    dev->host->timer(dev, PROOF, 0);
    dev->host->timer(dev, LOOK, 0);
    end_request(dev, result, effect, reason);
}

/* The page stopped on its way: nobody knows how much of it is on paper. The rest is taken back before anybody hears of
 * it: whoever is told may fill in paper at once. A printer that cannot clear has got whole bands, prints them when it
 * can, and the next page is cut off from them. */
static void break_off(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    struct escpos *me = dev->state;
    me->hanging = 1;
    if (!me->profile.clear) {
        finish(dev, result, KD_UNKNOWN, reason);
        return;
    }
    me->step = FORGET;
    me->stale = 1;
    me->result = result;
    me->reason = reason;
    dev->host->timer(dev, LOOK, 0);
    clear(dev);
}

static void give_up(struct kd_dev *dev, enum kd_result result, const char *reason)
{
    const struct escpos *me = dev->state;
    if (me->step == FORGET)
        return;
    if (page_is_out(me))
        break_off(dev, result, reason);
    else
        finish(dev, result, KD_NONE, reason);
}

/* ---- the page */

static void send_band(struct kd_dev *dev)
{
    struct escpos *me = dev->state;
    put(dev, me->band,
        me->profile.text ? letters_line(&me->letters, me->band) : page_band(&me->page, me->profile.band, me->band));
}

static int all_sent(const struct escpos *me)
{
    return me->profile.text ? letters_ended(&me->letters) : page_ended(&me->page);
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
    me->stale = 0;
    ear_forget(&me->ear);
    dev->host->begin(dev, me->request);
    PUT(dev, 0x1b, 0x40);
    watch_changes(dev); /* ESC @ has switched it off */
    if (me->hanging)
        cut_off(dev);
    me->hanging = 0;
    if (me->profile.text)
        PUT(dev, 0x1b, 0x74, me->profile.code_page);
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

/* ---- what the printer says */

/* Between pages. Nothing wakes while all is well; what is wrong is looked at again, and what an earlier page left
 * behind is forgotten: at once when the printer stands still, else after a time in which it may finish it. */
static void rest(struct kd_dev *dev, int trouble)
{
    struct escpos *me = dev->state;
    if (trouble && me->stale)
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
    if (condition_in_trouble(c) && me->step != IDLE)
        give_up(dev, condition_result(c), condition_reason(c));
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
    me->stale = 0;
    if (me->step == CLEAR) {
        start_page(dev);
    } else if (me->step == FORGET) {
        finish(dev, me->result, KD_UNKNOWN, me->reason);
        look(dev);
    } else if (me->step == IDLE) {
        dev->host->timer(dev, PROOF, 0);
        look(dev);
    }
}

static void process_id(struct kd_dev *dev, const uint8_t got[4])
{
    const struct escpos *me = dev->state;
    uint8_t id[4];
    write_process_id(me, id);
    if (me->step == PROVE && memcmp(got, id, sizeof id) == 0)
        finish(dev, KD_OK, KD_DONE, NULL);
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
        cleared(dev);
        break;
    case REPLY_NONE:
        break;
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
    else if (me->step == FORGET)
        dev->host->reset(dev); /* the line is full of what it does not take; on_detach says the rest */
    else if (!page_is_out(me))
        cleared(dev);
    else
        give_up(dev, me->ending ? me->ending : KD_TIMEOUT, me->ending ? NULL : "silent");
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
    if (me->step == IDLE || me->step == FORGET || me->request != request)
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
    look(dev);
}

/* The line is cut, and what was on it with it. */
static void on_detach(struct kd_dev *dev)
{
    const struct escpos *me = dev->state;
    if (me->step == FORGET)
        end_request(dev, me->result, KD_UNKNOWN, me->reason);
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
    .input = on_input,
    .sent = on_sent,
    .timer = on_timer,
};
