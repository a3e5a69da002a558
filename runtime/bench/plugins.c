/* plugins.c - what installed services cost core: its start with many signed bundles that it knows from before, beside
 * the same core with none, in turns. Core is the real program; the nursery is there only for the first start, which
 * parses everything; this file is the window that waits for home. */
#define _GNU_SOURCE
#include "bench/bench.h"
#include "bench/proc.h"
#include "bench/program.h"
#include "bench/tidy.h"

#include "base/link.h"
#include "base/memfile.h"
#include "bundle/package.h"

#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 64 * 1024, PATIENCE_MS = 60000, NAP_US = 100, REST_US = 200000 };

struct seat {
    const struct bench *bench;
    char *run;
    int plugins;
    struct program core;
    int window;
    struct samples home, cpu, memory, visit;
};

struct keys {
    struct public_key public[3];
    struct secret_key secret[3]; /* two of the root, one of an agency */
};

/* --- a run folder ----------------------------------------------------------------------------------------------------
 */

static int make_run(const struct seat *seat)
{
    static const char *const folders[] = {
        "",      "run",        "run/ui.main", "run/ui.call", "run/flow",     "run/deliver", "run/control", "share",
        "state", "state/core", "keys",        "secrets",     "secrets/core", "bundles",     "trust"};
    static const char site[] = "name = \"bench\"; place = \"bench\"; site = \"LKR\"; kiosk = \"07\";\n"
                               "languages = [ \"id\", \"en\" ]; folders = { };\n"
                               "agencies = ( { id = \"polri\"; name = \"Kepolisian\"; queue = \"D\"; } );\n"
                               "queues = ( { letter = \"D\"; name = \"Kepolisian\"; place = \"Ruang D\"; } );\n";
    unsigned char public[32], secret[64];
    char hex[129];
    for (size_t i = 0; i < COUNT(folders); i++)
        if (mkdir(turn_text("%s/%s", seat->run, folders[i]), 0700) < 0)
            return fail_errno("%s/%s", seat->run, folders[i]);
    crypto_sign_keypair(public, secret);
    sodium_bin2hex(hex, sizeof hex, secret, sizeof secret);
    int code = file_write_path(turn_text("%s/secrets/core/kiosk.key", seat->run), hex, strlen(hex), 0600);
    return code == OK ? file_write_path(turn_text("%s/site.conf", seat->run), site, strlen(site), 0600) : code;
}

static json_t *key_row(const char *name, const struct public_key *key)
{
    char text[PUBLIC_TEXT];
    public_key_write(key, text);
    return json_pack("{ss,ss}", "name", name, "key", text);
}

static int make_root(const struct seat *seat, const struct keys *keys)
{
    json_t *agency = key_row("polri", &keys->public[2]);
    json_object_set_new(agency, "namespaces", json_pack("[s]", "polri.*"));
    json_t *body = json_pack("{ss,si,ss,si,s[oo],s[o],s[],s{}}", "type", "anjungan root", "version", 1, "expires",
                             "2090-12-31", "threshold", ROOT_THRESHOLD, "keys", key_row("a", &keys->public[0]),
                             key_row("b", &keys->public[1]), "agencies", agency, "revoked", "least");
    char *bytes = json_write(body);
    size_t n = strlen(bytes);
    json_decref(body);
    for (int i = 0; i < ROOT_THRESHOLD && bytes; i++) {
        struct root *root = root_read("root", bytes, n);
        free(bytes);
        bytes = root ? root_sign(root, &keys->secret[i], &n) : NULL;
        root_free(root);
    }
    int code = bytes ? file_write_path(turn_text("%s/trust/1.root", seat->run), bytes, n, 0644) : E_STATE;
    free(bytes);
    return code;
}

/* --- bundles ---------------------------------------------------------------------------------------------------------
 */

/* The text with every `from` as `to`. Turn memory. */
static char *replaced(const char *text, const char *from, const char *to)
{
    char *all = turn_text("%s", "");
    for (const char *found; (found = strstr(text, from)); text = found + strlen(from))
        all = turn_text("%s%.*s%s", all, (int)(found - text), text, to);
    return turn_text("%s%s", all, text);
}

