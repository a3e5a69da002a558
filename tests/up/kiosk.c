/* kiosk: the real `anjungan up` with stand-ins for every program, as root (each its own user) and as an ordinary user.
 */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/conf.h"
#include "base/memfile.h"
#include "test.h"
#include "up/ask.h"
#include "up/users.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static char top[] = "/tmp/up-XXXXXX";
static uid_t as; /* who starts the kiosk */

static char *in_top(const char *name)
{
    return turn_text("%s/%s", top, name);
}

static bool apart; /* as root: each program is a user of its own */

static void nap(int ms)
{
    usleep((useconds_t)ms * 1000);
}

static void copy(const char *from, const char *to)
{
    char *bytes;
    size_t n;
    check(file_read_path(from, 256 << 20, &bytes, &n) == OK);
    check(file_write_path(to, bytes, n, 0755) == OK);
    free(bytes);
}

/* A folder of programs: the real command, stand-ins for the rest, one of them missing. */
static void make_programs(void)
{
    static const char *const names[] = {"core", "flow", "paper", "deliver", "hall", "office", "sim", "ui"};
    mkdir(in_top("bin"), 0755);
    copy(BUILD "/bin/anjungan", in_top("bin/anjungan"));
    copy(BUILD "/bin/stand-in", in_top("bin/anjungan-core"));
    for (size_t i = 1; i < COUNT(names); i++)
        check(link(in_top("bin/anjungan-core"), turn_text("%s/bin/anjungan-%s", top, names[i])) == 0);
}

static void become(uid_t user)
{
    if (user != getuid() && (setresgid(user, user, user) < 0 || setresuid(user, user, user) < 0))
        _exit(99);
}

static pid_t start(const char *run, const char *more)
{
    pid_t pid = fork();
    if (pid)
        return pid;
    become(as);
    int log = open(turn_text("%s.log", run), O_WRONLY | O_CREAT | O_APPEND, 0666);
    dup2(log, STDERR_FILENO);
    execl("/bin/sh", "sh", "-c", turn_text("exec %s/bin/anjungan up --run %s %s", top, run, more), (char *)NULL);
    _exit(98);
}

/* The output of an `anjungan` command of whoever started the kiosk; turn memory. */
static const char *command(const char *run, const char *words, int *code)
{
    char text[4096];
    const char *who = as == getuid() ? "" : turn_text("setpriv --reuid %u --regid %u --clear-groups", as, as);
    FILE *out = popen(turn_text("timeout 20 %s %s/bin/anjungan %s --run %s 2>&1", who, top, words, run), "r");
    size_t n = fread(text, 1, sizeof text - 1, out);
    text[n] = 0;
    int how = pclose(out);
    *code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
    return turn_text("%s", text);
}

static bool up_within(const char *run, int ms)
{
    int64_t end = clock_ms() + ms;
    while (clock_ms() < end) {
        if (access(turn_text("%s/run/up/control", run), F_OK) == 0 &&
            access(turn_text("%s/run/sim/control", run), F_OK) == 0)
            return true;
        nap(10);
    }
    return false;
}

static json_t *row(const char *run, const char *name)
{
    char *text = ask_line(run, "run/up/control", "the supervisor", "status");
    json_t *one, *found = NULL, *rows = text ? json_loads(text, 0, NULL) : NULL;
    size_t i;
    json_array_foreach (rows, i, one) {
        if (strcmp(json_text(one, "name"), name) == 0)
            found = json_deep_copy(one);
    }
    json_decref(rows);
    free(text);
    return found;
}

static int number(const char *run, const char *name, const char *member)
{
    json_t *found = row(run, name);
    const json_t *value = json_object_get(found, member);
    int n = json_is_boolean(value) ? json_is_true(value) : (int)json_integer_value(value);
    json_decref(found);
    return found ? n : -1;
}

/* A loaded machine takes its time: whether it comes to that within half a minute. */
static bool becomes(const char *run, const char *name, const char *member, int least)
{
    for (int i = 0; i < 3000 && number(run, name, member) < least; i++)
        nap(10);
    return number(run, name, member) >= least;
}

static bool ends(const char *run, const char *name)
{
    for (int i = 0; i < 3000 && number(run, name, "running"); i++)
        nap(10);
    return number(run, name, "running") == 0;
}

