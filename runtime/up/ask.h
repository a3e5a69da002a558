/* ask.h - what the command `anjungan` asks of a running kiosk: its supervisor, its simulator, the hall, the back
 * office.
 *
 * These serve people at a terminal (and the panel): what goes wrong is told in words, on standard error. */
#ifndef UP_ASK_H
#define UP_ASK_H

#include "base/wire.h"

/* Tells what went wrong, and hands the code on. */
int sorry(int code, const char *format, ...) LIKE_PRINTF(2);

/* Sends a line to a Unix socket below the run folder and returns the line it answers (free it), or NULL. `who` names
 * it. */
char *ask_line(const char *run, const char *socket, const char *who, const char *line);

/* As ask_line() to the supervisor, and waits until it has closed the connection: the kiosk is gone. */
int ask_down(const char *run);

/* An HTTP request with the bearer token of a file below the run folder: POST, or GET when body is NULL (its reference
 * is dropped). Returns the text of the answer (wipe_text it), or NULL when it failed. */
char *ask_http(const char *run, const char *url, const char *token_file, json_t *body);

/* Says hello to core and asks; takes the question. The answer is the caller's when it is OK. */
int ask_core(const char *run, json_t *question, struct packet *answer);

/* The member `age` of a row, in seconds, as people say it; turn memory. */
const char *age_text(const json_t *row);

#endif
