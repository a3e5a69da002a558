/* glass.c - see glass.h. The packets of the inputtest driver are said here once more, in what a test needs of them: its
 * header comes with the whole development kit of the X server. */
#define _GNU_SOURCE
#include "glass.h"

#include "base/clock.h"
#include "base/guard.h"
#include "fill.h"

#include <X11/Xutil.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_MS = 20000, NUMBER = 3, LOG_MAX = 1 << 20 };

/* --- the driver's packets --- */

enum { SAY_VERSION = 0, SAY_WAIT = 1, SAY_KEY = 5, SAY_TOUCH = 6, VALUATORS = 64, RANGE = 65535 };

struct head {
    uint32_t length, kind;
};

struct version {
    struct head head;
    uint16_t major, minor;
};

struct key {
    struct head head;
    int32_t code;
    uint32_t down;
};

struct touch {
    struct head head;
    uint32_t finger, kind, has_raw;
    uint8_t mask[VALUATORS / 8];
    double at[VALUATORS], raw[VALUATORS];
};

static void say_to(int hand, const void *packet, size_t n)
{
    if (write(hand, packet, n) != (ssize_t)n)
        die("the X server takes no more input: %s", strerror(errno));
}

static void wait_for(int hand)
{
    struct head wait = {sizeof wait, SAY_WAIT}, done;
    struct pollfd ready = {.fd = hand, .events = POLLIN};
    say_to(hand, &wait, sizeof wait);
    if (poll(&ready, 1, START_MS) != 1 || read(hand, &done, sizeof done) != sizeof done)
        die("the X server does not take its input");
}

static int hand_open(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    struct version ours = {{sizeof ours, SAY_VERSION}, 1, 1}, its;
    int hand = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
    if (connect(hand, (const struct sockaddr *)&to, sizeof to) < 0)
        die("%s: %s", path, strerror(errno));
    say_to(hand, &ours, sizeof ours);
    if (read(hand, &its, sizeof its) != sizeof its || its.major != ours.major)
        die("%s: speaks another language", path);
    return hand;
}

/* --- the server --- */

static bool tell_why(const char *folder)
{
    char *log = NULL;
    size_t n;
    if (access(turn_text("%s/xorg.log", folder), R_OK) == 0)
        file_read_path(turn_text("%s/xorg.log", folder), LOG_MAX, &log, &n);
    printf("SKIPPED: no X server can run here:\n");
    for (char *line = log ? strtok(log, "\n") : NULL; line; line = strtok(NULL, "\n"))
        if (strstr(line, "(EE)"))
            puts(line);
    if (!log)
        puts("apt-get install xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils");
    free(log);
    return false;
}

_Noreturn static void become_server(const struct glass *glass, int number)
{
    static const char *const nothing = "/dev/null";
    const char *conf = turn_text("%s/xorg.conf", glass->folder), *log = turn_text("%s/xorg.log", glass->folder);
    int out = open(nothing, O_RDWR);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    dup2(number, NUMBER);
    guard_with_parent();
    execlp("Xorg", "Xorg", "-displayfd", "3", "-config", conf, "-logfile", log, "-noreset", "-novtswitch", "-sharevts",
           "-nolisten", "tcp", *glass->name ? glass->name : NULL, (char *)NULL);
    _exit(127);
}

/* ":5", when the server is ready for clients; false when it ended before. */
static bool read_name(int from, char *name, size_t size)
{
    struct pollfd ready = {.fd = from, .events = POLLIN};
    size_t n = 1;
    *name = ':';
    while (n + 1 < size && poll(&ready, 1, START_MS) == 1 && read(from, name + n, 1) == 1 && name[n] != '\n')
        n++;
    bool whole = name[n] == '\n';
    name[n] = 0;
    return whole;
}

/* Two servers that look for a number at the same moment may find the same one: one after the other. */
static int take_turn(void)
{
    const char *folder = getenv("TMPDIR");
    int lock = open(turn_text("%s/anjungan-xvfb.lock", folder ? folder : "/tmp"), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    if (lock >= 0)
        flock(lock, LOCK_EX);
    return lock;
}

static bool start_server(struct glass *glass)
{
    int ends[2], turn = take_turn();
    char name[sizeof glass->name] = "";
    must(pipe2(ends, O_CLOEXEC) == 0);
    glass->server = fork();
    if (glass->server == 0)
        become_server(glass, ends[1]);
    close(ends[1]);
    bool there = glass->server > 0 && read_name(ends[0], name, sizeof name);
    close(ends[0]);
    close(turn);
    if (there)
        memcpy(glass->name, name, sizeof name);
    return there;
}

static void take_hands(struct glass *glass)
{
    static const char *const names[PANELS] = {"main-touch", "call-touch"};
    for (int i = 0; i < PANELS; i++)
        glass->panels[i] = hand_open(turn_text("%s/%s", glass->folder, names[i]));
    glass->keys = hand_open(turn_text("%s/keys", glass->folder));
    glass->x = XOpenDisplay(glass->name);
    must(glass->x != NULL);
}

bool glass_open(struct glass *glass, const char *folder)
{
    *glass = (struct glass){0};
    snprintf(glass->folder, sizeof glass->folder, "%s", folder);
    fill("input/xorg.conf.in", turn_text("%s/xorg.conf", folder), (const char *const[]){"@FOLDER@", folder, NULL});
    if (!start_server(glass))
        return tell_why(folder);
    setenv("DISPLAY", glass->name, 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    take_hands(glass);
    return true;
}

static void leave(struct glass *glass)
{
    for (int i = 0; i < PANELS; i++)
        close(glass->panels[i]);
    close(glass->keys);
    XCloseDisplay(glass->x);
}

void glass_kill(struct glass *glass)
{
    leave(glass);
    kill(glass->server, SIGKILL);
    waitpid(glass->server, NULL, 0);
}

void glass_restart(struct glass *glass)
{
    if (!start_server(glass))
        die("the X server does not come back");
    take_hands(glass);
}

void glass_close(struct glass *glass)
{
    leave(glass);
    kill(glass->server, SIGTERM);
    waitpid(glass->server, NULL, 0);
}

/* --- hands and eyes --- */

void glass_touch(struct glass *glass, enum panel panel, int kind, unsigned finger, int x, int y)
{
    static const int widths[PANELS] = {1080, 1280}, heights[PANELS] = {1920, 720};
    struct touch touch = {{sizeof touch, SAY_TOUCH}, finger, (uint32_t)kind, 0, {3}, {0}, {0}};
    touch.at[0] = (x + 0.5) / widths[panel] * RANGE;
    touch.at[1] = (y + 0.5) / heights[panel] * RANGE;
    say_to(glass->panels[panel], &touch, sizeof touch);
    wait_for(glass->panels[panel]);
}

void glass_key(struct glass *glass, KeyCode code, bool down)
{
    struct key key = {{sizeof key, SAY_KEY}, code, down};
    say_to(glass->keys, &key, sizeof key);
}

void glass_settle(struct glass *glass)
{
    wait_for(glass->keys);
}

uint64_t glass_pixels(const struct glass *glass, struct area area)
{
    XImage *image = XGetImage(glass->x, DefaultRootWindow(glass->x), area.x, area.y, (unsigned)area.width,
                              (unsigned)area.height, AllPlanes, ZPixmap);
    must(image != NULL);
    uint64_t hash = 14695981039346656037u;
    for (int y = 0; y < area.height; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(image->data + y * image->bytes_per_line);
        for (int x = 0; x < area.width; x++)
            hash = (hash ^ (row[x] & 0xffffff)) * 1099511628211u;
    }
    XDestroyImage(image);
    return hash;
}
