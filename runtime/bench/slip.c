/* slip.c - from the wish for a slip to its last bit, from the real program that draws it.
 *
 * Cold: nobody had a slip for a while, so the supervisor starts the program when core asks. Warm: it is still there. */
#define _GNU_SOURCE
#include "bench/bench.h"
#include "bench/program.h"
#include "bench/tidy.h"

#include "base/memfile.h"
#include "base/wire.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000, WARM = 10, PICTURE_MAX = 1 << 20 };

struct desk {
    const struct bench *bench;
    const char *run, *path;
    int listener, id;
};

static json_t *request(int id)
{
    return json_pack("{ss,si,ss,ss,s{ss,ss,ss,ss,s{ss,ss,si},ss,ss,ss,ss,s[s]}}", "type", "compose", "id", id,
                     "template", "slip", "language", "id", "data", "site", "Mal Pelayanan Publik", "place",
                     "Kabupaten Lokaraya", "kiosk", "07", "number", "D0003", "queue", "name", "Kepolisian", "place",
                     "Ruang D, lantai 1", "ahead", 2, "title", "SKCK baru", "printed", "14-05-2026 09.48", "case",
                     "LKR-07-2605-00418", "qr", "http://127.0.0.1:8080/n/2026-05-14/D0003", "notes",
                     "Pas foto 4x6, latar merah");
}

/* Until the bits of the picture are in our memory. */
static int ask(struct desk *desk, int fd)
{
    struct packet packet;
    char *bits = NULL;
    size_t n = 0;
    json_t *body = request(++desk->id);
    int code = wire_send(fd, body, NULL, 0);
    json_decref(body);
    struct pollfd wait = {fd, POLLIN, 0};
    if (code < 0 || poll(&wait, 1, PATIENCE_MS) <= 0)
        return fail(E_TIMEOUT, "paper did not answer");
    code = wire_receive(fd, &door_paper_to_core, &packet);
    if (code < 0)
        return code;
    code = packet.n_fds == 1 ? memfile_read("slip", packet.fds[0], PICTURE_MAX, &bits, &n)
                             : fail(E_STATE, "paper said: %s", json_text(packet.body, "message"));
    wipe_free(bits, n);
    packet_free(&packet);
    return code;
}

static int measure_one(struct desk *desk, struct samples *cold, struct samples *warm)
{
    const char *const arguments[] = {turn_text("%s/anjungan-paper", desk->bench->tree.programs), "--run", desk->run,
                                     NULL};
    struct program paper;
    int fd = wire_connect(desk->path);
    if (fd < 0)
        return fail(fd, "no connection to paper's socket");
    int code = program_start(&paper, arguments, desk->listener);
    if (code == OK)
        code = ask(desk, fd);
    samples_add(cold, stats_now() - paper.started);
    for (int i = 0; i < WARM && code == OK; i++) {
        double began = stats_now();
        code = ask(desk, fd);
        samples_add(warm, stats_now() - began);
    }
    program_stop(&paper);
    close(fd);
    turn_end();
    return code;
}

static int make_run(struct desk *desk)
{
    const char *site =
        turn_text("languages = [ \"id\", \"en\" ]; folders = { words = \"%s\"; };\n", desk->bench->tree.words);
    if (mkdir(desk->run, 0700) < 0)
        return fail_errno("%s", desk->run);
    desk->listener = wire_listen(desk->path);
    return desk->listener < 0 ? desk->listener
                              : file_write_path(turn_text("%s/site.conf", desk->run), site, strlen(site), 0600);
}

static int run(struct bench *bench)
{
    struct samples cold = {0}, warm = {0};
    char *folder = make_text(turn_text("%s/paper", bench->folder)), *path = make_text(turn_text("%s/compose", folder));
    struct desk desk = {.bench = bench, .run = folder, .path = path, .listener = -1};
    int code = make_run(&desk);
    for (int i = 0; i < bench->options->slips && code == OK; i++)
        code = measure_one(&desk, &cold, &warm);
    report_row(&bench->report, "cold: start, and a slip of 576 dots", "ms", &cold);
    report_row(&bench->report, "warm: one more slip", "ms", &warm);
    if (desk.listener >= 0)
        close(desk.listener);
    tidy_remove(folder);
    free(path);
    free(folder);
    return code;
}

const struct measure measure_slip = {"slip", "from the wish for a slip to its last bit", false, run};
