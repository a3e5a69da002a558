/* hardware.c - the driver on a real device: the kiosk's own host runs it, we sit in core's chair, and a person says
 * what only a person sees.
 *
 * Nothing here knows a driver from the inside: what counts is the status and the done that core would get. */
#define _GNU_SOURCE
#include "proof/proof.h"

#include "base/clock.h"
#include "base/guard.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "proof/values.h"

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

enum { COMES_MS = 20000, PERSON_MS = 120000, REQUEST_MS = 60000, FIRST = 1, SECOND };

enum { PAGE_DOTS = 384, PAGE_ROWS = 120 }; /* as the request for a page says (habits) */

struct seat {
    struct proof *proof;
    char run[64];
    int listener, core; /* the host's connection */
    pid_t host;
    char device[16], media[16], detail[KD_DETAIL_MAX + 1];
    char result[16], effect[8];
    bool taken, over; /* the request: the driver has it; it has ended */
};

/* ---- the host */

static int write_site(const struct seat *seat)
{
    const struct proof_options *o = seat->proof->options;
    const struct cell *cell = seat->proof->cell;
    char folder[PATH_MAX];
    if (!realpath(o->driver, folder))
        return fail_errno("%s", o->driver);
    *strrchr(folder, '/') = '\0';
    const char *settings = "";
    for (const char *at = o->settings ? o->settings : ""; *at; at += strcspn(at, " "), at += strspn(at, " "))
        settings = turn_text("%s%.*s; ", settings, (int)strcspn(at, " "), at);
    const char *text = turn_text("folders = { drivers = \"%s\"; };\n"
                                 "devices = ( { name = \"device\"; class = \"%s\"; driver = \"%s\"; port = \"%s\";\n"
                                 "              profile = { %s}; } );\n",
                                 folder, cell->device_class, cell->name, o->device, settings);
    return file_write_path(turn_text("%s/site.conf", seat->run), text, strlen(text), 0644);
}

static int start_host(struct seat *seat)
{
    const char *program = turn_text("%s/anjungan-driver", seat->proof->options->programs);
    if (!mkdtemp(seat->run) || mkdir(turn_text("%s/run", seat->run), 0700) < 0 ||
        mkdir(turn_text("%s/run/driver.device", seat->run), 0700) < 0)
        return fail_errno("%s", seat->run);
    seat->listener = wire_listen(wire_path(seat->run, "driver.device"));
    if (seat->listener < 0 || write_site(seat) < 0)
        return E_IO;
    fflush(NULL);
    seat->host = fork();
    if (seat->host == 0) {
        guard_with_parent();
        execl(program, program, "--run", seat->run, "device", NULL);
        _exit(127);
    }
    return OK;
}

static int remove_one(const char *path, const struct stat *is, int kind, struct FTW *at)
{
    (void)is, (void)kind, (void)at;
    return remove(path);
}

