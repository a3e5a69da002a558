/* sandbox: `anjungan sandbox` as somebody uses it who brings attacks of their own: lines, exit code, what the next file
 * sees, and that its child is walled in as a citizen's is. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "base/memfile.h"
#include "attack.h"
#include "fake.h"
#include "peek.h"
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 1024, CAP = 65536, LINE = 1100, ROUNDS = 2000, ROUND_US = 5000, LOOKS = 60 };

static char folder[] = "/tmp/sandbox-XXXXXX";
static const char secret[] = "CANARY4417";

/* One run of the command: its words so far, its two outputs. */
struct run {
    char *words[MOST + 3];
    int n;
    int out, err;
    pid_t pid;
    uid_t user;
    bool bare; /* no standard input, and a mask that lets nobody else read */
};

static const char *path_of(const char *name)
{
    return turn_text("%s/%s", folder, name);
}

static void file_write(const char *name, const void *bytes, size_t n)
{
    must(file_write_path(path_of(name), bytes, n, 0644) == OK);
}

static void script(const char *name, const char *source)
{
    file_write(name, source, strlen(source));
}

static struct run command(void)
{
    static char first[] = "anjungan", second[] = "sandbox";
    struct run run = {.words = {first, second}, .n = 2};
    run.out = memfd_create("out", MFD_CLOEXEC);
    run.err = memfd_create("err", MFD_CLOEXEC);
    must(run.out >= 0 && run.err >= 0);
    return run;
}

static void add(struct run *run, const char *word)
{
    must(run->n < MOST + 2);
    run->words[run->n++] = (char *)(uintptr_t)word;
}

static void start(struct run *run)
{
    run->pid = fork();
    if (run->pid > 0)
        return;
    dup2(run->out, STDOUT_FILENO);
    dup2(run->err, STDERR_FILENO);
    if (run->bare) {
        umask(0777 & ~0700);
        close(STDIN_FILENO);
    }
    bool ready = chdir(folder) == 0 && (!run->user || (setgid(run->user) == 0 && setuid(run->user) == 0));
    if (ready)
        execv(BUILD "/bin/anjungan", run->words);
    _exit(127);
}

static char *text_of(int fd)
{
    char *text = turn_alloc(1 << 20);
    ssize_t n = pread(fd, text, (1 << 20) - 1, 0);
    must(n >= 0);
    text[n] = 0;
    return text;
}

/* Its exit code; what it said can still be read. */
static int wait_for(const struct run *run)
{
    siginfo_t how;
    must(waitid(P_PID, (id_t)run->pid, &how, WEXITED | WNOWAIT) == 0);
    return how.si_code == CLD_EXITED ? how.si_status : -1;
}

