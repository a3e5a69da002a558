/* ui.h - the citizen's screen: what it knows, and what pages may ask of it.
 *
 * Core owns the visit; ui only shows the last screen that core sent and what has been typed into it. Nothing here
 * outlives a visit but the home index, and nothing of a visit is ever written or logged. */
#ifndef SCREEN_UI_H
#define SCREEN_UI_H

#include "base/words.h"
#include "domain/regions.h"
#include "screen/access.h"
#include "widget/area.h"
#include "screen/entry.h"
#include "screen/idle.h"
#include "screen/index.h"
#include "screen/many.h"
#include "widget/widgets.h"
#include "glass/window.h"

enum view { VIEW_NEED, VIEW_AGENCY, VIEW_SERVICES, VIEW_NUMBERS, VIEW_FIND };
enum over { OVER_NOTHING, OVER_LEAVE, OVER_CALLED, OVER_NOT_CALLED };

/* How somebody wants the screen; it says nothing of who they are. */
struct wishes {
    char language[12];
    int column; /* of text sizes, from the ordinary one */
    bool speech, contrast, low;
};

struct ui {
    struct window *window;
    struct theme plain, dark;
    struct theme dressed; /* plain in the colours of the visit's agency */
    json_t *words;        /* the runtime's, {language: {...}} */
    struct index *index;  /* what is offered; also before core is there */
    json_t *home;         /* core's last word about what is not open, or NULL */
    bool standing;        /* core is there */
    /* the visit */
    char visit[44], service[68];
    char ended[44];          /* a visit that this side has ended: core may still show it when it comes back */
    char starting[68];       /* a service was chosen, its visit is not there yet */
    int64_t asked;           /* when */
    bool started;            /* and core was told */
    json_t *book;            /* {manifest, words} of the service's version */
    struct regions *regions; /* opened for the first address of the visit */
    json_t *screen;          /* core's last screen */
    bool answered;           /* this step was answered: it cannot be a second time */
    json_t *unheard;         /* what was said of it while core was away, or NULL */
    bool returned;           /* core is back, and has not come to a step of the visit yet */
    /* the step */
    struct entry entry;
    int page;          /* of rows, from 0; -1: where the answer of before stands */
    bool typing;       /* the page is in a second part of it, and Back leads to the first */
    bool finding;      /* the keyboard of a search is there */
    struct many *many; /* rows to pick from; NULL: not made yet */
    void *own;         /* what else the page knows of this step: ui_own() */
    size_t n_own;
    int64_t since; /* when it came */
    /* what the citizen set for this visit */
    char language[12];
    int column; /* of text sizes, from the ordinary one */
    bool speech, contrast, low;
    /* home */
    enum view view;
    char agency[40];
    /* who is there */
    int64_t touched;
    enum over over;
    int64_t over_since;
    bool called;
    struct wishes last; /* of the visit that is over, until core says whether its card was left; language "": none */
    bool not_mine;      /* the card that was left is not theirs: home goes on */
    int64_t alarmed;    /* when it was last said that it was left */
    struct access access;
};

/* One kind of screen. */
struct page {
    const char *kind;
    bool form;                                     /* somebody types or reads long: the idle clock is slower */
    void (*begin)(struct ui *ui);                  /* the step is new: take its default; may be NULL */
    void (*lay)(struct ui *ui, struct plan *plan); /* all but the access bar */
    void (*tap)(struct ui *ui, const char *id);    /* may be NULL */
    /* A finger that came down on a target (first) or moves while it holds it: true when that shows. May be NULL. */
    bool (*drag)(struct ui *ui, const char *id, int x, int y, bool first);
    bool (*held)(const struct ui *ui);          /* the idle clock stands; may be NULL */
    int64_t (*due)(struct ui *ui, int64_t now); /* ms until it looks different by itself; may be NULL */
    void (*frame)(struct ui *ui, int width, int height, int fd); /* what a camera sees; may be NULL */
    bool covered;                                                /* what is typed is neither seen nor spoken */
    bool bare;                                                   /* without the access bar: nobody works here yet */
};

extern const struct page page_home, page_moment, page_attract, page_left;
extern const struct page page_consent, page_choice, page_pick, page_country, page_yes, page_info, page_stop;
extern const struct page page_text, page_number, page_nik, page_phone, page_date, page_year, page_pin;
extern const struct page page_address, page_slot;
extern const struct page page_sign, page_confirm;
extern const struct page page_review, page_done, page_ktp, page_code, page_photo, page_scan;
extern const struct page page_wait, page_pay, page_paper, page_fault;

