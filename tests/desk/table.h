/* table.h - the real core and the real flow nursery, with a test sitting in every other chair.
 *
 * The test is ui; deliver, the card reader, the printer and paper are played by the table itself, as it is told to;
 * real programs may take the chairs of printer and paper. */
#ifndef TABLE_H
#define TABLE_H

#include "base/wire.h"

#include <poll.h>
#include <sys/types.h>

enum { GUEST_FDS = 4 };

struct chair {
    const char *role;
    const struct door *door;
    int fd; /* -1: nobody sits there */
};

/* Programs of the test's own that sit at the table: what they wait for, and their turn when something came. */
struct guest {
    void *mine;
    int (*watch)(void *mine, struct pollfd *to); /* how many, at most GUEST_FDS */
    void (*turn)(void *mine);
    /* Draws the page core asks for: a memory file, or -1, and then core is left without an answer. */
    int (*draw)(void *mine, const json_t *compose, int *width, int *height);
};

/* What is not the same in every test: NULL is what most want. */
struct table_site {
    const char *plugins;
    const char *core;    /* the program: "core", or one of the test's own that dies by itself */
    const char *folders; /* more rows of site.conf's folders */
    const char *agency;  /* more rows of the agency's */
    const char *printer; /* more rows of the printer's; then a real driver has its chair, and the test starts it */
    const struct guest *guest;
};

/* A printer of documents. */
struct table_a4 {
    struct chair chair;
    const char *result, *effect; /* "ok", "done"; result "": it says nothing */
    int prints;
    char *bytes; /* the newest document */
    size_t n;
};

struct table {
    char run[64];
    pid_t core, flow;
    const char *core_program; /* "core", or one of the test's own that dies by itself */
    int deaths;               /* of such a one */
    bool real_printer;        /* a real driver has the printer's chair */
    struct guest guest;
    struct chair ui, deliver, card, scanner, printer, lamp, camera;
    int paper_listener, paper;
    struct table_a4 a4[2];
    const char *document; /* what the agency sends with the answer to a look "polri.document" */
    bool document_lies;   /* and says that it is something else */
    /* how the others behave */
    bool agencies_down, hall_down, unpaid;
    const char *code, *ntpn;                 /* what the biller says; NULL: something ordinary */
    const char *print_result, *print_effect; /* "ok", "done" */
    bool print_hangs;                        /* the driver says nothing of the page */
    bool print_dies;                         /* the driver dies in the middle */
    const char *place_state;                 /* what the hall says of a number: "confirmed" */
    const char *card_nik;
    const char *card_media;       /* what its reader holds when its driver comes */
    const char *word, *word_then; /* what an agency says to letters that wait, and again (table.c) */
    bool nobody_ends;             /* "nobody is here" counts as the end of the visit */
    bool paper_lies;              /* says something no paper may say */
    /* what they saw */
    json_t *letters;                                 /* {id, agency, type, data?}, in order of arrival, one a id */
    json_t *composed;                                /* the data of the newest page */
    int words;                                       /* how often it was asked */
    int looks, bills, states, prints, leases, twice; /* twice: a number that was printed once more after it was out */
    json_t *printed;                                 /* numbers that are out */
    int scans;                                       /* how often the scanner was asked, and ... */
    int64_t scan_id;                                 /* ... by which request last */
    int takes, aims, shoots;                         /* what the camera was asked and told, and ... */
    int64_t camera_id;                               /* ... in which request last */
    int frames, frame_width, frame_height;           /* what ui got to see */
    char *frame;                                     /* the newest, of n_frame bytes */
    size_t n_frame;
    int64_t card_id;     /* by which request the card reader was asked last */
    char lamp_shows[32]; /* "idle", "attention sound" */
    char last_number[16], paper_language[8];
    unsigned char agency_public[32], agency_secret[32];
    char staff[80]; /* why somebody was called last */
    /* what ui saw */
    json_t *screen, *closed, *home;
};

void table_open(struct table *table, const char *plugins);
void table_open_with(struct table *table, const char *plugins, const char *core_program);
void table_open_site(struct table *table, const struct table_site *site);
void table_close(struct table *table);

/* Starts core again when it died by itself, and everybody sits down again; every round of the table does it. */
bool table_revive(struct table *table);

void table_start(struct table *table, const char *program);
void table_kill(struct table *table, const char *program); /* SIGKILL, and started again */
void table_stop(struct table *table, const char *program);
void table_sit(struct table *table, struct chair *chair);
void table_leave(struct chair *chair);

/* Runs the others until a new screen of this kind and key came (the key may be NULL); 0 when it did not within 8 s. */
int table_wait(struct table *table, const char *kind, const char *key);

/* Until the visit was closed; until home offers services. */
int table_wait_closed(struct table *table);
int table_wait_home(struct table *table);

/* Until the card's screen is in this phase; until home has or has not heard of a card that is left. */
int table_wait_phase(struct table *table, const char *phase);
int table_wait_card(struct table *table, bool left);

/* Runs the others for a while. */
void table_pump(struct table *table, int ms);

void table_say(struct table *table, json_t *packet);

/* The card reader says what is in it, or ends the newest request. */
void table_card(struct table *table, const char *media);
void table_card_fails(struct table *table, const char *result, const char *reason);

/* The scanner ends the newest request; code: what it read, or NULL. */
void table_scan(struct table *table, const char *result, const char *code);
/* The camera shows a frame of one grey; ends the newest request with a picture of these bytes, or with a result. */
void table_frame(struct table *table, int width, int height, int grey);
void table_picture(struct table *table, const void *bytes, size_t n, int width, int height);
void table_camera(struct table *table, const char *result, const char *reason);
void table_aim(struct table *table);
void table_start_visit(struct table *table, const char *service);
void table_answer(struct table *table, json_t *value);
void table_back(struct table *table);
void table_edit(struct table *table, const char *key);

const char *table_kind(const struct table *table);
const char *table_key(const struct table *table);
const json_t *table_option(const struct table *table, const char *way);

/* How many letters of a type the agencies have. */
int table_letters(const struct table *table, const char *type);

/* What the i-th letter says, opened with the agency's key (new); NULL: it cannot be. */
json_t *table_opened(const struct table *table, size_t i);

/* True when any file below the run folder holds the text. */
bool table_has_text(const struct table *table, const char *text);

/* Answers the screen that is shown as a citizen would. */
void table_go_on(struct table *table);

#endif
