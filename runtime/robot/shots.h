/* shots.h - a picture of every screen of a service, in every language: the service is visited again and again, each
 * time taking answers that have not been given yet, until no answer is left or it was enough.
 *
 * What is found is what answers lead to: choices, yes and no, other people's cards, early and late days, small and
 * large numbers, paying later. Letters and telephone numbers are typed the same each time. */
#ifndef ROBOT_SHOTS_H
#define ROBOT_SHOTS_H

#include "robot/visit.h"

enum { SHOTS_VISITS = 80, SHOTS_SCREENS = 200 };

struct shots {
    struct robot *robot;
    struct visit visit; /* the one that is played now */
    bool large;         /* the largest text too */
    json_t *columns;    /* ["id", "en", "id-large", "en-large"] */
    const json_t *plan; /* the way that this visit goes first; NULL: none */
    json_t *way;        /* what was answered in this visit: {KEY: answer} */
    size_t missed;      /* answers to screens that were not found again */
    json_t *typed;      /* answers of this visit by key: those of the errand, and what the way wants typed */
    const json_t *given;
    json_t *
        screens; /* [{kind, key, files {COLUMN: path}, flaws [text], way, left [answer]}] in the order of the service */
    size_t last; /* where a new screen comes in */
    int visits;
    int flaws;
};

/* Plays, takes pictures, names them OUT/NN-KIND-KEY.COLUMN.png; shots->screens says what there is. */
int shots_take(struct shots *shots, struct robot *robot, struct errand *errand, bool large);
void shots_free(struct shots *shots);

/* The screen that is open now: the probe that shows it, whether it is of this kind, its key. */
struct probe *shots_probe(const struct shots *shots);
bool shots_here(const struct shots *shots, const char *kind);
const char *shots_key(const struct shots *shots);

/* choices.c: says what the way wants, or what was not said here yet, and remembers it; `seen`: not for the first time.
 */
int shots_answer(struct shots *shots, json_t *screen, bool seen);

/* album.c: the open screen in all languages, with its flaws; E_STATE when it is left meanwhile. The files numbered,
 * once all are known. Texts that a language lacks and no picture shows. */
int shots_shoot(struct shots *shots, json_t *screen);
int shots_number(struct shots *shots);
void shots_note_missing(struct shots *shots);

/* sheet.c: all of them in one picture, OUT/sheet.png. */
int shots_draw_sheet(const struct shots *shots);

#endif
