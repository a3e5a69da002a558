/* anjungan.c - the command people type: starts a kiosk, asks it, plays its simulated people and devices. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "flow/sandbox.h"
#include "up/ask.h"
#include "up/backlog.h"
#include "up/bundles.h"
#include "up/counter.h"
#include "up/doctor.h"
#include "up/run.h"
#include "up/tell.h"
#include "up/tree.h"
#include "up/up.h"

#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "anjungan - the kiosk of a public-service mall, on this machine\n"
    "\n"
    "  anjungan up [--display :N] [--without NAME,...] [--demo] [--set PATH=VALUE]...\n"
    "                        make the run folder when it is missing and run the kiosk in it\n"
    "  anjungan down         end it\n"
    "  anjungan status       its programs: state, pid, restarts\n"
    "  anjungan doctor       its devices: how each is, since when, and what to do about it\n"
    "  anjungan stop NAME    end one program, until `anjungan start NAME`\n"
    "  anjungan kill NAME    kill one program hard; the kiosk must not mind\n"
    "\n"
    "  anjungan run FOLDER [--service ID] [--hidden]\n"
    "                        show the service in this folder while it is being written: what is saved is on\n"
    "                        the screen at once, and the citizen stays where they are\n"
    "  anjungan shot FOLDER [-o OUT] [--service ID] [--large]\n"
    "                        a picture of each of its screens in each language, and a sheet of them all\n"
    "\n"
    "  anjungan sim status   the simulated devices\n"
    "  anjungan sim COMMAND  for example: sim card in 1, sim card out, sim paper 3 cm; sim help lists them all\n"
    "  anjungan pay [CODE]   pay a bill as a citizen's phone would; without a code the newest open one\n"
    "\n"
    "  anjungan call COUNTER [QUEUE]\n"
    "                        call the next number to a counter, for example D1\n"
    "  anjungan recall COUNTER\n"
    "  anjungan letters      what arrived at the agencies, one JSON value a line\n"
    "  anjungan decide CASE accept|more|reject|ready, or: decide CASE QUESTION yes|no\n"
    "                        what a simulated agency decides about a case; --help says more\n"
    "  anjungan outbox       what the agencies have not received yet, and letters that were refused\n"
    "  anjungan outbox resend ID|all\n"
    "                        send refused letters again, once the reason is repaired\n"
    "\n"
    "  anjungan new AGENCY.SERVICE [DIR]\n"
    "                        write a service that runs, to go on from\n"
    "  anjungan check DIR... [--rules FILE]\n"
    "                        what can be known of plugins without a citizen; FILE: this site's own rules\n"
    "  anjungan check --site RUN\n"
    "                        when its agencies are open: what site.conf says wrong\n"
    "  anjungan check --theme NAME|DIR [--site RUN] [--mm W,H]\n"
    "                        every screen in a theme: what is cut, covered, too small or not seen well enough\n"
    "  anjungan test DIR [-k NAME] [--record] [--rules FILE]\n"
    "                        test.lua, every way through, and the recorded visits\n"
    "  anjungan docs         the manual of what a service script may say\n"
    "\n"
    "  anjungan drivertest DRIVER.so [TRANSCRIPT]...\n"
    "                        try a device driver with every fault there is; --help says more\n"
    "\n"
    "  anjungan bench [--quick] [--only NAME,...] [--json FILE]\n"
    "                        what a kiosk costs on this machine, measured on one of its own; --help says more\n"
    "\n"
    "  anjungan sandbox FILE.lua [NEXT.lua ...]\n"
    "                        run scripts one after the other, each as the visit of another citizen, walled in as on a\n"
    "                        kiosk; needs no kiosk. Prints a line for each: RESULT ok VALUE, RESULT error MESSAGE, or\n"
    "                        RESULT stopped WHY. Ends with 0 unless the nursery itself fails\n"
    "\n"
    "  anjungan key FILE     make the keys of an agency\n"
    "  anjungan pack DIR -k KEY\n"
    "                        make one signed file, a bundle, of a plugin\n"
    "  anjungan verify FILE  who signed a bundle, and whether it is whole\n"
    "  anjungan install FILE, anjungan remove ID\n"
    "                        give a bundle or a root of trust to the kiosk, take a bundle from it\n"
    "  anjungan root new|sign|show FILE\n"
    "                        the root of trust: whose keys the kiosk believes\n"
    "  These six say more with --help.\n"
    "\n"
    "Every command takes --run RUN, the folder of the kiosk; without it $ANJUNGAN_RUN says, or there is one for each "
    "user.\n";

static const char *run;
static bool run_named; /* by --run */

