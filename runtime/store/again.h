/* again.h - what can be made again: the code of plugins and what was found out about them, in a file of its own beside
 * the database (PATH.code), attached as `code`.
 *
 * Damage in it costs a second and no letter: the file is thrown away and core reads the plugins again. So nothing in it
 * is checked at a start but the little that a start reads, and what is read later says itself whether it is whole. */
#ifndef STORE_AGAIN_H
#define STORE_AGAIN_H

#include "store/store.h"

/* Attaches what is there, or a new one when that is damaged, half written or of another program. */
int again_attach(struct store *store);

/* Damage was seen while running: the file goes, the process ends, and the next start makes a new one. */
_Noreturn void again_end(const struct store *store, const char *what);

/* Removes the file. What is open stays readable until its process ends. */
void again_forget(const char *path);

#endif
