/* stand.h - a host for one driver without a port and without time: everything happens when somebody says so.
 *
 * It does what the real host does (hw/kiosk_driver.h) and holds the driver to the rules of the contract. The first one
 * that is broken is the complaint; after it nothing the driver does counts. Not obvious: a whole stand lies in memory
 * that is shared with the process that watches, so that a crash in a callback still tells where it was. */
#ifndef PROOF_STAND_H
#define PROOF_STAND_H

#include "device/attr.h"
#include "device/module.h"
#include "proof/fence.h"
#include "proof/frame.h"

enum {
    STAND_REQUEST = 2 << 20, /* room for what a request carries */
    STAND_INPUT = 1 << 17,   /* room for what comes at once */
    STAND_FRAME = 8 << 20,   /* of a camera */
    STAND_TIMERS_A_SECOND = 100,
    STAND_SENDS_A_MOMENT = 100000,
    STAND_STREAMS = KD_TCP | KD_SERIAL | KD_USB, /* bytes that come cut anywhere; of other ports what comes is whole */
};

/* What a driver may be called for. */
extern const char *const stand_calls[];
extern const size_t stand_n_calls;

struct stand {
    struct module module;
    struct kd_dev dev; /* state is NULL while nothing is attached */
    struct fence state, carried, input;
    uint8_t *statics[8], *statics_then[8]; /* what the file may write to, now and when it was loaded */
    size_t n_statics, statics_size[8];
    uint8_t queue[KD_SEND_MAX]; /* sent by the driver, not taken by the port */
    size_t n_queue;
    uint64_t queued, taken, heard;  /* bytes since attach */
    int64_t now, timers[KD_TIMERS]; /* -1: not set */
    int64_t fired[STAND_TIMERS_A_SECOND];
    size_t n_fired, n_sends;        /* since time went on */
    uint32_t request, last_request; /* the open one, 0: none */
    char verb[17];
    bool unsure, begun, cancelled, reset_wanted, loud;
    bool unanswered;             /* something was sent since it was heard last: of a card reader, a command */
    bool answered;               /* the device has said something since the port took the last byte */
    bool unproven;               /* `ok` would be a lie: it has not said what it had said then in the transcript */
    uint64_t begun_at, heard_at; /* taken at begin(), heard at the request */
    uint32_t most[2];            /* the largest picture wanted: width, height */
    bool captures;               /* a frame is wanted */
    int aims;                    /* frames shown since somebody looked */
    struct look aim, picture;    /* the last one shown; the picture of the done */
    int dones;                   /* of last_request */
    enum kd_result result;
    enum kd_effect effect;
    char attr[2600]; /* of the done: "name=text " ... */
    enum kd_device device;
    enum kd_media media;
    char detail[KD_DETAIL_MAX + 1];
    /* for whoever watches */
    const char *callback; /* the one that is running */
    uint64_t calls;
    uint32_t called; /* a bit for each of stand_calls that there was */
    int64_t slowest; /* ms */
    char complaint[400];
};

/* `stand` is zeroed memory; a negative result: no driver this host can use. */
int stand_open(struct stand *stand, const char *path);
void stand_close(struct stand *stand);

/* Nothing is attached and nothing is known of before: what a process that was just started is. */
void stand_begin(struct stand *stand);

void stand_attach(struct stand *stand, const struct kd_attr *profile, size_t n);
void stand_lose(
    struct stand *stand); /* the port; what waits is lost, an open request is ended by the rule of begin() */
void stand_request(struct stand *stand, const char *verb, const struct kd_attr *attr, size_t n);
void stand_cancel(struct stand *stand, enum kd_result why);
void stand_hear(struct stand *stand, const uint8_t *bytes, size_t n);
void stand_hear_at(struct stand *stand, unsigned port, const uint8_t *bytes, size_t n);
void stand_take(struct stand *stand, size_t n); /* the port takes n of the waiting bytes */

void stand_tell(struct stand *stand, const char *what);
void stand_show(struct stand *stand, const struct kd_frame *frame); /* the one that was captured */

/* When the next timer is due, -1: none is set. */
int64_t stand_next(const struct stand *stand);

/* Time goes on to the next timer, which is called. False when none is set. */
bool stand_wait(struct stand *stand);

/* Nothing is due until then. */
void stand_pass(struct stand *stand, int64_t until);

/* The open request is over. */
void stand_end(struct stand *stand, enum kd_result result, enum kd_effect effect);

/* What a driver may call; `owner` is the stand. */
extern const struct kd_host stand_host;

/* A bit for each of stand_calls that this driver has. */
uint32_t stand_has(const struct kd_driver *driver);

/* Only the first counts. */
void stand_complain(struct stand *stand, const char *format, ...) LIKE_PRINTF(2);

#endif
