/* state.h - what a printer says of itself and of a job, in the words of messages.md. */
#ifndef IPP_STATE_H
#define IPP_STATE_H

#include "base/base.h"

#include <cups/cups.h>

struct printer_state {
    const char *device, *media, *detail; /* XFS4IoT's words; detail "" when all is well */
    const char *result;                  /* what a request would end with now; NULL: it can print */
    bool a4, pdf;                        /* A4 lies in it; it reads PDF */
    bool spooler;                        /* not a printer but a queue before one */
};

void state_read(ipp_t *ipp, struct printer_state *to);

struct job_state {
    bool over;      /* nothing more comes out of it */
    bool completed; /* by the printer's word */
    bool errors;    /* and not all of it is as it should be */
    bool begun;     /* it was on its way to paper */
    int pages;      /* that it says it printed; -1: it does not say */
};

void job_read(ipp_t *ipp, struct job_state *to);

/* Of a list of jobs the first that is this user's by the printer's word, or 0. One whose user it does not name is a
 * stranger's: that is how a printer keeps strangers' names to itself. */
int jobs_find(ipp_t *ipp, const char *user);

#endif