/* Ended; perhaps nobody has collected it yet. */
static bool gone(int pid)
{
    char text[256] = "";
    FILE *stat = fopen(turn_text("/proc/%d/stat", pid), "r");
    if (!stat)
        return true;
    check(fread(text, 1, sizeof text - 1, stat) > 0);
    fclose(stat);
    return strstr(text, ") Z ") != NULL;
}

static void expect(const char *run, const char *line, const char *answer)
{
    char *text = ask_line(run, "run/up/control", "the supervisor", line);
    check(text && strncmp(text, answer, strlen(answer)) == 0);
    free(text);
}

static void check_place(const char *run, const char *name, uid_t owner, uid_t group, unsigned mode)
{
    struct stat is;
    check(stat(turn_text("%s/%s", run, name), &is) == 0);
    if (is.st_uid != owner || is.st_gid != group || (is.st_mode & 07777) != mode)
        fprintf(stderr, "%s is %u:%u %o\n", name, is.st_uid, is.st_gid, is.st_mode & 07777);
    check(is.st_uid == owner && is.st_gid == group && (is.st_mode & 07777) == mode);
}

static uid_t user(enum user which)
{
    return as == 0 && apart ? user_id(which) : as;
}

static void test_places(const char *run)
{
    check_place(run, "", as, as, as == 0 && apart ? 0755 : 0700);
    check_place(run, "share", user(USER_CORE), user(USER_CORE), 0755);
    check_place(run, "run/ui.main", user(USER_CORE), user(USER_UI), 02750);
    check_place(run, "run/driver.printer", user(USER_CORE), user(USER_DRIVER), 02750);
    check_place(run, "run/control", user(USER_CORE), as, 02750);
    check_place(run, "run/paper/compose", user(USER_CORE), user(USER_CORE), 0600);
    check_place(run, "run/sim", user(USER_SIM), user(USER_SIM), 0750);
    check_place(run, "run/up", as, as, 0700);
    check_place(run, "keys", user(USER_CORE), user(USER_CORE), 0700);
    check_place(run, "state/core", user(USER_CORE), user(USER_CORE), 0700);
    check_place(run, "state/card", user(USER_DRIVER), user(USER_DRIVER), 0700);
    check_place(run, "secrets/hall", as, user(USER_HALL), 0750);
    check_place(run, "log", as, as, 0700);
}

static void check_secret(const char *run, const char *name, enum user owner, long bytes)
{
    struct stat is;
    check_place(run, turn_text("secrets/%s", name), user(owner), user(owner), 0400);
    check(stat(turn_text("%s/secrets/%s", run, name), &is) == 0 && is.st_size == bytes + 1);
}

static bool same_file(const char *run, const char *one, const char *other)
{
    return system(turn_text("cmp -s %s/%s %s/%s", run, one, run, other)) == 0;
}

static void test_secrets(const char *run)
{
    check_secret(run, "core/kiosk.key", USER_CORE, 128);
    long of_agencies =
        8 * (long)sizeof " \n" - 8 + 8 * 64 + (long)strlen("dukcapildpmptspimigrasipolribpjspajakkejaksaankua") - 1;
    check_secret(run, "office/agency.key", USER_OFFICE, of_agencies);
    check_secret(run, "office/webhook", USER_OFFICE, of_agencies);
    check_secret(run, "deliver/webhook", USER_DELIVER, of_agencies);
    check_secret(run, "deliver/hall", USER_DELIVER, 64);
    check_secret(run, "hall/devices", USER_HALL, 64);
    check_secret(run, "hall/officers", USER_HALL, 64);
    check_secret(run, "office/officers", USER_OFFICE, 64);
    if (access(turn_text("%s/secrets/hall/devices", run), R_OK) == 0) {
        check(same_file(run, "secrets/hall/devices", "secrets/deliver/hall"));
        check(same_file(run, "secrets/office/webhook", "secrets/deliver/webhook"));
        check(!same_file(run, "secrets/hall/devices", "secrets/hall/officers"));
    }
}

static bool logged(const char *run, const char *name, const char *text)
{
    const char *command = turn_text("grep -qs '%s' %s/log/%s.log", text, run, name);
    int code = system(command);
    for (int i = 0; i < 300 && code != 0; i++) {
        nap(100);
        code = system(command);
    }
    return code == 0;
}

