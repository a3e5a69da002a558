/* machine.c - see machine.h. */
#define _GNU_SOURCE
#include "bench/machine.h"

#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

/* What the figures depend on most; asked of dpkg, where there is one. */
static const char packages[] =
    "dpkg-query -W -f '${Package} ${Version}, ' libsdl2-2.0-0 libsdl2-ttf-2.0-0 libfreetype6 "
    "libsqlite3-0 liblua5.4-0 libpango-1.0-0 libcurl4 xvfb 2>/dev/null";

static char *first_line(FILE *from)
{
    char line[1024] = "";
    if (from && !fgets(line, sizeof line, from))
        line[0] = 0;
    line[strcspn(line, "\n")] = 0;
    return turn_text("%s", line);
}

static char *read_line(const char *path)
{
    FILE *from = fopen(path, "re");
    char *line = first_line(from);
    if (from)
        fclose(from);
    return line;
}

/* The rest of the first line that begins with `name`, after its colon. */
static char *read_member(const char *path, const char *name)
{
    char line[512], *value = NULL;
    FILE *from = fopen(path, "re");
    while (from && !value && fgets(line, sizeof line, from))
        if (strncmp(line, name, strlen(name)) == 0 && strchr(line, ':'))
            value = turn_text("%s", strchr(line, ':') + 1);
    if (from)
        fclose(from);
    if (!value)
        return turn_text("unknown");
    value[strcspn(value, "\n")] = 0;
    return value + strspn(value, " \t");
}

static char *ask_packages(void)
{
    FILE *from = popen(packages, "re");
    char *line = first_line(from);
    if (from)
        pclose(from);
    size_t n = strlen(line);
    if (n > 2)
        line[n - 2] = 0;
    return line;
}

/* The file system with the longest mount point that the folder lies below. */
static char *disk_of(const char *folder)
{
    size_t longest = 0;
    char *found = turn_text("unknown");
    FILE *mounts = setmntent("/proc/self/mounts", "re");
    for (struct mntent *m; mounts && (m = getmntent(mounts));) {
        size_t n = strlen(m->mnt_dir);
        bool below = strncmp(folder, m->mnt_dir, n) == 0 && (n == 1 || folder[n] == '/' || !folder[n]);
        if (below && n >= longest) {
            longest = n;
            found = turn_text("%s on %s (%s)", m->mnt_type, m->mnt_fsname, folder);
        }
    }
    if (mounts)
        endmntent(mounts);
    return found;
}

static char *today(void)
{
    char text[64];
    time_t now = time(NULL);
    struct tm at;
    strftime(text, sizeof text, "%Y-%m-%d %H:%M %Z", localtime_r(&now, &at));
    return turn_text("%s", text);
}

json_t *machine_read(const char *folder)
{
    struct utsname kernel;
    uname(&kernel);
    char *cpu = turn_text("%s, %ld cores", read_member("/proc/cpuinfo", "model name"), sysconf(_SC_NPROCESSORS_ONLN));
    return json_pack("{ss,ss,ss,ss,ss,ss,ss,ss}", "date", today(), "build", base_build(), "cpu", cpu, "kernel",
                     turn_text("%s %s", kernel.sysname, kernel.release), "memory",
                     read_member("/proc/meminfo", "MemTotal"), "load", read_line("/proc/loadavg"), "disk",
                     disk_of(folder), "packages", ask_packages());
}