static const char *default_run(void)
{
    const char *named = getenv("ANJUNGAN_RUN"), *own = getenv("XDG_RUNTIME_DIR");
    if (named && *named)
        return named;
    return turn_text("%s/anjungan-%u", own && *own ? own : "/dev/shm", geteuid());
}

/* Takes "--run RUN" out of the words, wherever it stands before the words of `sim`. */
static bool take_run(struct words *words)
{
    run = default_run();
    for (int i = 0; i < words->n; i++) {
        if (strcmp(words->at[i], "--run") != 0)
            continue;
        if (i + 1 == words->n)
            return false;
        run = words->at[i + 1];
        run_named = true;
        memmove(&words->at[i], &words->at[i + 2], (size_t)(words->n - i - 2) * sizeof *words->at);
        words->n -= 2;
        words->at[words->n] = NULL;
        return true;
    }
    return true;
}

static int wrong(const char *what)
{
    sorry(E_FORMAT, "%s; see: anjungan help", what);
    return 2;
}

static int do_run(const struct words *words)
{
    struct run_options options = {.run = run_named ? run : NULL};
    if (!run_options_take(&options, words) || options.large || options.out)
        return wrong("run wants the folder of a service, and knows --service ID and --hidden");
    return run_service(&options);
}

static int do_shot(const struct words *words)
{
    struct run_options options = {.run = run_named ? run : NULL, .out = "shots"};
    if (!run_options_take(&options, words) || options.hidden)
        return wrong("shot wants the folder of a service, and knows -o OUT, --service ID and --large");
    return run_shots(&options);
}

static int do_up(const struct words *words)
{
    struct up_options options = {.run = run};
    const char *strange = up_options_take(&options, words);
    return strange ? wrong(turn_text("up does not know %s", strange)) : up_run(&options);
}

static int do_sim(const struct words *words)
{
    return tell_simulator(run, words);
}

static int do_control(const struct words *words)
{
    return tell_supervisor(run, &(struct words){words->at - 1, words->n + 1}); /* with the verb */
}

static int do_status(const struct words *words)
{
    (void)words;
    return tell_status(run);
}

static int do_doctor(const struct words *words)
{
    (void)words;
    return doctor_print(run);
}

static int do_down(const struct words *words)
{
    (void)words;
    return ask_down(run);
}

static int do_call(const struct words *words)
{
    return counter_call(run, words->at[0], words->n > 1 ? words->at[1] : NULL);
}

static int do_recall(const struct words *words)
{
    return counter_recall(run, words->at[0]);
}

static int do_letters(const struct words *words)
{
    (void)words;
    return counter_letters(run);
}

static int do_outbox(const struct words *words)
{
    if (words->n == 0)
        return backlog_print(run);
    if (words->n == 2 && strcmp(words->at[0], "resend") == 0)
        return backlog_resend(run, words->at[1]);
    return wrong("outbox wants nothing more, or: resend ID, or: resend all");
}

static int do_sandbox(const struct words *words)
{
    struct tree tree = {0};
    for (int i = 0; i < words->n; i++)
        if (words->at[i][0] == '-')
            return wrong(
                turn_text("sandbox has no option %s; a file of that name is ./%s", words->at[i], words->at[i]));
    int code = tree_find(&tree);
    if (code == OK)
        code = sandbox_run(words->at, words->n, tree.programs);
    tree_free(&tree);
    return code;
}

static int do_pay(const struct words *words)
{
    return counter_pay(run, words->n ? words->at[0] : NULL);
}

static int do_decide(const struct words *words)
{
    int code = counter_decide(run, *words);
    return code > 0 ? OK : code;
}

/* Programs of their own, which no running kiosk needs: one carries a robot, the other what authors type. */
static int become(const char *name, char **arguments)
{
    struct tree tree;
    if (tree_find(&tree) < 0)
        return E_IO;
    char *program = turn_text("%s/%s", tree.programs, name);
    tree_free(&tree);
    arguments[0] = program; /* behind the last word is the NULL that ends argv */
    execv(program, arguments);
    return sorry(E_IO, "%s: %s", program, strerror(errno));
}

