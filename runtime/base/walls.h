/* walls.h - what a program that serves one device gives up before it hears a byte of it.
 *
 * What is given up never comes back. Sanitizer builds keep all: their leak check needs files. */
#ifndef BASE_WALLS_H
#define BASE_WALLS_H

#include <stdbool.h>

/* A folder whose files may still be opened, for reading or for writing too. A list ends with path NULL. */
struct wall_file {
    const char *path;
    bool write;
};

/* No file but these (NULL: none) can be opened any more and none run (Landlock, where the kernel has it), and few
 * descriptors be held. With a port only that TCP port can be called (from Linux 6.7 on); 0: any. Threads that exist
 * already are not held. */
void walls_close(const struct wall_file *files, unsigned port);

/* No further process, and no further thread. */
void walls_alone(void);

#endif
