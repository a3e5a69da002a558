/* sandbox.c - see sandbox.h. The run folder lives for the moment in which the nursery finds its socket there: whatever
 * ends this program later leaves nothing behind. */
#define _GNU_SOURCE
#include "flow/sandbox.h"

#include "base/guard.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "flow/lock.h"
#include "flow/script.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    THINK_MS = 1000,  /* core's: a script that computes longer is killed */
    PATIENCE = 20000, /* for the nursery itself */
    STEPS = 1000,     /* the engine allows 200; a child that has lost its engine does not go on for ever */
    PRINTED = 1000,
};

static const char settings[] = "name = \"sandbox\";\n";

struct sandbox {
    char run[48];
    int listener, nursery;
    pid_t pid;
    int pidfd;
};

/* A child and what became of its file: `word` of the line, and the value after it. */
struct guest {
    json_int_t number;
    int socket;
    int steps;
    const char *word;
    json_t *value;
};

/* --- the nursery -----------------------------------------------------------------------------------------------------
 */

static const char *path_of(const struct sandbox *s, const char *below)
{
    return turn_text("%s/%s", s->run, below);
}

static void remove_folder(const struct sandbox *s)
{
    unlink(wire_path(s->run, "flow"));
    unlink(path_of(s, "site.conf"));
    rmdir(path_of(s, "run/flow"));
    rmdir(path_of(s, "run"));
    rmdir(s->run);
}

static int find_place(struct sandbox *s)
{
    static const char *const places[] = {"/tmp", "/dev/shm"};
    for (size_t i = 0; i < COUNT(places); i++) {
        snprintf(s->run, sizeof s->run, "%s/anjungan-sandbox-XXXXXX", places[i]);
        if (mkdtemp(s->run))
            return OK;
    }
    return fail_errno("make %s", s->run);
}

/* Root of a container may be a root that cannot become anybody else; only trying tells. */
static bool can_leave_root(void)
{
    int how = 1;
    pid_t pid = fork();
    if (pid == 0)
        _exit(lock_leave_root() == OK ? 0 : 1);
    while (pid > 0 && waitpid(pid, &how, 0) < 0 && errno == EINTR)
        continue;
    return pid > 0 && how == 0;
}

/* All of it belongs to the nursery's user: nobody else comes near the socket. */
static void give_folder(const struct sandbox *s)
{
    const char *const given[] = {s->run, path_of(s, "run"), path_of(s, "run/flow"), path_of(s, "site.conf"),
                                 wire_path(s->run, "flow")};
    if (!can_leave_root()) {
        say("this root may not become another user: the nursery and its children stay root, with nothing a root can "
            "do");
        return;
    }
    for (size_t i = 0; i < COUNT(given); i++)
        lock_give(given[i]);
}

static int make_folder(struct sandbox *s)
{
    if (find_place(s) < 0)
        return E_IO;
    if (mkdir(path_of(s, "run"), 0700) < 0 || mkdir(path_of(s, "run/flow"), 0700) < 0)
        return fail_errno("make %s", path_of(s, "run/flow"));
    if (file_write_path(path_of(s, "site.conf"), settings, strlen(settings), 0600) < 0)
        return E_IO;
    s->listener = wire_listen(wire_path(s->run, "flow"));
    give_folder(s);
    return s->listener < 0 ? s->listener : OK;
}

/* The program is opened before root is left: it may lie where only root can reach it. */
_Noreturn static void become_nursery(const struct sandbox *s, const char *program, pid_t parent)
{
    char *arguments[] = {(char[]){"anjungan-flow"}, (char[]){"--run"}, (char *)(uintptr_t)s->run, NULL};
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC), file = open(program, O_RDONLY | O_CLOEXEC);
    if (file < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0 || chdir("/") < 0)
        die("%s: %s", program, strerror(errno));
    lock_leave_root();
    guard_with_parent();
    if (getppid() == parent)
        fexecve(file, arguments, environ);
    die("%s: %s", program, strerror(errno));
}

static int start_nursery(struct sandbox *s, const char *program)
{
    pid_t parent = getpid();
    s->pid = fork();
    if (s->pid == 0)
        become_nursery(s, program, parent);
    s->pidfd = s->pid > 0 ? pidfd_open(s->pid, 0) : -1;
    return s->pidfd < 0 ? fail_errno("start %s", program) : OK;
}

