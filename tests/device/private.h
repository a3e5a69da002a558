/* private.h - a /run of the test's own, and pcscd in it. */
#ifndef DEVICE_PRIVATE_H
#define DEVICE_PRIVATE_H

#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static inline void private_map(const char *path, unsigned outside)
{
    FILE *f = fopen(path, "w");
    if (f) {
        fprintf(f, "0 %u 1\n", outside);
        fclose(f);
    }
}

/* A namespace in which we may mount; without root it takes one of users, too. libudev listens for devices only where it
 * sees the socket of udev. */
static inline bool private_mounts(void)
{
    unsigned user = geteuid(), group = getegid();
    if (unshare(CLONE_NEWNS | (user ? CLONE_NEWUSER : 0)) < 0)
        return false;
    if (user) {
        FILE *f = fopen("/proc/self/setgroups", "w");
        if (f) {
            fputs("deny", f);
            fclose(f);
        }
        private_map("/proc/self/uid_map", user);
        private_map("/proc/self/gid_map", group);
    }
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("tmpfs", "/run", "tmpfs", 0, "mode=755") == 0 && mkdir("/run/pcscd", 0755) == 0 &&
           mkdir("/run/udev", 0755) == 0 && mknod("/run/udev/control", S_IFREG | 0600, 0) == 0;
}

/* NULL, or what this machine lacks: one of these files, or the right to make namespaces. */
static inline const char *private_run(const char *program, const char *driver)
{
    static char why[200];
    const char *absent = access(program, X_OK) < 0 ? program : access(driver, R_OK) < 0 ? driver : NULL;
    if (absent)
        snprintf(why, sizeof why, "there is no %s; scripts/setup test installs it", absent);
    else if (!private_mounts())
        snprintf(why, sizeof why, "no mount namespace with a /run of its own: %s", strerror(errno));
    else
        return NULL;
    return why;
}

/* Starts pcscd, and waits until it listens. It dies with the test. */
static inline pid_t private_pcscd(const char *readers)
{
    unlink("/run/pcscd/pcscd.comm");
    unlink("/run/pcscd/pcscd.pid");
    pid_t pid = fork();
    if (pid == 0) {
        int quiet = open("/dev/null", O_WRONLY);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(quiet, STDOUT_FILENO);
        execl("/usr/sbin/pcscd", "pcscd", "--foreground", "--config", readers, (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < 2000 && access("/run/pcscd/pcscd.comm", F_OK) < 0; i++)
        poll(NULL, 0, 5);
    check(access("/run/pcscd/pcscd.comm", F_OK) == 0);
    return pid;
}

static inline void private_kill(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

#endif