static int do_bench(const struct words *words)
{
    return become("anjungan-bench", words->at - 1);
}

static int do_drivertest(const struct words *words)
{
    return become("anjungan-drivertest", words->at - 1);
}

/* It wants the verb. */
static int do_kit(const struct words *words)
{
    return become("anjungan-kit", words->at - 2);
}

/* Plugins, or how a theme looks. */
static int do_check(const struct words *words)
{
    for (int i = 0; i < words->n; i++)
        if (strcmp(words->at[i], "--theme") == 0)
            return become("anjungan-look", words->at - 1);
    return do_kit(words);
}

/* --help is no mistake. */
static int told(int code)
{
    return code > 0 ? OK : code;
}

static int do_key(const struct words *words)
{
    return told(bundles_key(*words));
}

static int do_pack(const struct words *words)
{
    return told(bundles_pack(*words));
}

static int do_verify(const struct words *words)
{
    return told(bundles_verify(run, *words));
}

static int do_root(const struct words *words)
{
    return told(bundles_root(*words));
}

static int do_install(const struct words *words)
{
    return told(bundles_install(run, *words));
}

static int do_remove(const struct words *words)
{
    return told(bundles_remove(run, *words));
}

static int do_help(const struct words *words)
{
    (void)words;
    fputs(help, stdout);
    return OK;
}

static const struct command {
    const char *name;
    int (*does)(const struct words *words);
    int min, max; /* words after the name */
    const char *wants;
} commands[] = {
    {"up", do_up, 0, 1024, ""},
    {"run", do_run, 1, 8, "the folder of a service"},
    {"shot", do_shot, 1, 8, "the folder of a service"},
    {"down", do_down, 0, 0, "nothing more"},
    {"status", do_status, 0, 0, "nothing more"},
    {"doctor", do_doctor, 0, 0, "nothing more"},
    {"kill", do_control, 1, 1, "the name of one program"},
    {"stop", do_control, 1, 1, "the name of one program"},
    {"start", do_control, 1, 1, "the name of one program"},
    {"sim", do_sim, 1, 16, "a command of the simulator, for example: sim status"},
    {"pay", do_pay, 0, 1, "at most the code of a bill"},
    {"decide", do_decide, 0, 16, ""},
    {"call", do_call, 1, 2, "a counter, for example D1"},
    {"recall", do_recall, 1, 1, "a counter, for example D1"},
    {"letters", do_letters, 0, 0, "nothing more"},
    {"outbox", do_outbox, 0, 2, "nothing more, or: resend ID, or: resend all"},
    {"new", do_kit, 0, 1024, ""},
    {"check", do_check, 0, 1024, ""},
    {"test", do_kit, 0, 1024, ""},
    {"docs", do_kit, 0, 1024, ""},
    {"drivertest", do_drivertest, 0, 1024, ""},
    {"bench", do_bench, 0, 1024, ""},
    {"sandbox", do_sandbox, 1, INT_MAX, "one script or more"},
    {"key", do_key, 0, 1024, ""},
    {"pack", do_pack, 0, 1024, ""},
    {"verify", do_verify, 0, 1024, ""},
    {"root", do_root, 0, 1024, ""},
    {"install", do_install, 0, 1024, ""},
    {"remove", do_remove, 0, 1024, ""},
    {"help", do_help, 0, 1024, ""},
    {"--help", do_help, 0, 1024, ""},
    {"-h", do_help, 0, 1024, ""},
};

static int obey(const char *name, const struct words *words)
{
    for (size_t i = 0; i < COUNT(commands); i++) {
        const struct command *command = &commands[i];
        if (strcmp(command->name, name) != 0)
            continue;
        if (words->n < command->min || words->n > command->max)
            return wrong(turn_text("%s wants %s", name, command->wants));
        int code = command->does(words);
        return code < 0 ? 1 : code;
    }
    return wrong(turn_text("there is no command \"%s\"", name));
}

int main(int argc, char **argv)
{
    struct words words = {argv + 1, argc - 1};
    guard_start();
    if (sodium_init() < 0)
        die("no random numbers to be had from the system");
    signal(SIGPIPE, SIG_IGN);
    if (!take_run(&words))
        return wrong("--run wants a folder");
    if (words.n == 0)
        return fputs(help, stderr), 2;
    int code = obey(words.at[0], &(struct words){words.at + 1, words.n - 1});
    turn_end();
    return code;
}
