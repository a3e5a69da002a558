/* anjungan-robot - the citizen who plays the demo and the tests: taps the true screen, keeps pictures of what it saw.
 *
 * Exit 0 only when everything happened; otherwise the reason is on standard error and the last picture is
 * NN-failure.png. */
#include "base/base.h"
#include "robot/keepsakes.h"
#include "robot/shots.h"
#include "robot/wall.h"

#include <curl/curl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: anjungan-robot --run RUN --out OUT [options]\n"
    "  --script demo|visit      demo: look around, visit, be called, keep slip and letters; visit: only the visit\n"
    "           shots|shots-large  a picture of every screen of the service in every language\n"
    "  --service ID             what the citizen came for (polri.skck)\n"
    "  --answer KEY=VALUE       an own answer; alternatives are separated by |\n"
    "  --type-nik NIK           types the number instead of laying the card on\n"
    "  --kill PROGRAM@KEY       kills a program at the screen of this key or kind; the screen must come back\n"
    "  --paper-out first|last   the paper ends before the slip, or within it\n"
    "  --without-paper          leaves the paper screen without paper\n"
    "  --leave KEY              ends the visit at the screen of this key or kind\n"
    "  --hold KEY               stops itself (SIGSTOP) at the screen of this key or kind, until SIGCONT\n"
    "  --stay                   leaves the last screen standing: somebody who walks off\n"
    "  --speech                 has every screen spoken\n"
    "  --no-pictures, --no-sound\n";

struct options {
    char *run, *out;
    const char *script;
    bool no_pictures, no_sound, stay;
    struct errand errand;
    json_t *answers;
};

static _Noreturn void refuse(const char *why, const char *what)
{
    fprintf(stderr, "anjungan-robot: %s%s\n%s", why, what, usage);
    exit(2);
}

static void add_kill(struct errand *errand, char *text)
{
    char *at = strchr(text, '@');
    if (!at || errand->n_kills == VISIT_KILLS)
        refuse("--kill wants PROGRAM@KEY, a few times at most: ", text);
    *at = 0;
    errand->kills[errand->n_kills++] = (struct kill){.program = text, .at = at + 1};
}

static void add_answer(json_t *answers, char *text)
{
    char *is = strchr(text, '=');
    if (!is)
        refuse("--answer wants KEY=VALUE: ", text);
    *is = 0;
    json_object_set_new(answers, text, json_string(is + 1));
}

static void set_paper(struct errand *errand, const char *text)
{
    if (strcmp(text, "first") == 0)
        errand->paper_out = PAPER_OUT_FIRST;
    else if (strcmp(text, "last") == 0)
        errand->paper_out = PAPER_OUT_LAST;
    else
        refuse("--paper-out wants first or last: ", text);
}

static void set_option(struct options *o, int option, char *value)
{
    switch (option) {
    case 'r':
        o->run = value;
        break;
    case 'o':
        o->out = value;
        break;
    case 's':
        o->script = value;
        break;
    case 'v':
        o->errand.service = value;
        break;
    case 'a':
        add_answer(o->answers, value);
        break;
    case 'n':
        o->errand.nik = value;
        break;
    case 'k':
        add_kill(&o->errand, value);
        break;
    case 'p':
        set_paper(&o->errand, value);
        break;
    case 'w':
        o->errand.without = true;
        break;
    case 'l':
        o->errand.leave = value;
        break;
    case 'h':
        o->errand.hold = value;
        break;
    case 'y':
        o->stay = true;
        break;
    case 'e':
        o->errand.speech = true;
        break;
    case 'q':
        o->no_pictures = true;
        break;
    case 'm':
        o->no_sound = true;
        break;
    default:
        refuse("", "");
    }
}

static bool is_script(const char *name)
{
    static const char *const scripts[] = {"demo", "visit", "shots", "shots-large"};
    for (size_t i = 0; i < COUNT(scripts); i++)
        if (strcmp(scripts[i], name) == 0)
            return true;
    return false;
}

static void read_options(struct options *o, int argc, char **argv)
{
    static const struct option names[] = {{"run", 1, NULL, 'r'},           {"out", 1, NULL, 'o'},
                                          {"script", 1, NULL, 's'},        {"service", 1, NULL, 'v'},
                                          {"answer", 1, NULL, 'a'},        {"type-nik", 1, NULL, 'n'},
                                          {"kill", 1, NULL, 'k'},          {"paper-out", 1, NULL, 'p'},
                                          {"without-paper", 0, NULL, 'w'}, {"leave", 1, NULL, 'l'},
                                          {"hold", 1, NULL, 'h'},          {"stay", 0, NULL, 'y'},
                                          {"speech", 0, NULL, 'e'},        {"no-pictures", 0, NULL, 'q'},
                                          {"no-sound", 0, NULL, 'm'},      {0}};
    *o = (struct options){.script = "demo", .errand = {.service = "polri.skck"}, .answers = json_object()};
    for (int option; (option = getopt_long(argc, argv, "", names, NULL)) != -1;)
        set_option(o, option, optarg);
    if (!o->run || !o->out || optind < argc)
        refuse("--run and --out are needed", "");
    if (!is_script(o->script))
        refuse("there is no script ", o->script);
    o->errand.answers = o->answers;
    o->errand.tour = strcmp(o->script, "demo") == 0;
}

/* The whole story, in the order in which it happens. */
static int play(struct visit *visit, struct robot *robot, struct options *o)
{
    bool demo = strcmp(o->script, "demo") == 0;
    if (visit_run(visit, robot, &o->errand) < 0)
        return E_STATE;
    if (demo && (wall_call(robot, visit->ticket, o->no_sound) < 0 || keep_slip(visit) < 0 || keep_letters(visit) < 0))
        return E_STATE;
    if (!o->stay && visit_close(visit) < 0)
        return E_STATE;
    return keep_record(visit);
}

static int take_shots(struct robot *robot, struct options *o)
{
    struct shots shots;
    int code = shots_take(&shots, robot, &o->errand, strcmp(o->script, "shots-large") == 0);
    if (code == OK)
        code = shots_draw_sheet(&shots);
    if (code == OK && shots.flaws > 0)
        code = fail(E_FORMAT, "%d flaws, see above and %s/sheet.png", shots.flaws, robot->out);
    shots_free(&shots);
    return code;
}

int main(int argc, char **argv)
{
    struct options options;
    struct site site;
    struct robot robot;
    struct visit visit = {0};
    read_options(&options, argc, argv);
    char *plain[] = {argv[0], (char[]){"--run"}, options.run, NULL};
    site_start(&site, 3, plain, usage);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    int code = robot_open(&robot, &site, options.out, !options.no_pictures);
    bool shots = strncmp(options.script, "shots", strlen("shots")) == 0;
    if (code == OK && shots)
        code = take_shots(&robot, &options);
    else if (code == OK && (code = play(&visit, &robot, &options)) < 0)
        robot_picture_failure(&robot);
    if (code == OK)
        say("everything happened; see %s", options.out);
    robot_close(&robot);
    visit_free(&visit);
    curl_global_cleanup();
    json_decref(options.answers);
    site_free(&site);
    turn_end();
    return code == OK ? 0 : 1;
}
