/* run.c - see run.h. Both are an ordinary `anjungan up` with a workshop and a leader: the panel, or the robot. */
#define _GNU_SOURCE
#include "up/run.h"

#include "up/workshop.h"
#include "up/hidden.h"
#include "up/up.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- options ---------------------------------------------------------------------------------------------------------
 */

/* How many words it took; 0: not understood. */
static int take_one(struct run_options *options, const char *name, const char *value)
{
    if (strcmp(name, "--hidden") == 0)
        return options->hidden = true;
    if (strcmp(name, "--large") == 0)
        return options->large = true;
    if (name[0] != '-' && !options->folder)
        return options->folder = name, 1;
    if (strcmp(name, "--service") == 0 && value)
        return options->service = value, 2;
    if (strcmp(name, "-o") == 0 && value)
        return options->out = value, 2;
    return 0;
}

bool run_options_take(struct run_options *options, const struct words *words)
{
    for (int i = 0, used; i < words->n; i += used) {
        used = take_one(options, words->at[i], i + 1 < words->n ? words->at[i + 1] : NULL);
        if (used == 0)
            return false;
    }
    return options->folder != NULL;
}

/* --- a run folder for this time only ---------------------------------------------------------------------------------
 */

static char *scratch_make(void)
{
    const char *tmp = getenv("TMPDIR");
    const char *parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : tmp && *tmp ? tmp : "/tmp";
    char *path = make_text(turn_text("%s/anjungan-XXXXXX", parent));
    if (mkdtemp(path))
        return path;
    fail_errno("make %s", path);
    free(path);
    return NULL;
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *where)
{
    (void)is, (void)kind, (void)where;
    return remove(path);
}

static void scratch_remove(char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(path);
}

/* --- the display -----------------------------------------------------------------------------------------------------
 */

/* Without a display SDL would draw on one that nobody sees, and say nothing. */
static bool has_display(void)
{
    const char *x = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
    return (x && *x) || (wayland && *wayland);
}

/* The citizen's screen upright, nine tenths of the desktop high; the panel stands in the lower right corner. */
static int fit_desktop(struct up_options *up, const struct tree *tree)
{
    int width = 0, height = 0;
    FILE *panel =
        has_display() ? popen(turn_text("'%s/anjungan-panel' --desktop 2>/dev/null", tree->programs), "r") : NULL;
    bool told = panel && fscanf(panel, "%d %d", &width, &height) == 2;
    if (panel)
        pclose(panel);
    if (!told)
        return fail(E_STATE, "there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY); run it on a "
                             "desktop, or look at the pictures of: anjungan shot");
    int high = height * 9 / 10, wide = high * 1080 / 1920;
    up->sets[up->n_sets++] = "keypad=true"; /* the panel has one */
    up->sets[up->n_sets++] = turn_text("screens.main.width=%d", wide);
    up->sets[up->n_sets++] = turn_text("screens.main.height=%d", high);
    up->sets[up->n_sets++] = turn_text("screens.main.x=%d", (width - wide) / 3);
    up->sets[up->n_sets++] = turn_text("screens.main.y=%d", (height - high) / 2);
    return OK;
}

/* --- both ------------------------------------------------------------------------------------------------------------
 */

static int run_in(struct up_options *up, const struct run_options *options)
{
    char *scratch = options->run ? NULL : scratch_make();
    up->run = options->run ? options->run : scratch;
    int code = up->run ? up_run(up) : E_IO;
    if (scratch)
        scratch_remove(scratch);
    return code;
}

static int run_hidden(struct up_options *up, const struct run_options *options)
{
    struct hidden hidden;
    int code = hidden_open(&hidden);
    if (code < 0)
        return code;
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("DISPLAY", hidden.name, 1);
    unsetenv("WAYLAND_DISPLAY");
    up->display = hidden.name;
    say("the hidden display is %s", hidden.name);
    up->demo = true;
    code = run_in(up, options);
    hidden_close(&hidden);
    return code;
}

static int run_desktop(struct up_options *up, const struct run_options *options, const struct tree *tree)
{
    const struct job panel = {
        .name = "panel", .program = turn_text("%s/anjungan-panel", tree->programs), .leads = true};
    up->leader = &panel;
    int code = fit_desktop(up, tree);
    return code == OK ? run_in(up, options) : code;
}

int run_service(const struct run_options *options)
{
    struct workshop workshop;
    struct tree tree = {0};
    struct up_options up = {.workshop = &workshop, .without = {"call"}, .n_without = 1};
    int code = workshop_open(&workshop, options->folder, options->service);
    if (code == OK)
        code = tree_find(&tree);
    if (code == OK)
        code = options->hidden ? run_hidden(&up, options) : run_desktop(&up, options, &tree);
    tree_free(&tree);
    workshop_close(&workshop);
    return code;
}

int run_shots(const struct run_options *options)
{
    struct workshop workshop;
    struct tree tree = {0};
    struct job robot = {.name = "robot", .leads = true};
    struct up_options up = {.workshop = &workshop, .without = {"call"}, .n_without = 1, .leader = &robot};
    int code = workshop_open(&workshop, options->folder, options->service);
    if (code == OK)
        code = tree_find(&tree);
    const char *const more[] = {"--out",     options->out,    "--script", options->large ? "shots-large" : "shots",
                                "--service", workshop.service};
    robot.program = turn_text("%s/anjungan-robot", tree.programs);
    memcpy(robot.more, more, sizeof more);
    if (code == OK)
        code = run_hidden(&up, options);
    tree_free(&tree);
    workshop_close(&workshop);
    return code;
}
