/* up.c - see up.h.
 *
 * The order matters: the folder (and its lock) before anything is written into it; the settings before the rooms of the
 * devices they name; secrets and sockets before site.conf, which tells everybody the keys and ports; programs last. */
#define _GNU_SOURCE
#include "up/up.h"

#include "base/conf.h"
#include "base/guard.h"
#include "up/control.h"
#include "up/fonts.h"
#include "up/ports.h"
#include "up/secrets.h"
#include "up/settings.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct kiosk {
    const struct up_options *options;
    struct tree tree;
    struct folder folder;
    struct ports ports;
    json_t *settings;
    int terminal;         /* where people read, while the programs write logs */
    const char *kept[32]; /* texts that the jobs borrow */
    int n_kept;
};

static bool take_without(struct up_options *options, char *names)
{
    for (char *at = strtok(names, ","); at; at = strtok(NULL, ",")) {
        if (options->n_without == UP_WITHOUT)
            return false;
        options->without[options->n_without++] = at;
    }
    return true;
}

static bool take_option(struct up_options *options, const char *name, char *value)
{
    if (strcmp(name, "--display") == 0)
        options->display = value;
    else if (strcmp(name, "--without") == 0)
        return take_without(options, value);
    else if (strcmp(name, "--set") == 0 && options->n_sets < UP_SETS)
        options->sets[options->n_sets++] = value;
    else
        return false;
    return true;
}

const char *up_options_take(struct up_options *options, const struct words *words)
{
    for (int i = 0; i < words->n; i++) {
        if (strcmp(words->at[i], "--demo") == 0)
            options->demo = true;
        else if (i + 1 == words->n || !take_option(options, words->at[i], words->at[i + 1]))
            return words->at[i];
        else
            i++;
    }
    return NULL;
}

/* Texts that live as long as the kiosk. */
static const char *keep(struct kiosk *kiosk, const char *text)
{
    must((size_t)kiosk->n_kept < COUNT(kiosk->kept));
    return kiosk->kept[kiosk->n_kept++] = make_text(text);
}

/* Programs can be their own users only where those users can reach them, their files and the run folder. */
static bool can_be_own(const struct kiosk *kiosk)
{
    const char *needed[] = {kiosk->folder.run, kiosk->tree.programs, kiosk->tree.themes};
    if (kiosk->options->workshop)
        return false; /* the author's folder may be closed to others */
    if (geteuid() != 0) {
        say("not root: every program runs as the present user, without walls between them");
        return false;
    }
    chmod(kiosk->folder.run, 0755);
    for (size_t i = 0; i < COUNT(needed); i++) {
        if (access(needed[i], X_OK) < 0 || user_can(USER_CORE, needed[i], X_OK))
            continue;
        say("other users cannot reach %s: every program runs as root, without walls between them", needed[i]);
        return false;
    }
    return true;
}

static json_t *read_settings(const struct kiosk *kiosk)
{
    const char *path = folder_path(&kiosk->folder, "site.conf");
    if (!folder_has(&kiosk->folder, "site.conf"))
        return settings_new(&kiosk->tree, kiosk->folder.run);
    json_t *settings = conf_read_file(path);
    if (!settings)
        fail(E_FORMAT, "put %s right, or delete it to begin with a new one", path);
    return settings;
}

static int change_settings(struct kiosk *kiosk)
{
    const struct up_options *options = kiosk->options;
    if (options->workshop && workshop_make(options->workshop, &kiosk->folder, &kiosk->tree, kiosk->settings) < 0)
        return E_IO;
    if (!options->workshop)
        workshop_clear(kiosk->settings);
    if (options->demo)
        json_object_set_new(kiosk->settings, "demo", json_true());
    for (int i = 0; i < options->n_sets; i++)
        if (settings_set(kiosk->settings, options->sets[i]) < 0)
            return E_FORMAT;
    return OK;
}

static int write_settings(const struct kiosk *kiosk)
{
    char *text = settings_text(kiosk->settings);
    int code = folder_put(&kiosk->folder, "site.conf", USER_SELF, 0644, text, strlen(text));
    free(text);
    return code;
}

