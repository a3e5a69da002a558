/* command: `anjungan bench` itself, a short run: every row is there, every sample is in the file, nothing stays behind.
 * No figure is judged: tests share their machine. */
#define _GNU_SOURCE
#include "base/json.h"
#include "bench/tidy.h"
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT = 1 << 16, JSON_MAX = 1 << 20 };

static char top[] = "/tmp/bench-test-XXXXXX";

static const char *const rows[] = {
    "kiosk, new run folder: home",
    "window alone, core runs: home",
    "press to the key's pixels",
    "release to the letter's pixels",
    "fork to the first step (SKCK)",
    "begin again with 40 answers",
    "2 KB letters, one commit each",
    "letters, share of the bare loop's rate",
    "delivered letters, one commit each",
    "cold: start, and a slip of 576 dots",
    "warm: one more slip",
};

/* Runs a command line; its exit code, and what it wrote to standard output. */
static int run(const char *line, char *output)
{
    FILE *from = popen(line, "re");
    size_t n = from ? fread(output, 1, OUTPUT - 1, from) : 0;
    output[n] = 0;
    int how = from ? pclose(from) : -1;
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static int is_entry(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The folder the runs work in. */
static bool is_empty(void)
{
    struct dirent **entries;
    int n = scandir(turn_text("%s/work", top), &entries, is_entry, NULL);
    for (int i = 0; i < n; i++)
        free(entries[i]);
    if (n >= 0)
        free(entries);
    return n == 0;
}

/* Only root may look at memory. */
static bool is_root(void)
{
    return geteuid() == 0;
}

static void check_samples(const char *path)
{
    json_t *all = json_read_file(path, JSON_MAX), *row;
    size_t i;
    check(json_array_size(json_object_get(all, "failures")) == 0);
    check(json_array_size(json_object_get(all, "rows")) >= COUNT(rows));
    check(*json_text(json_object_get(all, "conditions"), "kernel") != 0);
    json_array_foreach (json_object_get(all, "rows"), i, row) {
        check(json_array_size(json_object_get(row, "samples")) > 0);
    }
    json_decref(all);
}

static void test_short_run(char *output)
{
    const char *json = turn_text("%s/samples.json", top);
    int code =
        run(turn_text("%s/bin/anjungan bench --quick --starts 1 --only start,tap,child,letters,slip%s --services 40 "
                      "--folder %s/work --json %s",
                      BUILD, is_root() ? ",plugins" : "", top, json),
            output);
    check(code == 0);
    for (size_t i = 0; i < COUNT(rows); i++)
        check(strstr(output, rows[i]) != NULL);
    check(!is_root() || strstr(output, "the bundles' part of the memory"));
    check(strstr(output, "NOT MEASURED") == NULL);
    if (code != 0)
        fputs(output, stderr);
    check_samples(json);
    check(is_empty());
}

/* Ctrl-C in the middle. */
static void test_interrupted(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
        execl(BUILD "/bin/anjungan", "anjungan", "bench", "--only", "idle", "--folder", turn_text("%s/work", top),
              NULL);
        _exit(127);
    }
    for (int i = 0; i < 2000 && is_empty(); i++)
        usleep(5000);
    usleep(1500000);
    kill(pid, SIGINT);
    int how;
    check(waitpid(pid, &how, 0) == pid && WIFEXITED(how) && WEXITSTATUS(how) == 128 + SIGINT);
    check(is_empty());
}

static void test_wrong_words(char *output)
{
    const char *bench = turn_text("%s/bin/anjungan bench", BUILD);
    check(run(turn_text("%s --only nothing 2>&1", bench), output) == 2);
    check(strstr(output, "there is no such measure: nothing") && strstr(output, "  letters "));
    check(run(turn_text("%s --taps many 2>&1", bench), output) == 2);
}

int main(void)
{
    char *output = make(OUTPUT);
    check(mkdtemp(top) != NULL);
    chmod(top, 0755);
    check(mkdir(turn_text("%s/work", top), 0755) == 0);
    test_short_run(output);
    test_interrupted();
    test_wrong_words(output);
    tidy_remove(top);
    free(output);
    turn_end();
    return test_end();
}