static void end_host(struct seat *seat)
{
    if (seat->host > 0) {
        kill(seat->host, SIGTERM);
        waitpid(seat->host, NULL, 0);
    }
    if (seat->core >= 0)
        close(seat->core);
    if (seat->listener >= 0)
        close(seat->listener);
    nftw(seat->run, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- what it says */

/* For the person to look at: in the folder for failures, or until the end beside the host. */
static void keep_picture(const struct seat *seat, int fd)
{
    const char *keep = seat->proof->options->keep, *path = turn_text("%s/picture.jpg", keep ? keep : seat->run);
    char *bytes = NULL;
    size_t n = 0;
    if (memfile_read("picture", fd, KD_PICTURE_MAX, &bytes, &n) == OK && file_write_path(path, bytes, n, 0600) == OK)
        printf("  picture: %s\n", path);
    wipe_free(bytes, n);
}

static void note(struct seat *seat, const struct packet *packet)
{
    const json_t *body = packet->body;
    if (strcmp(packet_type(packet), "status") == 0) {
        snprintf(seat->device, sizeof seat->device, "%s", json_text(body, "device"));
        snprintf(seat->media, sizeof seat->media, "%s", json_text(body, "media"));
        snprintf(seat->detail, sizeof seat->detail, "%s", json_text(body, "detail"));
        printf("  status: %s %s %s\n", seat->device, seat->media, seat->detail);
    } else if (json_number(body, "id", 0) == SECOND) {
        seat->taken = true;
    } else if (strcmp(packet_type(packet), "done") == 0) {
        seat->over = true;
        snprintf(seat->result, sizeof seat->result, "%s", json_text(body, "result"));
        snprintf(seat->effect, sizeof seat->effect, "%s", json_text(body, "effect"));
        char *values = json_write(json_object_get(body, "attr"));
        printf("  done: %s %s %s\n", seat->result, seat->effect, values);
        free(values);
        if (packet->n_fds > 0)
            keep_picture(seat, packet->fds[0]);
    }
    fflush(stdout);
}

/* Takes the host's call, or the next thing it says. False when it has left. */
static bool hear(struct seat *seat)
{
    struct packet packet = {0};
    if (seat->core < 0) {
        seat->core = wire_accept(seat->listener);
        return true;
    }
    int code = wire_receive(seat->core, &door_driver_to_core, &packet);
    if (code == OK)
        note(seat, &packet);
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
static bool wait_until(struct seat *seat, bool (*wanted)(const struct seat *), int64_t ms, bool *skipped)
{
    for (int64_t until = clock_ms() + ms; !wanted(seat);) {
        struct pollfd from[] = {{seat->core < 0 ? seat->listener : seat->core, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
        int64_t left = until - clock_ms();
        if (left <= 0 || poll(from, skipped ? 2 : 1, (int)left) < 0)
            return false;
        if (from[0].revents && !hear(seat))
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

static bool is_online(const struct seat *b)
{
    return strcmp(b->device, "online") == 0;
}

static bool is_away(const struct seat *b)
{
    return strcmp(b->device, "noDevice") == 0;
}

static bool is_out(const struct seat *b)
{
    return strcmp(b->media, "out") == 0;
}

static bool is_loaded(const struct seat *b)
{
    return is_online(b) && (strcmp(b->media, "full") == 0 || strcmp(b->media, "low") == 0);
}

static bool is_troubled(const struct seat *b)
{
    return strcmp(b->device, "offline") == 0 || strcmp(b->device, "hardwareError") == 0;
}

static bool is_present(const struct seat *b)
{
    return strcmp(b->media, "present") == 0;
}

static bool is_empty(const struct seat *b)
{
    return strcmp(b->media, "notPresent") == 0;
}

static bool is_over(const struct seat *b)
{
    return b->over;
}

static bool is_taken(const struct seat *b)
{
    return b->taken;
}

static const struct task {
    const char *device_class; /* "": of every device */
    const char *please;
    bool (*wanted)(const struct seat *);
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

static void fail_task(struct seat *seat, const char *where, const char *what)
{
    report_failure(&seat->proof->report, where, what, NULL);
}

static size_t do_tasks(struct seat *seat)
{
    size_t n = 0;
    for (size_t i = 0; i < COUNT(tasks); i++) {
        const struct task *task = &tasks[i];
        bool skipped = false;
        if (*task->device_class && strcmp(task->device_class, seat->proof->cell->device_class) != 0)
            continue;
        printf("%s (s and Enter: this device cannot)\n", task->please);
        fflush(stdout);
        if (wait_until(seat, task->wanted, PERSON_MS, &skipped))
            n++;
        else if (skipped)
            printf("  skipped\n");
        else
            fail_task(seat, task->please, task->otherwise);
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

static int put_request(struct seat *seat, int id, const char *verb, json_t *values, int page)
{
    json_t *body =
        json_pack("{ss,si,ss,so,si}", "type", "request", "id", id, "verb", verb, "attr", values, "ms", REQUEST_MS);
    int code = wire_send(seat->core, body, &page, page >= 0);
    json_decref(body);
    return code;
}

/* What is asked of every device of a class unless the person has a request of his own; the last row is of all others.
 */
static const struct habit {
    const char *device_class, *request; /* NULL: the first verb alone */
    const char *please, *question;
    bool waits; /* for something the person does */
} habits[] = {
    {"printer", "print width=384 height=120 number=\"TEST\"", "A page is printed.",
     "Is the whole page there, clean and once?", false},
    {"lamp", "show state=\"attention\" sound=1", "It is told to flash and to sound.", "Does it?", false},
    {"camera", "take use=\"document\" width=1600 height=1200", "A picture is taken.",
     "Is that what is before the camera?", false},
    {"", NULL, "Now do what it waits for: hold a card, a code.", "Is that what was on it?", true},
};

static const struct habit *find_habit(const char *device_class)
{
    const struct habit *habit = habits;
    while (*habit->device_class && strcmp(habit->device_class, device_class) != 0)
        habit++;
    return habit;
}

/* Of a camera the picture is taken at once. */
static int shoot(const struct seat *seat)
{
    json_t *body = json_pack("{ss,si,ss}", "type", "tell", "id", FIRST, "what", "shoot");
    int code = wire_send(seat->core, body, NULL, 0);
    json_decref(body);
    return code;
}

static int send_request(struct seat *seat, const struct habit *habit)
{
    const char *own = seat->proof->options->request, *usual = habit->request;
    char *text = turn_text("%s", own ? own : usual ? usual : seat->proof->cell->verbs[0]);
    uint8_t *room = turn_alloc(strlen(text) + 1);
    struct kd_attr attr[ATTR_MAX];
    size_t n_verb = strcspn(text, " ");
    const char *verb = turn_text("%.*s", (int)n_verb, text);
    int page = -1, n = values_read(text + n_verb, attr, room);
    if (n < 0)
        return fail(E_FORMAT, "no values can be read in the request");
    json_t *values = values_of(attr, n, &page);
    if (!own && strcmp(habit->device_class, "printer") == 0)
        page = test_page();
    int code = put_request(seat, FIRST, verb, values, page);
    if (page >= 0)
        close(page);
    return code == OK && strcmp(habit->device_class, "camera") == 0 ? shoot(seat) : code;
}

/* A second request is refused as `busy`: when that is heard the driver has the first, and the code of a person who is
 * quick is not missed. */
static int await_taken(struct seat *seat)
{
    int code = put_request(seat, SECOND, seat->proof->cell->verbs[0], json_object(), -1);
    return code < 0 || wait_until(seat, is_taken, KD_CANCEL_MS, NULL) ? code : E_TIMEOUT;
}

static void do_request(struct seat *seat)
{
    const struct habit *habit = find_habit(seat->proof->cell->device_class);
    int code = send_request(seat, habit);
    if (code == OK && habit->waits)
        code = await_taken(seat);
    puts(habit->please);
    fflush(stdout);
    if (code < 0 || !wait_until(seat, is_over, REQUEST_MS + KD_CANCEL_MS + 1000, NULL)) {
        fail_task(seat, "the request", "it has not ended");
        return;
    }
    if (strcmp(seat->result, "ok") != 0)
        fail_task(seat, "the request", turn_text("it has ended %s %s", seat->result, seat->effect));
    printf("%s (y and Enter, or n)\n", habit->question);
    fflush(stdout);
    const char *line = read_person();
    if (!line || *line != 'y')
        fail_task(seat, "the request", "the person does not see what the driver says");
}

bool stage_device(struct proof *proof)
{
    struct seat seat = {.proof = proof, .run = "/tmp/drivertest-XXXXXX", .listener = -1, .core = -1};
    size_t n = 0;
    report_stage(&proof->report, "device");
    setvbuf(stdin, NULL, _IONBF, 0); /* it is polled */
    if (start_host(&seat) < 0)
        fail_task(&seat, proof->options->device, "the host cannot be started: the line above says why");
    else if (!wait_until(&seat, is_online, COMES_MS, NULL))
        fail_task(&seat, proof->options->device, "the device does not come online");
    else {
        do_request(&seat);
        n = 1 + do_tasks(&seat);
    }
    end_host(&seat);
    report_end_stage(&proof->report, n);
    return report_failures(&proof->report) == 0;
}
