/* script.h - transcripts: text files of what a device and its driver say to each other, as lines to play and to change.
 *
 * hw/README.md lists the statements. A file becomes scenes; each stands for itself and begins with the profile that
 * holds for it. Lines are small values that point into the text they were read from, so that a changed copy of a scene
 * costs nothing; a changed scene can be written as text again, and that is how failures are told. */
#ifndef PROOF_SCRIPT_H
#define PROOF_SCRIPT_H

#include "base/base.h"

#include <stdio.h>

enum word {
    SCENE,
    PROFILE,
    ATTACH,
    TAKE, /* > */
    HEAR, /* < */
    SLOT,
    TYPE,    /* becomes HEAR when it is read */
    DROPPED, /* likewise */
    CALL,
    CANCEL,
    LATE,
    WAIT,
    LOST,
    RESET,
    STATUS,
    REST,
    OPEN,
    DONE,
    TELL,
    FRAME,
    AIM,
    PICTURE,
    PATIENTLY,
    LOOSELY,
    STUCK,
    UNPROVEN,
    SETTLE,
};

struct line {
    enum word word;
    int number;           /* in its file; 0: nobody wrote it */
    const char *text;     /* what stands behind the word */
    const uint8_t *bytes; /* of TAKE, HEAR and SLOT */
    size_t n;
};

/* The device speaks in it, and so many bytes; a frame comes whole and counts as one. */
bool line_speaks(const struct line *line);
size_t line_size(const struct line *line);

struct scene {
    struct line *lines;
    size_t n, room;
    const char *file;
    int number; /* of its first line in the file */
};

struct script {
    struct scene *scenes;
    size_t n;
    char *path;
    char *text;     /* what the lines point into, cut up */
    uint8_t *bytes; /* likewise */
};

/* E_IO, or E_FORMAT after a line that says what is wrong with which line. */
int script_read(struct script *script, const char *path);
void script_free(struct script *script);

/* Scenes that are made: lines are copied, what they point to is not. */
void scene_add(struct scene *scene, struct line line);
void scene_free(struct scene *scene);

/* As text that script_read() reads. */
void scene_write(const struct scene *scene, FILE *to);

/* Hex pairs, and text in quotes with \n and \t; stops at `end`. The bytes written, or E_FORMAT. */
int64_t script_bytes(const char *text, const char *end, uint8_t *to);

#endif