/* A copy of the shipped service for a police certificate, under another id. */
static int copy_plugin(const char *shipped, const char *folder, const char *id)
{
    static const char *const names[] = {"main.lua", "plugin.conf", "rules.conf", "words.id.conf", "words.en.conf"};
    if (mkdir(folder, 0755) < 0)
        return fail_errno("%s", folder);
    for (size_t i = 0; i < COUNT(names); i++) {
        char *text;
        size_t n;
        int code = file_read_path(turn_text("%s/polri.skck/%s", shipped, names[i]), FILE_MAX, &text, &n);
        if (code < 0)
            return code;
        const char *own = replaced(text, "id = \"polri.skck\"", turn_text("id = \"%s\"", id));
        code = file_write_path(turn_text("%s/%s", folder, names[i]), own, strlen(own), 0644);
        free(text);
        if (code < 0)
            return code;
    }
    return OK;
}

static int make_bundle(const struct seat *seat, const struct secret_key *key, const char *id)
{
    struct package package;
    size_t n, n_file;
    const char *folder = turn_text("%s/%s", seat->bench->folder, id);
    if (copy_plugin(seat->bench->tree.plugins, folder, id) < 0)
        return E_IO;
    char *archive = package_make(folder, NULL, &package, &n);
    if (!archive)
        return E_FORMAT;
    char *file = package_sign(&package, archive, n, key, &n_file);
    int code = file_write_path(turn_text("%s/bundles/%s%s", seat->run, id, PACKAGE_SUFFIX), file, n_file, 0644);
    package_close(&package);
    free(archive);
    free(file);
    tidy_remove(folder);
    turn_end();
    return code;
}

static int make_bundles(const struct seat *seat)
{
    struct keys keys;
    for (size_t i = 0; i < COUNT(keys.public); i++)
        key_make(&keys.public[i], &keys.secret[i]);
    int code = make_root(seat, &keys);
    for (int i = 0; i < seat->plugins && code == OK; i++)
        code = make_bundle(seat, &keys.secret[2], turn_text("polri.s%d", i));
    sodium_memzero(&keys, sizeof keys);
    return code;
}

/* --- core ------------------------------------------------------------------------------------------------------------
 */

static int tell_core(struct seat *seat, json_t *body)
{
    int code = wire_send(seat->window, body, NULL, 0);
    json_decref(body);
    return code;
}

static int open_window(struct seat *seat)
{
    double until = stats_now() + PATIENCE_MS;
    while ((seat->window = wire_connect(wire_path(seat->run, "ui.main"))) < 0 && stats_now() < until) {
        if (!program_runs(&seat->core))
            break;
        usleep(NAP_US);
    }
    if (seat->window < 0)
        return fail(E_GONE, "core did not open its door");
    return tell_core(seat, link_hello("bench"));
}

/* The next packet of a type (json_decref it); NULL when it does not come. */
static json_t *hear(struct seat *seat, const char *type)
{
    for (json_t *body = NULL;;) {
        struct packet packet;
        struct pollfd wait = {seat->window, POLLIN, 0};
        if (poll(&wait, 1, PATIENCE_MS) <= 0) {
            fail(E_TIMEOUT, "core did not say %s", type);
            return NULL;
        }
        if (wire_receive(seat->window, &door_core_to_ui, &packet) < 0) {
            fail(E_GONE, "core let the window go: programs of several builds?");
            return NULL;
        }
        if (strcmp(packet_type(&packet), type) == 0)
            body = json_incref(packet.body);
        packet_free(&packet);
        if (body)
            return body;
    }
}

static int await_home(struct seat *seat)
{
    json_t *home = hear(seat, "home");
    json_decref(home);
    return home ? OK : E_STATE;
}

/* A visit of the last service: it is offered indeed. Until the words for its screens are there. */
static int visit(struct seat *seat)
{
    double began = stats_now();
    int code = tell_core(seat, json_pack("{ss,ss,ss}", "type", "start", "service",
                                         turn_text("polri.s%d", seat->plugins - 1), "language", "id"));
    json_t *begun = code == OK ? hear(seat, "visit") : NULL, *closed = NULL;
    samples_add(&seat->visit, stats_now() - began);
    if (begun && tell_core(seat, json_pack("{ss,ss,ss}", "type", "end", "visit", json_text(begun, "visit"), "why",
                                           "citizen")) == OK)
        closed = hear(seat, "closed");
    json_decref(begun);
    json_decref(closed);
    return closed ? OK : E_STATE;
}