/* site.conf is written when it is missing or something of it changed: an untouched one keeps the operator's comments.
 */
static int make_folder(struct kiosk *kiosk)
{
    bool missing = !folder_has(&kiosk->folder, "site.conf");
    kiosk->settings = read_settings(kiosk);
    if (!kiosk->settings)
        return E_FORMAT;
    json_t *before = json_deep_copy(kiosk->settings);
    int code = change_settings(kiosk);
    if (code == OK)
        code = folder_make(&kiosk->folder, kiosk->settings);
    if (code == OK)
        code = keys_make(&kiosk->folder);
    if (code == OK)
        code = secrets_make(&kiosk->folder, kiosk->settings);
    if (code == OK)
        code = ports_open(&kiosk->ports, kiosk->settings);
    if (code == OK && (missing || !json_equal(before, kiosk->settings)))
        code = write_settings(kiosk);
    json_decref(before);
    return code == OK ? fonts_make(&kiosk->folder) : code;
}

/* Only core may ask for pages. */
static int open_paper(struct kiosk *kiosk)
{
    const char *path = folder_path(&kiosk->folder, "run/paper/compose");
    uid_t core = folder_owner(&kiosk->folder, USER_CORE);
    kiosk->ports.paper = port_unix(path, SOCK_SEQPACKET);
    if (kiosk->ports.paper < 0)
        return kiosk->ports.paper;
    return geteuid() == 0 && lchown(path, core, core) < 0 ? fail_errno("give %s to core", path) : OK;
}

static void add(struct kiosk *kiosk, struct crew *crew, struct job job, const char *program)
{
    job.program = keep(kiosk, turn_text("%s/%s", kiosk->tree.programs, program));
    crew_add(crew, &job);
}

static void add_screen(struct kiosk *kiosk, struct crew *crew, const char *name)
{
    struct job job = {.name = name, .argument = name, .user = USER_UI};
    const char *cookie = secrets_display(&kiosk->folder);
    size_t n = 0;
    if (kiosk->options->display)
        job.settings[n++] = keep(kiosk, turn_text("DISPLAY=%s", kiosk->options->display));
    if (cookie)
        job.settings[n++] = keep(kiosk, turn_text("XAUTHORITY=%s", cookie));
    if (kiosk->options->demo && strcmp(name, "call") == 0) {
        job.settings[n++] = "SDL_AUDIODRIVER=disk";
        job.settings[n++] = keep(kiosk, turn_text("SDL_DISKAUDIOFILE=%s/state/call/call.raw", kiosk->folder.run));
    } else if (kiosk->options->demo) {
        job.settings[n++] = "SDL_AUDIODRIVER=dummy";
    }
    add(kiosk, crew, job, "anjungan-ui");
}

static void add_drivers(struct kiosk *kiosk, struct crew *crew)
{
    json_t *device;
    size_t i;
    json_array_foreach (json_object_get(kiosk->settings, "devices"), i, device) {
        const char *name = json_text(device, "name");
        bool by_ipp =
            strcmp(json_text(device, "driver"), "ipp") == 0; /* a library opens its port, so it is a program */
        add(kiosk, crew, (struct job){.name = name, .argument = name, .user = USER_DRIVER, .dispensable = true},
            by_ipp ? "anjungan-ipp" : "anjungan-driver");
    }
}

/* What serves an address on another machine is not started here. */
static void add_servers(struct kiosk *kiosk, struct crew *crew)
{
    const struct ports *ports = &kiosk->ports;
    struct job sim = {.name = "sim", .user = USER_SIM, .n_sockets = ports->n_sim};
    memcpy(sim.sockets, ports->sim, sizeof ports->sim);
    if (ports->office >= 0)
        add(kiosk, crew,
            (struct job){.name = "office", .user = USER_OFFICE, .sockets = {ports->office}, .n_sockets = 1},
            "anjungan-office");
    if (ports->hall >= 0)
        add(kiosk, crew, (struct job){.name = "hall", .user = USER_HALL, .sockets = {ports->hall}, .n_sockets = 1},
            "anjungan-hall");
    if (ports->n_sim > 0)
        add(kiosk, crew, sim, "anjungan-sim");
}

