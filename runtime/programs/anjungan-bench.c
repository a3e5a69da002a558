/* anjungan-bench - what the kiosk costs on this machine; `anjungan bench` starts it. */
#define _GNU_SOURCE
#include "base/guard.h"
#include "bench/bench.h"

#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: anjungan bench [options]\n"
    "  --only NAME,...   these measures and no other\n"
    "  --json FILE       every sample\n"
    "  --quick           a short run: to see that it works, not to compare\n"
    "  --services N      so many generated services beside the shipped ones\n"
    "  --starts N, --visits N, --seconds N, --taps N, --asked N, --children N, --letters N, --slips N,\n"
    "  --plugins N\n"
    "                    how many: cold starts; visits between the two looks at memory; seconds of idling; taps; "
    "visits\n"
    "                    whose questions and letters are timed; children; letters; slips; bundles\n"
    "  --folder DIR      where databases lie meanwhile ($TMPDIR or /tmp); its disk is what commits are measured on\n"
    "measures:\n";

static _Noreturn void refuse(const char *what)
{
    fprintf(stderr, "anjungan bench: %s\n%s", what, usage);
    bench_list(stderr);
    exit(2);
}

static int number(const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);
    if (*end || n < 0 || n > 1000000)
        refuse(turn_text("not a number: %s", text));
    return (int)n;
}

static const struct option names[] = {
    {"only", 1, NULL, 'o'},    {"json", 1, NULL, 'j'},     {"quick", 0, NULL, 'q'},   {"services", 1, NULL, 's'},
    {"starts", 1, NULL, 'c'},  {"visits", 1, NULL, 'v'},   {"seconds", 1, NULL, 'i'}, {"taps", 1, NULL, 't'},
    {"asked", 1, NULL, 'a'},   {"children", 1, NULL, 'f'}, {"letters", 1, NULL, 'l'}, {"slips", 1, NULL, 'p'},
    {"plugins", 1, NULL, 'b'}, {"folder", 1, NULL, 'd'},   {"help", 0, NULL, 'h'},    {0}};

static int *count_of(struct bench_options *o, int option)
{
    const struct {
        int option, *count;
    } counts[] = {{'s', &o->services}, {'c', &o->starts},   {'v', &o->visits},  {'i', &o->seconds}, {'t', &o->taps},
                  {'a', &o->asked},    {'f', &o->children}, {'l', &o->letters}, {'p', &o->slips},   {'b', &o->plugins}};
    for (size_t i = 0; i < COUNT(counts); i++)
        if (counts[i].option == option)
            return counts[i].count;
    return NULL;
}

static void set_option(struct bench_options *o, int option, char *value)
{
    int *count = count_of(o, option);
    if (count)
        *count = number(value);
    else if (option == 'o' && bench_knows(value))
        o->only = value;
    else if (option == 'o')
        refuse(turn_text("there is no such measure: %s", value));
    else if (option == 'j')
        o->json = value;
    else if (option == 'd')
        o->folder = value;
    else if (option == 'h')
        refuse("what the kiosk costs on this machine");
    else if (option != 'q')
        refuse("an option is wrong");
}

/* The short run first: what is said beside it counts. */
static void read_options(struct bench_options *o, int argc, char **argv)
{
    const char *folder = getenv("TMPDIR");
    *o = bench_usual;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--quick") == 0)
            *o = bench_quick;
    o->folder = folder && *folder ? folder : "/tmp";
    for (int option; (option = getopt_long(argc, argv, "", names, NULL)) != -1;)
        set_option(o, option, optarg);
    if (optind < argc)
        refuse(turn_text("what is %s?", argv[optind]));
}

int main(int argc, char **argv)
{
    struct bench_options options;
    char folder[PATH_MAX];
    guard_start();
    signal(SIGPIPE, SIG_IGN);
    read_options(&options, argc, argv);
    if (!realpath(options.folder, folder))
        return fail_errno("%s", options.folder), 1;
    options.folder = folder;
    int code = bench_run(&options);
    turn_end();
    return code;
}
