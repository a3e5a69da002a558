/* stand.h - the real window on a real X server, with this test as core and as the citizen's hands.
 *
 * What the window shows is told by its probe, what it heard by the packets it sends; nothing here knows how it works
 * inside. Every wait is for something to be seen, and its end only ends a broken test. */
#ifndef TESTS_INPUT_STAND_H
#define TESTS_INPUT_STAND_H

#include "glass.h"

#include "base/json.h"
#include "robot/probe.h"

struct stand {
    struct glass glass;
    struct probe probe;
    const char *run, *visit;
    pid_t ui;
    int core; /* core's end of the line */
    int64_t step;
};

extern struct stand stand;

enum { STAND_MS = 20000 };

/* The window shows home. */
void stand_open(void);
void stand_close(void);

/* Another window, with this in screens.main of site.conf too, and this at its end. */
void stand_describe(const char *screen, const char *more);

/* Core ends what there was and opens a visit, and the next step of it: a text of `min` to 200 letters, in capitals. It
 * is on the glass then. */
void stand_visit(const char *visit);
void stand_text(int min);

/* The next packet of the window, NULL when there is none; the caller owns it. */
json_t *stand_said(void);

const char *stand_said_type(void);

/* Taps "next"; what the window answers. */
const char *stand_answer(void);

/* Nothing was said: the next packet is the one of the button for the language, pressed twice. */
bool stand_is_silent(void);

/* A target on the display; where it is not, the test ends. */
struct area stand_target(const char *id);

/* A finger in the middle of a target: XI_TouchBegin ..., or both ends of it. */
void stand_finger(int kind, unsigned finger, const char *id);
void stand_tap(const char *id);

/* Until a target can be touched, or cannot be any more; false when it never comes. */
bool stand_sees(const char *id, bool enabled);

/* Until an area looks like this, or unlike this; false when it never does. */
bool stand_looks(struct area area, uint64_t pixels);
bool stand_changes(struct area area, uint64_t pixels);

/* The whole window, and what X calls it. */
struct area stand_window(void);
Window stand_find_window(void);

/* The window has taken all touches and keys so far: what core says now comes after them. */
bool stand_settles(void);

/* The window's process lives, and has written nothing into its log. */
bool stand_is_well(void);

#endif
