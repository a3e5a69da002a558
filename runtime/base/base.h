/* base.h - what every file may use: results, the log, memory of one turn.
 *
 * A function that can fail returns a negative result after writing one line to the log, where the reason is known
 * best; its callers only pass the result on. What the project itself got wrong ends the process: supervisors start it
 * again, and that road is tested every day. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Functions that can fail return one of these, or a value >= 0. */
enum {
    OK = 0,
    E_IO = -1,      /* the system said no: disk, socket, device file */
    E_FORMAT = -2,  /* the bytes are not what they should be */
    E_STATE = -3,   /* not now: wrong order, already done, nothing there */
    E_DENIED = -4,  /* not allowed to this caller */
    E_FULL = -5,    /* no room: disk, queue, buffer */
    E_TIMEOUT = -6, /* nobody answered in time */
    E_GONE = -7,    /* the other side closed */
};

#define LIKE_PRINTF(at) __attribute__((format(printf, at, at + 1), nonnull(at)))
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Asks once whether the log is a terminal, whose lines have no level: a locked process must not ask any more. */
void log_start(void);

/* Write one line to the log (standard error) and hand the code on: return fail(E_FORMAT, "%s: no version", path);
 * Numbers of 16 digits, also grouped, are masked in every line: they may be somebody's NIK. */
int fail(int code, const char *format, ...) LIKE_PRINTF(2);

/* The same for errno; the code is E_FULL for a full disk, E_IO otherwise. */
int fail_errno(const char *format, ...) LIKE_PRINTF(1);

void say(const char *format, ...) LIKE_PRINTF(1);

/* What every line of the log goes through, for texts of strangers that people will read: a run of 16 digits looks like
 * a NIK and becomes #, control bytes become spaces. */
void mask_text(char *text);

/* A process that cannot go on ends here. */
_Noreturn void die(const char *format, ...) LIKE_PRINTF(1);

/* A broken promise in our own code. */
#define must(condition) ((condition) ? (void)0 : die("%s:%d: must(%s)", __FILE__, __LINE__, #condition))

/* Memory for the current turn of the loop: never freed one by one, wiped and gone when the turn ends. */
void *turn_alloc(size_t n);
char *turn_text(const char *format, ...) LIKE_PRINTF(1);
void turn_end(void);

/* Zeroed memory that lives longer; free() it. Never returns NULL. */
void *make(size_t n);
char *make_text(const char *text);

/* free() after wiping: for anything a citizen typed or a card said. */
void wipe_free(void *p, size_t n);
void wipe_text(char *text);

/* The same when nobody knows how large it is: all that the allocator gave. For libraries that take a free(). */
void wipe_whole(void *p);

/* The build that speaks; both sides of a socket must agree. */
const char *base_build(void);

#endif
