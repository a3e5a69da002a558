/* author.h - the author of a service sits in front of the kiosk.
 *
 * Only with the group `author = { service = "..."; }` in site.conf, which `anjungan run` writes and `anjungan up`
 * takes out again. Then the visit of that service begins by itself; plugins are read again when one of their files was
 * saved, and the open visit goes on in the new code, where it was; and what the author did wrong is said on the screen
 * and on the author's terminal, with file and line. Without that group none of this exists: nothing is watched, and a
 * visit stays with the code it began with. */
#ifndef DESK_AUTHOR_H
#define DESK_AUTHOR_H

#include "base/loop.h"
#include "catalog/catalog.h"

enum { AUTHOR_TEXT = 2048 };

struct author {
    struct desk *desk;
    const char *service;   /* what is developed; NULL: nobody develops here */
    int terminal;          /* handed over by `anjungan run`; -1: there is none */
    char why[AUTHOR_TEXT]; /* what is wrong and not yet on the screen */
    bool eager;            /* the service shall begin as soon as it can */
    struct watch saved;    /* inotify */
    struct timer soon;     /* a save is often several events */
    int folders[PLUGINS];  /* inotify's number of each plugin's folder ... */
    int letters[PLUGINS];  /* ... and of the one of its letters; negative: it has none */
    bool changed[PLUGINS];
};

void author_start(struct author *author, struct desk *desk);

/* Watches the folders of all plugins; after catalog_open(). Nothing, when nobody develops here. */
int author_watch(struct author *author);
void author_close(struct author *author);

/* The author of this service did something wrong: into the log, and before the eyes of an author who is here. */
int author_blame(struct author *author, const char *service, const char *format, ...) LIKE_PRINTF(3);

/* The same for a plugin that cannot be offered; the screen says so at once. */
void author_refuse(struct author *author, const char *plugin, const char *why);

/* The options of a fault's screen for the author, when the fault is theirs (new); else NULL. */
json_t *author_fault(struct author *author);

/* All plugins are read, or the screen is there (again). */
void author_go_on(struct author *author);

#endif
