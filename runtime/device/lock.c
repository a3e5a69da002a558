/* lock.c - see lock.h. */
#define _GNU_SOURCE
#include "device/lock.h"

#include "base/guard.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    MOST_FILES = 24,   /* the loop's, core's, the port's, a packet's: about 12 */
    ABI_1_RIGHTS = 13, /* Landlock's file rights, as bits from 0 on; each later ABI added what is below */
    ABI_2_RIGHTS = 14,
    ABI_3_RIGHTS = 15,
};

/* A folder that is not there (a kernel without USB, say) is nothing to grant. */
static void grant(int ruleset, const struct lock_file *file)
{
    struct landlock_path_beneath_attr below = {.allowed_access =
                                                   LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR};
    if (file->write)
        below.allowed_access |= LANDLOCK_ACCESS_FS_WRITE_FILE;
    below.parent_fd = open(file->path, O_PATH | O_CLOEXEC);
    if (below.parent_fd < 0)
        return;
    if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &below, 0) < 0)
        fail_errno("landlock: %s", file->path);
    close(below.parent_fd);
}

/* A ruleset that handles every file right and grants next to none. */
static int few_files(const struct lock_file *files)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return E_STATE;
    unsigned rights = abi == 1 ? ABI_1_RIGHTS : abi == 2 ? ABI_2_RIGHTS : ABI_3_RIGHTS;
    struct landlock_ruleset_attr all = {.handled_access_fs = (1ull << rights) - 1};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (ruleset < 0)
        return fail_errno("landlock ruleset");
    for (; files && files->path; files++)
        grant(ruleset, files);
    long locked = syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
    return locked == 0 ? OK : fail_errno("landlock");
}

static void limit(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit both = {most, most};
    if (setrlimit(what, &both) < 0)
        fail_errno("limit %d", (int)what);
}

void lock_down(const struct lock_file *files)
{
    if (guard_sanitized())
        return;
    limit(RLIMIT_NOFILE, MOST_FILES);
    limit(RLIMIT_NPROC, 0);
    if (few_files(files) == E_STATE)
        say("no Landlock in this kernel: the driver is held by limits and its user alone");
}
