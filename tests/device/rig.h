/* rig.h - the test plays core and the supervisor: it starts the real programs in a run folder of their own, listens
 * where core would, and reads what the driver says. Everything on loopback, ports picked by the kernel. */
#ifndef DEVICE_RIG_H
#define DEVICE_RIG_H

#include "base/clock.h"
#include "base/link.h"
#include "base/memfile.h"
#include "test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RIG_PATIENCE = 20000, RIG_PORTS = 6 };

struct rig {
    char run[64];
    int ports[RIG_PORTS], port_fds[RIG_PORTS]; /* listening: printer, card, scanner, documents, lamp, stripe */
    int control;
};

/* One driver's side of core. */
struct rig_core {
    const char *name;
    int listener, fd;
    pid_t pid;
    char device[16], media[16], detail[65]; /* the last status */
    int64_t asked;                          /* the id of the last simple request */
    int dones;
    int64_t done_id;
    char result[16], effect[8];
    json_t *attr;              /* of the last done */
    int frames, width, height; /* the last frame */
    char *frame;               /* its rows of RGB */
    char *picture;             /* of the last done */
    size_t n_picture;
};

static inline int rig_listen(int *port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof to;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    check(fd >= 0 && bind(fd, (struct sockaddr *)&to, n) == 0 && listen(fd, 8) == 0);
    check(getsockname(fd, (struct sockaddr *)&to, &n) == 0);
    *port = ntohs(to.sin_port);
    return fd;
}

