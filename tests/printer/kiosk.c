/* kiosk.c - see kiosk.h. */
#define _GNU_SOURCE
#include "printer/kiosk.h"

#include "base/clock.h"
#include "base/memfile.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SMALL_WIDTH = 64, SMALL_ROWS = 12, SMALL = SMALL_WIDTH / 8 * SMALL_ROWS, PAGE_MAX = 1 << 20 };

/* ---- programs */

static char *below(const struct kiosk *kiosk, const char *path)
{
    return turn_text("%s/%s", kiosk->table.run, path);
}

/* `listener`: what it gets from its supervisor, or -1. */
static pid_t start(const struct kiosk *kiosk, const char *program, const char *name, int listener)
{
    char *path = turn_text("%s/bin/anjungan-%s", BUILD, program), *log = below(kiosk, turn_text("%s.log", program));
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!getenv("TABLE_LOG"))
        must(freopen(log, "a", stderr) != NULL);
    if (listener >= 0) {
        dup2(listener, 3);
        fcntl(3, F_SETFD, 0);
        setenv("LISTEN_FDS", "1", 1);
        setenv("LISTEN_PID", turn_text("%d", (int)getpid()), 1);
    }
    execl(path, path, "--run", kiosk->table.run, name, (char *)NULL);
    _exit(127);
}

static void start_driver(struct kiosk *kiosk)
{
    kiosk->driver = start(kiosk, kiosk->kind->driver, "printer", -1);
}

static void start_paper(struct kiosk *kiosk)
{
    if (kiosk->kind->real_paper)
        kiosk->paper = start(kiosk, "paper", NULL, kiosk->drawers);
}

static void end(pid_t *pid, int how)
{
    if (*pid <= 0)
        return;
    kill(*pid, how);
    waitpid(*pid, NULL, 0);
    *pid = 0;
}

void kiosk_kill_driver(struct kiosk *kiosk)
{
    kiosk->line.ending = kiosk->line.caller >= 0;
    end(&kiosk->driver, SIGKILL);
    start_driver(kiosk);
}

void kiosk_kill_paper(struct kiosk *kiosk)
{
    end(&kiosk->paper, SIGKILL);
    if (kiosk->drawer >= 0)
        close(kiosk->drawer);
    kiosk->drawer = -1;
    start_paper(kiosk);
}

void kiosk_kill_core(struct kiosk *kiosk)
{
    json_decref(kiosk->table.screen);
    kiosk->table.screen = NULL;
    table_kill(&kiosk->table, "core");
}

/* A driver that ended by itself (its deadline, a broken promise) comes back, as under any supervisor. */
static void supervise(struct kiosk *kiosk)
{
    if (waitpid(kiosk->driver, NULL, WNOHANG) == kiosk->driver)
        start_driver(kiosk);
}

/* ---- pages */

/* Every byte another one, and real-time commands among them: the worst a page can be. */
static void draw_small(uint8_t *dots, int seed)
{
    for (int i = 0; i < SMALL; i++)
        dots[i] = (uint8_t)((i * 37 + seed * 11) | 1);
    for (int i = 40; i + 1 < SMALL; i += 31) {
        dots[i] = 0x10;
        dots[i + 1] = i % 2 ? 0x04 : 0x14;
    }
}

/* Asks the real program, and waits: it is a matter of milliseconds. NULL when it died. */
static uint8_t *ask_paper(struct kiosk *kiosk, const json_t *compose, int *width, int *height, size_t *n)
{
    struct packet packet;
    char *bytes = NULL;
    if (kiosk->drawer < 0)
        kiosk->drawer = wire_connect(below(kiosk, "run/paper/drawer"));
    if (kiosk->drawer < 0 || wire_send(kiosk->drawer, compose, NULL, 0) < 0)
        return NULL;
    if (kiosk->paper_dies_next) {
        kiosk->paper_dies_next = false;
        kiosk_kill_paper(kiosk);
        return NULL;
    }
    if (wire_receive(kiosk->drawer, &door_paper_to_core, &packet) != OK)
        return NULL;
    *width = (int)json_number(packet.body, "width", 0);
    *height = (int)json_number(packet.body, "height", 0);
    must(packet.n_fds == 1 && memfile_read("page", packet.fds[0], PAGE_MAX, &bytes, n) == OK);
    packet_free(&packet);
    return (uint8_t *)bytes;
}

