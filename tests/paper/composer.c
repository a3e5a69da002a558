/* composer: the program as its supervisor starts it: on demand, pictures in sealed memory, bad callers dropped, gone
 * when idle. */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/conf.h"
#include "base/memfile.h"
#include "base/site.h"
#include "base/wire.h"
#include "paper/composer.h"
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char run[] = "/tmp/paper-test-XXXXXX";
static char path[256];
static int listener;

static void make_run(void)
{
    check(mkdtemp(run) != NULL);
    snprintf(path, sizeof path, "%s/site.conf", run);
    const char conf[] = "languages = [ \"id\", \"en\" ]; folders = { words = \"" SOURCE "/runtime/words\"; };\n";
    check(file_write_path(path, conf, strlen(conf), 0644) == OK);
    snprintf(path, sizeof path, "%s/compose", run);
    listener = wire_listen(path);
    check(listener >= 0);
}

/* As systemd does it: the socket is descriptor 3, the variables name our own process. */
static pid_t start_program(void)
{
    pid_t pid = fork();
    if (pid)
        return pid;
    char own[16];
    snprintf(own, sizeof own, "%d", getpid());
    setenv("LISTEN_FDS", "1", 1);
    setenv("LISTEN_PID", own, 1);
    if (listener != 3)
        dup2(listener, 3);
    else
        fcntl(3, F_SETFD, 0);
    execl(BUILD "/bin/anjungan-paper", "anjungan-paper", "--run", run, (char *)NULL);
    _exit(127);
}

static json_t *request(int id, const char *template)
{
    return json_pack("{ss,si,ss,ss,s{ss,ss,ss,ss,s{ss,ss,si},ss,ss,ss,ss,s[s]}}", "type", "compose", "id", id,
                     "template", template, "language", "id", "data", "site", "Mal Pelayanan Publik", "place",
                     "Kabupaten Lokaraya", "kiosk", "07", "number", "D0003", "queue", "name", "Kepolisian", "place",
                     "Ruang D", "ahead", 2, "title", "SKCK baru", "printed", "14-05-2026 09.48", "case",
                     "LKR-07-2605-00418", "qr", "http://127.0.0.1:8080/n/2026-05-14/D0003", "notes",
                     "Pas foto 4x6, latar merah");
}

static struct packet ask(int fd, int id, const char *template)
{
    struct packet packet = {0};
    json_t *body = request(id, template);
    check(wire_send(fd, body, NULL, 0) == OK);
    json_decref(body);
    check(wire_receive(fd, &door_paper_to_core, &packet) == OK);
    check(json_number(packet.body, "id", 0) == id);
    return packet;
}

/* The same as text, for a printer of letters: a line each, the number marked as large. */
static void check_lines(const char *lines)
{
    check(strncmp(lines, "Mal Pelayanan Publik\n", 21) == 0);
    check(strstr(lines, "\n-\nNomor antrean\n#D0003\nKepolisian\nSKCK baru\n-\nTunggu di: Ruang D\n") != NULL);
    check(strstr(lines, "\nSiapkan:\n* Pas foto 4x6, latar merah\n") != NULL);
    check(lines[strlen(lines) - 1] == '\n' && !strstr(lines, "\n\n") && !strstr(lines, "http"));
}

static void check_picture(struct packet *packet)
{
    char *bits = NULL;
    size_t n = 0;
    int64_t width = json_number(packet->body, "width", 0), height = json_number(packet->body, "height", 0);
    check_text(packet_type(packet), "composed");
    check(width == 576 && height > 900);
    check_lines(json_text(packet->body, "lines"));
    check(packet->n_fds == 1 && memfile_read("slip", packet->fds[0], 1 << 20, &bits, &n) == OK);
    check(n == (size_t)(width / 8 * height));
    wipe_free(bits, n);
    packet_free(packet);
}

static long resident_kib(pid_t pid)
{
    char line[256], name[64];
    long kib = 0;
    snprintf(name, sizeof name, "/proc/%d/status", pid);
    FILE *from = fopen(name, "r");
    while (from && fgets(line, sizeof line, from))
        sscanf(line, "VmRSS: %ld", &kib);
    if (from)
        fclose(from);
    return kib;
}

static void test_work(void)
{
    int64_t start = clock_ms();
    pid_t pid = start_program();
    int fd = wire_connect(path);
    check(fd >= 0);
    struct packet first = ask(fd, 1, "slip");
    int64_t cold = clock_ms() - start;
    check_picture(&first);
    start = clock_ms();
    for (int i = 2; i < 12; i++) {
        struct packet next = ask(fd, i, "slip");
        check_picture(&next);
    }
    printf("cold %d ms, warm %.1f ms, %ld KiB resident\n", (int)cold, (double)(clock_ms() - start) / 10,
           resident_kib(pid));
    struct packet no = ask(fd, 12, "poster");
    check_text(packet_type(&no), "failed");
    check_text(json_text(no.body, "message"), "no such template; there is \"slip\" and \"document\"");
    packet_free(&no);
    close(fd);
    kill(pid, SIGTERM);
    int status;
    check(waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* A caller that speaks nonsense is dropped; the next one is served. Killed in between, the socket keeps callers
 * waiting. */
static void test_rude(void)
{
    pid_t pid = start_program();
    struct packet packet;
    int rude = wire_connect(path);
    check(write(rude, "{\"type\":\"compose\"}", 18) == 18);
    check(wire_receive(rude, &door_paper_to_core, &packet) == E_GONE);
    close(rude);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    int fd = wire_connect(path);
    check(fd >= 0);
    pid = start_program();
    struct packet first = ask(fd, 1, "slip");
    check_picture(&first);
    close(fd);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
}

static void test_idle(void)
{
    char *settings = turn_text("%s/site.conf", run);
    struct site site = {.run = run, .name = "", .settings = conf_read_file(settings)};
    struct loop *loop = loop_new(NULL, NULL);
    struct composer *composer = composer_new(loop, &site, listener, 60);
    int64_t start = clock_ms();
    check(composer != NULL);
    check(loop_run(loop) == OK);
    check(clock_ms() - start >= 60);
    composer_free(composer);
    loop_free(loop);
    json_decref(site.settings);
}

int main(void)
{
    make_run();
    test_work();
    test_rude();
    test_idle();
    close(listener);
    unlink(path);
    unlink(turn_text("%s/site.conf", run));
    rmdir(run);
    turn_end();
    return test_end();
}
