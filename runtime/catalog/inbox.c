/* inbox.c - see inbox.h. Writing into a file is no event, closing it is: a copy by hand is looked at when it is whole.
 */
#define _GNU_SOURCE
#include "catalog/inbox.h"

#include <errno.h>
#include <limits.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { SOON_MS = 50, EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR };

static void on_soon(void *mine)
{
    struct inbox *inbox = mine;
    inbox->changed(inbox->mine);
}

/* Which file it was does not matter: all of them are looked at, which is right also when events were lost. */
static void on_event(void *mine, bool readable, bool writable)
{
    struct inbox *inbox = mine;
    char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    (void)readable;
    (void)writable;
    while (read(inbox->watch.fd, bytes, sizeof bytes) > 0)
        continue;
    if (!inbox->soon.at)
        loop_after(inbox->loop, &inbox->soon, SOON_MS);
}

int inbox_open(struct inbox *inbox, const struct site *site)
{
    static const char *const folders[] = {"bundles", "trust"};
    inbox->soon = (struct timer){.due = on_soon, .mine = inbox};
    inbox->watch = (struct watch){inotify_init1(IN_NONBLOCK | IN_CLOEXEC), on_event, inbox};
    if (inbox->watch.fd < 0)
        return fail_errno("watch the folders of bundles");
    for (size_t i = 0; i < COUNT(folders); i++) {
        const char *path = site_path(site, "%s", folders[i]);
        if (inotify_add_watch(inbox->watch.fd, path, EVENTS) < 0 && errno != ENOENT)
            fail_errno("watch %s", path);
    }
    return loop_watch(inbox->loop, &inbox->watch, false);
}

void inbox_close(struct inbox *inbox)
{
    if (!inbox->changed || inbox->watch.fd < 0)
        return;
    loop_forget(inbox->loop, &inbox->soon);
    loop_unwatch(inbox->loop, &inbox->watch);
    close(inbox->watch.fd);
    inbox->watch.fd = -1;
}