static void test_programs(const char *run)
{
    check(logged(run, "core", turn_text("core  user %u of %u, sockets 0", user(USER_CORE), user(USER_CORE))));
    check(logged(run, "hall", turn_text("hall  user %u of %u, sockets 1", user(USER_HALL), user(USER_HALL))));
    check(logged(run, "sim", "sockets 6"));
    check(logged(run, "main", "ui main user .* audio dummy, display :77"));
    check(logged(run, "printer", "cannot start .*/anjungan-driver: No such file"));
    check(becomes(run, "printer", "out", 1) && strstr(command(run, "status", &(int){0}), "printer    out"));
    check(number(run, "call", "running") == 0 && number(run, "call", "wanted") == 0);
    expect(run, "start call", "ok");
    check(becomes(run, "call", "running", 1));
    check(logged(run, "call", "ui call user .* audio disk"));
}

/* Started at 0, 100, 300, 700, 1500 ms ... */
static void test_restarts(const char *run)
{
    check(becomes(run, "flow", "restarts", 3));
    int first = number(run, "core", "pid");
    expect(run, "kill core", "ok");
    check(becomes(run, "core", "restarts", 1) && becomes(run, "core", "running", 1));
    check(number(run, "core", "restarts") == 1);
    check(number(run, "core", "pid") != first);
    expect(run, "stop core", "ok");
    check(ends(run, "core"));
    expect(run, "kill core", "error core does not run");
    expect(run, "kill nobody", "error there is no program \"nobody\"");
    expect(run, "dance", "error say status");
    expect(run, "start core", "ok");
    check(becomes(run, "core", "running", 1));
}

/* All that run are stopped at once, and come back as new ones; who goes on at once is left alone. */
static void test_stopped(const char *run)
{
    static const char *const names[] = {"office", "hall", "sim", "core", "deliver", "main"};
    int before[COUNT(names)], restarts[COUNT(names)];
    for (size_t i = 0; i < COUNT(names); i++) {
        check(becomes(run, names[i], "running", 1));
        before[i] = number(run, names[i], "pid");
        restarts[i] = number(run, names[i], "restarts");
        check(kill(before[i], SIGSTOP) == 0);
    }
    check(kill(before[1], SIGCONT) == 0);
    for (size_t i = 0; i < COUNT(names); i++) {
        if (i == 1)
            continue;
        check(becomes(run, names[i], "restarts", restarts[i] + 1) && becomes(run, names[i], "running", 1));
        check(number(run, names[i], "pid") != before[i] && gone(before[i]));
    }
    check(number(run, names[1], "pid") == before[1]);
}

