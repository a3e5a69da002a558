/* wall.h - the call display of the hall: `anjungan-ui --run RUN call`.
 *
 * It shows the board that core sends and nothing of its own: what is called now, the last four, who still waits. A
 * board that is not fresh loses its yellow, which always means "now". */
#ifndef WALL_WALL_H
#define WALL_WALL_H

#include "base/words.h"
#include "wall/sign.h"
#include "wall/speech.h"
#include "glass/window.h"

extern const struct face call_face;

enum { WALL_TEXT = 128, WALL_QUEUES = 14, WALL_RECENT = 4, WALL_CALLS = WALL_RECENT + 1 };

struct wall {
    struct window *window;
    struct theme theme;
    json_t *words;
    json_t *queues; /* {LETTER: {name, place}} of site.conf, for the time before the first board */
    char language[12];
    struct speech *speech; /* NULL: it is silent */
    /* the board */
    json_t *state; /* NULL until core sent one */
    char site[WALL_TEXT];
    bool fresh;      /* the hall is heard */
    int64_t lost;    /* clock_ms() since when core is away; 0: it is there */
    int64_t heard;   /* the moment up to which the board is true */
    int64_t called;  /* clock_ms() of a call that came while we looked; 0: none yet */
    char number[16]; /* of the call, for the probe */
    bool speaking;   /* as it is shown */
};

/* What the layout asks. */
bool wall_is_old(const struct wall *wall);
const char *wall_word(const struct wall *wall, const char *key);
const char *wall_word_at(const struct wall *wall, const char *key, int64_t moment); /* with {time} */

/* A member of a part of the board, cut to what a wall can show. Turn memory. */
const char *wall_text(const json_t *part, const char *name);

/* The calls that a new board brings, in the order in which they are to be spoken; how many. None at first sight, and of
 * those that were missed only what can still be seen. Borrowed from state. */
int wall_calls(const struct wall *wall, const json_t *state, const json_t *calls[WALL_CALLS]);

/* The letters of the queues in order; how many. And one of them: {name, place}, or NULL. */
int wall_letters(const struct wall *wall, char letters[WALL_QUEUES]);
const json_t *wall_queue(const struct wall *wall, char letter);

/* How far the arrow has moved at a moment, in units; it rests six seconds after the call. */
int wall_arrow(const struct wall *wall, int64_t now);

/* Parts of the page: call.c has the left and aside.c the right column and the line at the bottom. */
void call_lay(const struct wall *wall, struct plan *plan);
void aside_lay(const struct wall *wall, struct plan *plan);

#endif