static int end(struct run *run)
{
    int status;
    must(waitpid(run->pid, &status, 0) == run->pid);
    close(run->err);
    close(run->out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* All lines of these files, which the run survives. */
static const char *lines_of(const char *const *names)
{
    struct run run = command();
    for (; *names; names++)
        add(&run, *names);
    start(&run);
    wait_for(&run);
    const char *lines = text_of(run.out);
    check(end(&run) == 0);
    return lines;
}

#define LINES(...) lines_of((const char *const[]){__VA_ARGS__, NULL})

static void test_lines(void)
{
    script("two.lua", "return 1 + 1");
    script("nothing.lua", "local x = 1");
    script("text.lua", "return 'a\\nRESULT ok 7\\27[2J\\127\\u{e9}\\u{202e}'");
    script("error.lua", "error('x\\nRESULT ok 7 \"y\"\\\\', 0)");
    script("loop.lua", "while true do end");
    script("long.lua", "return ('x'):rep(5000)");
    script("steps.lua", "local a = ask.text 'a' local k = read.ktp 'k' return { a == nil, k == nil, today() == nil }");
    script("done.lua", "show.done 'done' return 'never'");
    script("refuse.lua", "ask.text { 'a', check = function() return false, 'too_young' end }");
    script("check.lua", "ask.text { 'a', check = function() while true do end end }");
    check_text(LINES("two.lua", "loop.lua", "nothing.lua"), "RESULT ok 2\nRESULT stopped deadline\nRESULT ok null\n");
    check_text(LINES("text.lua", "error.lua"), "RESULT ok \"a\\nRESULT ok 7\\u001B[2J\\u007F\\u00E9\\u202E\"\n"
                                               "RESULT error main.lua:1: x\\nRESULT ok 7 \\\"y\\\"\\\\\n");
    check_text(LINES("steps.lua", "done.lua"), "RESULT ok [true,true,true]\nRESULT ok null\n");
    check_text(LINES("refuse.lua", "check.lua", "two.lua"),
               "RESULT error its own check refuses: too_young\nRESULT stopped deadline\nRESULT ok 2\n");
    const char *lines = LINES("long.lua");
    check(strlen(lines) < LINE && strstr(lines, "xxx... (5002 characters)\n"));
    turn_end();
}

static void test_files(void)
{
    char *source = make(CAP + 2);
    memset(source, '\n', CAP + 1);
    file_write("cap.lua", source, CAP);
    file_write("above.lua", source, CAP + 1);
    free(source);
    script("empty.lua", "");
    file_write("binary.lua", "\x1bLuaT", 5);
    mkdir(path_of("folder.lua"), 0755);
    must(mkfifo(path_of("pipe.lua"), 0644) == 0);
    check_text(
        LINES("cap.lua", "above.lua", "empty.lua", "missing.lua", "folder.lua", "pipe.lua", "/dev/zero", "two.lua"),
        "RESULT ok null\n"
        "RESULT error the file has 65537 bytes, a script at most 65536\n"
        "RESULT ok null\n"
        "RESULT error the file cannot be read: No such file or directory\n"
        "RESULT error this is not a file\n"
        "RESULT error this is not a file\n"
        "RESULT error this is not a file\n"
        "RESULT ok 2\n");
    check_text(LINES("binary.lua", "./two.lua", path_of("two.lua")),
               "RESULT error main.lua: attempt to load a binary chunk (mode is 't')\nRESULT ok 2\nRESULT ok 2\n");
    turn_end();
}

static int code_of(const char *word)
{
    struct run run = command();
    if (word)
        add(&run, word);
    start(&run);
    return end(&run);
}

static void test_codes(void)
{
    struct run run = command();
    check(code_of(NULL) == 2 && code_of("--no-such-option") == 2 && code_of("missing.lua") == 0);
    add(&run, "two.lua");
    close(run.out);
    run.out = open("/dev/full", O_WRONLY | O_CLOEXEC);
    start(&run);
    check(end(&run) == 1);
    run = command();
    run.bare = true;
    add(&run, "two.lua");
    start(&run);
    check(wait_for(&run) == 0);
    check_text(text_of(run.out), "RESULT ok 2\n");
    check(end(&run) == 0);
    turn_end();
}

static bool is_printable(const char *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (line[i] < 0x20 || line[i] > 0x7e)
            return false;
    return n < LINE;
}

/* Every other line is of a harmless file. */
static int count_served(const char *lines, int *n)
{
    int served = 0;
    for (const char *at = lines, *to; (to = strchr(at, '\n')); at = to + 1) {
        bool good = is_printable(at, (size_t)(to - at)) && strncmp(at, "RESULT ", 7) == 0;
        if (!good)
            fprintf(stderr, "odd line: %.200s\n", at);
        check(good);
        served += (*n)++ % 2 == 1 && strncmp(at, "RESULT ok 2\n", 12) == 0;
    }
    return served;
}

static bool ends(const char *source)
{
    static const char *const patient[] = {"-- want: killed\n", "-- want: step"};
    return strncmp(source, patient[0], strlen(patient[0])) != 0 && strncmp(source, patient[1], strlen(patient[1])) != 0;
}

/* As a file of its own here, when it ends by itself. */
static bool add_attack(struct run *run, const char *name)
{
    size_t n;
    char *source = attack_read(name, &n), *path = turn_text("%s.lua", name);
    bool wanted = ends(source);
    if (wanted) {
        file_write(path, source, n);
        add(run, path);
    }
    free(source);
    return wanted;
}

/* All attacks that end by themselves, in one run. */
static void test_attacks(void)
{
    struct run run = command();
    struct dirent **files;
    int n = scandir(SOURCE "/tests/flow/attacks", &files, NULL, alphasort), n_attacks = 0, n_lines = 0;
    for (int i = 0; i < n; free(files[i++])) {
        if (!attack_is(files[i]->d_name) || !add_attack(&run, files[i]->d_name))
            continue;
        add(&run, "two.lua");
        n_attacks++;
    }
    free(files);
    start(&run);
    wait_for(&run);
    check(n_attacks > 250 && count_served(text_of(run.out), &n_lines) == n_attacks && n_lines == 2 * n_attacks);
    check(strlen(text_of(run.err)) < 4096);
    check(end(&run) == 0);
    turn_end();
}

static int count_lines(const struct run *run)
{
    int n = 0;
    for (const char *at = text_of(run->out); (at = strchr(at, '\n')); at++)
        n++;
    return n;
}

static bool comes_to_hold(pid_t child, const char *text)
{
    for (int i = 0; i < LOOKS; i++, usleep(ROUND_US)) {
        int copies = peek_copies(child, text);
        turn_end();
        if (copies != 0)
            return copies > 0;
    }
    return false;
}

/* The child that runs file i (from 0) once it holds the text, 0 when that was never seen. The nursery is halted while
 * we look, so that no deadline ends the child; but not for long, as it may not have handed the child over yet. */
static pid_t spot_child(const struct run *run, int i, const char *text, pid_t *nursery)
{
    for (int round = 0; round < ROUNDS; round++, usleep(ROUND_US)) {
        *nursery = peek_child(run->pid);
        if (!*nursery || count_lines(run) != i)
            continue;
        kill(*nursery, SIGSTOP);
        pid_t child = peek_child(*nursery);
        if (child && count_lines(run) == i && comes_to_hold(child, text))
            return child;
        kill(*nursery, SIGCONT);
        turn_end();
    }
    return 0;
}

static void let_go(pid_t child, pid_t nursery)
{
    if (child > 0)
        kill(child, SIGKILL);
    if (nursery > 0)
        kill(nursery, SIGCONT);
}

/* A first file keeps a secret in every way it can; those after it look for it, and so do we. */
static void test_isolation(void)
{
    script("hold.lua",
           "local keep, s = {}, 'CANARY' .. 4417\n"
           "local function hold(x) return function() return x end end\n"
           "for i = 1, 500 do keep[i] = s .. i keep[s .. 'k' .. i] = hold(s .. i) log(s, ('x'):rep(150), s) end\n"
           "keep.long = s:rep(20000) keep.text = s:gsub('.', { C = s }) .. string.format('%s', s)\n"
           "pcall(error, s) pcall(function() CANARY4417 = s end) pcall(function() string.CANARY4417 = s end)\n"
           "ask.text { s, with = { a = s } } send { s, v = s:rep(100) } stage(s) each(s, 1, pcall)\n"
           "while true do end");
    script("tell.lua", "return { secret = ('CANARY' .. 4417):rep(50) }");
    script("fail.lua", "error(('CANARY' .. 4417):rep(50))");
    script("seek.lua", "local ok, a = pcall(function() return CANARY4417 end)\n"
                       "local fine, b = pcall(function() return string.CANARY4417 end) return { ok, fine }");
    script("wait.lua", "local s = 'PATIENT' .. 7781 while true do end");
    static const char *const names[] = {"hold.lua", "tell.lua", "fail.lua", "seek.lua", "wait.lua", "two.lua"};
    struct run run = command();
    pid_t nursery, child;
    for (size_t i = 0; i < COUNT(names); i++)
        add(&run, names[i]);
    start(&run);
    child = spot_child(&run, 0, "CANARY4417CANARY4417CANARY", &nursery);
    check(child && peek_copies(child, secret) > 1000);
    let_go(child, nursery);
    child = spot_child(&run, 4, "PATIENT7781", &nursery);
    check(child && peek_copies(child, secret) == 0 && peek_copies(nursery, secret) == 0);
    let_go(child, nursery);
    wait_for(&run);
    static const char begins[] = "RESULT stopped signal SIGKILL\nRESULT ok {\"secret\":\"CANARY";
    const char *lines = text_of(run.out), *rest = strstr(lines, "RESULT ok [false,false]\n");
    check(strncmp(lines, begins, strlen(begins)) == 0);
    check_text(rest, "RESULT ok [false,false]\nRESULT stopped signal SIGKILL\nRESULT ok 2\n");
    check(!strstr(text_of(run.err), secret));
    check(end(&run) == 0);
    turn_end();
}

static void same(pid_t a, pid_t b, const char *file, const char *begins)
{
    const char *of_a = turn_text("%s", peek_line(a, file, begins));
    check(*of_a);
    check_text(peek_line(b, file, begins), of_a);
}

/* The child of a tried file and the child of a visit, side by side. */
static void test_walls(void)
{
    static const char *const names[] = {"Uid:",    "Gid:",    "Groups:",     "CapInh:",  "CapPrm:",         "CapEff:",
                                        "CapBnd:", "CapAmb:", "NoNewPrivs:", "Seccomp:", "Seccomp_filters:"};
    struct fake core;
    struct run run = command();
    pid_t nursery;
    add(&run, "wait.lua");
    fake_start(&core);
    struct kid kid = fake_fork(&core, "visit");
    json_t *rows = json_array();
    kid_begin(&kid, "ask.text 'name'", rows, NULL);
    json_decref(kid_hear(&kid, 5000));
    json_decref(rows);
    start(&run);
    pid_t child = spot_child(&run, 0, "PATIENT7781", &nursery);
    for (size_t i = 0; i < COUNT(names); i++)
        same(child, kid.pid, "status", names[i]);
    check_text(peek_file(child, "limits"), peek_file(kid.pid, "limits"));
    check(peek_descriptors(child) ==
          6); /* nothing, nothing, the log, core; its script and journal until they have run */
    check(strstr(peek_line(child, "status", "CapEff:"), "0000000000000000"));
    check(strstr(peek_line(child, "status", "NoNewPrivs:"), "1"));
    check(guard_sanitized() || strstr(peek_line(child, "status", "Seccomp:"), "2"));
    check(geteuid() != 0 || peek_figure(child, "Uid:") == 61102);
    check(geteuid() != 0 || peek_figure(nursery, "Uid:") == 61102);
    let_go(child, nursery);
    check(end(&run) == 0);
    check_text(fake_end(&core, &kid), "exit 0");
    fake_stop(&core);
    turn_end();
}

/* The service itself may break: that is told, and no line is made up. */
static void test_broken(void)
{
    struct run run = command();
    pid_t nursery;
    add(&run, "two.lua");
    add(&run, "wait.lua");
    add(&run, "two.lua");
    start(&run);
    pid_t child = spot_child(&run, 1, "PATIENT7781", &nursery);
    const char *at = peek_file(nursery, "cmdline") + strlen("anjungan-flow") + 1 + strlen("--run") + 1;
    check(strncmp(at, "/tmp/", 5) == 0 && access(at, F_OK) < 0 && errno == ENOENT);
    check(child && nursery);
    if (nursery)
        kill(nursery, SIGKILL);
    wait_for(&run);
    check_text(text_of(run.out), "RESULT ok 2\n");
    check(strstr(text_of(run.err), "the nursery died"));
    check(end(&run) == 1);
    for (int i = 0; child && i < ROUNDS && kill(child, 0) == 0 && !strstr(peek_line(child, "status", "State:"), "Z");
         i++)
        usleep(ROUND_US);
    check(!child || kill(child, 0) < 0 || strstr(peek_line(child, "status", "State:"), "Z"));
    turn_end();
}

static void test_ordinary_user(void)
{
    struct run run = command();
    if (geteuid() != 0)
        return;
    run.user = 65534;
    add(&run, "two.lua");
    add(&run, "error.lua");
    add(&run, "two.lua");
    start(&run);
    int code = wait_for(&run);
    if (code == 127)
        printf("other users cannot reach this build: not tested as one\n");
    else
        check(strncmp(text_of(run.out), "RESULT ok 2\nRESULT error main.lua", 31) == 0);
    check(end(&run) == code && (code == 0 || code == 127));
    turn_end();
}

static void remove_folder(void)
{
    struct dirent **files;
    int n = scandir(folder, &files, NULL, NULL);
    for (int i = 0; i < n; free(files[i++]))
        if (unlink(path_of(files[i]->d_name)) < 0)
            rmdir(path_of(files[i]->d_name));
    free(files);
    rmdir(folder);
    turn_end();
}

int main(void)
{
    must(mkdtemp(folder) && chmod(folder, 0755) == 0);
    test_lines();
    test_files();
    test_codes();
    test_attacks();
    test_ordinary_user();
    if (guard_sanitized() || geteuid() != 0) {
        printf("memory and descriptors of the children are not to be seen here: not tested\n");
    } else {
        test_isolation();
        test_walls();
        test_broken();
    }
    remove_folder();
    return test_end();
}
