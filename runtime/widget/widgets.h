/* widgets.h - what pages are made of. Each lays itself into a plan, in the theme's colours, at the text size of the
 * visit.
 *
 * A widget that can be touched takes the name of its target and shows by itself that it is pressed. */
#ifndef WIDGET_WIDGETS_H
#define WIDGET_WIDGETS_H

#include "glass/plan.h"

enum { MARGIN = 48, GAP = 24, BAR_HEIGHT = 148, NAV_HEIGHT = 176, HEADER_HEIGHT = 128, PAGER_HEIGHT = 104 };

/* Buttons: button.c */
enum button_style { BUTTON_MAIN, BUTTON_PLAIN, BUTTON_SIGNAL, BUTTON_SOFT };

struct button {
    enum button_style style;
    const char *text, *line; /* line: a second, smaller text; may be NULL */
    const char *icon;        /* before the text; may be NULL */
    const char *after;       /* icon after the text; may be NULL */
    bool disabled;
};

void widget_button(struct plan *plan, struct box box, const char *id, struct button button);

/* The band with one or two buttons above the access bar; id NULL: not there. The second is the main one. leave: the
 * button that ends the visit stands between them, as with low reach; NULL: it does not. */
struct nav {
    const char *back_id, *back, *back_icon;
    const char *id, *text, *icon, *line;
    const char *leave;
    bool disabled;
};

void widget_nav(struct plan *plan, struct box band, struct nav nav);

/* Two answers side by side of the page in tabs: button.c */
void widget_tabs(struct plan *plan, struct box box, const char *const ids[2], const char *const texts[2], int chosen);

/* "‹ 1 / 3 ›" between page:back and page:next: button.c */
void widget_pager(struct plan *plan, struct box box, int page, int pages, const char *text);

/* Something to tick: check.c */
struct check {
    const char *text;
    bool on;
};

void widget_check(struct plan *plan, struct box box, const char *id, struct check check);

/* Headers: header.c. Clock is "09.41"; icon, title and line are the service's. */
struct header {
    const char *icon, *title, *line, *clock,
        *below;         /* icon NULL: the site's mark; below: a small text below the clock */
    const char *leave;  /* text of the button that ends the visit; NULL: none */
    const char *notice; /* of home: a small sign beside the greeting; NULL: none */
};

/* In a band, or in a whole side of the page: then leave and clock stand at its foot. */
void widget_header(struct plan *plan, struct box band, struct header header);

/* With low reach there is nothing to touch up here: mark, name and a sentence, in the middle of the band. */
void widget_low_header(struct plan *plan, struct box band, const char *name, const char *sentence);

/* Title and line, one above the other in the middle of the box. */
void widget_names(struct plan *plan, struct box box, struct header header, enum type big, enum type small);

/* Home's own head: welcome.c. In portrait a band, in landscape the left side; with `low` (a sentence) what is touched
 * is all below it. script: the greeting in its own letters. */
enum { WELCOME_HEIGHT = 400, WELCOME_SIDE = 660, WELCOME_LOW = 742 };

struct welcome {
    struct header header;
    const char *question, *script, *greeting, *low;
    const char *speech; /* that it speaks, and which keys do what; NULL: it does not */
    int foot; /* in landscape: where the buttons of the side begin; the greeting goes first when there is no room */
};

void widget_welcome(struct plan *plan, struct welcome welcome);

/* The top of it alone: mark, name and place, clock and day. */
void widget_identity(struct plan *plan, struct header header);

/* At the top of the box, which shrinks; deep: on the ground of the header. */
struct steps {
    int at, of;
    const char *text, *stage;
};

void widget_steps(struct plan *plan, struct box *box, bool deep, struct steps steps);

/* Title and hint of a question, made smaller when the box does not hold them; hint may be NULL. */
void widget_heading(struct plan *plan, struct box *box, bool deep, const char *title, const char *hint);

