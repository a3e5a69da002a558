/* device.c - a driver's process: from exec to its word, from its device's coming to "online", from core's wish to the
 * first byte on the line.
 *
 * The process and its ESC/POS driver are the real ones; this file is core at one end, and at the other a printer that
 * is always well, on a pseudo terminal whose name comes and goes. */
#define _GNU_SOURCE
#include "bench/bench.h"
#include "bench/program.h"
#include "bench/tidy.h"

#include "base/memfile.h"
#include "base/wire.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000, ROUNDS = 20, WIDTH = 576, HEIGHT = 400, PRINT_MS = 15000 };

struct chair {
    const char *run, *line; /* the line's name, which is there while it is plugged in */
    struct program program;
    int listener, core, printer, keep;
    int last_id;
    uint8_t dots[WIDTH / 8 * HEIGHT];
    struct samples start, plugged, round, first;
};

/* ---- the printer's end */

static int plug(struct chair *chair)
{
    char name[64];
    chair->printer = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (chair->printer < 0 || grantpt(chair->printer) < 0 || unlockpt(chair->printer) < 0 ||
        ptsname_r(chair->printer, name, sizeof name) != 0)
        return fail_errno("a pseudo terminal");
    chair->keep = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC); /* or the line would end before the driver has it */
    return symlink(name, chair->line) == 0 ? OK : fail_errno("%s", chair->line);
}

static void unplug(struct chair *chair)
{
    unlink(chair->line);
    close(chair->keep);
    close(chair->printer);
}

/* All is well, whatever is asked (DLE EOT). */
static void answer(struct chair *chair)
{
    uint8_t bytes[4096];
    ssize_t n = read(chair->printer, bytes, sizeof bytes);
    for (ssize_t i = 0; i + 2 < n; i++)
        if (bytes[i] == 0x10 && bytes[i + 1] == 0x04 && write(chair->printer, "\x12", 1) < 0)
            return;
}

/* ---- core's end */

static int await(int fd)
{
    struct pollfd wait = {fd, POLLIN, 0};
    return poll(&wait, 1, PATIENCE_MS) == 1 ? OK : fail(E_TIMEOUT, "the driver does not answer");
}

/* The next packet is of this type, and a status says `is`; others are passed over while the printer answers. */
static int hear(struct chair *chair, const char *type, const char *is)
{
    for (;;) {
        struct pollfd ends[] = {{chair->core, POLLIN, 0}, {chair->printer, POLLIN, 0}};
        struct packet packet;
        if (poll(ends, COUNT(ends), PATIENCE_MS) <= 0)
            return fail(E_TIMEOUT, "the driver does not say %s %s", type, is ? is : "");
        if (ends[1].revents & POLLIN)
            answer(chair);
        if (!ends[0].revents)
            continue;
        if (wire_receive(chair->core, &door_driver_to_core, &packet) < 0)
            return E_GONE;
        bool heard =
            strcmp(packet_type(&packet), type) == 0 && (!is || strcmp(json_text(packet.body, "device"), is) == 0);
        packet_free(&packet);
        if (heard)
            return OK;
    }
}

static int ask(struct chair *chair, const char *verb, json_t *attr, int fd)
{
    json_t *body = json_pack("{ss,si,ss,so,si}", "type", "request", "id", ++chair->last_id, "verb", verb, "attr", attr,
                             "ms", PRINT_MS);
    int code = wire_send(chair->core, body, &fd, fd >= 0);
    json_decref(body);
    return code;
}

/* ---- measures */

static int start(struct chair *chair, const struct bench *bench)
{
    const char *const arguments[] = {turn_text("%s/anjungan-driver", bench->tree.programs), "--run", chair->run,
                                     "printer", NULL};
    if (program_start(&chair->program, arguments, -1) < 0 || await(chair->listener) < 0)
        return E_IO;
    chair->core = wire_accept(chair->listener);
    int code = hear(chair, "hello", NULL);
    samples_add(&chair->start, stats_now() - chair->program.started);
    return code < 0 ? code : hear(chair, "status", "noDevice");
}

static int come(struct chair *chair)
{
    double began = stats_now();
    if (plug(chair) < 0)
        return E_IO;
    int code = hear(chair, "status", "online");
    samples_add(&chair->plugged, stats_now() - began);
    return code;
}

/* A request that the host itself turns down: all of the way, nothing of a device. */
static int turn(struct chair *chair)
{
    int code = OK;
    for (int i = 0; i < ROUNDS && code == OK; i++) {
        double began = stats_now();
        code = ask(chair, "nothing", json_object(), -1);
        if (code == OK)
            code = hear(chair, "done", NULL);
        samples_add(&chair->round, (stats_now() - began) * 1000);
    }
    return code;
}

static int send_first(struct chair *chair)
{
    int fd = memfile_make("page", chair->dots, sizeof chair->dots);
    answer(chair); /* what still stands on the line */
    double began = stats_now();
    int code = ask(chair, "print", json_pack("{ss,si,si}", "number", "D0003", "width", WIDTH, "height", HEIGHT), fd);
    close(fd);
    if (code == OK)
        code = await(chair->printer);
    samples_add(&chair->first, stats_now() - began);
    return code;
}

static int measure_one(struct chair *chair, const struct bench *bench)
{
    chair->core = chair->printer = chair->keep = -1;
    int code = start(chair, bench);
    if (code == OK)
        code = come(chair);
    if (code == OK)
        code = turn(chair);
    if (code == OK)
        code = send_first(chair);
    program_stop(&chair->program);
    close(chair->core);
    unplug(chair);
    turn_end();
    return code;
}

static int make_run(struct chair *chair, const struct bench *bench)
{
    const char *const folders[] = {"", "/run", "/run/driver.printer"};
    const char *site =
        turn_text("folders = { drivers = \"%s\"; };\ndevices = ( { name = \"printer\"; class = \"printer\"; "
                  "driver = \"escpos\"; port = \"serial:%s,115200\"; } );\n",
                  bench->tree.drivers, chair->line);
    for (size_t i = 0; i < COUNT(folders); i++)
        if (mkdir(turn_text("%s%s", chair->run, folders[i]), 0700) < 0)
            return fail_errno("%s%s", chair->run, folders[i]);
    chair->listener = wire_listen(wire_path(chair->run, "driver.printer"));
    return chair->listener < 0 ? chair->listener
                               : file_write_path(turn_text("%s/site.conf", chair->run), site, strlen(site), 0600);
}

static int run(struct bench *bench)
{
    char *folder = make_text(turn_text("%s/device", bench->folder)), *line = make_text(turn_text("%s/line", folder));
    struct chair *chair = make(sizeof *chair);
    *chair = (struct chair){.run = folder, .line = line, .listener = -1};
    int code = make_run(chair, bench);
    for (int i = 0; i < bench->options->slips && code == OK; i++)
        code = measure_one(chair, bench);
    report_row(&bench->report, "a driver's process: exec to hello", "ms", &chair->start);
    report_row(&bench->report, "its device comes: to online", "ms", &chair->plugged);
    report_row(&bench->report, "core, host, core", "us", &chair->round);
    report_row(&bench->report, "a page is asked for: first byte on the line", "ms", &chair->first);
    if (chair->listener >= 0)
        close(chair->listener);
    tidy_remove(folder);
    free(chair);
    free(line);
    free(folder);
    return code;
}

const struct measure measure_device = {"device", "a driver's start, its device's coming, the way to it", false, run};
