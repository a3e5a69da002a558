/* anjungan-sim - the simulated devices of a kiosk that has no hardware: one of every class.
 *
 * Their listening TCP sockets come from the supervisor (LISTEN_FDS: descriptor 3 the printer, 4 the card reader, 5 the
 * scanner, then, if there are such, the document printer, the lamp and the stripe reader), so that drivers find them
 * under the same port over restarts. Camera and keypad have none: one is a folder, the other types. Switching this
 * program off is pulling all plugs. */
#include "base/guard.h"
#include "base/site.h"
#include "sim/control.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { NEEDED = 3, MORE = 3 }; /* sockets */

struct program {
    struct site site;
    struct sim sim;
    struct control control;
    struct sim_sockets sockets;
};

static void on_settle(void *mine)
{
    struct program *program = mine;
    control_settle(&program->control);
    press_settle(&program->sim.press);
}

static int make_folders(const struct site *site)
{
    static const char *const folders[] = {"run", "run/sim", "run/camera", "state", "state/sim"};
    for (size_t i = 0; i < COUNT(folders); i++)
        if (mkdir(site_path(site, "%s", folders[i]), 0750) < 0 && errno != EEXIST)
            return fail_errno("make %s/%s", site->run, folders[i]);
    return OK;
}

/* The sockets of what a site may lack: all of them, or of those that it has, in this order. */
static struct sim_sockets find_sockets(const struct site *site, int n)
{
    static const char *const more[MORE] = {"document", "lamp", "stripe"};
    int found[MORE], next = 3 + NEEDED;
    for (size_t i = 0; i < MORE; i++) {
        bool has = n == NEEDED + MORE || site_row(site, "devices", "class", more[i]);
        found[i] = has && next < 3 + n ? next++ : -1;
    }
    return (struct sim_sockets){3, 4, 5, found[0], found[1], found[2]};
}

/* As glass/keypad.h reads it. */
static bool has_keypad(const struct site *site)
{
    const json_t *keypad = json_object_get(site->settings, "keypad");
    return json_is_true(keypad) || json_is_object(keypad);
}

static int run(struct program *program, char *folder, const char *camera, const char *cards)
{
    struct loop *loop = loop_new(on_settle, program);
    program->sim.loop = loop;
    program->sim.folder = folder;
    program->sim.camera.place = camera;
    program->sim.keypad.there = has_keypad(&program->site);
    int code = sim_open(&program->sim, program->sockets, cards);
    if (code == OK)
        code = control_open(&program->control, &program->sim, site_path(&program->site, "run/sim/control"));
    if (code == OK) {
        code = loop_run(loop);
        control_close(&program->control);
        sim_close(&program->sim);
    }
    loop_free(loop);
    return code;
}

int main(int argc, char **argv)
{
    struct program *program = make(sizeof *program);
    site_start(&program->site, argc, argv, "usage: anjungan-sim --run FOLDER");
    int n = guard_listen_fds();
    if (n < NEEDED)
        die("wanted from the supervisor: three listening sockets, the printer's, the card reader's and the scanner's, "
            "and perhaps the document printer's, the lamp's and the stripe reader's (LISTEN_FDS)");
    program->sockets = find_sockets(&program->site, n);
    if (make_folders(&program->site) < 0)
        return 1;
    const char *drivers = json_text(json_object_get(program->site.settings, "folders"), "drivers");
    char *folder = make_text(site_path(&program->site, "state/sim")), *cards = turn_text("%s/cards.conf", drivers);
    char *camera = make_text(site_path(&program->site, "run/camera"));
    int code = run(program, folder, camera, cards);
    turn_end();
    free(folder);
    free(camera);
    site_free(&program->site);
    free(program);
    return code == OK ? 0 : 1;
}