/* Rows and tiles: row.c */
struct row {
    const char *id;   /* NULL: cannot be touched */
    const char *icon; /* in a soft square, or */
    char letter;      /* an agency's letter in its colour */
    const char *title, *line;
    const char *state_icon, *state; /* on the right; NULL: none */
    const char *brief;              /* the same in fewer words, for a low tile; NULL: there are none */
    bool chosen, off, arrow;
    int size;     /* of a tile's title: what widget_tile_size() said for all that stand beside it; 0: its own */
    bool foreign; /* its texts come from outside: what is too long is shortened */
};

void widget_row(struct plan *plan, struct box box, const struct row *row);

/* What a row needs at this text size. */
int widget_row_height(const struct plan *plan, bool with_state);
void widget_tile(struct plan *plan, struct box box, const struct row *row);

/* The size that the title of a tile takes in such a box. */
int widget_tile_size(const struct plan *plan, struct box box, const struct row *row);
void widget_badge(struct plan *plan, struct box box, char letter, bool off);

/* Bars, each with its name: chart.c. As high as they need, and as the box is; the result is that. */
struct bars {
    int n;
    const char *const *names, *const *texts; /* texts: the numbers as they are written */
    const int64_t *values;
};

int widget_bars(struct plan *plan, struct box box, const struct bars *bars);

/* Fields: field.c */
struct input {
    const char *text, *hint; /* hint: shown while the text is empty */
    const char *clear;       /* target of the button that empties it; NULL: none */
    bool wrong, live;
};

void widget_field(struct plan *plan, struct box box, struct input field);

/* Digits in groups with places for those to come: "330204 711299 ____". sizes end with 0. */
void widget_cells(struct plan *plan, struct box box, const char *digits, const int *sizes);

/* The same for what nobody may see: dots for so many that are typed. */
void widget_covered(struct plan *plan, struct box box, int typed, int of, bool wrong);

/* Keys: keyboard.c. Targets key:X and pad:N. They stand at the end of the box, which shrinks. */
void widget_keyboard(struct plan *plan, struct box *box, bool symbols, bool with_shift, bool shift, const char *space,
                     const char *remove);
void widget_pad(struct plan *plan, struct box *box, const char *remove);

/* Notices: notice.c. At the top of the box, as high as the text needs: the result is its height. */
enum notice_style { NOTICE_GOOD, NOTICE_CARE, NOTICE_BAD, NOTICE_PLAIN };

struct tone {
    enum colour ground, text;
    const char *icon; /* unless there is a better one */
};

struct tone widget_tone(enum notice_style style);
int widget_notice(struct plan *plan, struct box box, enum notice_style style, const char *icon, const char *title,
                  const char *text);
int widget_notice_height(struct plan *plan, int width, const char *title, const char *text);

/* One line with an icon, without a ground: how far a field is. The result is its height. */
int widget_remark(struct plan *plan, struct box box, enum notice_style style, const char *text);

/* A picture and what it stands for in the middle of a page on which nothing else is to be done: notice.c. */
void widget_calm(struct plan *plan, struct box room, const char *icon, const char *title, const char *text);

/* A document: document.c. What it is and what is to be said of it; on its sheet how it stands. */
struct document {
    const char *title, *line;
    const char *link, *scan; /* where else it can be had, to be scanned, and how that is said; NULL: nowhere */
    enum notice_style style;
    const char *icon; /* how it stands; NULL: there is nothing to say */
    bool off;
};

void widget_document(struct plan *plan, struct box box, struct document document);

/* A dialog over everything but the access bar: notice.c. left and of: the countdown ring; of 0: an icon instead. */
struct dialog {
    const char *title, *text, *icon;
    int left, of;
    const char *id, *button;      /* the main button */
    const char *other_id, *other; /* the other one; NULL: none */
};

void widget_dialog(struct plan *plan, struct dialog dialog);

/* The access bar: bar.c */
struct bar {
    const char *language, *text, *speech, *contrast, *low, *staff;
    bool large, spoken, dark, lowered, called; /* what is on */
    bool mute;                                 /* there is nothing to speak with */
};

void widget_bar(struct plan *plan, struct bar bar);

/* Something to scan, with a few words below it, as large as the box lets it. */
void widget_code(struct plan *plan, struct box box, const char *link, const char *text);

/* The queue number with the letter in its agency's colour. */
void widget_number(struct plan *plan, enum type type, struct box box, enum align align, const char *number);

#endif
