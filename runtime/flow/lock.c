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

static int allow(scmp_filter_ctx list, int call)
{
    return seccomp_rule_add(list, SCMP_ACT_ALLOW, call, 0);
}

/* What an answer, its JSON and Lua need: packets, memory, time, the end. */
static int allow_work(scmp_filter_ctx list)
{
    static const int calls[] = {
        SCMP_SYS(recvmsg), SCMP_SYS(sendmsg),   SCMP_SYS(pread64),    SCMP_SYS(close),        SCMP_SYS(fstat),
        SCMP_SYS(munmap),  SCMP_SYS(mremap),    SCMP_SYS(brk),        SCMP_SYS(madvise),      SCMP_SYS(futex),
        SCMP_SYS(time),    SCMP_SYS(getrandom), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime),
    };
    for (size_t i = 0; i < COUNT(calls); i++)
        if (allow(list, calls[i]) < 0)
            return -1;
    return 0;
}

/* No code from data; seals are read (a parser also sets them); fstat() is newfstatat() of a descriptor in newer C
 * libraries; a visit writes to its log only. */
static int allow_narrowly(scmp_filter_ctx list, enum lock what)
{
    static const int without_code[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
    for (size_t i = 0; i < COUNT(without_code); i++)
        if (seccomp_rule_add(list, SCMP_ACT_ALLOW, without_code[i], 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) < 0)
            return -1;
    if (seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GET_SEALS)) < 0 ||
        seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1, SCMP_A3(SCMP_CMP_EQ, AT_EMPTY_PATH)) < 0)
        return -1;
    if (what == LOCK_VISIT)
        return seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO));
    if (seccomp_rule_add(list, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_ADD_SEALS)) < 0)
        return -1;
    return allow(list, SCMP_SYS(write)) < 0 || allow(list, SCMP_SYS(memfd_create)) < 0 ? -1 : 0;
}

static void deny_calls(enum lock what)
{
    scmp_filter_ctx list = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!list || allow_work(list) < 0 || allow_narrowly(list, what) < 0 || seccomp_load(list) < 0)
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
