/* inbox.h - the two folders that the operator writes into, RUN/bundles and RUN/trust: whoever wants to know hears that
 * something in them changed, not what. Nothing wakes while nothing changes. */
#ifndef CATALOG_INBOX_H
#define CATALOG_INBOX_H

#include "base/loop.h"
#include "base/site.h"

struct inbox {
    /* set by the owner */
    struct loop *loop;
    void (*changed)(void *mine);
    void *mine;
    /* kept by inbox */
    struct watch watch; /* inotify */
    struct timer soon;  /* one installation is several events */
};

/* A folder that is not there is not watched: `anjungan up` makes them. */
int inbox_open(struct inbox *inbox, const struct site *site);
void inbox_close(struct inbox *inbox);

#endif
