/* replay.c - the targets without libFuzzer: every file of the corpus, then mutations of them, always the same ones.
 *
 *   fuzz-NAME [FILE or FOLDER]...
 *
 * It is what the normal builds run as tests, a second each; with a single FILE it runs only that, and the log is seen.
 * The inputs are run in a child, which shows what it is at in shared memory: so whatever ends it - a signal, a
 * sanitizer, must() - the input is still there, and is kept as fuzz-NAME.crash in the present folder. */
#define _GNU_SOURCE
#include "fuzz.h"

#include "base/clock.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INPUT_MAX = 1 << 16, FILES_MAX = 256, MUTATIONS = 2000, BUDGET_MS = 800, STEPS_MAX = 8, INPUT_S = 10 };

struct input {
    size_t n;
    uint8_t bytes[INPUT_MAX];
};

static struct input files[FILES_MAX], *present; /* present: shared with the child */
static int n_files;
static uint64_t seed = 0x9e3779b97f4a7c15u;

__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

__attribute__((weak)) void __sanitizer_set_report_fd(void *fd);

static uint32_t roll(size_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return below ? (uint32_t)(seed >> 11) % (uint32_t)below : 0;
}

static void read_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 && n_files < FILES_MAX ? read(fd, files[n_files].bytes, INPUT_MAX) : -1;
    if (n < 0)
        die("%s cannot be read, or there are more than %d files", path, FILES_MAX);
    files[n_files++].n = (size_t)n;
    close(fd);
}

static void read_path(const char *path)
{
    struct dirent **names;
    struct stat about;
    if (stat(path, &about) < 0 || !S_ISDIR(about.st_mode)) {
        read_file(path);
        return;
    }
    int n = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.')
            read_file(turn_text("%s/%s", path, names[i]->d_name));
        free(names[i]);
    }
    free(names);
}

/* A piece of any file takes the place of the bytes from `at` on. */
static void paste(struct input *in, size_t at)
{
    const struct input *from = &files[roll((size_t)n_files)];
    size_t start = roll(from->n), n = roll(from->n - start + 1), room = INPUT_MAX - at;
    n = n < room ? n : room;
    memcpy(in->bytes + at, from->bytes + start, n);
    in->n = at + n > in->n || roll(2) ? at + n : in->n;
}

static void insert(struct input *in, size_t at)
{
    size_t n = 1 + roll(16);
    if (in->n + n > INPUT_MAX)
        return;
    memmove(in->bytes + at + n, in->bytes + at, in->n - at);
    memset(in->bytes + at, (int)roll(256), n);
    in->n += n;
}

static void cut(struct input *in, size_t at)
{
    size_t n = roll(in->n - at + 1);
    n = roll(4) && n > 16 ? n % 16 : n;
    memmove(in->bytes + at, in->bytes + at + n, in->n - at - n);
    in->n -= n;
}

static void mutate(struct input *in)
{
    static const uint8_t odd[] = {0, 1, 0x7f, 0x80, 0xff, '"', '{', '}', '[', ']', '\\', '\n', '%', '-', '9', ' '};
    for (uint32_t steps = 1 + roll(STEPS_MAX); steps > 0; steps--) {
        size_t at = roll(in->n);
        switch (in->n ? roll(6) : 4) {
        case 0:
            in->bytes[at] ^= (uint8_t)(1u << roll(8));
            break;
        case 1:
            in->bytes[at] = (uint8_t)roll(256);
            break;
        case 2:
            in->bytes[at] = odd[roll(COUNT(odd))];
            break;
        case 3:
            cut(in, at);
            break;
        case 4:
            insert(in, at);
            break;
        default:
            paste(in, at);
        }
    }
}

/* In memory of exactly that size, so that a sanitizer sees a step too far. */
static void run(void)
{
    uint8_t *bytes = make(present->n);
    memcpy(bytes, present->bytes, present->n);
    alarm(INPUT_S);
    LLVMFuzzerTestOneInput(bytes, present->n);
    free(bytes);
}

static int run_all(int argc, char **argv)
{
    int n = 0;
    int64_t end = clock_ms() + BUDGET_MS;
    LLVMFuzzerInitialize(&argc, &argv);
    for (; n < n_files; n++) {
        *present = files[n];
        run();
    }
    for (int i = 0; i < MUTATIONS && n_files > 1 && clock_ms() < end; i++, n++) {
        *present = files[roll((size_t)n_files)];
        mutate(present);
        run();
    }
    return n;
}

/* The targets say much to the log about what they refuse; a sanitizer's report still goes out. */
static void be_quiet(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC), out = dup(STDERR_FILENO);
    if (__sanitizer_set_report_fd)
        __sanitizer_set_report_fd((void *)(intptr_t)out);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
}

static void keep(const char *program, int status)
{
    const char *slash = strrchr(program, '/'), *path = turn_text("%s.crash", slash ? slash + 1 : program);
    FILE *to = fopen(path, "w");
    if (!to || fwrite(present->bytes, 1, present->n, to) != present->n || fclose(to) != 0)
        die("%s cannot be written", path);
    printf("ended with status %#x on an input of %zu bytes, kept as %s\n", (unsigned)status, present->n, path);
}

int main(int argc, char **argv)
{
    int status;
    present = mmap(NULL, sizeof *present, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(present != MAP_FAILED);
    for (int i = 1; i < argc; i++)
        read_path(argv[i]);
    turn_end();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (n_files > 1)
            be_quiet();
        printf("%d inputs\n", run_all(argc, argv));
        exit(0);
    }
    must(child > 0 && waitpid(child, &status, 0) == child);
    if (status != 0)
        keep(argv[0], status);
    turn_end();
    return status != 0;
}
