/* lock: a locked process that tries what it must not is killed by the kernel; what it needs still works. */
#define _GNU_SOURCE
#include "flow/lock.h"

#include "base/guard.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const int TEN_MIB = 10 << 20;

static void open_file(void)
{
    open("/etc/passwd", O_RDONLY | O_CLOEXEC);
}

static void open_socket(void)
{
    socket(AF_INET, SOCK_STREAM, 0);
}

static void make_process(void)
{
    if (fork() == 0)
        _exit(0);
}

static void run_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
}

static void kill_parent(void)
{
    kill(getppid(), SIGTERM);
}

static void look_at_file(void)
{
    struct stat is;
    stat("/etc/passwd", &is);
}

static void map_code(void)
{
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void make_memory_file(void)
{
    memfd_create("x", MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

static void make_other_memory_file(void)
{
    memfd_create("x", MFD_CLOEXEC);
}

/* The flag says that the path is empty; the kernel takes its word for nothing. */
static void look_by_descriptor(void)
{
    struct stat is;
    syscall(SYS_newfstatat, 0, "/etc/passwd", &is, AT_EMPTY_PATH);
}

static void wait_on_memory(void)
{
    int word = 1;
    syscall(SYS_futex, &word, 1, 1, NULL, NULL, 0);
}

static void advise_oddly(void)
{
    static char page[8192];
    madvise((void *)((uintptr_t)(page + 4095) & ~4095ul), 4096, MADV_REMOVE);
}

static void forge_signal_return(void)
{
    syscall(SYS_rt_sigreturn);
}

static void talk_elsewhere(void)
{
    struct msghdr nothing = {0};
    sendmsg(STDERR_FILENO, &nothing, MSG_NOSIGNAL);
}

static void talk_oddly(void)
{
    struct msghdr nothing = {0};
    sendmsg(LOCK_SOCKET, &nothing, MSG_NOSIGNAL | MSG_OOB);
}

static void raise_limit(void)
{
    struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CPU, &all);
}

static void unlock(void)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void trace_parent(void)
{
    ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static void queue_work(void)
{
    syscall(SYS_io_uring_setup, 8, NULL);
}

static void leave_namespace(void)
{
    unshare(CLONE_NEWUSER);
}

/* The doors of other instruction sets: calls have other numbers there. */
static void call_as_i386(void)
{
#ifdef __x86_64__
    long got = 20; /* getpid */
    __asm__ volatile("int $0x80" : "+a"(got) : : "memory");
#else
    syscall(SYS_getpid);
#endif
}

static void call_as_x32(void)
{
    syscall(0x40000000L + SYS_sendmsg, LOCK_SOCKET, NULL, MSG_NOSIGNAL);
}

static void write_to_core(void)
{
    must(write(LOCK_SOCKET, "x", 1) == 1);
}

static void change_flags(void)
{
    fcntl(LOCK_SOCKET, F_SETFL, 0);
}

static void work(void)
{
    json_t *body = json_pack("{ss}", "type", "end");
    char *memory = malloc((size_t)TEN_MIB);
    memset(memory, 1, (size_t)TEN_MIB);
    must(memory[TEN_MIB / 2] == 1);
    free(memory);
    must(wire_send(LOCK_SOCKET, body, NULL, 0) == OK);
    json_decref(body);
    say("work");
}

static void too_much_memory(void)
{
    void *volatile memory = malloc((size_t)LOCK_MEMORY);
    _exit(memory ? 1 : 0);
}

/* What Landlock alone holds, where the list of calls does not stand before it. */
static void walled_by_landlock(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    must(version < 1 || (open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0 && errno == EACCES));
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(version < 4 || (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 && errno == EACCES));
    must(version < 6 || (kill(getppid(), 0) < 0 && errno == EPERM));
}

/* A child of a nursery that is root all the same has nothing of root's. */
static void leaves_root(void)
{
    uid_t real, effective, saved;
    gid_t groups[1];
    struct __user_cap_header_struct version = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct has[_LINUX_CAPABILITY_U32S_3];
    bool root = geteuid() == 0;
    must(lock_leave_root() == OK);
    must(getresuid(&real, &effective, &saved) == 0 && real == effective && effective == saved);
    must(!root || (real == LOCK_USER && getegid() == LOCK_USER && getgroups(1, groups) == 0));
    must(syscall(SYS_capget, &version, has) == 0 && !has[0].effective && !has[0].permitted && !has[1].effective);
    must(!root || (setuid(0) < 0 && fork() >= 0));
    struct rlimit none = {0, 0};
    must(setrlimit(RLIMIT_NPROC, &none) == 0 && fork() < 0 && errno == EAGAIN);
}

/* The wait status of `what` done in a locked process. */
static int locked(enum lock how, void (*what)(void))
{
    int ends[2], log[2], status;
    must(wire_pair(ends) == OK && pipe(log) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        json_decref(json_object()); /* the seed of Jansson's tables comes from a file, as in the nursery */
        lock_descriptors(ends[1], log[1]);
        lock_process(how);
        what();
        _exit(0);
    }
    must(waitpid(pid, &status, 0) == pid);
    close(ends[0]);
    close(ends[1]);
    close(log[0]);
    close(log[1]);
    return status;
}

/* The same without the lock: `what` locks as much as it wants. */
static void is_done(void (*what)(void))
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        what();
        _exit(0);
    }
    must(waitpid(pid, &status, 0) == pid);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void is_killed(enum lock how, void (*what)(void))
{
    int status = locked(how, what);
    check(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

static void is_fine(enum lock how, void (*what)(void))
{
    int status = locked(how, what);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* With a second in place of five, so that the test does not take them. */
static void compute_for_ever(void)
{
    struct rlimit little = {1, 2};
    must(setrlimit(RLIMIT_CPU, &little) == 0);
    lock_process(LOCK_VISIT);
    for (;;)
        continue;
}

static void test_time(void)
{
    int status;
    pid_t pid = fork();
    if (pid == 0)
        compute_for_ever();
    must(waitpid(pid, &status, 0) == pid);
    check(WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
}

static void test_forbidden(void)
{
    static void (*const forbidden[])(void) = {open_file,
                                              open_socket,
                                              make_process,
                                              run_program,
                                              kill_parent,
                                              look_at_file,
                                              map_code,
                                              change_flags,
                                              wait_on_memory,
                                              look_by_descriptor,
                                              advise_oddly,
                                              talk_elsewhere,
                                              talk_oddly,
                                              raise_limit,
                                              unlock,
                                              forge_signal_return,
                                              make_other_memory_file,
                                              trace_parent,
                                              queue_work,
                                              leave_namespace,
                                              call_as_i386,
                                              call_as_x32};
    for (size_t i = 0; i < COUNT(forbidden); i++) {
        is_killed(LOCK_VISIT, forbidden[i]);
        is_killed(LOCK_PARSE, forbidden[i]);
    }
    is_killed(LOCK_VISIT, make_memory_file);
    is_killed(LOCK_VISIT, write_to_core);
}

/* Whoever starts the nursery may allow it less than the walls do: that holds, and is no reason to die. */
static void less_is_allowed(void)
{
    struct rlimit little = {4, 4};
    must(setrlimit(RLIMIT_CPU, &little) == 0);
    lock_process(LOCK_VISIT);
    must(guard_sanitized() || write(STDERR_FILENO, "", 0) == 0);
}

int main(void)
{
    is_fine(LOCK_VISIT, work);
    is_fine(LOCK_PARSE, work);
    is_done(leaves_root);
    is_done(less_is_allowed);
    test_time();
    if (guard_sanitized()) {
        is_fine(LOCK_VISIT, walled_by_landlock);
        printf("sanitizer build: no list of system calls to test\n");
        return test_end();
    }
    is_fine(LOCK_PARSE, make_memory_file);
    is_fine(LOCK_VISIT, too_much_memory);
    test_forbidden();
    return test_end();
}
