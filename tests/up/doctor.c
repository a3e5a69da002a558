/* doctor: `anjungan doctor` beside a real kiosk without screens: what it says of a device that is well, out of paper,
 * unplugged, and whose program ended too often; the staff is called for that one, and a person brings it back. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/conf.h"
#include "test.h"
#include "up/ask.h"

#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 60000 };

static char run[] = "/tmp/doctor-XXXXXX";
static int code; /* of the last command */

static const char *command(const char *words)
{
    char text[4096];
    FILE *out = popen(turn_text("timeout 30 " BUILD "/bin/anjungan %s --run %s 2>&1", words, run), "r");
    size_t n = fread(text, 1, sizeof text - 1, out);
    text[n] = 0;
    int how = pclose(out);
    code = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
    return turn_text("%s", text);
}

/* Waits until the line of a device says so. */
static void expect(const char *name, const char *state, const char *todo)
{
    const char *line = "";
    for (int64_t until = clock_ms() + PATIENCE; clock_ms() < until; turn_end(), usleep(50000)) {
        line = strstr(command("doctor"), turn_text("\n%s ", name));
        if (line && strncmp(line + 1 + 22, state, strlen(state)) == 0)
            break;
        line = NULL;
    }
    check(line != NULL);
    check(line && strncmp(strchr(line + 1, '\n') - strlen(todo), todo, strlen(todo)) == 0);
    if (!line)
        fprintf(stderr, "wanted %s: %s, %s; got\n%s", name, state, todo, command("doctor"));
}

static int pid_of(const char *name)
{
    json_t *row, *rows = NULL;
    size_t i;
    char *text = ask_line(run, "run/up/control", "the supervisor", "status");
    int pid = 0;
    rows = text ? json_loads(text, 0, NULL) : NULL;
    json_array_foreach (rows, i, row)
        if (strcmp(json_text(row, "name"), name) == 0)
            pid = (int)json_number(row, "pid", 0);
    json_decref(rows);
    free(text);
    return pid;
}

static void test_devices(void)
{
    static const char *const names[] = {"printer", "card", "scanner", "document", "lamp", "stripe", "camera"};
    for (size_t i = 0; i < COUNT(names); i++)
        expect(names[i], "well", "-");
    check(code == 0);
    command("sim paper out");
    expect("printer", "no paper", "fill in paper");
    check(code == 1);
    command("sim printer unplug");
    expect("printer", "not there", "says port in site.conf");
}

/* The hall has taken the call. */
static void test_staff(void)
{
    bool called = false;
    json_t *settings = conf_read_file(turn_text("%s/site.conf", run));
    char *url = make_text(turn_text("%s/v1/staff", json_text(json_object_get(settings, "hall"), "url")));
    for (int64_t until = clock_ms() + PATIENCE; !called && clock_ms() < until; turn_end(), usleep(50000)) {
        char *text = ask_http(run, url, "secrets/hall/officers", NULL);
        called = text && strstr(text, "device out of service: card");
        wipe_text(text);
    }
    check(called);
    free(url);
    json_decref(settings);
}

/* Killed by `anjungan kill` does not count; five others do. */
static void test_crashes(void)
{
    for (int i = 0; i < 6; i++) {
        int pid = pid_of("card");
        for (int64_t until = clock_ms() + PATIENCE; pid <= 0 && clock_ms() < until; pid = pid_of("card"))
            usleep(20000);
        expect("card", "well", "-");
        if (i == 0)
            command("kill card");
        else
            check(kill(pid_of("card"), SIGKILL) == 0);
        for (int64_t until = clock_ms() + PATIENCE; pid_of("card") == pid && clock_ms() < until;)
            usleep(20000);
    }
    expect("card", "out of service", "then: anjungan start card");
    check(strstr(command("status"), "card       out") != NULL);
    test_staff();
    command("start card");
    expect("card", "well", "-");
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *ftw)
{
    (void)is, (void)kind, (void)ftw;
    return remove(path);
}

int main(void)
{
    int how;
    check(mkdtemp(run) != NULL);
    pid_t pid = fork();
    if (pid == 0) {
        check(freopen("/dev/null", "w", stderr) != NULL);
        execl(BUILD "/bin/anjungan", "anjungan", "up", "--run", run, "--without", "main,call", (char *)NULL);
        _exit(127);
    }
    for (int64_t until = clock_ms() + PATIENCE; pid_of("core") <= 0 && clock_ms() < until;)
        usleep(50000);
    test_devices();
    test_crashes();
    command("down");
    check(waitpid(pid, &how, 0) == pid && how == 0);
    check(strstr(command("doctor"), "Is the kiosk up?") && code == 1);
    nftw(run, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    turn_end();
    return test_end();
}
