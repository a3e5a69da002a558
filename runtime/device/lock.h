/* lock.h - what a driver's process gives up once its driver is loaded and its settings are read. */
#ifndef DEVICE_LOCK_H
#define DEVICE_LOCK_H

#include <stdbool.h>

/* A folder whose files may still be opened, for reading or for writing too. A list ends with path NULL. */
struct lock_file {
    const char *path;
    bool write;
};

/* No file but these can be opened any more (Landlock, where the kernel has it) and none run, no child or thread
 * started, few descriptors held. Sockets stay: core's and the device's come and go. Sanitizer builds keep their
 * freedom, they need it at their end. `files` may be NULL. */
void lock_down(const struct lock_file *files);

#endif
