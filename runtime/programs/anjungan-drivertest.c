/* anjungan-drivertest - what a kiosk vendor types: `anjungan drivertest` ends here. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/guard.h"
#include "proof/proof.h"
#include "up/tree.h"

#include <sodium.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { USAGE = 2, PATHS_MAX = 256 };

static const char help[] =
    "anjungan drivertest DRIVER.so [TRANSCRIPT]...\n"
    "  tries a driver: its file, its transcripts (every .txt beside it when none is named), every fault at every "
    "place\n"
    "  of them, ten thousand attaches, and what chance makes of them. hw/README.md says what it looks for.\n"
    "  --fuzz N            so many scenes of chance (20000)\n"
    "  --seed N            the chance of an earlier run, which says its seed\n"
    "  --capture FILE --request \"VERB NAME=VALUE...\"\n"
    "                      the driver against captured USB traffic (pcap, pcapng) of this request: level silver\n"
    "  --device PORT [--request ...] [--profile \"NAME=VALUE...\"]\n"
    "                      through the kiosk's own host on the real device, asking you what you see: level gold\n"
    "  --report FILE       what came of it, as JSON\n"
    "  --keep DIR          each failure as a transcript that shows it again\n"
    "  ends with 0 when nothing is wrong, 1 when something is, 2 when the command is\n";

static bool take_number(const char *text, uint64_t *to)
{
    char *end;
    *to = strtoull(text, &end, 10);
    return *text && !*end && *text != '-';
}

static bool take_option(struct proof_options *o, const char *name, const char *value)
{
    uint64_t fuzz;
    const struct {
        const char *name, **to;
    } texts[] = {{"--capture", &o->capture}, {"--request", &o->request}, {"--device", &o->device},
                 {"--report", &o->report},   {"--keep", &o->keep},       {"--profile", &o->settings}};
    for (size_t i = 0; i < COUNT(texts); i++)
        if (strcmp(texts[i].name, name) == 0) {
            *texts[i].to = value;
            return true;
        }
    if (strcmp(name, "--seed") == 0)
        return take_number(value, &o->seed);
    if (strcmp(name, "--fuzz") != 0 || !take_number(value, &fuzz) || fuzz > INT32_MAX)
        return false;
    o->fuzz = (int64_t)fuzz;
    return true;
}

static bool take_all(struct proof_options *o, const char **paths, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0) {
            if (i + 1 == argc || !take_option(o, argv[i], argv[i + 1]))
                return false;
            i++;
        } else if (!o->driver) {
            o->driver = argv[i];
        } else if (o->n_paths < PATHS_MAX) {
            paths[o->n_paths++] = argv[i];
        } else {
            return false;
        }
    }
    return o->driver && (!o->capture || o->request);
}

int main(int argc, char **argv)
{
    const char *paths[PATHS_MAX];
    struct proof_options options = {.paths = paths, .fuzz = -1, .seed = (uint64_t)clock_wall_ms()};
    struct tree tree;
    guard_start();
    if (sodium_init() < 0)
        die("no random numbers to be had from the system");
    signal(SIGPIPE, SIG_IGN);
    bool asked = argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
    if (asked || !take_all(&options, paths, argc, argv))
        return fputs(help, asked ? stdout : stderr), asked ? 0 : USAGE;
    if (tree_find(&tree) < 0)
        return 1;
    options.programs = tree.programs;
    int code = proof_run(&options);
    tree_free(&tree);
    return code;
}
