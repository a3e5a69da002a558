/* hardware.c - the driver on a real device: the kiosk's own host runs it, we sit in core's chair, and a person says
 * what only a person sees.
 *
 * Nothing here knows a driver from the inside: what counts is the status and the done that core would get. */
#define _GNU_SOURCE
#include "proof/proof.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "base/wire.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMES_MS = 20000, PERSON_MS = 120000, REQUEST_MS = 60000, PAGE_DOTS = 384, PAGE_ROWS = 120 };

struct desk {
    struct proof *proof;
    char run[64];
    int listener, core; /* the host's connection */
    pid_t host;
    char device[16], media[16], detail[KD_DETAIL_MAX + 1];
    char result[16], effect[8];
    bool over; /* the request */
};

/* ---- the host */

static int write_site(const struct desk *desk)
{
    const struct proof_options *o = desk->proof->options;
    const struct cell *cell = desk->proof->cell;
    char folder[PATH_MAX];
    if (!realpath(o->driver, folder))
        return fail_errno("%s", o->driver);
    *strrchr(folder, '/') = '\0';
    char settings[1024] = "";
    for (const char *at = o->settings ? o->settings : ""; *at; at += strcspn(at, " "), at += strspn(at, " "))
        strncat(strncat(settings, turn_text("%.*s", (int)strcspn(at, " "), at), 200), "; ", 3);
    const char *text = turn_text("folders = { drivers = \"%s\"; };\n"
                                 "devices = ( { name = \"device\"; class = \"%s\"; driver = \"%s\"; port = \"%s\";\n"
                                 "              profile = { %s}; } );\n",
                                 folder, cell->device_class, cell->name, o->device, settings);
    return file_write_path(turn_text("%s/site.conf", desk->run), text, strlen(text), 0644);
}

static int start_host(struct desk *desk)
{
    const char *program = turn_text("%s/anjungan-driver", desk->proof->options->programs);
    if (!mkdtemp(desk->run) || mkdir(turn_text("%s/run", desk->run), 0700) < 0 ||
        mkdir(turn_text("%s/run/driver.device", desk->run), 0700) < 0)
        return fail_errno("%s", desk->run);
    desk->listener = wire_listen(wire_path(desk->run, "driver.device"));
    if (desk->listener < 0 || write_site(desk) < 0)
        return E_IO;
    fflush(NULL);
    desk->host = fork();
    if (desk->host == 0) {
        execl(program, program, "--run", desk->run, "device", NULL);
        _exit(127);
    }
    return OK;
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *at)
{
    (void)is, (void)kind, (void)at;
    return remove(path);
}

