/* replay.c - the driver against what a real device once said: a capture becomes a scene.
 *
 * A capture does not say when the request came. So it comes at every place, one after the other, until the driver sends
 * what was sent then, byte for byte, and ends the request well. */
#define _GNU_SOURCE
#include "proof/proof.h"

#include "base/memfile.h"
#include "proof/capture.h"

#include <stdlib.h>
#include <string.h>

enum { CAPTURE_MAX = 256 << 20 };

struct replay {
    struct proof *proof;
    const struct capture *capture;
    size_t only; /* the request's place that is played; n + 1: all */
};

static const char *make_scene(const struct replay *replay, size_t place, struct scene *to)
{
    const struct proof_options *options = replay->proof->options;
    const struct line head[] = {{.word = SCENE, .text = "captured"},
                                {.word = PROFILE, .text = options->settings ? options->settings : ""},
                                {.word = PATIENTLY, .text = ""},
                                {.word = ATTACH, .text = ""}};
    to->n = 0;
    for (size_t i = 0; i < COUNT(head); i++)
        scene_add(to, head[i]);
    for (size_t i = 0; i <= replay->capture->n; i++) {
        if (i == place)
            scene_add(to, (struct line){.word = CALL, .text = options->request});
        if (i == replay->capture->n)
            break;
        const struct transfer *t = &replay->capture->transfers[i];
        scene_add(to, (struct line){.word = t->in ? HEAR : TAKE, .bytes = t->at, .n = t->n});
    }
    scene_add(to, (struct line){.word = DONE, .text = "ok done"});
    return turn_text("%s, the request before transfer %zu", options->capture, place + 1);
}

/* Inside the child. It ends with the place that went well, or the one that went furthest. */
static void play_places(struct cell *cell, void *mine)
{
    const struct replay *replay = mine;
    struct scene scene = {0};
    size_t best = 0, furthest = 0, n = replay->capture->n;
    for (size_t place = 0; place <= n; place++) {
        if (replay->only <= n && place != replay->only)
            continue;
        cell->at = place;
        make_scene(replay, place, &scene);
        if (cell_play(cell, &scene, (struct manner){0}, NULL))
            break;
        if (cell->line > furthest) {
            best = place;
            furthest = cell->line;
        }
    }
    if (cell->stand.complaint[0])
        cell->at = best;
    scene_free(&scene);
}

static void tell(struct proof *proof, struct replay *replay)
{
    struct scene scene = {0};
    const char *what = cell_run(proof->cell, proof->options->driver, play_places, replay);
    if (what) {
        replay->only = proof->cell->at;
        const char *again = cell_run(proof->cell, proof->options->driver, play_places, replay);
        what = again ? again : what;
    }
    const char *where = make_scene(replay, proof->cell->at, &scene);
    if (what)
        report_failure(&proof->report, where, what, &scene);
    else
        report_scene(&proof->report, "capture", where, &scene);
    scene_free(&scene);
}

bool stage_capture(struct proof *proof)
{
    struct capture capture = {0};
    char *bytes = NULL;
    size_t n = 0;
    const char *path = proof->options->capture;
    report_stage(&proof->report, "capture");
    int code = file_read_path(path, CAPTURE_MAX, &bytes, &n);
    if (code == OK)
        code = capture_read(&capture, path, (const uint8_t *)bytes, n);
    struct replay replay = {proof, &capture, capture.n + 1};
    if (code == OK)
        tell(proof, &replay);
    else
        report_failure(&proof->report, path, "it cannot be read as captured USB: the line above says why", NULL);
    report_end_stage(&proof->report, capture.n);
    capture_free(&capture);
    free(bytes);
    return report_failures(&proof->report) == 0;
}
