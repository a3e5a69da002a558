/* plan.h - one screen as a flat list of items to paint and targets to touch.
 *
 * A page says the whole screen again whenever something happened. plan_changes() compares the new list with the one
 * that is being shown, and only where they differ does anything get painted: so a page never thinks about repainting,
 * and a pressed key still costs no more than its own rectangle. */
#ifndef GLASS_PLAN_H
#define GLASS_PLAN_H

#include "draw/photo.h"
#include "draw/text.h"
#include "draw/theme.h"

enum {
    PLAN_ITEMS = 640,
    PLAN_TARGETS = 96,
    PLAN_TEXT = 24576,
    PLAN_PRESSED = 10,
    TARGET_ID = 136, /* "choice:" and any key that a packet holds */
    PLAN_LEAST = 28,
    PLAN_RING = 17 /* how far the ring of the focus reaches out */
};

enum item_kind {
    ITEM_FILL,
    ITEM_CARD,
    ITEM_DISC,
    ITEM_ARC, /* part: thousandths of a turn */
    ITEM_LINE,
    ITEM_TEXT,
    ITEM_PARAGRAPH,
    ITEM_DIGITS,
    ITEM_ICON,
    ITEM_KAWUNG, /* part and radius: strength at the left and the right */
    ITEM_QR,
    ITEM_MARK,
    ITEM_SHADE,
    ITEM_RING,   /* nothing inside: an edge of that thickness outside the box */
    ITEM_STROKE, /* points of a pen: pen.h */
    ITEM_PHOTO,  /* part: which one, since its pixels are not compared */
};

/* When it is spoken: with the screen, after everything else of it, or only when the keypad's focus comes to it. */
enum spoken { SPOKEN_NOW, SPOKEN_LAST, SPOKEN_AT_FOCUS };

/* What else is to be said of a target. */
enum state { STATE_NONE, STATE_ON, STATE_OFF, STATE_CHOSEN };

struct item {
    enum item_kind kind;
    enum spoken spoken;
    struct box box;
    uint32_t colour, edge;
    int radius, thickness, part;
    struct ink ink;
    enum align align;
    const char *text; /* in the plan's own bytes */
    const struct photo *photo;
    bool foreign;     /* and not our own or a service's: it may be shortened */
    const char *name; /* how it is read aloud; NULL: as it is written */
    bool joined;      /* read in one with the text before it */
};

struct target {
    char id[TARGET_ID];
    struct box box;
    bool enabled, key; /* key: of a keyboard, where order counts */
    enum spoken spoken;
    enum state state;
    const char *name; /* how it is spoken; NULL: as the texts in its box */
};

struct plan {
    struct draw *draw;
    const struct theme *theme;
    int column; /* of the theme's sizes: how large the text is */
    bool low;   /* low reach: no control in the upper part */
    bool crowded;
    enum spoken spoken; /* of what is laid now */
    const char *pressed[PLAN_PRESSED];
    int n_pressed;
    struct item items[PLAN_ITEMS];
    uint64_t hashes[PLAN_ITEMS];
    int n_items;
    struct target targets[PLAN_TARGETS];
    int n_targets;
    size_t n_text;
    char text[PLAN_TEXT];
    /* what the screen is, for the demo's probe */
    const char *kind, *key;
    int64_t step;
};

/* Empties it; nothing of the old screen stays in its bytes. */
void plan_clear(struct plan *plan);

/* How a text looks: font, size and colour, all by role. */
struct look {
    enum font font;
    enum type type;
    enum colour colour;
};

int plan_size(const struct plan *plan, enum type type);
int plan_height(const struct plan *plan); /* of the design page */
int plan_width(const struct plan *plan);
struct ink plan_ink(const struct plan *plan, struct look look);

/* The same, as small as the widest of some lines needs it: what stands in a column is of one size. */
struct ink plan_ink_of_all(const struct plan *plan, struct look look, int width, const char *const *texts, int n);

void plan_fill(struct plan *plan, struct box box, enum colour colour);
void plan_card(struct plan *plan, struct box box, int radius, enum colour fill, enum colour edge, int thickness);
void plan_disc(struct plan *plan, int x, int y, int radius, enum colour colour);
void plan_arc(struct plan *plan, int x, int y, int radius, int thickness, int thousandths, enum colour colour);
void plan_line(struct plan *plan, int x1, int y1, int x2, int y2, int thickness, enum colour colour);
void plan_icon(struct plan *plan, struct box box, enum colour colour, const char *name);
void plan_kawung(struct plan *plan, struct box box, int left, int right);
void plan_qr(struct plan *plan, struct box box, const char *text);
void plan_mark(struct plan *plan, struct box box, enum colour ground, enum colour petals);
void plan_shade(struct plan *plan, struct box box);