static void end_host(struct desk *desk)
{
    if (desk->host > 0) {
        kill(desk->host, SIGTERM);
        waitpid(desk->host, NULL, 0);
    }
    if (desk->core >= 0)
        close(desk->core);
    if (desk->listener >= 0)
        close(desk->listener);
    nftw(desk->run, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- what it says */

static void note(struct desk *desk, const struct packet *packet)
{
    const json_t *body = packet->body;
    if (strcmp(packet_type(packet), "status") == 0) {
        snprintf(desk->device, sizeof desk->device, "%s", json_text(body, "device"));
        snprintf(desk->media, sizeof desk->media, "%s", json_text(body, "media"));
        snprintf(desk->detail, sizeof desk->detail, "%s", json_text(body, "detail"));
        printf("  status: %s %s %s\n", desk->device, desk->media, desk->detail);
    } else if (strcmp(packet_type(packet), "done") == 0) {
        desk->over = true;
        snprintf(desk->result, sizeof desk->result, "%s", json_text(body, "result"));
        snprintf(desk->effect, sizeof desk->effect, "%s", json_text(body, "effect"));
        char *values = json_write(json_object_get(body, "attr"));
        printf("  done: %s %s %s\n", desk->result, desk->effect, values);
        free(values);
    }
    fflush(stdout);
}

/* Takes the host's call, or the next thing it says. False when it has left. */
static bool hear(struct desk *desk)
{
    struct packet packet = {0};
    if (desk->core < 0) {
        desk->core = wire_accept(desk->listener);
        return true;
    }
    int code = wire_receive(desk->core, &door_driver_to_core, &packet);
    if (code == OK)
        note(desk, &packet);
    packet_free(&packet);
    return code == OK || code == E_STATE;
}

/* A line of the person, without its end; NULL when there will be none. */
static const char *read_person(void)
{
    static char line[80];
    if (!fgets(line, sizeof line, stdin))
        return NULL;
    line[strcspn(line, "\n")] = '\0';
    return line;
}

/* Hears the host until it is as wanted, the person skips, or the time is over. */
static bool wait_until(struct desk *desk, bool (*wanted)(const struct desk *), int64_t ms, bool *skipped)
{
    for (int64_t until = clock_ms() + ms; !wanted(desk);) {
        struct pollfd from[] = {{desk->core < 0 ? desk->listener : desk->core, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
        int64_t left = until - clock_ms();
        if (left <= 0 || poll(from, skipped ? 2 : 1, (int)left) < 0)
            return false;
        if (from[0].revents && !hear(desk))
            return false;
        if (!skipped || !from[1].revents)
            continue;
        const char *line = read_person();
        *skipped = !line || *line == 's';
        if (*skipped)
            return false;
    }
    return true;
}

/* ---- the list */

static bool is_online(const struct desk *b)
{
    return strcmp(b->device, "online") == 0;
}

static bool is_away(const struct desk *b)
{
    return strcmp(b->device, "noDevice") == 0;
}

static bool is_out(const struct desk *b)
{
    return strcmp(b->media, "out") == 0;
}

static bool is_loaded(const struct desk *b)
{
    return is_online(b) && (strcmp(b->media, "full") == 0 || strcmp(b->media, "low") == 0);
}

static bool is_troubled(const struct desk *b)
{
    return strcmp(b->device, "offline") == 0 || strcmp(b->device, "hardwareError") == 0;
}

static bool is_present(const struct desk *b)
{
    return strcmp(b->media, "present") == 0;
}

static bool is_empty(const struct desk *b)
{
    return strcmp(b->media, "notPresent") == 0;
}

static bool is_over(const struct desk *b)
{
    return b->over;
}

static const struct task {
    const char *device_class; /* "": of every device */
    const char *please;
    bool (*wanted)(const struct desk *);
    const char *otherwise;
} tasks[] = {
    {"printer", "Take the paper out.", is_out, "the status has not become `out`"},
    {"printer", "Put the paper in again.", is_loaded, "the status has not become online with paper"},
    {"printer", "Open the cover.", is_troubled, "the status has not become offline"},
    {"printer", "Close the cover.", is_loaded, "the status has not become online with paper"},
    {"card", "Put a card in, or hold it there.", is_present, "the status has not become `present`"},
    {"card", "Take the card out.", is_empty, "the status has not become `notPresent`"},
    {"", "Unplug the device.", is_away, "the status has not become `noDevice`"},
    {"", "Plug it in again.", is_online, "the status has not become `online`"},
};

static void fail_task(struct desk *desk, const char *where, const char *what)
{
    report_failure(&desk->proof->report, where, what, NULL);
}

static size_t do_tasks(struct desk *desk)
{
    size_t n = 0;
    for (size_t i = 0; i < COUNT(tasks); i++) {
        const struct task *task = &tasks[i];
        bool skipped = false;
        if (*task->device_class && strcmp(task->device_class, desk->proof->cell->device_class) != 0)
            continue;
        printf("%s (s and Enter: this device cannot)\n", task->please);
        fflush(stdout);
        if (wait_until(desk, task->wanted, PERSON_MS, &skipped))
            n++;
        else if (skipped)
            printf("  skipped\n");
        else
            fail_task(desk, task->please, task->otherwise);
    }
    return n;
}

/* ---- the request */

/* Lines and squares in which a missing row or dot is seen. */
static int test_page(void)
{
    static uint8_t dots[PAGE_DOTS / 8 * PAGE_ROWS];
    for (size_t row = 0; row < PAGE_ROWS; row++)
        for (size_t byte = 0; byte < PAGE_DOTS / 8; byte++)
            dots[row * (PAGE_DOTS / 8) + byte] =
                row < 2 || row >= PAGE_ROWS - 2 ? 0xff : (uint8_t)(row / 8 % 2 == byte % 2 ? 0xf0 : 0x01);
    return memfile_make("page", dots, sizeof dots);
}

static json_t *values_of(const struct kd_attr *attr, int n, int *page)
{
    json_t *values = json_object();
    for (int i = 0; i < n; i++) {
        if (strcmp(attr[i].name, "raster") == 0)
            *page = memfile_make("page", attr[i].bytes.at, attr[i].bytes.n);
        else if (attr[i].bytes.at)
            json_object_set_new(values, attr[i].name, json_stringn((const char *)attr[i].bytes.at, attr[i].bytes.n));
        else
            json_object_set_new(values, attr[i].name, json_integer(attr[i].number));
    }
    return values;
}

/* The person's own request, or what every device of the class can do. */
static int send_request(struct desk *desk)
{
    const char *class = desk->proof->cell->device_class, *own = desk->proof->options->request;
    char *text = turn_text("%s", own ? own
                                 : strcmp(class, "printer") == 0
                                     ? turn_text("print width=%d height=%d number=\"TEST\"", PAGE_DOTS, PAGE_ROWS)
                                     : desk->proof->cell->verbs[0]);
    uint8_t *room = turn_alloc(strlen(text) + 1);
    struct kd_attr attr[ATTR_MAX];
    size_t n_verb = strcspn(text, " ");
    const char *verb = turn_text("%.*s", (int)n_verb, text);
    int page = -1, n = play_attrs(text + n_verb, attr, room);
    if (n < 0)
        return fail(E_FORMAT, "no values can be read in the request");
    json_t *values = values_of(attr, n, &page);
    if (!own && strcmp(class, "printer") == 0)
        page = test_page();
    json_t *body =
        json_pack("{ss,si,ss,so,si}", "type", "request", "id", 1, "verb", verb, "attr", values, "ms", REQUEST_MS);
    int code = wire_send(desk->core, body, &page, page >= 0);
    json_decref(body);
    if (page >= 0)
        close(page);
    return code;
}

/* A card or a code has to come from the person. */
static void do_request(struct desk *desk)
{
    bool printer = strcmp(desk->proof->cell->device_class, "printer") == 0;
    puts(printer ? "A page is printed." : "Now do what it waits for: hold a card, a code.");
    fflush(stdout);
    if (send_request(desk) < 0 || !wait_until(desk, is_over, REQUEST_MS + KD_CANCEL_MS + 1000, NULL)) {
        fail_task(desk, "the request", "it has not ended");
        return;
    }
    if (strcmp(desk->result, "ok") != 0)
        fail_task(desk, "the request", turn_text("it has ended %s %s", desk->result, desk->effect));
    puts(printer ? "Is the whole page there, clean and once? (y and Enter, or n)"
                 : "Is that what was on it? (y and Enter, or n)");
    fflush(stdout);
    const char *line = read_person();
    if (!line || *line != 'y')
        fail_task(desk, "the request", "the person does not see what the driver says");
}

bool stage_device(struct proof *proof)
{
    struct desk desk = {.proof = proof, .run = "/tmp/drivertest-XXXXXX", .listener = -1, .core = -1};
    size_t n = 0;
    report_stage(&proof->report, "device");
    if (start_host(&desk) < 0)
        fail_task(&desk, proof->options->device, "the host cannot be started: the line above says why");
    else if (!wait_until(&desk, is_online, COMES_MS, NULL))
        fail_task(&desk, proof->options->device, "the device does not come online");
    else {
        do_request(&desk);
        n = 1 + do_tasks(&desk);
    }
    end_host(&desk);
    report_end_stage(&proof->report, n);
    return report_failures(&proof->report) == 0;
}
