/* class.h - one class of simulated devices as people meet it: the words for what is done to it, and how it is now.
 *
 * A class is a file NAME_words.c: a table of commands, and a function each for what several of them do. */
#ifndef SIM_CLASS_H
#define SIM_CLASS_H

#include "base/json.h"

struct sim;

/* What may follow the words of a command. */
enum tail {
    ALONE,  /* nothing */
    NUMBER, /* [N] */
    AFTER,  /* [after BYTES] */
    LENGTH, /* N cm */
    TEXT,   /* any text, at least a letter */
};

/* What somebody asked for. */
struct deed {
    int what;       /* the command's own */
    int64_t number; /* that followed, or the command's own for a NUMBER, or 0 */
    const char *text;
};

struct command {
    const char *words;
    enum tail tail;
    const char *does;                                      /* for people */
    const char *(*run)(struct sim *sim, struct deed deed); /* "ok" or "error WHY", in turn memory */
    int what;
};

struct device_class {
    const char *name; /* in the status */
    const struct command *commands;
    size_t n;
    json_t *(*status)(const struct sim *sim); /* new */
};

extern const struct device_class printer_class, document_class, card_class, stripe_class, scanner_class, camera_class,
    lamp_class, keypad_class;

/* All of them; the last is NULL. */
extern const struct device_class *const classes[];

#endif
