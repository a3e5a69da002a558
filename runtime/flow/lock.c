/* lock.c - see lock.h. Sanitizer builds cannot live under RLIMIT_AS and the seccomp list; the nursery says so. */
#define _GNU_SOURCE
#include "flow/lock.h"

#include "base/guard.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES = 12, RESULT_MAX = 4 << 20 };

void lock_descriptors(int socket, int log)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int high_socket = fcntl(socket, F_DUPFD_CLOEXEC, FILES), high_log = fcntl(log, F_DUPFD_CLOEXEC, FILES);
    if (nothing < 0 || high_socket < 0 || high_log < 0)
        die("a child cannot order its descriptors");
    bool placed = dup2(nothing, 0) == 0 && dup2(nothing, 1) == 1 && dup2(high_log, 2) == 2 &&
                  dup2(high_socket, LOCK_SOCKET) == LOCK_SOCKET;
    if (!placed || close_range(LOCK_SOCKET + 1, ~0u, 0) < 0)
        die("a child cannot order its descriptors");
}

/* Time has a soft end before the hard one, so that its signal tells what happened. */
static void limit(int what, rlim_t most)
{
    struct rlimit limit = {most, what == RLIMIT_CPU ? most + 1 : most};
    if (setrlimit((__rlimit_resource_t)what, &limit) < 0)
        die("a child cannot be limited (%d)", what);
}

static void limit_resources(enum lock what)
{
    limit(RLIMIT_CPU, LOCK_CPU_S);
    limit(RLIMIT_FSIZE, what == LOCK_PARSE ? RESULT_MAX : 0);
    limit(RLIMIT_NOFILE, FILES);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_CORE, 0);
    if (!guard_sanitized())
        limit(RLIMIT_AS, LOCK_MEMORY);
}

static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool lock_has_landlock(void)
{
    return landlock_version() > 0;
}

/* A ruleset that handles every access its version knows and allows none. */
static void deny_files(void)
{
    static const unsigned rights[] = {0, 13, 14, 15, 15, 16}; /* by version: how many bits are known */
    int version = landlock_version();
    if (version <= 0)
        return;
    size_t known = (size_t)version < COUNT(rights) ? (size_t)version : COUNT(rights) - 1;
    struct landlock_ruleset_attr all = {.handled_access_fs = (1ull << rights[known]) - 1};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0 || syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        die("a child cannot be kept from files");
    close(rules);
}

enum { VISIT = 1 << LOCK_VISIT, PARSE = 1 << LOCK_PARSE, BOTH = VISIT | PARSE };

/* One system call, who may make it, and with which argument (op 0: any). */
struct allowed {
    int call, who;
    struct scmp_arg_cmp when;
};

#define ANY                                                                                                            \
    {                                                                                                                  \
        0, _SCMP_CMP_MIN, 0, 0                                                                                         \
    }
#define IS(argument, value)                                                                                            \
    {                                                                                                                  \
        argument, SCMP_CMP_EQ, value, 0                                                                                \
    }
#define WITHOUT(argument, bits)                                                                                        \
    {                                                                                                                  \
        argument, SCMP_CMP_MASKED_EQ, bits, 0                                                                          \
    }

/* Packets, memory that is not code, time, the end. fstat() is newfstatat() of a descriptor in newer C libraries; a
 * visit reads seals and writes to its log, a parser also makes its memory file. */
static const struct allowed calls[] = {
    {SCMP_SYS(recvmsg), BOTH, ANY},
    {SCMP_SYS(sendmsg), BOTH, ANY},
    {SCMP_SYS(pread64), BOTH, ANY},
    {SCMP_SYS(close), BOTH, ANY},
    {SCMP_SYS(fstat), BOTH, ANY},
    {SCMP_SYS(newfstatat), BOTH, IS(3, AT_EMPTY_PATH)},
    {SCMP_SYS(fcntl), BOTH, IS(1, F_GET_SEALS)},
    {SCMP_SYS(fcntl), PARSE, IS(1, F_ADD_SEALS)},
    {SCMP_SYS(memfd_create), PARSE, ANY},
    {SCMP_SYS(write), PARSE, ANY},
    {SCMP_SYS(write), VISIT, IS(0, STDERR_FILENO)},
    {SCMP_SYS(mmap), BOTH, WITHOUT(2, PROT_EXEC)},
    {SCMP_SYS(mprotect), BOTH, WITHOUT(2, PROT_EXEC)},
    {SCMP_SYS(munmap), BOTH, ANY},
    {SCMP_SYS(mremap), BOTH, ANY},
    {SCMP_SYS(brk), BOTH, ANY},
    {SCMP_SYS(madvise), BOTH, ANY},
    {SCMP_SYS(futex), BOTH, ANY},
    {SCMP_SYS(getrandom), BOTH, ANY},
    {SCMP_SYS(clock_gettime), BOTH, ANY},
    {SCMP_SYS(time), BOTH, ANY},
    {SCMP_SYS(rt_sigreturn), BOTH, ANY},
    {SCMP_SYS(exit_group), BOTH, ANY},
};

static int allow(scmp_filter_ctx list, enum lock what)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        unsigned conditions = calls[i].when.op == _SCMP_CMP_MIN ? 0 : 1;
        if (!(calls[i].who & 1 << what))
            continue;
        if (seccomp_rule_add_array(list, SCMP_ACT_ALLOW, calls[i].call, conditions, &calls[i].when) < 0)
            return -1;
    }
    return 0;
}

static void deny_calls(enum lock what)
{
    scmp_filter_ctx list = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!list || allow(list, what) < 0 || seccomp_load(list) < 0)
        die("a child cannot be locked: the kernel has no seccomp filter");
    seccomp_release(list);
}

void lock_process(enum lock what)
{
    limit_resources(what);
    deny_files();
    if (!guard_sanitized())
        deny_calls(what);
}
