/* peek.h - a process seen from outside: what the kernel says of it, and what its memory holds. */
#ifndef TESTS_FLOW_PEEK_H
#define TESTS_FLOW_PEEK_H

#include <stdbool.h>
#include <sys/types.h>

/* The first line of /proc/PID/FILE that begins so, or "". Good until the next call. */
const char *peek_line(pid_t pid, const char *file, const char *begins);

/* The whole of it. Turn memory. */
char *peek_file(pid_t pid, const char *file);

/* A figure of /proc/PID/status, "VmHWM:" for example; 0 when the process is gone. */
long peek_figure(pid_t pid, const char *name);

/* How many descriptors it has; negative when we may not look. */
int peek_descriptors(pid_t pid);
bool peek_has_descriptor(pid_t pid, int fd);

/* How often the text stands in its writable memory; -1 when we may not look. */
int peek_copies(pid_t pid, const char *text);

/* Its only child, 0 when it has none. */
pid_t peek_child(pid_t pid);

#endif
