/* visit: the robot's program plays whole visits at the cardboard kiosk under Xvfb: the demo with all its keepsakes,
 * kills, paper that ends, a card that is typed, a tap that is lost, a service that says no. */
#define _GNU_SOURCE
#include "base/json.h"
#include "base/memfile.h"
#include "kiosk.h"
#include "test.h"

#include <cairo/cairo.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/robot-test-XXXXXX";
static char run[64], out[64];
static pid_t server, kiosk;
static int round_number;

static void start_display(void)
{
    int ends[2];
    char display[16] = ":", screen[] = "3000x1920x24";
    check(pipe(ends) == 0);
    server = fork();
    if (server == 0) {
        char number[8];
        snprintf(number, sizeof number, "%d", ends[1]);
        /* -noreset: between two kiosks nobody is connected, and a server that starts over refuses the next one */
        execlp("Xvfb", "Xvfb", "-displayfd", number, "-screen", "0", screen, "-nolisten", "tcp", "-noreset",
               (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    for (size_t n = 1; n + 1 < sizeof display && read(ends[0], display + n, 1) == 1 && display[n] != '\n'; n++)
        display[n + 1] = 0;
    check(display[1] >= '0' && display[1] <= '9');
    display[strcspn(display, "\n")] = 0;
    setenv("DISPLAY", display, 1);
    close(ends[0]);
}

static void stop(pid_t pid)
{
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
}

static void begin(enum kiosk_mood mood)
{
    snprintf(run, sizeof run, "%s/run%d", folder, ++round_number);
    snprintf(out, sizeof out, "%s/out%d", folder, round_number);
    kiosk = kiosk_start(run, mood);
}

/* The robot's exit code; extra arguments end with NULL. */
static int robot(const char *first, ...)
{
    const char *args[24] = {"anjungan-robot", "--run", run, "--out", out, first};
    va_list rest;
    va_start(rest, first);
    for (int n = 6; first && (args[n] = va_arg(rest, const char *)); n++)
        must(n < 22);
    va_end(rest);
    pid_t pid = fork();
    if (pid == 0) {
        execv(BUILD "/bin/anjungan-robot", (char **)(uintptr_t)args);
        _exit(127);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool exists(const char *name)
{
    return access(turn_text("%s/%s", out, name), R_OK) == 0;
}

/* How many pictures have this in their names. */
static int pictures(const char *part)
{
    int n = 0;
    DIR *in = opendir(turn_text("%s/screens", out));
    for (const struct dirent *entry; in && (entry = readdir(in));)
        n += entry->d_name[0] != '.' && strstr(entry->d_name, part) != NULL;
    if (in)
        closedir(in);
    return n;
}

static unsigned pixel(const char *name, int px, int py, int width, int height)
{
    unsigned value = 0;
    cairo_surface_t *s = cairo_image_surface_create_from_png(turn_text("%s/%s", out, name));
    check(cairo_image_surface_get_width(s) == width && (height == 0 || cairo_image_surface_get_height(s) == height));
    if (cairo_surface_status(s) == CAIRO_STATUS_SUCCESS)
        memcpy(&value, cairo_image_surface_get_data(s) + py * cairo_image_surface_get_stride(s) + 4 * px, 4);
    cairo_surface_destroy(s);
    return value & 0xffffff;
}

/* Whatever its name says stands on each picture: also of a place that went on by itself at once. */
static void check_places(void)
{
    DIR *in = opendir(turn_text("%s/screens", out));
    for (const struct dirent *entry; in && (entry = readdir(in));) {
        char kind[32], key[64];
        if (sscanf(entry->d_name, "%*d-%31[a-z]-%63[a-z_].png", kind, key) != 2)
            continue;
        unsigned seen = pixel(turn_text("screens/%s", entry->d_name), 5, 5, 1080, 1920);
        check(seen == kiosk_colour(kind, key));
        if (seen != kiosk_colour(kind, key))
            fprintf(stderr, "%s is not what it is called\n", entry->d_name);
    }
    if (in)
        closedir(in);
}

static json_t *record(void)
{
    return json_read_file(turn_text("%s/visit.json", out), 1 << 20);
}

/* How many steps of the record have this name, kind and key; NULL matches all. */
static int steps(const json_t *visit, const char *name, const char *kind, const char *key)
{
    int n = 0;
    size_t i;
    json_t *row;
    json_array_foreach (json_object_get(visit, "steps"), i, row) {
        n += (!name || strcmp(json_text(row, "name"), name) == 0) &&
             (!kind || strcmp(json_text(row, "kind"), kind) == 0) && (!key || strcmp(json_text(row, "key"), key) == 0);
    }
    return n;
}

static void check_voice(void)
{
    char *bytes;
    size_t n;
    check(file_read_path(turn_text("%s/call.wav", out), 1 << 20, &bytes, &n) == OK);
    check(n == 44 + 2000 * 2); /* the second call's voice alone, without its silence */
    check(memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WAVEfmt ", 8) == 0);
    check((unsigned char)bytes[24] == (22050 & 255) && (unsigned char)bytes[25] == 22050 >> 8 && bytes[22] == 1);
    wipe_free(bytes, n);
}

static void test_demo(void)
{
    begin(KIOSK_FINE);
    check(robot(NULL) == 0);
    json_t *visit = record();
    check_text(json_text(visit, "ticket"), "D0003");
    check_text(json_text(visit, "case"), "LKR-07-2605-00418");
    check(json_number(visit, "total_ms", 0) > 0);
    check(steps(visit, NULL, "choice", "purpose") == 1 && steps(visit, NULL, "phone", "phone") == 2);
    check(steps(visit, NULL, "review", NULL) == 2 && steps(visit, NULL, "wait", "person") == 1);
    check(pictures("") >= 17 && pictures("home") >= 5 && pictures("-failure") == 0);
    check(pixel("screens/01-home-need.png", 5, 5, 1080, 1920) == kiosk_colour("home", "need"));
    check_places();
    check(pixel("call.png", 5, 5, 1920, 1080) == 0xffd000);
    check(pixel("slip.png", 0, 0, 16, 0) == 0 && pixel("slip.png", 1, 1, 16, 0) == 0xffffff);
    check(exists("slip.escpos") && exists("letters.jsonl"));
    check_voice();
    json_decref(visit);
    stop(kiosk);
}

static void test_kills(void)
{
    begin(KIOSK_FINE);
    check(robot("--script", "visit", "--no-pictures", "--kill", "main@phone", "--kill", "core@purpose", "--kill",
                "flow@wait", NULL) == 0);
    json_t *visit = record();
    check(steps(visit, "back after main was killed", "phone", "phone") == 1);
    check(steps(visit, "back after core was killed", "choice", "purpose") == 1);
    check(steps(visit, "back after flow was killed", NULL, NULL) == 1);
    check(pictures("") == 0);
    json_decref(visit);
    check(robot("--script", "visit", "--no-pictures", "--kill", "core@nowhere", NULL) == 1);
    stop(kiosk);
}

static void test_paper(void)
{
    begin(KIOSK_FINE);
    check(robot("--script", "visit", "--no-pictures", "--paper-out", "first", NULL) == 0);
    json_t *visit = record();
    check(steps(visit, NULL, "paper", "ticket") == 1 && steps(visit, NULL, "wait", "ticket") == 2);
    json_decref(visit);
    check(robot("--script", "visit", "--no-pictures", "--paper-out", "last", "--without-paper", NULL) == 0);
    stop(kiosk);
    begin(KIOSK_UNSURE);
    check(robot("--script", "visit", "--no-pictures", NULL) == 0);
    stop(kiosk);
}

static void test_typed_card(void)
{
    begin(KIOSK_FINE);
    check(robot("--script", "visit", "--no-pictures", "--type-nik", "3302047112990001", "--answer", "mother=DEWI",
                NULL) == 0);
    stop(kiosk);
}

static void test_lost_tap(void)
{
    begin(KIOSK_DEAF);
    check(robot("--script", "visit", "--no-pictures", NULL) == 0);
    stop(kiosk);
}

static void test_refusal(void)
{
    begin(KIOSK_REFUSES);
    check(robot(NULL) == 1);
    check(pictures("-failure") == 1 && !exists("visit.json"));
    stop(kiosk);
    check(robot("--script", "dance", NULL) == 2);
}

int main(void)
{
    check(mkdtemp(folder) != NULL);
    start_display();
    test_demo();
    test_kills();
    test_paper();
    test_typed_card();
    test_lost_tap();
    test_refusal();
    stop(server);
    if (test_failures == 0)
        check(system(turn_text("rm -r %s", folder)) == 0);
    turn_end();
    return test_end();
}
