/* simcard.c - the simulated KTP-el reader: what a reader with its own SAM would tell, as lines of text.
 *
 *   host -> reader   state                    answered with in or out
 *                    read                     answered with card, unreadable or empty, always with one of them
 *   reader -> host   in | out                 also by itself, at every change
 *                    card NIK NAME BIRTH SEX ADDRESS REGION     (a tab between all of them)
 *                    unreadable
 *                    empty                    there is no card
 *
 * Not obvious: every insertion is read at most once, and only one that was seen. A card that somebody left behind, that
 * could not be read, or that was in when the reader came back has to come out before the next `read` takes any notice:
 * nobody sees the card of the one before, and "please try again" is something a person does. */
#include "kiosk_driver.h"

#include <string.h>

enum { LINE_MAX_BYTES = 768, FIELDS = 6 };

enum timer_id { ANSWER };

enum { ANSWER_MS = 2000, TROUBLE_MS = 5000 };

enum question { NOTHING, STATE, READ };

struct simcard {
    uint32_t request;     /* an open read; 0: none */
    uint32_t reading_for; /* whose answer to READ is awaited; 0: nobody wants it any more */
    enum question asked;  /* and not answered yet */
    uint8_t card_in, card_tried, silent;
    char line[LINE_MAX_BYTES];
    size_t n_line;
};

static const char *const fields[FIELDS] = {"nik", "name", "birth", "sex", "address", "region"};

static void ask(struct kd_dev *dev, enum question what)
{
    struct simcard *me = dev->state;
    const char *line = what == READ ? "read\n" : "state\n";
    me->asked = what;
    dev->host->send(dev, 0, (struct kd_bytes){(const uint8_t *)line, strlen(line)});
    dev->host->timer(dev, ANSWER, ANSWER_MS);
}

static void answered(struct kd_dev *dev)
{
    struct simcard *me = dev->state;
    me->asked = NOTHING;
    dev->host->timer(dev, ANSWER, 0);
}

static void finish(struct kd_dev *dev, enum kd_result result, const struct kd_attr *attr, size_t n)
{
    struct simcard *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    me->reading_for = 0;
    dev->host->done(dev, request, result, result == KD_OK ? KD_DONE : KD_NONE, attr, n);
}

static void read_when_ready(struct kd_dev *dev)
{
    struct simcard *me = dev->state;
    if (!me->request || !me->card_in || me->card_tried || me->asked != NOTHING)
        return;
    me->card_tried = 1;
    me->reading_for = me->request;
    ask(dev, READ);
}

static void moved(struct kd_dev *dev, uint8_t card_in)
{
    struct simcard *me = dev->state;
    if (!card_in)
        me->card_tried = 0;
    else if (!me->card_in && me->asked == STATE)
        me->card_tried = 1; /* found, not seen coming: nobody knows whose it is */
    me->card_in = card_in;
    me->silent = 0;
    if (me->asked == STATE)
        answered(dev);
    dev->host->status(dev, KD_ONLINE, card_in ? KD_MEDIA_PRESENT : KD_MEDIA_NOT_PRESENT, NULL);
    if (!card_in && me->reading_for)
        finish(dev, KD_RETRY, NULL, 0); /* pulled out too early */
    read_when_ready(dev);
}

/* Cards say ASCII and nothing that steers a terminal; the tabs are between the fields. */
static int is_readable(const char *text)
{
    while (*text == '\t' || (*text >= ' ' && *text <= '~'))
        text++;
    return !*text;
}

/* The data of a card; `text` is what follows "card ". */
static void card(struct kd_dev *dev, char *text)
{
    struct kd_attr attr[FIELDS];
    size_t n = 0;
    while (n < FIELDS && text && is_readable(text)) {
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
    if (me->asked != READ)
        return; /* nothing was asked that this answers */
    answered(dev);
    if (!me->reading_for)
        read_when_ready(dev); /* what that card said is nobody's */
    else if (strncmp(line, "card\t", 5) == 0)
        card(dev, line + 5);
    else
        finish(dev, strcmp(line, "unreadable") == 0 || strcmp(line, "empty") == 0 ? KD_RETRY : KD_BROKEN, NULL, 0);
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
    if (me->asked == NOTHING) { /* it was silent: is it still? */
        ask(dev, STATE);
        return;
    }
    me->asked = NOTHING;
    me->silent = 1;
    dev->host->status(dev, KD_OFFLINE, KD_MEDIA_UNKNOWN, "silent");
    dev->host->timer(dev, ANSWER, TROUBLE_MS);
    if (me->request) {
        finish(dev, KD_TIMEOUT, NULL, 0);
        dev->host->reset(dev); /* a late answer must not be taken for another card's */
    }
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
    ask(dev, STATE);
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