static int start_program(struct program *program, const struct seat *seat, const char *name)
{
    const char *const arguments[] = {turn_text("%s/anjungan-%s", seat->bench->tree.programs, name), "--run", seat->run,
                                     NULL};
    return program_start(program, arguments, -1);
}

static int start_core(struct seat *seat)
{
    int code = start_program(&seat->core, seat, "core");
    if (code == OK)
        code = open_window(seat);
    return code == OK ? await_home(seat) : code;
}

static void stop_core(struct seat *seat)
{
    if (seat->window >= 0)
        close(seat->window);
    seat->window = -1;
    program_stop(&seat->core);
    turn_end();
}

/* Everything is parsed when there is an index; the next core knows it all. */
static int start_first(struct seat *seat)
{
    struct program flow;
    char *index = make_text(turn_text("%s/share/index.json", seat->run));
    double until = stats_now() + PATIENCE_MS;
    int code = start_program(&flow, seat, "flow");
    if (code == OK)
        code = start_core(seat);
    while (code == OK && access(index, F_OK) < 0 && stats_now() < until)
        usleep(REST_US);
    if (code == OK && access(index, F_OK) < 0)
        code = fail(E_TIMEOUT, "core did not write %s", index);
    free(index);
    stop_core(seat);
    program_stop(&flow);
    return code;
}

static int start_again(struct seat *seat)
{
    struct proc_memory memory;
    struct proc_use use;
    int code = start_core(seat);
    double took = stats_now() - seat->core.started;
    if (code == OK)
        code = proc_use(seat->core.pid, &use);
    usleep(REST_US);
    if (code == OK)
        code = proc_memory(seat->core.pid, &memory);
    if (code == OK && seat->plugins > 0)
        code = visit(seat);
    stop_core(seat);
    if (code < 0)
        return code == E_DENIED ? fail(code, "PSS: only root may look at it") : code;
    samples_add(&seat->home, took);
    samples_add(&seat->cpu, use.cpu);
    samples_add(&seat->memory, memory.pss);
    return OK;
}

/* --- the measure -----------------------------------------------------------------------------------------------------
 */

static int open_seat(struct seat *seat, const struct bench *bench, int plugins)
{
    *seat = (struct seat){.bench = bench, .plugins = plugins, .window = -1};
    seat->run = make_text(turn_text("%s/core-%d", bench->folder, plugins));
    int code = make_run(seat);
    if (code == OK)
        code = make_bundles(seat);
    return code == OK ? start_first(seat) : code;
}

static void tell(struct report *report, struct seat *none, struct seat *many)
{
    double start = samples_part(&many->home, 0.5) - samples_part(&none->home, 0.5);
    double memory = samples_part(&many->memory, 0.5) - samples_part(&none->memory, 0.5);
    struct seat *const seats[] = {none, many};
    for (size_t i = 0; i < COUNT(seats); i++) {
        const char *what = turn_text("core, %d bundles it knows", seats[i]->plugins);
        report_row(report, turn_text("%s: exec to home", what), "ms", &seats[i]->home);
        report_row(report, turn_text("%s: its CPU", what), "ms", &seats[i]->cpu);
        report_row(report, turn_text("%s: memory", what), "MB PSS", &seats[i]->memory);
    }
    report_row(report, "start of a visit: bundle verified again", "ms", &many->visit);
    report_value(report, "the bundles' part of the start", "ms", start);
    report_value(report, "the bundles' part of the memory", "MB PSS", memory);
}

static int run(struct bench *bench)
{
    struct seat none, many;
    if (sodium_init() < 0)
        return fail(E_IO, "no random numbers to be had from the system");
    int code = open_seat(&none, bench, 0);
    int more = open_seat(&many, bench, bench->options->plugins);
    code = code < 0 ? code : more;
    for (int i = 0; i < bench->options->starts && code == OK; i++) {
        code = start_again(&none);
        if (code == OK)
            code = start_again(&many);
    }
    if (code == OK)
        tell(&bench->report, &none, &many);
    free(none.run);
    free(many.run);
    return code;
}

const struct measure measure_plugins = {"plugins", "core's start and memory with many installed bundles", false, run};
