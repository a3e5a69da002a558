/* proc.h - what the kernel knows of a process, and of the machine. */
#ifndef BENCH_PROC_H
#define BENCH_PROC_H

#include "base/base.h"

#include <sys/types.h>

struct proc_memory {
    double rss, pss; /* MB (2^20 bytes); pss shares what several programs map */
};

/* E_GONE when there is no such process, E_DENIED when only root may know its PSS (rss is then there). */
int proc_memory(pid_t pid, struct proc_memory *to);

struct proc_use {
    double cpu;     /* ms, of all threads that ever ran in it */
    int64_t sleeps; /* how often its threads went to sleep by themselves: each was woken before */
};

int proc_use(pid_t pid, struct proc_use *to);

/* CPU time of all processors together since the machine started, ms, in steps of 10. */
double proc_busy(void);

/* CPU time of this process and of all its ended descendants, ms. */
double proc_own(void);

#endif
