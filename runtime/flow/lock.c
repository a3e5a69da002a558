/* lock.c - see lock.h. Sanitizer builds cannot live under RLIMIT_AS and the seccomp list; the nursery says so. */
#define _GNU_SOURCE
#include "flow/lock.h"

#include "base/guard.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES = 12, RESULT_MAX = 4 << 20, STACK_MAX = 8 << 20 };

void lock_give(const char *path)
{
    if (geteuid() == 0 && chown(path, LOCK_USER, LOCK_USER) < 0)
        fail_errno("give %s to user %d", path, LOCK_USER);
}

int lock_leave_root(void)
{
    struct __user_cap_header_struct version = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
    bool left = geteuid() != 0 || (setgroups(0, NULL) == 0 && setresgid(LOCK_USER, LOCK_USER, LOCK_USER) == 0 &&
                                   setresuid(LOCK_USER, LOCK_USER, LOCK_USER) == 0);
    return syscall(SYS_capset, &version, none) == 0 && left ? OK : E_DENIED;
}

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
    log_start(); /* every line tells its level, also where the nursery speaks to a terminal */
}

static rlim_t lesser(rlim_t a, rlim_t b)
{
    return a < b ? a : b;
}

/* Never more than whoever started the nursery allows. Time has a soft end before the hard one, so that its signal tells
 * what happened. */
static void limit(int what, rlim_t most)
{
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    getrlimit((__rlimit_resource_t)what, &limit);
    limit.rlim_max = lesser(limit.rlim_max, what == RLIMIT_CPU ? most + 1 : most);
    limit.rlim_cur = lesser(limit.rlim_cur, lesser(limit.rlim_max, most));
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
    limit(RLIMIT_STACK, STACK_MAX);
    limit(RLIMIT_MEMLOCK, 0);
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

/* The whole of landlock_ruleset_attr, which the C library's kernel headers may know only in part. */
struct accesses {
    uint64_t files, net, scopes;
};

/* A ruleset that handles every access its version knows and allows none: files, TCP, sockets and signals of others. */
static void deny_files(void)
{
    static const unsigned rights[] = {0, 13, 14, 15, 15, 16}; /* by version: how many bits are known */
    int version = landlock_version();
    if (version <= 0)
        return;
    size_t known = (size_t)version < COUNT(rights) ? (size_t)version : COUNT(rights) - 1;
    struct accesses all = {(1ull << rights[known]) - 1, version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0 || syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        die("a child cannot be kept from files");
    close(rules);
}

enum { VISIT = 1 << LOCK_VISIT, PARSE = 1 << LOCK_PARSE, BOTH = VISIT | PARSE };

/* One system call, who may make it, and with which arguments (op 0: any). */
struct allowed {
    int call, who;
    struct scmp_arg_cmp when[2];
};

#define IS(argument, value)                                                                                            \
    {                                                                                                                  \
        argument, SCMP_CMP_EQ, value, 0                                                                                \
    }
#define WITHOUT(argument, bits)                                                                                        \
    {                                                                                                                  \
        argument, SCMP_CMP_MASKED_EQ, bits, 0                                                                          \
    }

/* Packets, memory that is not code, time, the end. Nothing that takes a path, not even fstat(), which some C libraries
 * make of a call that does. A visit reads seals and writes to its log, a parser also makes its memory file. */
static const struct allowed calls[] = {
    {SCMP_SYS(recvmsg), BOTH, {IS(0, LOCK_SOCKET), IS(2, MSG_CMSG_CLOEXEC)}},
    {SCMP_SYS(sendmsg), BOTH, {IS(0, LOCK_SOCKET), IS(2, MSG_NOSIGNAL)}},
    {SCMP_SYS(pread64), BOTH, {{0}}},
    {SCMP_SYS(lseek), BOTH, {IS(1, 0), IS(2, SEEK_END)}},
    {SCMP_SYS(close), BOTH, {{0}}},
    {SCMP_SYS(fcntl), BOTH, {IS(1, F_GET_SEALS)}},
    {SCMP_SYS(fcntl), PARSE, {IS(1, F_ADD_SEALS)}},
    {SCMP_SYS(memfd_create), PARSE, {IS(1, MFD_CLOEXEC | MFD_ALLOW_SEALING)}},
    {SCMP_SYS(write), PARSE, {{0}}},
    {SCMP_SYS(write), VISIT, {IS(0, STDERR_FILENO)}},
    {SCMP_SYS(mmap), BOTH, {WITHOUT(2, PROT_EXEC)}},
    {SCMP_SYS(mprotect), BOTH, {WITHOUT(2, PROT_EXEC)}},
    {SCMP_SYS(munmap), BOTH, {{0}}},
    {SCMP_SYS(mremap), BOTH, {{0}}},
    {SCMP_SYS(brk), BOTH, {{0}}},
    {SCMP_SYS(madvise), BOTH, {IS(2, MADV_DONTNEED)}},
    {SCMP_SYS(getrandom), BOTH, {{0}}},
    {SCMP_SYS(clock_gettime), BOTH, {{0}}},
    {SCMP_SYS(sysinfo), BOTH, {{0}}}, /* qsort() asks how much memory there is when it sorts more than 64 names */
    {SCMP_SYS(exit_group), BOTH, {{0}}},
};

static int allow(scmp_filter_ctx list, enum lock what)
{
    for (size_t i = 0; i < COUNT(calls); i++) {
        unsigned conditions = 0;
        while (conditions < COUNT(calls[i].when) && calls[i].when[conditions].op)
            conditions++;
        if (!(calls[i].who & 1 << what))
            continue;
        if (seccomp_rule_add_array(list, SCMP_ACT_ALLOW, calls[i].call, conditions, calls[i].when) < 0)
            return -1;
    }
    return 0;
}

static void deny_calls(enum lock what)
{
    scmp_filter_ctx list = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!list || seccomp_attr_set(list, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) < 0 || allow(list, what) < 0 ||
        seccomp_load(list) < 0)
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
