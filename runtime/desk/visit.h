/* visit.h - one citizen at the kiosk, from the first touch to the last wipe.
 *
 * A visit is its journal. The script of the service runs in a child that keeps nothing; core holds the rows, what was
 * cut from them (drafts: defaults and silent reuse), the one open step, and decides what may be taken back. Back, Ubah,
 * a crash and a new child are one operation: begin again with the rows.
 *
 *   question  asked on the screen; its answer is offered to the script and becomes a row when the script accepts it
 *   fact      from a device, an agency, a rule or the clock; not asked twice while its input is the same
 *   effect    sending, paying, a number: its intent is a row before it starts, the outcome fills the row; no way back
 *             past it
 *   call      another service, with a script and a process of its own: its rows follow, until the row of its return
 */
#ifndef DESK_VISIT_H
#define DESK_VISIT_H

#include "desk/camera.h"
#include "line/nursery.h"
#include "store/bundles.h"
#include "store/journal.h"
#include "store/tickets.h"

struct desk;

/* Where the script waits. */
struct step {
    int serial; /* what ui answers to; grows with every screen of the visit */
    int64_t at; /* rows with an outcome before it */
    char class[9], kind[17], key[129], sig[65];
    json_t *options;
    bool open;
};

enum {
    VISIT_SLOW_MS = 350, /* until "please wait" is shown */
    VISIT_CALLS = 3,     /* services within services */
    VISIT_PATH = VISIT_CALLS * 130,
};

/* What is being printed, and on which printers in vain. */
struct page {
    int fd; /* a memory file, or -1 */
    int width, height;
    char *lines;               /* of a slip: the same in letters, for printers that cannot draw; NULL: none */
    unsigned tried;            /* a bit for each device */
    const struct trouble *why; /* the first could not print it */
};

struct visit {
    struct desk *desk;
    struct visit_row row;
    char path[VISIT_PATH]; /* which script runs: "" the visit's own, "kk/" the one that the step kk of it called */
    struct bundle bundle;  /* of that script */
    const json_t *service; /* its service, in bundle.parsed */
    const json_t *input;   /* what it was called with, in rows; NULL: it was not called */
    struct seal seal;
    json_t *rows;                 /* the journal, see rows.h */
    json_t *offered;              /* a row the script has not accepted yet */
    json_t *drafts;               /* path and key -> row */
    char home[VISIT_PATH + 129];  /* Ubah: the review to come back to ... */
    char asked[VISIT_PATH + 129]; /* ... and the one answer to ask on the way; both with their path */
    char stage[65];
    struct step step;
    json_t *screen; /* what ui shows now */
    json_t *soon;   /* what the wait screen will say, if it comes to that */
    struct child *child;
    bool replaying; /* the child has not yet arrived at the end of the journal */
    int deaths;     /* of children, since the last answer */
    struct timer slow, idle, alive;
    bool faulting; /* a standard screen asks for a way on */
    int serial;
    int look;                        /* the running question to deliver, 0: none */
    struct device *device;           /* that works for the open step */
    bool reading;                    /* the card reader, the scanner or the camera was asked */
    struct shot shot;                /* what the camera took */
    bool leaving;                    /* away from the payment, once the biller was asked a last time */
    int64_t began;                   /* clock_ms() */
    struct ticket ticket;            /* of the running `give` */
    const struct printing *printing; /* the page at the printer, ... */
    struct page page;                /* ... what it is ... */
    char printed[20];                /* ... and its number */
    int file;                        /* the newest document an agency sent: a memory file, or -1, ... */
    char file_hash[65];              /* ... and which one it is */
    struct timer poll;               /* of the running `pay`; of a `give` that waits for the printer's driver */
    const char *after;               /* set: when this visit is over, start this service */
};

/* Begins a visit of a service, when it is offered. It becomes desk->visit. */
void visit_start(struct desk *desk, const char *service, const char *language);

/* Takes up the visit that was open when core ended, or wipes it when that was too long ago. One whose code is not
 * stored waits until all plugins are read: the catalog calls again then. */
void visit_resume(struct desk *desk);

/* The visit is over: its key dies first, then its rows; numbers that were not handed over become void. Frees it. */
void visit_end(struct visit *visit, const char *why);

/* What ui may say. */
void visit_answer(struct visit *visit, int64_t step, const json_t *value);
void visit_back(struct visit *visit, int64_t step);
void visit_edit(struct visit *visit, int64_t step, const char *key);
void visit_cancel(struct visit *visit, int64_t step);
void visit_aim(struct visit *visit, int64_t step);
void visit_set_language(struct visit *visit, const char *language);

/* ui is (again) here: the words and the present screen. */
void visit_show_again(struct visit *visit);

