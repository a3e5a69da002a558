/* walls.c - see walls.h. */
#define _GNU_SOURCE
#include "base/walls.h"

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
static void grant(int ruleset, const struct wall_file *file)
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

/* As in the kernel's header from ABI 4 on, which may be newer than the one we are built with. */
struct handled {
    uint64_t files, net;
};

struct net_port {
    uint64_t allowed, port;
} __attribute__((packed));

enum { NET_FROM = 4, NET_BIND = 1 << 0, NET_CONNECT = 1 << 1, RULE_NET_PORT = 2 };

static void grant_port(int ruleset, unsigned port)
{
    struct net_port one = {NET_CONNECT, port};
    if (syscall(SYS_landlock_add_rule, ruleset, RULE_NET_PORT, &one, 0) < 0)
        fail_errno("landlock: port %u", port);
}

/* A ruleset that handles every file right, and where the kernel can those of TCP, and grants next to none. */
static int build(const struct wall_file *files, unsigned port, long abi)
{
    unsigned rights = abi == 1 ? ABI_1_RIGHTS : abi == 2 ? ABI_2_RIGHTS : ABI_3_RIGHTS;
    bool net = port > 0 && abi >= NET_FROM;
    struct handled all = {(1ull << rights) - 1, net ? NET_BIND | NET_CONNECT : 0};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, net ? sizeof all : sizeof all.files, 0);
    if (ruleset < 0)
        return fail_errno("landlock ruleset");
    for (; files && files->path; files++)
        grant(ruleset, files);
    if (net)
        grant_port(ruleset, port);
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

void walls_close(const struct wall_file *files, unsigned port)
{
    if (guard_sanitized())
        return;
    limit(RLIMIT_NOFILE, MOST_FILES);
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        say("no Landlock in this kernel: the device is held by limits and its user alone");
    else
        build(files, port, abi);
}

void walls_alone(void)
{
    if (!guard_sanitized())
        limit(RLIMIT_NPROC, 0);
}