static void add_jobs(struct kiosk *kiosk, struct crew *crew)
{
    struct job paper = {
        .name = "paper", .user = USER_PAPER, .sockets = {kiosk->ports.paper}, .n_sockets = 1, .on_demand = true};
    add_servers(kiosk, crew);
    bool author =
        kiosk->options->workshop != NULL; /* core has something to say to the author, and the script's log() too */
    struct job core = {.name = "core", .user = USER_CORE, .sockets = {kiosk->terminal}, .n_sockets = author};
    add(kiosk, crew, core, "anjungan-core");
    add(kiosk, crew, (struct job){.name = "flow", .user = USER_FLOW, .loud = author}, "anjungan-flow");
    add(kiosk, crew, (struct job){.name = "deliver", .user = USER_DELIVER}, "anjungan-deliver");
    add(kiosk, crew, paper, "anjungan-paper");
    add_drivers(kiosk, crew);
    add_screen(kiosk, crew, "main");
    add_screen(kiosk, crew, "call");
    if (kiosk->options->leader)
        crew_add(crew, kiosk->options->leader);
}

static int leave_out(const struct kiosk *kiosk, struct crew *crew)
{
    const char *why;
    for (int i = 0; i < kiosk->options->n_without; i++)
        if (crew_stop(crew, kiosk->options->without[i], &why) < 0)
            return fail(E_FORMAT, "--without %s: %s", kiosk->options->without[i], why);
    return OK;
}

static int run_loop(struct kiosk *kiosk, struct loop *loop, struct crew *crew)
{
    const char *run = kiosk->folder.run;
    struct control *control = control_open(loop, &kiosk->folder, crew);
    if (!control)
        return E_IO;
    crew_start(crew);
    say("the kiosk runs in %s; end it with Ctrl-C or: anjungan down --run %s", run, run);
    turn_end();
    int code = loop_run(loop);
    crew_end(crew);
    keys_remove(&kiosk->folder);
    folder_unlock(&kiosk->folder);
    control_close(control); /* last: whoever said `down` waits for it */
    return code;
}

static int run_crew(struct kiosk *kiosk)
{
    struct loop *loop = loop_new(NULL, NULL);
    struct crew *crew = crew_new(loop, &kiosk->folder);
    add_jobs(kiosk, crew);
    int code = leave_out(kiosk, crew);
    if (code == OK)
        code = run_loop(kiosk, loop, crew);
    crew_free(crew);
    loop_free(loop);
    return code;
}

static void kiosk_free(struct kiosk *kiosk)
{
    ports_close(&kiosk->ports);
    close(kiosk->terminal);
    json_decref(kiosk->settings);
    while (kiosk->n_kept > 0)
        free((char *)(uintptr_t)kiosk->kept[--kiosk->n_kept]);
    tree_free(&kiosk->tree);
    folder_close(&kiosk->folder);
}

static int run(struct kiosk *kiosk)
{
    int code = tree_find(&kiosk->tree);
    if (code == OK)
        code = folder_open(&kiosk->folder, kiosk->options->run);
    if (code < 0)
        return code;
    kiosk->folder.own_users = can_be_own(kiosk);
    code = make_folder(kiosk);
    if (code == OK)
        code = open_paper(kiosk);
    if (code == OK)
        code = run_crew(kiosk);
    if (code < 0)
        keys_remove(&kiosk->folder);
    return code;
}

int up_run(const struct up_options *options)
{
    struct kiosk kiosk = {.options = options,
                          .ports = {.hall = -1, .office = -1, .paper = -1},
                          .folder = {.lock = -1},
                          .terminal = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)};
    guard_start();
    setvbuf(stderr, NULL, _IOLBF, 0);
    umask(022);
    if (sodium_init() < 0)
        die("no random numbers to be had from the system");
    int code = run(&kiosk);
    kiosk_free(&kiosk);
    turn_end();
    return code;
}