/* The words of the service that runs now. */
void visit_show_words(struct visit *visit);

/* A device's status changed. */
void visit_device_changed(struct visit *visit, struct device *device);

/* --- for the rooms of a step (steps.c, scan.c, pay.c, give.c)
 * ---------------------------------------------------------------
 */

/* Shows the open step: kind and options (taken) of a screen; default, rows and stage are added. */
void visit_show(struct visit *visit, const char *kind, json_t *options);

/* The present screen once more, with an error below the answer. */
void visit_show_error(struct visit *visit, const char *error);

/* The wait screen, if nothing else is shown within a moment; and at once. */
void visit_show_soon(struct visit *visit, const char *what, const char *agency, bool cancel);
void visit_show_now(struct visit *visit);

/* A standard screen with a way on; choices (taken) by name: retry, counter, later, end. */
void visit_fault(struct visit *visit, const char *what, const char *code, json_t *choices);

bool visit_can_back(const struct visit *visit);

/* The open step has its value (taken; NULL is nil): on to the script. */
void visit_settle(struct visit *visit, json_t *value);

/* What is known of an open effect (taken), written before anything else happens; and what was written. */
void visit_put_intent(struct visit *visit, json_t *value_so_far);
const json_t *visit_intent(const struct visit *visit);

/* Back to the last question before the open effect, which did not happen. */
void visit_take_back(struct visit *visit);

/* Cuts the journal at row n and begins again, aiming for the review when home is set. */
void visit_restart_at(struct visit *visit, size_t n);

/* Begins again with the journal as it is, in the script that it ends in. */
void visit_run(struct visit *visit);

/* For an author: goes on in the code whose hashes the visit and its calls have now. */
void visit_move(struct visit *visit);

/* The visit's code changed under it, or the script is broken: what was sent or paid is not walked twice. */
void visit_fail(struct visit *visit, const char *code);

/* The row of a rule of the service that runs, at this kiosk's place; NULL when none holds. Borrowed. */
const json_t *visit_rule(const struct visit *visit, const char *name, const char *day);

/* The newest row of a kind with a value; NULL when there is none. Borrowed. */
const json_t *visit_row_of(const struct visit *visit, const char *kind);

const char *visit_queue(const struct visit *visit);

/* The id of the service whose script runs now. */
const char *visit_service(const struct visit *visit);

/* A key of the script that runs, told apart from the same key of another one. Turn memory. */
char *visit_key(const struct visit *visit, const char *key);

/* script.c: a new child for the script that runs now; it begins from the journal. */
void script_begin(struct visit *visit);

/* steps.c: what the step that just opened needs; stop forgets every device, agency and timer that works for it. */
void step_start(struct visit *visit);
void step_stop(struct visit *visit);
void step_answer(struct visit *visit, const json_t *value); /* to a fact or an effect */
void step_cancel(struct visit *visit);
void step_device_changed(struct visit *visit, struct device *device);

/* scan.c: a code. */
void scan_start(struct visit *visit);
void scan_answer(struct visit *visit, const json_t *value);
void scan_device_changed(struct visit *visit);

/* pay.c, give.c, reprint.c, slip.c and document.c: the effects that take time. */
void pay_start(struct visit *visit);
void pay_answer(struct visit *visit, const json_t *value);
void pay_cancel(struct visit *visit);
void give_start(struct visit *visit);
void give_answer(struct visit *visit, const json_t *value);
void reprint_start(struct visit *visit);
void reprint_answer(struct visit *visit, const json_t *value);
void slip_start(struct visit *visit);
void slip_answer(struct visit *visit, const json_t *value);
void document_start(struct visit *visit);
void document_answer(struct visit *visit, const json_t *value);

/* The document that came with the answer to a look, if one did; false: it is not what the agency says it is. It is kept
 * for the visit until another one comes. */
bool document_keep(struct visit *visit, const json_t *value);
void document_forget(struct visit *visit);

/* A text below the step's key, with its values; NULL when the words do not have it. */
const char *visit_text(const struct visit *visit, const char *name);

/* calls.c: a service that calls another one. call_enter finds the script that the journal ends in; false when it is not
 * to be had. call_return ends a called service with its value (borrowed, or NULL). call_agreed: the open step does
 * nothing with what the service was called with, or the citizen has agreed to that. */
void call_start(struct visit *visit);
bool call_enter(struct visit *visit);
void call_return(struct visit *visit, const json_t *value);
bool call_agreed(const struct visit *visit);

/* {letter, name, place, ahead} of a queue, as screens and slips show it. */
json_t *give_queue(struct desk *desk, const char *letter);

/* The address behind the code of a slip. Turn memory. */
char *give_page(const struct desk *desk, const char *day, const char *number, const char *case_number);

#endif
