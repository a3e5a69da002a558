/* lock: a locked process that tries what it must not is killed by the kernel; what it needs still works. */
#define _GNU_SOURCE
#include "flow/lock.h"

#include "base/guard.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
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
    memfd_create("x", MFD_CLOEXEC);
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

int main(void)
{
    is_fine(LOCK_VISIT, work);
    is_fine(LOCK_PARSE, work);
    if (guard_sanitized()) {
        printf("sanitizer build: no list of system calls to test\n");
        return test_end();
    }
    is_fine(LOCK_PARSE, make_memory_file);
    is_fine(LOCK_VISIT, too_much_memory);
    static void (*const forbidden[])(void) = {open_file,   open_socket,  make_process, run_program,
                                              kill_parent, look_at_file, map_code,     change_flags};
    for (size_t i = 0; i < COUNT(forbidden); i++) {
        is_killed(LOCK_VISIT, forbidden[i]);
        is_killed(LOCK_PARSE, forbidden[i]);
    }
    is_killed(LOCK_VISIT, make_memory_file);
    is_killed(LOCK_VISIT, write_to_core);
    return test_end();
}