static void ask_page(const char *run)
{
    char answer[8] = "";
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%.80s/run/paper/compose", run);
    int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    check(connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    check(send(fd, "compose", 7, 0) == 7);
    check(recv(fd, answer, sizeof answer - 1, 0) == 4);
    check_text(answer, "page");
    close(fd);
}

static void test_paper(const char *run)
{
    check(number(run, "paper", "running") == 0 && number(run, "paper", "wanted") == 1);
    ask_page(run);
    ask_page(run);
    check(becomes(run, "paper", "restarts", 1) && ends(run, "paper"));
    check(number(run, "paper", "restarts") == 1);
}

static void check_command(const char *run, const char *words, int code, const char *output)
{
    int got;
    const char *text = command(run, words, &got);
    check_text(text, output);
    check(got == code);
}

static void test_commands(const char *run)
{
    int code;
    check_command(run, "sim card in 1", 0, "ok 6 card in 1\n");
    check_command(run, "call D1", 0, "D002\n");
    check_command(run, "recall D1", 0, "D001\n");
    check_command(run, "letters", 0, "{\"id\":\"one\"}\n{\"id\":\"two\"}\n");
    check_command(run, "pay 8123", 0, "paid\n");
    check_command(run, "pay", 0, "paid\n");
    check(strstr(command(run, "call D9", &code), "nobody waits. try later") && code == 1);
    check(strstr(command(run, "status", &code), "core       running") && code == 0);
    check(strstr(command(run, "outbox", &code), "core does not answer at") && code == 1);
    check(strstr(command(run, "up", &code), "a kiosk already runs in") && code == 1);
    check(strstr(command(run, "fly", &code), "there is no command \"fly\"") && code == 2);
    check(strstr(command(run, "call", &code), "call wants a counter") && code == 2);
}

static void test_down(const char *run, pid_t pid)
{
    char keys[256];
    int code, how, core = number(run, "core", "pid");
    ssize_t n = readlink(turn_text("%s/keys", run), keys, sizeof keys - 1);
    check(n > 0);
    keys[n > 0 ? n : 0] = 0;
    check(access(keys, F_OK) == 0);
    command(run, "down", &code);
    check(code == 0 && access(keys, F_OK) < 0);
    check(gone(core));
    check(waitpid(pid, &how, 0) == pid && how == 0);
    check(strstr(command(run, "status", &code), "Is the kiosk up? anjungan up --run") && code == 1);
}

static const char *sum(const char *run)
{
    char text[256] = "";
    FILE *out =
        popen(turn_text("cd %s && find site.conf secrets share -type f | sort | xargs cat | cksum;"
                        "find %s ! -type s ! -name '*.log' ! -name keys -printf '%%P %%U %%G %%m\n' | sort | cksum",
                        run, run),
              "r");
    check(fread(text, 1, sizeof text - 1, out) > 0);
    pclose(out);
    return turn_text("%s", text);
}

/* Everything dies with the supervisor, and the next one changes nothing. */
static void test_again(const char *run)
{
    const char *before = sum(run);
    pid_t pid = start(run, "");
    check(up_within(run, 30000));
    check(becomes(run, "core", "pid", 1));
    int core = number(run, "core", "pid");
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    for (int i = 0; i < 3000 && !gone(core); i++)
        nap(10);
    check(gone(core));
    pid = start(run, "");
    check(becomes(run, "core", "pid", 1));
    check_text(sum(run), before);
    kill(pid, SIGTERM);
    int how;
    check(waitpid(pid, &how, 0) == pid && how == 0);
    check(access(turn_text("%s/keys", run), F_OK) < 0);
}

static void test_two(const char *run, const char *other)
{
    pid_t pid = start(other, "");
    check(up_within(other, 30000));
    json_t *a = conf_read_file(turn_text("%s/site.conf", run)), *b = conf_read_file(turn_text("%s/site.conf", other));
    static const char *const ways[] = {"hall.url", "biller.url"};
    for (size_t i = 0; i < COUNT(ways); i++)
        check(strcmp(json_string_value(json_at(a, ways[i])), json_string_value(json_at(b, ways[i]))) != 0);
    json_decref(a);
    json_decref(b);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
}

/* What cannot be: said in words, and nothing is started. */
static void test_refused(const char *run)
{
    int code;
    check(strstr(command(run, "up --without nobody", &code), "--without nobody: there is no program") && code == 1);
    check(strstr(command(run, "up --set nowhere.at.all=1", &code), "no such place in site.conf") && code == 1);
    check(strstr(command(run, "up --fast", &code), "up does not know --fast") && code == 2);
    check(access(turn_text("%s/keys", run), F_OK) < 0);
    static const char no_fonts[] = "<fontconfig></fontconfig>\n";
    check(file_write_path(in_top("fonts.xml"), no_fonts, sizeof no_fonts - 1, 0644) == OK);
    setenv("FONTCONFIG_FILE", in_top("fonts.xml"), 1);
    const char *said = command(turn_text("%s3", run), "up", &code);
    unsetenv("FONTCONFIG_FILE");
    check(strstr(said, "the font Inter is not installed; get it with: apt-get install fonts-inter") && code == 1);
}

static void test_as(uid_t user)
{
    as = user;
    apart = user == 0 && user_can(USER_CORE, SOURCE "/plugins", X_OK);
    if (user == 0 && !apart)
        printf("other users may not read %s: as root all programs run as root, and that is what is tested\n", SOURCE);
    char *folder = in_top(user == 0 ? "root" : "user");
    mkdir(folder, 0755);
    check(chown(folder, user, user) == 0);
    const char *run = turn_text("%s/run", folder);
    pid_t pid = start(run, "--demo --display :77 --without call --set screens.main.width=720");
    check(up_within(run, 30000));
    check(becomes(run, "flow", "restarts", 3));
    test_places(run);
    test_secrets(run);
    test_restarts(run);
    test_programs(run);
    test_stopped(run);
    test_paper(run);
    test_commands(run);
    test_down(run, pid);
    test_again(run);
    test_refused(run);
    test_two(run, turn_text("%s/run2", folder));
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *where)
{
    (void)is, (void)kind, (void)where;
    return remove(path);
}

int main(void)
{
    check(mkdtemp(top) && chmod(top, 0755) == 0);
    make_programs();
    if (getuid() == 0)
        test_as(0);
    test_as(getuid() == 0 ? NOBODY : getuid());
    nftw(top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    turn_end();
    return test_end();
}
