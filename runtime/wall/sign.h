/* sign.h - texts that are read from afar, in few sizes: each is a step of one ladder.
 *
 * A text that is too long takes the next lower step, so texts of any length open a bounded number of fonts, and those
 * that are shortened beside each other still match. What does not fit on the lowest step is cut. */
#ifndef WALL_SIGN_H
#define WALL_SIGN_H

#include "glass/plan.h"

enum step {
    STEP_CALL = 264,
    STEP_COUNTER = 160,
    STEP_CALM = 120,
    STEP_NUMBER = 88,
    STEP_TITLE = 60,
    STEP_NAME = 52,
    STEP_LINE = 44,
    STEP_LABEL = 38,
    STEP_SMALL = 28,
    STEP_LEAST = 24,
};

struct sign {
    enum font font;
    enum step step;
    enum colour colour;
};

/* How wide a line is on its own step. */
int sign_width(const struct plan *plan, struct sign sign, const char *text);

void sign_line(struct plan *plan, struct sign sign, struct box box, enum align align, const char *text);
void sign_digits(struct plan *plan, struct sign sign, struct box box, enum align align, const char *text);

/* On as many lines as fit into the box, from its top; and how high that is: -1 when they do not fit on any step. */
void sign_paragraph(struct plan *plan, struct sign sign, struct box box, const char *text);
int sign_height(const struct plan *plan, struct sign sign, struct box box, const char *text);

/* A queue's letters in a square of its colour, with an edge where the ground is dark. */
void sign_badge(struct plan *plan, struct box box, char letter, const char *text, bool edge);

#endif
