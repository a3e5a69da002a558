/* proc.c - see proc.h. */
#define _GNU_SOURCE
#include "bench/proc.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* The number behind "NAME:" at the start of a line; -1 when it is not there or the file cannot be read. */
static int64_t read_number(const char *path, const char *name)
{
    char line[256];
    size_t n = strlen(name);
    int64_t number = -1;
    FILE *from = fopen(path, "re");
    while (from && number < 0 && fgets(line, sizeof line, from))
        if (strncmp(line, name, n) == 0 && line[n] == ':')
            number = strtoll(line + n + 1, NULL, 10);
    if (from)
        fclose(from);
    return number;
}

int proc_memory(pid_t pid, struct proc_memory *to)
{
    int64_t rss = read_number(turn_text("/proc/%d/status", pid), "VmRSS");
    int64_t pss = read_number(turn_text("/proc/%d/smaps_rollup", pid), "Pss");
    *to = (struct proc_memory){(double)rss / 1024, (double)pss / 1024};
    if (rss < 0)
        return E_GONE;
    return pss < 0 ? E_DENIED : OK;
}

static int64_t count_sleeps(pid_t pid)
{
    int64_t sum = 0;
    DIR *tasks = opendir(turn_text("/proc/%d/task", pid));
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        if (!isdigit((unsigned char)task->d_name[0]))
            continue;
        int64_t n = read_number(turn_text("/proc/%d/task/%s/status", pid, task->d_name), "voluntary_ctxt_switches");
        sum += n > 0 ? n : 0;
    }
    if (tasks)
        closedir(tasks);
    return sum;
}

int proc_use(pid_t pid, struct proc_use *to)
{
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) < 0)
        return E_GONE;
    *to = (struct proc_use){(double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6, count_sleeps(pid)};
    return OK;
}

/* The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
double proc_busy(void)
{
    long long t[8] = {0};
    FILE *from = fopen("/proc/stat", "re");
    int n = from ? fscanf(from, "cpu %lld %lld %lld %lld %lld %lld %lld %lld", &t[0], &t[1], &t[2], &t[3], &t[4], &t[5],
                          &t[6], &t[7])
                 : 0;
    if (from)
        fclose(from);
    long long ticks = n == 8 ? t[0] + t[1] + t[2] + t[5] + t[6] + t[7] : 0;
    return (double)ticks * 1e3 / (double)sysconf(_SC_CLK_TCK);
}

static double cpu_of(int who)
{
    struct rusage used;
    getrusage(who, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

double proc_own(void)
{
    return cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN);
}
