/* full: a disk of 6 MiB, really full. The ballast goes, the core that starts next can end its visit, nothing is lost.
 *
 * Needs a mount of its own; where that is not allowed, fault.c alone stands for full disks. */
#define _GNU_SOURCE
#include "store/ballast.h"
#include "store/outbox.h"
#include "test.h"

#include <fcntl.h>
#include <sched.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SKIPPED = 77, MIB = 1 << 20 };

static char folder[] = "/tmp/full-XXXXXX";
static const char *db, *ballast;

static bool mount_small(const char *size)
{
    return mount("tmpfs", folder, "tmpfs", 0, turn_text("size=%s", size)) == 0;
}

static void resize(const char *size)
{
    check(mount("tmpfs", folder, "tmpfs", MS_REMOUNT, turn_text("size=%s", size)) == 0);
}

static int put(struct store *store, int n)
{
    static char body[20000];
    struct letter letter = {.visit = turn_text("v%d", n),
                            .step = "send",
                            .agency = "polri",
                            .subject = "s",
                            .body = body,
                            .n_body = sizeof body};
    if (outbox_new_id(store, letter.id) < 0)
        return E_FULL;
    int code = outbox_put(store, &letter);
    return code < 0 ? code : store_settle(store);
}

/* Fills what is left of the disk, as a log gone mad would. */
static void fill(void)
{
    static char block[4096];
    int fd = open(turn_text("%s/mad.log", folder), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    must(fd >= 0);
    while (write(fd, block, sizeof block) > 0)
        ;
    close(fd);
}

/* As core: works until a commit fails, then ends at once. Returns how many letters were acknowledged. */
static int work_until_full(int from)
{
    int pipes[2], settled = from, status;
    must(pipe(pipes) == 0);
    pid_t child = fork();
    must(child >= 0);
    if (child == 0) {
        struct store store;
        must(store_open(&store, db) == OK);
        for (int n = from; put(&store, n) == OK; n++)
            must(write(pipes[1], "x", 1) == 1);
        _exit(0);
    }
    close(pipes[1]);
    for (char c; read(pipes[0], &c, 1) == 1;)
        settled++;
    close(pipes[0]);
    must(waitpid(child, &status, 0) == child);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return settled;
}

static void check_holds(int letters)
{
    struct store store;
    check(store_open(&store, db) == OK);
    check(outbox_count(&store, OUTBOX_WAITING) == letters);
    store_close(&store);
}

static void test_room(void)
{
    struct stat is;
    check(ballast_room(db));
    ballast_keep(db);
    check(stat(ballast, &is) == 0 && is.st_size == 4 * MIB && is.st_blocks * 512 >= 4 * MIB);
    resize("20M");
    check(!ballast_room(db));
}

static void test_full(void)
{
    struct store store;
    check(store_open(&store, db) == OK);
    check(put(&store, 0) == OK);
    fill();
    store_close(&store);
    int letters = work_until_full(1);
    check(access(ballast, F_OK) < 0); /* given away by the commit that failed */
    check_holds(letters);
    int more = work_until_full(letters); /* the visit at the kiosk goes on in the room of the ballast */
    check(more > letters + 20);
    check_holds(more);
    ballast_keep(db);
    check(access(ballast, F_OK) < 0);
    resize("100M");
    ballast_keep(db);
    check(access(ballast, F_OK) == 0 && ballast_room(db));
    check_holds(more);
}

int main(void)
{
    must(sodium_init() >= 0 && mkdtemp(folder) != NULL);
    db = make_text(turn_text("%s/core.db", folder));
    ballast = make_text(turn_text("%s.ballast", db));
    bool mine = unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
    if (!mine || !mount_small("100M")) {
        rmdir(folder);
        printf("skipped: no mounts of our own here\n");
        return SKIPPED;
    }
    test_room();
    test_full();
    turn_end();
    check(umount(folder) == 0 && rmdir(folder) == 0);
    return test_end();
}
