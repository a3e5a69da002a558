/* question.c - from the finger that answers a question to the next question on the glass, in real visits: window, core,
 * its commit, the script, and the window again.
 *
 * Only steps that follow each other are taken: a page for an agency, a device or money between two questions is their
 * time. A thread watches the pixels; when the robot is told of the new screen, the figure is the last change before the
 * window stands still. */
#define _GNU_SOURCE
#include "bench/kiosk.h"

#include <string.h>

enum { CALM_MS = 90, PATIENCE_MS = 2000 };

struct questions {
    struct watcher *watcher;
    const struct display *display;
    struct place before;
    struct samples took;
};

static bool is_question(const char *kind)
{
    static const char *const kinds[] = {"consent", "choice", "yes",    "text", "number",
                                        "phone",   "date",   "review", "info"};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}

static void arrived(struct visit *visit, void *mine)
{
    struct questions *questions = mine;
    struct place before = questions->before, here = visit->here;
    double there = watcher_calm(questions->watcher, CALM_MS, stats_now() + PATIENCE_MS);
    double took = there - display_released(questions->display);
    if (is_question(before.kind) && is_question(here.kind) && here.step == before.step + 1 && there > 0 && took > 0)
        samples_add(&questions->took, took);
    questions->before = here;
}

static int ask(struct kiosk *kiosk, int visits)
{
    struct questions questions = {.watcher = watcher_start(kiosk->bench->glass, kiosk_window(kiosk)),
                                  .display = kiosk->robot.display};
    int code = OK;
    for (int i = 0; i < visits && code == OK; i++)
        code = kiosk_visit(kiosk, arrived, &questions);
    watcher_stop(questions.watcher);
    if (code == OK && questions.took.n == 0)
        code = fail(E_STATE, "no question followed another one");
    report_row(&kiosk->bench->report, "answer to the next question's pixels", "ms", &questions.took);
    return code;
}

static int run(struct bench *bench)
{
    struct kiosk kiosk;
    int code = kiosk_open(&kiosk, bench);
    if (code == OK)
        code = ask(&kiosk, bench->options->asked);
    kiosk_close(&kiosk);
    return code;
}

const struct measure measure_question = {"question", "from an answer to the next question, in real visits", true, run};