static uint8_t *draw_page(struct kiosk *kiosk, const json_t *compose, int *width, int *height, size_t *n)
{
    if (kiosk->kind->real_paper)
        return ask_paper(kiosk, compose, width, height, n);
    *width = SMALL_WIDTH;
    *height = SMALL_ROWS;
    *n = SMALL;
    uint8_t *dots = make(SMALL);
    draw_small(dots, kiosk->books.last_mark + 1);
    return dots;
}

static int on_draw(void *mine, const json_t *compose, int *width, int *height)
{
    struct kiosk *kiosk = mine;
    size_t n;
    uint8_t *dots = draw_page(kiosk, compose, width, height, &n);
    if (!dots)
        return -1;
    books_add_page(&kiosk->books, json_text(json_object_get(compose, "data"), "number"), dots, n);
    int fd = memfile_make("page", dots, n);
    free(dots);
    return fd;
}

/* ---- its turns */

static int on_watch(void *mine, struct pollfd *to)
{
    struct kiosk *kiosk = mine;
    return line_watch(&kiosk->line, to);
}

static void on_turn(void *mine)
{
    struct kiosk *kiosk = mine;
    line_turn(&kiosk->line);
    supervise(kiosk);
}

static void on_piece(void *mine, const struct strip *strip, bool cut)
{
    struct kiosk *kiosk = mine;
    books_add_piece(&kiosk->books, strip, cut);
}

void kiosk_turn(struct kiosk *kiosk)
{
    table_pump(&kiosk->table, 1);
}

bool kiosk_calm(struct kiosk *kiosk)
{
    for (int64_t until = clock_ms() + 30000; clock_ms() < until; kiosk_turn(kiosk))
        if (kiosk->line.caller >= 0 && printer_online(&kiosk->line.printer) && kiosk->line.n_held == 0)
            return true;
    return false;
}

/* ---- its life */

void kiosk_open(struct kiosk *kiosk, const struct kiosk_kind *kind)
{
    *kiosk = (struct kiosk){.kind = kind, .drawer = -1, .drawers = -1};
    kiosk->guest = (struct guest){kiosk, on_watch, on_turn, on_draw};
    kiosk->line.piece = on_piece;
    kiosk->line.mine = kiosk;
    line_open(&kiosk->line);
    books_open(&kiosk->books);
    char *folders = turn_text("words = \"%s/runtime/words\"; drivers = \"%s\";", SOURCE, kind->drivers);
    char *printer = turn_text("driver = \"%s\"; port = \"tcp:127.0.0.1:%d\"; profile = { %s };", kind->file,
                              kiosk->line.port, kind->profile);
    table_open_site(&kiosk->table, &(struct table_site){.plugins = SOURCE "/plugins",
                                                        .core = kind->core,
                                                        .folders = folders,
                                                        .printer = printer,
                                                        .guest = &kiosk->guest});
    if (kind->real_paper)
        kiosk->drawers = wire_listen(below(kiosk, "run/paper/drawer"));
    start_paper(kiosk);
    start_driver(kiosk);
    must(table_wait_home(&kiosk->table) && kiosk_calm(kiosk));
}

void kiosk_abandon(struct kiosk *kiosk)
{
    end(&kiosk->driver, SIGKILL);
    end(&kiosk->paper, SIGKILL);
    if (kiosk->drawer >= 0)
        close(kiosk->drawer);
    if (kiosk->drawers >= 0)
        close(kiosk->drawers);
    kiosk->table.guest = (struct guest){0};
    table_close(&kiosk->table);
    line_close(&kiosk->line);
    books_close(&kiosk->books);
}

void kiosk_close(struct kiosk *kiosk)
{
    books_check_store(&kiosk->books, kiosk->table.run);
    kiosk_abandon(kiosk);
}
