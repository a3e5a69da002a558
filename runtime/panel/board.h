/* board.h - the panel as it is seen: what it knows of the devices and of the last commands, and that laid into a plan.
 *
 * The page is as wide as its columns of cards; which number of columns shows everything largest follows from the
 * window, so there is nothing to scroll. */
#ifndef PANEL_BOARD_H
#define PANEL_BOARD_H

#include "base/site.h"
#include "glass/plan.h"
#include "panel/pictures.h"

enum { BOARD_LOG = 12, BOARD_TEXT = 320, BOARD_LANGUAGES = 6 };

/* A command and how it ended. */
struct told {
    char line[96], answer[BOARD_TEXT];
    enum { TOLD_RUNNING, TOLD_DONE, TOLD_REFUSED } how;
};

struct board {
    const struct site *site;
    struct theme theme, dark;
    json_t *words;
    char languages[BOARD_LANGUAGES][8];
    int n_languages;
    const char *language;
    json_t *status; /* of the simulator; NULL: it does not answer */
    struct pictures pictures;
    struct told log[BOARD_LOG]; /* the newest first; an empty line: none yet */
    char focus[TARGET_ID];      /* of the keyboard; "": nowhere */
    bool bright;                /* what flashes is on */
};

int board_open(struct board *board, const struct site *site);
void board_close(struct board *board);

/* Units across for a window of so many pixels. */
int board_width(int width, int height);

/* Pixels of the window in which the board stands best beside a kiosk, at most these. */
void board_fit(int *width, int *height);

/* What the simulator says now; takes the reference. */
void board_hear(struct board *board, json_t *status);

/* A command began, or ended: of several the same, that which began first. */
void board_began(struct board *board, const char *line);
void board_ended(struct board *board, const char *line, bool good, const char *answer);

void board_lay(struct board *board, struct plan *plan);

/* The line behind a target, in turn memory; NULL when it is no command but changes the board itself. */
const char *board_press(struct board *board, const char *id);

/* Something there flashes. */
bool board_flashes(const struct board *board);

/* Another target gets the focus: the next or previous (across 1, -1), or the nearest below or above (down 1, -1). */
void board_move(struct board *board, const struct plan *plan, int across, int down);

const char *board_word(const struct board *board, const char *key);

#endif
