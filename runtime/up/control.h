/* control.h - RUN/run/up/control: one line in, one line out, for `anjungan status`, `kill`, `stop`, `start` and `down`.
 *
 * `status` answers JSON; the others "ok" or "error WHY". `down` ends the kiosk: the connection closes when all is
 * gone. */
#ifndef UP_CONTROL_H
#define UP_CONTROL_H

#include "up/crew.h"

struct control;

/* NULL when the socket cannot be opened. */
struct control *control_open(struct loop *loop, const struct folder *folder, struct crew *crew);
void control_close(struct control *control);

#endif