/* False when nobody spoke. Somebody may halt this program and let it go on: that is no word. */
static bool wait_for_word(struct pollfd *from, nfds_t n)
{
    int ready;
    do
        ready = poll(from, n, PATIENCE);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

/* The next packet of the nursery, or why there is none. */
static int hear_nursery(const struct sandbox *s, struct packet *packet)
{
    struct pollfd word = {.fd = s->nursery, .events = POLLIN};
    if (!wait_for_word(&word, 1))
        return fail(E_TIMEOUT, "the nursery does not answer");
    int code = wire_receive(s->nursery, &door_nursery_to_core, packet);
    return code == E_GONE ? fail(code, "the nursery died") : code;
}

static int greet_nursery(struct sandbox *s)
{
    struct pollfd both[] = {{.fd = s->listener, .events = POLLIN}, {.fd = s->pidfd, .events = POLLIN}};
    struct packet hello = {0};
    if (!wait_for_word(both, COUNT(both)) || !both[0].revents)
        return fail(E_GONE, "the nursery did not start");
    s->nursery = wire_accept(s->listener);
    if (s->nursery < 0)
        return s->nursery;
    int code = hear_nursery(s, &hello);
    if (code == OK && strcmp(json_text(hello.body, "build"), base_build()) != 0)
        code = fail(E_DENIED, "anjungan-flow is of another build than this program");
    packet_free(&hello);
    return code;
}

static int sandbox_open(struct sandbox *s, const char *programs)
{
    *s = (struct sandbox){.listener = -1, .nursery = -1, .pidfd = -1};
    int code = make_folder(s);
    if (code == OK)
        code = start_nursery(s, turn_text("%s/anjungan-flow", programs));
    if (code == OK)
        code = greet_nursery(s);
    remove_folder(s);
    return code;
}

static void sandbox_close(struct sandbox *s)
{
    const int fds[] = {s->listener, s->nursery, s->pidfd};
    if (s->pid > 0) {
        kill(s->pid, SIGTERM);
        waitpid(s->pid, NULL, 0);
    }
    for (size_t i = 0; i < COUNT(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* --- one visit -------------------------------------------------------------------------------------------------------
 */

static int tell(int socket, json_t *body, const int *fds, int n_fds)
{
    int code = wire_send(socket, body, fds, n_fds);
    json_decref(body);
    return code;
}

static int set_deadline(const struct sandbox *s, const struct guest *guest)
{
    return tell(s->nursery, json_pack("{ss,sI,si}", "type", "deadline", "child", guest->number, "ms", THINK_MS), NULL,
                0);
}

static void judge(struct guest *guest, const char *word, json_t *value)
{
    guest->word = word;
    guest->value = value ? value : json_null();
}

static int welcome(const struct sandbox *s, struct guest *guest)
{
    struct packet packet;
    json_t *fork = json_pack("{ss,sI,ss}", "type", "fork", "child", guest->number, "work", "visit");
    if (tell(s->nursery, fork, NULL, 0) < 0)
        return fail(E_GONE, "the nursery does not listen");
    int code = hear_nursery(s, &packet);
    if (code < 0)
        return code;
    if (packet.n_fds == 1)
        guest->socket = packet_take(&packet, 0);
    packet_free(&packet);
    return guest->socket < 0 ? fail(E_FULL, "the nursery has no child to give") : OK;
}

static int begin(const struct sandbox *s, const struct guest *guest, const char *source, size_t n)
{
    int fds[2] = {memfile_make("main.lua", source, n), memfile_make("journal", "[]", 2)};
    int code = fds[0] < 0 || fds[1] < 0 ? E_IO : set_deadline(s, guest);
    if (code == OK)
        tell(guest->socket, json_pack("{ss,ss}", "type", "begin", "service", "sandbox"), fds, 2);
    for (size_t i = 0; i < COUNT(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    return code;
}

/* Nobody is there: the step gets no value. */
static int pass_step(const struct sandbox *s, struct guest *guest)
{
    if (++guest->steps > STEPS) {
        judge(guest, "stopped", json_string("it asks without end"));
        return OK;
    }
    int code = set_deadline(s, guest);
    tell(guest->socket, json_pack("{ss}", "type", "answer"), NULL, 0);
    return code;
}

static int on_word(const struct sandbox *s, struct guest *guest, const struct packet *packet)
{
    const char *type = packet_type(packet);
    if (strcmp(type, "step") == 0)
        return pass_step(s, guest);
    if (strcmp(type, "end") == 0)
        judge(guest, "ok", json_incref(json_object_get(packet->body, "value")));
    else if (strcmp(type, "error") == 0)
        judge(guest, "error", json_incref(json_object_get(packet->body, "message")));
    else
        judge(guest, "error", json_sprintf("its own check refuses: %s", json_text(packet->body, "key")));
    return OK;
}

/* A child that has died also closes its socket; why it died is the nursery's to say. */
static int hear_guest(const struct sandbox *s, struct guest *guest)
{
    struct packet packet;
    int code = wire_receive(guest->socket, &door_child_to_core, &packet);
    if (code == OK) {
        code = on_word(s, guest, &packet);
        packet_free(&packet);
        return code;
    }
    close(guest->socket);
    guest->socket = -1;
    if (code == E_FORMAT)
        judge(guest, "stopped", json_string("it said what no child may say"));
    return OK;
}

static json_t *death(const json_t *gone)
{
    const char *why = json_text(gone, "why");
    int number = (int)json_number(gone, "number", 0);
    const char *name = sigabbrev_np(number);
    if (strcmp(why, "exit") == 0)
        return json_sprintf("exit %d", number);
    return strcmp(why, "signal") == 0 && name ? json_sprintf("signal SIG%s", name) : json_string(why);
}

/* True when the child is dead, for which every visit waits: the next one begins after it. */
static int hear_of_death(const struct sandbox *s, struct guest *guest, bool *dead)
{
    struct packet packet;
    int code = hear_nursery(s, &packet);
    if (code < 0)
        return code;
    *dead = strcmp(packet_type(&packet), "gone") == 0 && json_number(packet.body, "child", 0) == guest->number;
    if (*dead && !guest->word)
        judge(guest, "stopped", death(packet.body));
    packet_free(&packet);
    return OK;
}

/* What the child says counts before what is said about it. */
static int attend(const struct sandbox *s, struct guest *guest)
{
    int code = OK;
    for (bool dead = false; code == OK && !dead;) {
        struct pollfd both[] = {{.fd = guest->socket, .events = POLLIN}, {.fd = s->nursery, .events = POLLIN}};
        if (!wait_for_word(both, COUNT(both)))
            return fail(E_TIMEOUT, "the nursery does not answer");
        if (both[0].revents)
            code = hear_guest(s, guest);
        else
            code = hear_of_death(s, guest, &dead);
        if (guest->word && guest->socket >= 0) {
            close(guest->socket);
            guest->socket = -1;
            code = code == OK ? set_deadline(s, guest) : code;
        }
    }
    return code;
}

static int visit(const struct sandbox *s, struct guest *guest, const char *source, size_t n)
{
    int code = welcome(s, guest);
    if (code == OK)
        code = begin(s, guest, source, n);
    if (code == OK)
        code = attend(s, guest);
    if (guest->socket >= 0)
        close(guest->socket);
    return code;
}

/* --- files and lines -------------------------------------------------------------------------------------------------
 */

/* Opened so that neither a pipe without a writer nor a terminal can hold it up. Returns what is wrong, or NULL. */
static const char *read_source(const char *path, char **source, size_t *n)
{
    struct stat is;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    const char *why = NULL;
    if (fd < 0 || fstat(fd, &is) < 0)
        why = turn_text("the file cannot be read: %s", strerror(errno));
    else if (!S_ISREG(is.st_mode))
        why = "this is not a file";
    else if (is.st_size > SCRIPT_SOURCE_MAX)
        why = turn_text("the file has %lld bytes, a script at most %d", (long long)is.st_size, SCRIPT_SOURCE_MAX);
    else if (file_read("the file", fd, SCRIPT_SOURCE_MAX, source, n) < 0)
        why = "the file cannot be read";
    if (fd >= 0)
        close(fd);
    return why;
}

/* A text is printed without its quotes, except where it is a value. */
static void print_result(const struct guest *guest)
{
    static const size_t flags = JSON_ENSURE_ASCII | JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY;
    char *text = json_dumps(guest->value, flags);
    must(text != NULL);
    bool bare = strcmp(guest->word, "ok") != 0 && json_is_string(guest->value);
    size_t n = strlen(text) - (bare ? 2 : 0);
    printf("RESULT %s ", guest->word);
    for (size_t i = 0; i < n && i < PRINTED; i++) {
        char letter = text[i + (bare ? 1 : 0)];
        printf(letter == 0x7f ? "\\u007F" : "%c", letter);
    }
    printf(n > PRINTED ? "... (%zu characters)\n" : "\n", n);
    fflush(stdout);
    wipe_text(text);
}

static int try_file(const struct sandbox *s, const char *path, int number)
{
    struct guest guest = {.number = number, .socket = -1};
    char *source = NULL;
    size_t n = 0;
    const char *why = read_source(path, &source, &n);
    int code = OK;
    if (why)
        judge(&guest, "error", json_string(why));
    else
        code = visit(s, &guest, source, n);
    if (guest.word && code == OK)
        print_result(&guest);
    json_wipe(guest.value);
    wipe_free(source, n);
    turn_end();
    return code;
}

int sandbox_run(char *const *files, int n, const char *programs)
{
    struct sandbox s;
    int code = sandbox_open(&s, programs);
    for (int i = 0; i < n && code == OK; i++)
        code = try_file(&s, files[i], i + 1);
    sandbox_close(&s);
    return code == OK && ferror(stdout) ? fail(E_IO, "the lines cannot be printed") : code;
}
