/* proof.h - `anjungan drivertest`: what a vendor types before a kiosk believes a driver (hw/README.md). */
#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include "proof/cell.h"
#include "proof/elf.h"
#include "proof/faults.h"
#include "proof/report.h"

struct proof_options {
    const char *driver; /* the file */
    const char **paths; /* of transcripts; none: every .txt beside the driver */
    size_t n_paths;
    int64_t fuzz; /* scenes that chance makes; -1: as many as a test run bears */
    uint64_t seed;
    const char *capture, *request, *device;
    const char *report, *keep;       /* a file; a folder for failures */
    const char *programs, *settings; /* for `device`: where the host is; the words of a profile */
};

struct proof {
    const struct proof_options *options;
    struct cell *cell;
    struct report report;
    struct script *scripts;
    size_t n_scripts;
    const struct scene **scenes; /* of all scripts */
    size_t n_scenes;
    size_t *first; /* of each scene: its first fault; one more for their end */
    struct faults faults;
    size_t from, rehearsed; /* where a child goes on; the scene cell->proofs belong to, plus 1 */
};

/* Numbered cases that are played one after the other, each a scene that can be made again to be told. */
struct stage {
    const char *name;
    size_t n, step; /* cases, and how many of them one stands for */
    size_t group;   /* after a failure the rest of its group is not played */
    const char *(*make)(struct proof *proof, size_t i, struct scene *to, struct manner *manner);
    void (*prepare)(struct proof *proof, size_t i); /* in the child, before case i; may be NULL */
    bool weighs;                                    /* memory must not grow from case to case */
};

/* What the command ends with: 0, or 1 when something is wrong. */
int proof_run(const struct proof_options *options);

/* Plays all of its cases; false when something was wrong. */
bool stage_run(struct proof *proof, const struct stage *stage);

/* The stages (stages.c). */
bool stage_files(struct proof *proof);
bool stage_loads(struct proof *proof);
bool stage_cover(struct proof *proof); /* is there a scene for everything it can do? */
bool stage_transcripts(struct proof *proof);
bool stage_faults(struct proof *proof);
bool stage_calls(struct proof *proof); /* did all of it get a turn by then? */
bool stage_replugs(struct proof *proof);
bool stage_fuzz(struct proof *proof);
bool stage_capture(struct proof *proof); /* replay.c */
bool stage_device(struct proof *proof);  /* hardware.c */

#endif
