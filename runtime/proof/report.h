/* report.h - what came of it: lines for people, JSON for machines, failures as transcripts that show them again. */
#ifndef PROOF_REPORT_H
#define PROOF_REPORT_H

#include "base/json.h"
#include "proof/script.h"

struct report {
    const char *keep; /* a folder for failures; NULL: they are only printed */
    const char *file; /* the driver's */
    json_t *root, *stages, *stage;
    int64_t since;
    size_t n_failures; /* of all stages */
};

void report_open(struct report *report, const char *driver, const char *keep);

/* Writes the JSON (to NULL: nowhere). */
int report_write(struct report *report, const char *path);
void report_free(struct report *report);

void report_stage(struct report *report, const char *name);
void report_end_stage(struct report *report, size_t cases);

/* `scene` (may be NULL) shows it again; `where` is for people. */
void report_failure(struct report *report, const char *where, const char *what, const struct scene *scene);

/* A scene that went well and is worth keeping, as NAME.txt. */
void report_scene(struct report *report, const char *name, const char *where, const struct scene *scene);

/* So many failures of the present stage. */
size_t report_failures(const struct report *report);

#endif