/* What the window shows now: a step, home, or a moment's patience. */
const struct page *ui_page(const struct ui *ui);

/* How it looks now: high contrast, or the site's theme, in the colours of the agency whose service is open. */
const struct theme *ui_theme(struct ui *ui);

/* What a finger does, from a keypad: a tap, or only that somebody is there. */
void ui_tap(struct ui *ui, const char *id);
void ui_touched(struct ui *ui, const char *id);

/* Words. ui_text: the runtime's own. ui_word: of the open step, KEY.name, else core.KEY.name; "[KEY.name]" when
 * missing. ui_word_or gives `otherwise` (may be NULL) instead. with fills {name}; options.with does by itself. */
const char *ui_text(const struct ui *ui, const char *key);
const char *ui_text_with(const struct ui *ui, const char *key, json_t *with);
const char *ui_word(const struct ui *ui, const char *name);
const char *ui_word_or(const struct ui *ui, const char *name, const char *otherwise);

/* Any key of the visit's words, or NULL. */
const char *ui_book(const struct ui *ui, const char *key);

/* options of the open step; key and member as in the packet. */
const json_t *ui_options(const struct ui *ui);
const char *ui_key(const struct ui *ui);
int64_t ui_step(const struct ui *ui);

/* Core has just said no to the answer that is still there. */
bool ui_refused(const struct ui *ui);

/* Rows of the index and of the settings. */
const json_t *ui_service(const struct ui *ui, const char *id);
const json_t *ui_agency(const struct ui *ui, const char *id);
const char *ui_title(const struct ui *ui, const json_t *service);
const char *ui_tile(const struct ui *ui, const json_t *service); /* what it is called among the needs */
const char *ui_line(const struct ui *ui, const json_t *service);

/* The theme's column of ordinary text: the first that is large enough on this panel. ui->column counts from there. */
int ui_least(const struct ui *ui);

/* The author of a service is here (`anjungan run`): nobody is asked whether they are still there. */
bool ui_author(const struct ui *ui);

/* "09.41" of now; a day and a time of a packet as people write them, or as they are when they are none. */
const char *ui_clock(const struct ui *ui);
const char *ui_day(const struct ui *ui, const char *text);
const char *ui_time(const struct ui *ui, const char *text);

/* To core. Each of the first five only once a step. */
void ui_answer(struct ui *ui, json_t *value);
void ui_back(struct ui *ui);
void ui_edit(struct ui *ui, const char *key);
void ui_cancel(struct ui *ui);

/* Core asks the same again: what was said while it was away is said now. */
void ui_say_again(struct ui *ui);
void ui_start(struct ui *ui, const char *service);
void ui_end(struct ui *ui, const char *why);

/* Memory of the page for this step, of zeros at first; wiped when the step is over. */
void *ui_own(struct ui *ui, size_t n);

/* What home and a visit forget. */
void ui_forget_step(struct ui *ui);
void ui_forget_visit(struct ui *ui);

/* The screen is again as the last citizen had set it; and that is forgotten, too. */
void ui_restore_wishes(struct ui *ui);
void ui_forget_wishes(struct ui *ui);

void ui_forget_many(struct ui *ui); /* the rows: they are others now, or in another language */

/* Frames of pages: frame.c. head: ground, header, steps, title, hint and core's error; the result is the room for the
 * work. It is made of open (ground, header, steps) and ask (the rest), for a page whose question is in other words. */
struct box frame_head(struct ui *ui, struct plan *plan);
struct area frame_open(struct ui *ui, struct plan *plan);
struct box frame_ask(struct ui *ui, struct plan *plan, struct area *area, const char *title, const char *hint);

/* A notice below the question in landscape, when there is room for it; or else at the end of the work. */
struct notice {
    enum notice_style style;
    const char *icon, *title, *text;
};

void frame_notice(struct plan *plan, struct area *area, struct notice notice);

/* Ground and header, with the service or, when there is none, with the site. */
struct area frame_header(struct ui *ui, struct plan *plan, bool leave);

/* Kembali (or Batalkan on a first question) beside the main button; or any other buttons in their band. */
void frame_nav(struct ui *ui, struct plan *plan, const char *id, const char *text, const char *icon, bool enabled);
void frame_buttons(struct ui *ui, struct plan *plan, struct nav nav);

/* Where the rows of a page are more than one look holds: "Halaman 1 dari 3" of ui->page, PAGER_HEIGHT high; and its
 * buttons, false when the tap was for something else. */
void frame_pager(struct ui *ui, struct plan *plan, struct box box, int pages);
bool frame_turn(struct ui *ui, const char *id);

#endif
