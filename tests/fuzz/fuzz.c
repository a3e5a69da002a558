/* fuzz.c - see fuzz.h. */
#define _GNU_SOURCE
#include "fuzz.h"

#include "base/memfile.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

/* Not ours: libconfig 1.5 loses 64 bytes when a string of a file has no end; the others keep what they read of fonts.
 */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libconfig.so\nleak:libfontconfig.so\nleak:libpango\nleak:libcairo.so\nleak:libglib-2.0.so\n";
}

char *fuzz_text(const uint8_t *bytes, size_t n)
{
    char *text = turn_alloc(n + 1);
    if (n > 0)
        memcpy(text, bytes, n);
    return text;
}

char *fuzz_part(char **rest)
{
    static const char cut[] = "\n%%\n";
    char *part = *rest, *end = strstr(part, cut);
    if (end)
        *end = 0;
    *rest = end ? end + sizeof cut - 1 : part + strlen(part);
    return part;
}

const char *fuzz_file(const void *bytes, size_t n)
{
    static int fd = -1;
    if (fd < 0)
        fd = memfd_create("fuzz", MFD_CLOEXEC);
    must(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, bytes, n, 0) == (ssize_t)n);
    return turn_text("/proc/self/fd/%d", fd);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
    (void)about, (void)kind, (void)at;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *fuzz_folder(void)
{
    if (*folder)
        return folder;
    snprintf(folder, sizeof folder, "%s/anjungan-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    must(mkdtemp(folder));
    atexit(remove_folder);
    return folder;
}

void fuzz_write(const char *below, const char *text)
{
    char *path = turn_text("%s/%s", fuzz_folder(), below);
    for (char *slash = path + strlen(fuzz_folder()) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = 0;
        mkdir(path, 0700);
    }
    must(file_write_path(path, text, strlen(text), 0600) == OK);
}
