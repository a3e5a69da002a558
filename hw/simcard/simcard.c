/* simcard.c - the simulated KTP-el reader: what a reader with its own SAM would tell, as lines of text.
 *
 *   host -> reader   state                    how is it? answered with in or out
 *                    read                     answered with card, unreadable or out
 *   reader -> host   in | out                 also by itself, at every change
 *                    card NIK NAME BIRTH SEX ADDRESS REGION     (a tab between all of them)
 *                    unreadable
 *
 * Not obvious: every insertion is read at most once. A card that somebody left behind, or that could not be read, has to
 * come out before the next `read` takes any notice: nobody sees the card of the one before, and "please try again" is
 * something a person does. */
#include "kiosk_driver.h"

#include <string.h>

enum { LINE_MAX_BYTES = 768, FIELDS = 6 };

enum timer_id { ANSWER };

enum { ANSWER_MS = 2000, TROUBLE_MS = 5000 };

struct simcard {
    uint32_t request;    /* an open read; 0: none */
    uint8_t card_in;     /* a card is in the reader */
    uint8_t card_tried;  /* and it was asked for its data already */
    uint8_t asking;      /* `read` or `state` is unanswered */
    uint8_t silent;
    char line[LINE_MAX_BYTES];
    size_t n_line;
};

static const char *const fields[FIELDS] = {"nik", "name", "birth", "sex", "address", "region"};

static void say_line(struct kd_dev *dev, const char *line)
{
    struct simcard *me = dev->state;
    me->asking = 1;
    dev->host->send(dev, 0, (struct kd_bytes){(const uint8_t *)line, strlen(line)});
    dev->host->timer(dev, ANSWER, ANSWER_MS);
}

static void finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct simcard *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
}

static void read_when_ready(struct kd_dev *dev)
{
    struct simcard *me = dev->state;
    if (!me->request || !me->card_in || me->card_tried || me->asking)
        return;
    me->card_tried = 1;
    say_line(dev, "read\n");
}

/* A card that came or went without being read to the end: a read that was under way is to be tried again. */
static void moved(struct kd_dev *dev, uint8_t card_in)
{
    struct simcard *me = dev->state;
    int under_way = me->card_in && me->card_tried && me->asking && me->request;
    int fresh = !me->card_in && card_in;
    me->card_in = card_in;
    if (fresh || !card_in)
        me->card_tried = 0;
    me->asking = 0;
    me->silent = 0;
    dev->host->timer(dev, ANSWER, 0);
    dev->host->status(dev, KD_ONLINE, card_in ? KD_MEDIA_PRESENT : KD_MEDIA_NOT_PRESENT, NULL);
    if (under_way && !card_in)
        finish(dev, KD_RETRY, NULL, 0);
    read_when_ready(dev);
}

/* The data of a card; `text` is what follows "card ". */
static void card(struct kd_dev *dev, char *text)
{
    struct kd_attr attr[FIELDS];
    size_t n = 0;
    while (n < FIELDS && text) {
        char *tab = strchr(text, '\t');
        size_t length = tab ? (size_t)(tab - text) : strlen(text);
        attr[n] = (struct kd_attr){fields[n], 0, {(const uint8_t *)text, length}};
        n++;
        text = tab ? tab + 1 : NULL;
    }
    if (n == FIELDS && !text)
        finish(dev, KD_OK, attr, n);
    else
        finish(dev, KD_BROKEN, NULL, 0);
}

static void hear(struct kd_dev *dev, char *line)
{
    struct simcard *me = dev->state;
    if (strcmp(line, "in") == 0 || strcmp(line, "out") == 0) {
        moved(dev, line[0] == 'i');
        return;
    }
    me->asking = 0;
    dev->host->timer(dev, ANSWER, 0);
    if (!me->request)
        return; /* cancelled meanwhile: what the card said is nobody's */
    if (strncmp(line, "card\t", 5) == 0)
        card(dev, line + 5);
    else if (strcmp(line, "unreadable") == 0)
        finish(dev, KD_RETRY, NULL, 0);
    else
        finish(dev, KD_BROKEN, NULL, 0);
}

static void on_input(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    struct simcard *me = dev->state;
    (void)port;
    for (size_t i = 0; i < bytes.n; i++) {
        if (bytes.at[i] != '\n') {
            if (me->n_line < LINE_MAX_BYTES - 1)
                me->line[me->n_line++] = (char)bytes.at[i];
            continue;
        }
        me->line[me->n_line] = '\0';
        me->n_line = 0;
        hear(dev, me->line);
        memset(me->line, 0, sizeof me->line); /* it may have been somebody's data */
    }
}

static void on_timer(struct kd_dev *dev, unsigned id)
{
    struct simcard *me = dev->state;
    (void)id;
    if (me->silent && !me->asking) {
        say_line(dev, "state\n");
        return;
    }
    me->asking = 0;
    me->silent = 1;
    dev->host->status(dev, KD_OFFLINE, KD_MEDIA_UNKNOWN, "silent");
    dev->host->timer(dev, ANSWER, TROUBLE_MS);
    if (me->request)
        finish(dev, KD_TIMEOUT, NULL, 0);
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct simcard *me = dev->state;
    me->request = request->id;
    if (me->silent)
        finish(dev, KD_TIMEOUT, NULL, 0);
    else
        read_when_ready(dev);
}

static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    const struct simcard *me = dev->state;
    if (me->request == request)
        finish(dev, why, NULL, 0);
}

static void on_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    (void)profile;
    (void)n;
    say_line(dev, "state\n");
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "simcard",
    .device_class = "card",
    .verbs = (const char *const[]){"read", NULL},
    .ports = (const uint32_t[]){KD_TCP | KD_SERIAL, 0},
    .state_size = sizeof(struct simcard),
    .attach = on_attach,
    .request = on_request,
    .cancel = on_cancel,
    .input = on_input,
    .timer = on_timer,
};
