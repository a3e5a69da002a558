/* text.h - lines, paragraphs, icons and digits in design units.
 *
 * One line stands in a box with its capitals in the middle of the height, so texts of several sizes beside each other
 * look level. Words between asterisks are bold: "Nomor *tetap berlaku*." - only paragraphs know that. */
#ifndef DRAW_TEXT_H
#define DRAW_TEXT_H

#include "draw/draw.h"
#include "draw/font.h"

enum align { LEFT, CENTRE, RIGHT };

struct ink {
    enum font font;
    int size;
    uint32_t colour;
    bool live; /* changes with every key: not worth keeping, and not to be kept */
};

int text_width(struct draw *draw, struct ink ink, const char *text);

/* The line, shortened with an ellipsis when it is wider than the box. */
void text_line(struct draw *draw, struct ink ink, struct box box, enum align align, const char *text);

/* Height of one line of a paragraph. */
int text_leading(struct ink ink);

/* Lines that the text takes at this width, and its height. A word wider than the width goes on in the next line. */
int text_lines(struct draw *draw, struct ink ink, int width, const char *text);
int text_height(struct draw *draw, struct ink ink, int width, const char *text);

/* The widest line of the text at this width, or its widest word: when that is more, words would be broken. */
int text_widest(struct draw *draw, struct ink ink, int width, const char *text);

/* What the box has no lines for is shortened with an ellipsis. */
void text_paragraph(struct draw *draw, struct ink ink, struct box box, enum align align, const char *text);

/* Every digit in a cell of the same width, so that a clock does not shake; other characters keep theirs. */
int text_digits_width(struct draw *draw, struct ink ink, const char *text);
void text_digits(struct draw *draw, struct ink ink, struct box box, enum align align, const char *text);

/* A glyph of the icon font by its public name ("child_friendly"): the font itself joins the letters of the name into
 * the picture, so there is no table of names. A name that the font does not know shows as "description". */
void text_icon(struct draw *draw, struct box box, uint32_t colour, const char *name);

/* The same name, or "description". */
const char *text_icon_known(struct draw *draw, const char *name);

#endif
