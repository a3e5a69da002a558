/* guard.c - see guard.h. */
#define _GNU_SOURCE
#include "base/guard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

bool guard_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    return true;
#endif
#endif
    return false;
}

void guard_start(void)
{
    log_start();
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (!guard_sanitized())
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void guard_with_parent(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

int guard_listen_fds(void)
{
    const char *n = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
    int count = n && pid && strtol(pid, NULL, 10) == getpid() ? (int)strtol(n, NULL, 10) : 0;
    for (int i = 0; i < count; i++)
        fcntl(3 + i, F_SETFD, FD_CLOEXEC);
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_PID");
    return count;
}
