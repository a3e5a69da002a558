/* harness.c - see harness.h: the run folder and the programs. The client is in client.c. */
#define _GNU_SOURCE
#include "web/harness.h"

#include "base/guard.h"
#include "base/memfile.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char device_token[] = "device-07-4f1c", officer_token[] = "officer-2b9e";
const char rig_device[] = "Authorization: Bearer device-07-4f1c\r\n";
const char rig_officer[] = "Authorization: Bearer officer-2b9e\r\n";
static const char *const agencies[RIG_AGENCIES] = {"polri", "dukcapil", "biller", "kua"};

void sleep_ms(int ms)
{
    nanosleep(&(struct timespec){ms / 1000, (ms % 1000) * 1000000L}, NULL);
}

static void write_file(const struct rig *rig, const char *below, const char *text)
{
    char *path = turn_text("%s/%s", rig->run, below);
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = 0;
        mkdir(path, 0700);
        *at = '/';
    }
    must(file_write_path(path, text, strlen(text), 0600) == OK);
}

static char *hex(const unsigned char *bytes, size_t n)
{
    char *to = turn_alloc(2 * n + 1);
    return sodium_bin2hex(to, 2 * n + 1, bytes, n);
}

static void make_keys(struct rig *rig)
{
    char *webhooks = turn_text("# one line an agency\n"), *boxes = turn_text("%s", "");
    for (int i = 0; i < RIG_AGENCIES; i++) {
        struct rig_agency *a = &rig->agencies[i];
        a->id = agencies[i];
        randombytes_buf(a->webhook, sizeof a->webhook);
        crypto_box_keypair(a->public_key, a->secret_key);
        webhooks = turn_text("%s%s %s\n", webhooks, a->id, hex(a->webhook, 32));
        boxes = turn_text("%s%s %s\n", boxes, a->id, hex(a->secret_key, 32));
    }
    crypto_sign_keypair(rig->kiosk_public, rig->kiosk_secret);
    write_file(rig, "share/kiosk.pub", turn_text("%s\n", hex(rig->kiosk_public, 32)));
    write_file(rig, "secrets/office/webhook", webhooks);
    write_file(rig, "secrets/deliver/webhook", webhooks);
    write_file(rig, "secrets/office/agency.key", boxes);
    write_file(rig, "secrets/office/officers", turn_text("%s\n", officer_token));
    write_file(rig, "secrets/hall/devices", turn_text("other\n%s\n", device_token));
    write_file(rig, "secrets/hall/officers", turn_text("%s\n", officer_token));
    write_file(rig, "secrets/deliver/hall", turn_text("%s\n", device_token));
}

static void write_settings(struct rig *rig)
{
    char *rows = turn_text("%s", "");
    for (int i = 0; i < RIG_AGENCIES; i++)
        rows = turn_text(
            "%s%s{ id = \"%s\"; name = \"%s\"; queue = \"D\"; url = \"http://127.0.0.1:%d/%s\"; key = \"%s\"; }", rows,
            i ? ", " : "", agencies[i], agencies[i], rig->office_port, agencies[i],
            hex(rig->agencies[i].public_key, 32));
    write_file(rig, "site.conf",
               turn_text("name = \"MPP\"; place = \"Lokaraya\"; site = \"LKR\"; kiosk = \"07\";\n"
                         "folders = { drivers = \"%s/cards\"; rules = \"%s/rules\"; };\nagencies = ( %s );\n"
                         "queues = ( { letter = \"A\"; name = \"Dukcapil & KK\"; place = \"Ruang A\"; },"
                         " { letter = \"D\"; name = \"Kepolisian\"; place = \"Ruang D\"; } );\n"
                         "hall = { url = \"http://127.0.0.1:%d\"; };\n"
                         "biller = { url = \"http://127.0.0.1:%d/biller\"; };\n",
                         rig->run, rig->run, rows, rig->hall_port, rig->office_port));
    write_file(rig, "rules/days.conf",
               "rules = ( { name = \"common.holidays\"; valid_from = \"2026-01-01\"; law = \"x\"; value = [ "
               "\"2026-06-16\" ]; } );\n");
    write_file(
        rig, "cards/cards.conf",
        "people = ( { nik = \"3302046902000001\"; name = \"Sari Wulandari\"; birth = \"2000-02-29\"; sex = \"female\";"
        " address = \"Jl. Merdeka 1\"; region = \"330204\"; } );\n");
}

int rig_listen(int *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 64) == 0);
    must(getsockname(fd, (struct sockaddr *)&at, &n) == 0);
    *port = ntohs(at.sin_port);
    return fd;
}

void rig_open(struct rig *rig)
{
    *rig = (struct rig){.run = "/tmp/rig-XXXXXX"};
    must(sodium_init() >= 0 && mkdtemp(rig->run));
    signal(SIGPIPE, SIG_IGN);
    rig->hall_socket = rig_listen(&rig->hall_port);
    rig->office_socket = rig_listen(&rig->office_port);
    make_keys(rig);
    write_settings(rig);
    turn_end();
}

static _Noreturn void become(const struct rig *rig, const char *name, int listener)
{
    char path[512], me[16];
    guard_with_parent();
    snprintf(path, sizeof path, "%s/bin/%s", BUILD, name);
    snprintf(me, sizeof me, "%d", getpid());
    if (listener >= 0) {
        if (listener == 3)
            fcntl(3, F_SETFD, 0);
        else
            dup2(listener, 3);
        setenv("LISTEN_FDS", "1", 1);
        setenv("LISTEN_PID", me, 1);
    }
    execl(path, path, "--run", rig->run, (char *)NULL);
    die("%s cannot be started", path);
}

pid_t rig_start(struct rig *rig, const char *name, int listener)
{
    pid_t pid = fork();
    must(pid >= 0);
    if (pid > 0)
        return pid;
    become(rig, name, listener);
}

int rig_stop(pid_t *pid, int how)
{
    int status = 0;
    if (*pid <= 0)
        return 0;
    kill(*pid, how);
    must(waitpid(*pid, &status, 0) == *pid);
    *pid = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int remove_one(const char *path, const struct stat *is, int type, struct FTW *where)
{
    (void)is, (void)type, (void)where;
    return remove(path);
}

/* A program that was told to end before its loop stood is ended by the signal itself; both are fine. */
static void end_well(pid_t *pid)
{
    int code = rig_stop(pid, SIGTERM);
    must(code == 0 || code == 128 + SIGTERM);
}

void rig_close(struct rig *rig)
{
    end_well(&rig->deliver);
    end_well(&rig->hall);
    end_well(&rig->office);
    close(rig->hall_socket);
    close(rig->office_socket);
    nftw(rig->run, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    turn_end();
}