static inline void rig_write(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    check(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

static inline const char *rig_path(const struct rig *rig, const char *below)
{
    return turn_text("%s/%s", rig->run, below);
}

static inline void rig_start(struct rig *rig, const char *drivers, const char *devices)
{
    *rig = (struct rig){.run = "/tmp/devices-XXXXXX", .control = -1};
    check(mkdtemp(rig->run) != NULL);
    check(mkdir(rig_path(rig, "run"), 0700) == 0);
    for (int i = 0; i < RIG_PORTS; i++)
        rig->port_fds[i] = rig_listen(&rig->ports[i]);
    char *rows = turn_text(devices, rig->ports[0], rig->ports[1], rig->ports[2], rig->ports[3]);
    rig_write(rig_path(rig, "site.conf"),
              turn_text("folders = { drivers = \"%s\"; };\ndevices = ( %s );\n", drivers, rows));
}

static inline int rig_remove(const char *path, const struct stat *is, int kind, struct FTW *ftw)
{
    (void)is, (void)kind, (void)ftw;
    return remove(path);
}

static inline void rig_stop(struct rig *rig)
{
    for (int i = 0; i < RIG_PORTS; i++)
        close(rig->port_fds[i]);
    if (rig->control >= 0)
        close(rig->control);
    nftw(rig->run, rig_remove, 8, FTW_DEPTH | FTW_PHYS);
    turn_end();
}

static inline pid_t rig_run(const struct rig *rig, const char *program, const char *name, bool with_ports)
{
    char *path = turn_text("%s/bin/%s", BUILD, program);
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    if (with_ports) {
        int high[RIG_PORTS];
        for (int i = 0; i < RIG_PORTS; i++)
            high[i] = fcntl(rig->port_fds[i], F_DUPFD, 10);
        for (int i = 0; i < RIG_PORTS; i++)
            dup2(high[i], 3 + i);
        setenv("LISTEN_FDS", turn_text("%d", RIG_PORTS), 1);
        setenv("LISTEN_PID", turn_text("%d", (int)getpid()), 1);
    }
    execl(path, program, "--run", rig->run, name, NULL);
    _exit(127);
}

/* Its exit status, or minus the signal that ended it. */
static inline int rig_wait(pid_t pid)
{
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static inline int rig_end(pid_t pid)
{
    kill(pid, SIGTERM);
    return rig_wait(pid);
}

static inline bool rig_readable(int fd)
{
    struct pollfd p = {fd, POLLIN, 0};
    return poll(&p, 1, RIG_PATIENCE) == 1;
}

/* The next packet of the driver; false when it left or says nothing for long. The caller frees the packet. */
static inline bool core_receive(struct rig_core *core, struct packet *packet)
{
    return rig_readable(core->fd) && wire_receive(core->fd, &door_driver_to_core, packet) == OK;
}

/* Waits for the next (or first) connection of the driver, and its hello. */
static inline void core_greet(struct rig_core *core)
{
    struct packet packet = {0};
    if (core->fd >= 0)
        close(core->fd);
    check(rig_readable(core->listener));
    core->fd = wire_accept(core->listener);
    check(core->fd >= 0 && core_receive(core, &packet));
    check_text(packet_type(&packet), "hello");
    packet_free(&packet);
}

static inline void core_begin(struct rig_core *core, const struct rig *rig, const char *program, const char *name)
{
    *core = (struct rig_core){.name = name, .fd = -1};
    check(mkdir(rig_path(rig, turn_text("run/driver.%s", name)), 0700) == 0);
    core->listener = wire_listen(wire_path(rig->run, turn_text("driver.%s", name)));
    check(core->listener >= 0);
    core->pid = rig_run(rig, program, name, false);
    core_greet(core);
}

static inline void core_open(struct rig_core *core, const struct rig *rig, const char *name)
{
    core_begin(core, rig, "anjungan-driver", name);
}

static inline void core_close(struct rig_core *core)
{
    close(core->fd);
    close(core->listener);
    json_decref(core->attr);
    core->attr = NULL;
    free(core->frame);
    free(core->picture);
}

static inline void core_see(struct rig_core *core, const struct packet *packet)
{
    size_t n;
    core->frames++;
    core->width = (int)json_number(packet->body, "width", 0);
    core->height = (int)json_number(packet->body, "height", 0);
    free(core->frame);
    core->frame = NULL;
    check(memfile_read("frame", packet->fds[0], 640 * 640 * 3, &core->frame, &n) == OK);
    check(n == (size_t)core->width * (size_t)core->height * 3);
}

/* Reads one packet and notes what it says; false when the driver left. */
static inline bool core_hear(struct rig_core *core)
{
    struct packet packet = {0};
    if (!core_receive(core, &packet))
        return false;
    if (strcmp(packet_type(&packet), "status") == 0) {
        snprintf(core->device, sizeof core->device, "%s", json_text(packet.body, "device"));
        snprintf(core->media, sizeof core->media, "%s", json_text(packet.body, "media"));
        snprintf(core->detail, sizeof core->detail, "%s", json_text(packet.body, "detail"));
    } else if (strcmp(packet_type(&packet), "frame") == 0) {
        core_see(core, &packet);
    } else {
        free(core->picture);
        core->picture = NULL;
        if (packet.n_fds > 0)
            check(memfile_read("picture", packet.fds[0], 1 << 18, &core->picture, &core->n_picture) == OK);
        core->dones++;
        core->done_id = json_number(packet.body, "id", 0);
        snprintf(core->result, sizeof core->result, "%s", json_text(packet.body, "result"));
        snprintf(core->effect, sizeof core->effect, "%s", json_text(packet.body, "effect"));
        json_decref(core->attr);
        core->attr = json_deep_copy(json_object_get(packet.body, "attr"));
    }
    packet_free(&packet);
    turn_end();
    return true;
}

static inline void core_expect_status(struct rig_core *core, const char *device, const char *media)
{
    while (strcmp(core->device, device) != 0 || strcmp(core->media, media) != 0)
        if (!core_hear(core))
            break;
    check_text(core->device, device);
    check_text(core->media, media);
}

static inline void core_ask(struct rig_core *core, int64_t id, const char *verb, json_t *attr, int ms, int fd)
{
    json_t *body =
        json_pack("{ss,sI,ss,so,si}", "type", "request", "id", (json_int_t)id, "verb", verb, "attr", attr, "ms", ms);
    check(wire_send(core->fd, body, &fd, fd >= 0) == OK);
    json_decref(body);
}

static inline void core_cancel(struct rig_core *core, int64_t id)
{
    json_t *body = json_pack("{ss,sI}", "type", "cancel", "id", (json_int_t)id);
    check(wire_send(core->fd, body, NULL, 0) == OK);
    json_decref(body);
}

/* Waits for the done of `id`: exactly one, and the next. */
static inline bool core_await(struct rig_core *core, int64_t id)
{
    int before = core->dones;
    while (core->dones == before)
        if (!core_hear(core)) {
            fprintf(stderr, "the driver of %s left or is silent; its end: %d\n", core->name,
                    waitpid(core->pid, NULL, WNOHANG));
            return false;
        }
    check(core->dones == before + 1 && core->done_id == id);
    return true;
}

static inline void core_expect(struct rig_core *core, int64_t id, const char *result, const char *effect)
{
    check(core_await(core, id));
    check_text(core->result, result);
    check_text(core->effect, effect);
}

/* A request without values; returns its id. */
static inline int64_t core_ask_for(struct rig_core *core, const char *verb, int ms)
{
    core_ask(core, ++core->asked, verb, json_object(), ms, -1);
    return core->asked;
}

/* The same, and it has reached the driver: a later one was refused. Only then is anything held before the device. */
static inline int64_t core_ask_held(struct rig_core *core, const char *verb)
{
    int64_t id = core_ask_for(core, verb, RIG_PATIENCE);
    core_expect(core, core_ask_for(core, verb, RIG_PATIENCE), "broken", "none");
    return id;
}

/* ---- the simulator's control socket */

static inline void rig_call_control(struct rig *rig)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    snprintf(to.sun_path, sizeof to.sun_path, "%s/run/sim/control", rig->run);
    rig->control = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int64_t until = clock_ms() + RIG_PATIENCE;
    while (connect(rig->control, (struct sockaddr *)&to, sizeof to) < 0 && clock_ms() < until)
        poll(NULL, 0, 10);
}

/* One command, one line back; valid until the next call. */
static inline const char *rig_tell(struct rig *rig, const char *command)
{
    static char answer[65536];
    size_t n = 0;
    const char *line = turn_text("%s\n", command);
    check(write(rig->control, line, strlen(line)) == (ssize_t)strlen(line));
    while (n < sizeof answer - 1 && rig_readable(rig->control) && read(rig->control, answer + n, 1) == 1)
        if (answer[n++] == '\n')
            break;
    answer[n ? n - 1 : 0] = '\0';
    return answer;
}

static inline void rig_do(struct rig *rig, const char *command)
{
    check_text(rig_tell(rig, command), "ok");
}

static inline json_t *rig_ask(struct rig *rig, const char *command)
{
    const char *answer = rig_tell(rig, command);
    json_t *value = json_read(command, answer, strlen(answer), JSON_MAX_DEPTH);
    check(value != NULL);
    return value;
}

#endif
