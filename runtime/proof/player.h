/* player.h - a scene while it is played: for play.c and expect.c alone. */
#ifndef PROOF_PLAYER_H
#define PROOF_PLAYER_H

#include "proof/play.h"

struct player {
    struct stand *stand;
    const struct scene *scene;
    struct manner manner;
    struct proofs *proofs;
    size_t at, call; /* lines */
    int waits;
    bool loose, stuck, patient;
    struct kd_attr profile[ATTR_MAX];
    size_t n_profile;
    char *texts[2]; /* the words of profile and call, cut up */
    uint8_t *rooms[2];
};

/* What was captured does not say when a timer came: it comes where something is missing. False when none helps. */
bool player_waits(struct player *player);

/* The driver has sent something else than this line. */
void player_differs(struct player *player, const struct line *line);

/* The words that compare (expect.c). */
void expect_done(struct player *player, const struct line *line);
void expect_status(struct player *player, const struct line *line);
void expect_rest(struct player *player, const struct line *line);
void expect_open(struct player *player, const struct line *line);
void expect_aim(struct player *player, const struct line *line);
void expect_picture(struct player *player, const struct line *line);

#endif
