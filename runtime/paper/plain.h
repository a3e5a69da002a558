/* plain.h - a slip as lines of text, for printers that are too slow or too simple for a picture. */
#ifndef PAPER_PLAIN_H
#define PAPER_PLAIN_H

#include "paper/saying.h"

/* The lines of hw/README.md ("print"): one after the other, each ending with a newline. wipe_text() it. */
char *plain_write(const struct saying *saying);

#endif