/* Pixels that stay the page's, and a number that is another one when they are. */
void plan_photo(struct plan *plan, struct box box, const struct photo *photo, int serial);

/* An edge outside the box, nothing in it. */
void plan_outline(struct plan *plan, struct box box, int radius, enum colour colour, int thickness);

void plan_stroke(struct plan *plan, struct box box, enum colour colour, int thickness, const char *points);

/* One line, made smaller when it would not fit. */
void plan_line_of(struct plan *plan, struct look look, struct box box, enum align align, const char *text);

/* A paragraph from there on; the result is its height. plan_say() puts it at the top of the box and takes that off. */
int plan_paragraph(struct plan *plan, struct look look, int x, int y, int width, const char *text);
void plan_say(struct plan *plan, struct look look, struct box *box, const char *text);

/* The same in an ink of one's own, and never higher than the box; made smaller only where a word is wider than it. */
int plan_paragraph_in(struct plan *plan, struct ink ink, struct box box, const char *text);

/* Up to as many lines as the box holds, in its middle, made smaller when they would not fit: for labels of buttons. */
void plan_label(struct plan *plan, struct look look, struct box box, enum align align, const char *text);

/* The size it takes there; and the same in a size of one's own: labels that stand beside each other are of one. */
int plan_label_size(const struct plan *plan, struct look look, struct box box, const char *text);
void plan_label_in(struct plan *plan, struct look look, int size, struct box box, enum align align, const char *text);

void plan_digits(struct plan *plan, struct look look, struct box box, enum align align, const char *text);

/* The text will change with every key: it is neither kept as a picture nor made smaller. */
void plan_live(struct plan *plan, struct look look, struct box box, enum align align, const char *text);

/* In an ink of the page's own, for what is read from afar: kind is ITEM_TEXT, ITEM_DIGITS or ITEM_PARAGRAPH. */
void plan_text(struct plan *plan, enum item_kind kind, struct ink ink, struct box box, enum align align,
               const char *text);

/* Takes back every item since there were so many: it did not fit. plan_restart() does so with targets too, to begin the
 * page again at this point of it. */
void plan_rewind(struct plan *plan, int items);
void plan_restart(struct plan *plan, int items, int targets);

/* What a page has left in the end. Less than nothing: the page is crowded, and is laid again in smaller text. */
void plan_left(struct plan *plan, struct box box);

/* An earlier card, laid before its content was measured, gets its height; without `edged` also its edge goes. */
void plan_grow(struct plan *plan, int item, int height, bool edged);

/* The last text is what somebody is called, or what an agency says: no flaw when it is shortened. */
void plan_foreign(struct plan *plan);

/* The last item in another colour than a role's: an agency's letter. */
void plan_recolour(struct plan *plan, uint32_t colour);

/* Something that can be touched; true while a finger is on it. */
bool plan_target(struct plan *plan, struct box box, bool enabled, const char *id);

/* How the target laid last is spoken, where its texts do not say it or say it in another order; and its state. */
void plan_name(struct plan *plan, const char *name);
void plan_state(struct plan *plan, enum state state);

/* The text laid last: read in other words than it is written, or as the rest of the text before it. */
void plan_read_as(struct plan *plan, const char *name);
void plan_join(struct plan *plan);

/* The keypad's focus stands here: a ring around the box. */
void plan_ring(struct plan *plan, struct box box);

/* The last card laid gets darker as under a finger; the result is the box for what stands on it, three units lower. */
struct box plan_press(struct plan *plan, struct box box);

/* The last target is a key of a keyboard. */
void plan_key(struct plan *plan);

/* What has been laid so far can be seen but not touched: a dialog comes. */
void plan_cover(struct plan *plan);

/* The target at a place, else the nearest enabled one that is not farther than `reach`; NULL when there is none, or it
 * is not enabled. */
const struct target *plan_near(const struct plan *plan, int x, int y, int reach);
const struct target *plan_named(const struct plan *plan, const char *id);

/* True for an item that can be read, and where its letters really are: its box may be wider. */
bool plan_is_text(const struct item *item);
struct box plan_letters(const struct plan *plan, const struct item *item);

/* Marks on `draw` everything that differs between the two. */
void plan_changes(const struct plan *shown, const struct plan *wanted, struct draw *draw);

/* Paints what lies in the clip; for draw_flush(). */
void plan_paint(void *plan);

#endif
