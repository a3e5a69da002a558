/* table.c - see table.h. */
#define _GNU_SOURCE
#include "desk/table.h"

#include "base/clock.h"
#include "base/link.h"
#include "base/memfile.h"
#include "base/webhook.h"

#include <errno.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 8000 };

/* Everybody who sits at the table. */
#define CHAIRS(table)                                                                                                  \
    {                                                                                                                  \
        &(table)->ui, &(table)->deliver, &(table)->card, &(table)->scanner, &(table)->printer, &(table)->lamp,         \
            &(table)->a4[0].chair, &(table)->a4[1].chair, &(table)->camera                                             \
    }

enum { SEATS = 9 };

static const char settings[] =
    "name = \"Mal Pelayanan Publik\"; place = \"Kabupaten Lokaraya\"; site = \"LKR\"; kiosk = \"07\"; "
    "region = \"33.07\";\n"
    "languages = [ \"id\", \"en\" ]; folders = { plugins = \"%s\"; %s };\n"
    "regions = \"" SOURCE "/runtime/domain/regions.sample\";\n"
    "agencies = ( { id = \"polri\"; name = \"Kepolisian\"; queue = \"D\"; url = \"http://127.0.0.1:1/polri\"; key = "
    "\"%s\"; %s } );\n"
    "queues = ( { letter = \"D\"; name = \"Kepolisian\"; place = \"Ruang D\"; } );\n"
    "hall = { url = \"http://127.0.0.1:1\"; }; biller = { poll = 100; };\n"
    "confirm = { first = 40; longest = 160; }; card_left = 200;\n"
    "devices = ( { name = \"printer\"; class = \"printer\"; %s }, { name = \"card\"; class = \"card\"; }, "
    "{ name = \"scanner\"; class = \"scanner\"; }, { name = \"lamp\"; class = \"lamp\"; }, "
    "{ name = \"camera\"; class = \"camera\"; }, { name = \"a4\"; class = \"document\"; }, { name = \"a4b\"; class = "
    "\"document\"; } );\n";

static char *below(const struct table *table, const char *path)
{
    return turn_text("%s/%s", table->run, path);
}

static void write_file(const struct table *table, const char *path, const char *text)
{
    must(file_write_path(below(table, path), text, strlen(text), 0600) == OK);
}

static void make_folders(const struct table *table)
{
    static const char *const folders[] = {"run",
                                          "run/ui.main",
                                          "run/ui.call",
                                          "run/flow",
                                          "run/deliver",
                                          "run/paper",
                                          "run/driver.printer",
                                          "run/driver.card",
                                          "run/driver.scanner",
                                          "run/driver.camera",
                                          "run/driver.lamp",
                                          "run/driver.a4",
                                          "run/driver.a4b",
                                          "run/control",
                                          "keys",
                                          "share",
                                          "state",
                                          "state/core",
                                          "secrets",
                                          "secrets/core"};
    for (size_t i = 0; i < COUNT(folders); i++)
        must(mkdir(below(table, folders[i]), 0700) == 0);
}

static void sit_all(struct table *table);

void table_open(struct table *table, const char *plugins)
{
    table_open_with(table, plugins, "core");
}

void table_open_with(struct table *table, const char *plugins, const char *core_program)
{
    table_open_site(table, &(struct table_site){.plugins = plugins, .core = core_program});
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

void table_open_site(struct table *table, const struct table_site *site)
{
    unsigned char public[32], secret[64];
    char hex[129], key[65];
    must(sodium_init() >= 0);
    *table = (struct table){.print_result = "ok",
                            .print_effect = "done",
                            .card_nik = "3510014107900001",
                            .card_media = "notPresent",
                            .core_program = site->core,
                            .real_printer = site->printer};
    if (site->guest)
        table->guest = *site->guest;
    table->printed = json_object();
    const char *folder = getenv("TMPDIR");
    snprintf(table->run, sizeof table->run, "%s/desk-XXXXXX", folder && strlen(folder) < 40 ? folder : "/tmp");
    must(mkdtemp(table->run) != NULL);
    make_folders(table);
    crypto_sign_keypair(public, secret);
    write_file(table, "secrets/core/kiosk.key", sodium_bin2hex(hex, sizeof hex, secret, sizeof secret));
    crypto_box_keypair(public, secret);
    memcpy(table->agency_public, public, sizeof table->agency_public);
    memcpy(table->agency_secret, secret, sizeof table->agency_secret);
    write_file(table, "site.conf",
               turn_text(settings, site->plugins, or_nothing(site->folders),
                         sodium_bin2hex(key, sizeof key, public, sizeof public), or_nothing(site->agency),
                         or_nothing(site->printer)));
    table->letters = json_array();
    table->paper = -1;
    table->paper_listener = wire_listen(below(table, "run/paper/compose"));
    must(table->paper_listener >= 0);
    table->ui = (struct chair){"ui.main", &door_core_to_ui, -1};
    table->deliver = (struct chair){"deliver", &door_core_to_deliver, -1};
    table->card = (struct chair){"driver.card", &door_core_to_driver, -1};
    table->scanner = (struct chair){"driver.scanner", &door_core_to_driver, -1};
    table->camera = (struct chair){"driver.camera", &door_core_to_driver, -1};
    table->lamp = (struct chair){"driver.lamp", &door_core_to_driver, -1};
    table->printer = (struct chair){"driver.printer", &door_core_to_driver, -1};
    table->a4[0] = (struct table_a4){{"driver.a4", &door_core_to_driver, -1}, "ok", "done", 0, NULL, 0};
    table->a4[1] = (struct table_a4){{"driver.a4b", &door_core_to_driver, -1}, "ok", "done", 0, NULL, 0};
    table_start(table, "core");
    table_start(table, "flow");
    sit_all(table);
}

static pid_t *pid_of(struct table *table, const char *program)
{
    return strcmp(program, "core") == 0 ? &table->core : &table->flow;
}

void table_start(struct table *table, const char *program)
{
    const char *name = strcmp(program, "core") == 0 ? table->core_program : program;
    char *path = turn_text("%s/bin/anjungan-%s", BUILD, name);
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (!getenv("TABLE_LOG"))
            must(freopen(below(table, turn_text("%s.log", program)), "a", stderr) != NULL);
        execl(path, path, "--run", table->run, (char *)NULL);
        _exit(127);
    }
    *pid_of(table, program) = pid;
}

static void stop(struct table *table, const char *program, int how)
{
    pid_t *pid = pid_of(table, program);
    kill(*pid, how);
    int status;
    waitpid(*pid, &status, 0);
    *pid = 0;
    if (how == SIGTERM && status != 0) {
        fprintf(stderr, "anjungan-%s ended with status %x\n", program, (unsigned)status);
        exit(1);
    }
}

void table_leave(struct chair *chair)
{
    if (chair->fd >= 0)
        close(chair->fd);
    chair->fd = -1;
}

static void chair_say(struct chair *chair, json_t *packet)
{
    if (chair->fd >= 0 && wire_send(chair->fd, packet, NULL, 0) < 0)
        table_leave(chair);
    json_decref(packet);
}

/* A core of the test's own died by itself: another one is started, and whoever sat with it must sit down again. */
static bool start_again(struct table *table)
{
    int status;
    if (strcmp(table->core_program, "core") == 0 || waitpid(table->core, &status, WNOHANG) != table->core)
        return false;
    table->deaths++;
    table_start(table, "core");
    return true;
}

void table_sit(struct table *table, struct chair *chair)
{
    int64_t until = clock_ms() + PATIENCE_MS;
    table_leave(chair);
    while ((chair->fd = wire_connect(wire_path(table->run, chair->role))) < 0 && clock_ms() < until) {
        start_again(table);
        usleep(5000);
    }
    must(chair->fd >= 0);
    wire_calm(chair->fd);
    chair_say(chair, link_hello("table"));
    if (strncmp(chair->role, "driver.", 7) == 0)
        chair_say(chair,
                  json_pack("{ss,ss,ss,ss}", "type", "status", "class", chair->role + 7, "device", "online", "media",
                            chair == &table->card      ? table->card_media
                            : chair == &table->printer ? "full"
                                                       : "unknown"));
}

void table_stop(struct table *table, const char *program)
{
    stop(table, program, SIGKILL);
}

/* A core that dies meanwhile leaves those behind who sat already: all sit down again. */
static void sit_all(struct table *table)
{
    struct chair *chairs[] = CHAIRS(table);
    int deaths;
    do {
        deaths = table->deaths;
        for (size_t i = 0; i < COUNT(chairs); i++)
            if (chairs[i] != &table->printer || !table->real_printer)
                table_sit(table, chairs[i]);
    } while (deaths != table->deaths);
}

void table_kill(struct table *table, const char *program)
{
    stop(table, program, SIGKILL);
    table_start(table, program);
    if (strcmp(program, "core") == 0)
        sit_all(table);
}

bool table_revive(struct table *table)
{
    if (!start_again(table))
        return false;
    json_decref(table->screen);
    table->screen = NULL;
    sit_all(table);
    return true;
}

static int remove_one(const char *path, const struct stat *is, int type, struct FTW *at)
{
    (void)is, (void)type, (void)at;
    return remove(path);
}

void table_close(struct table *table)
{
    start_again(table);
    stop(table, "core", strcmp(table->core_program, "core") == 0 ? SIGTERM : SIGKILL);
    if (table->flow)
        stop(table, "flow", SIGTERM);
    struct chair *chairs[] = CHAIRS(table);
    for (size_t i = 0; i < COUNT(chairs); i++)
        table_leave(chairs[i]);
    close(table->paper_listener);
    if (table->paper >= 0)
        close(table->paper);
    free(table->a4[0].bytes);
    free(table->a4[1].bytes);
    json_decref(table->letters);
    json_decref(table->printed);
    json_decref(table->composed);
    json_decref(table->screen);
    json_decref(table->closed);
    json_decref(table->home);
    free(table->frame);
    nftw(table->run, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    turn_end();
}

/* --- the others ------------------------------------------------------------------------------------------------------
 */

static void looked(struct table *table, int64_t id, json_t *value)
{
    bool ok = value != NULL;
    json_t *packet =
        json_pack("{ss,sI,sb,si}", "type", "looked", "id", (json_int_t)id, "ok", ok, "status", ok ? 200 : 503);
    if (ok)
        json_object_set_new(packet, "value", value);
    chair_say(&table->deliver, packet);
}

static json_t *lease(struct table *table, const json_t *input)
{
    struct moment now = clock_local(clock_wall_ms() / 1000);
    char day[11];
    int after = (int)json_number(input, "after", 0);
    day_write(now.day, day);
    table->leases++;
    return json_pack("{ss,ss,si,si}", "queue", json_text(input, "queue"), "day", day, "first", after + 1, "last",
                     after + 10);
}

static json_t *agency_value(struct table *table, const json_t *packet)
{
    const json_t *input = json_object_get(packet, "input");
    const char *name = json_text(packet, "name");
    if (strcmp(name, "leases") == 0)
        return table->hall_down ? NULL : lease(table, input);
    if (strcmp(name, "staff") == 0)
        snprintf(table->staff, sizeof table->staff, "%s", json_text(input, "reason"));
    if (strcmp(name, "staff") == 0)
        return table->hall_down ? NULL : json_pack("{ss}", "receipt", "s1");
    if (table->agencies_down)
        return NULL;
    if (strcmp(name, "bill") == 0) {
        table->bills++;
        return json_pack("{ss,ss,si}", "code", table->code ? table->code : "820260513123456", "qr", "00020101",
                         "expires", 2000000000);
    }
    if (strcmp(name, "bill.state") == 0)
        table->states++;
    if (strcmp(name, "bill.state") == 0)
        return table->unpaid ? json_pack("{ss}", "state", "open")
                             : json_pack("{ss,ss}", "state", "paid", "ntpn", table->ntpn ? table->ntpn : "N1");
    table->looks++;
    if (strcmp(name, "number") == 0)
        return json_pack("{sO,sO,ss,ss,sb,si}", "day", json_object_get(input, "day"), "number",
                         json_object_get(input, "number"), "queue", "D", "state", table->place_state, "called", 0,
                         "ahead", 3);
    return json_pack("{ss,ss}", "nik", json_text(input, "nik"), "name", "SITI");
}

static bool have_letter(const struct table *table, const char *id)
{
    size_t i;
    json_t *one;
    json_array_foreach (table->letters, i, one) {
        if (strcmp(json_text(one, "id"), id) == 0)
            return true;
    }
    return false;
}

static void take_letter(struct table *table, struct packet *packet)
{
    char *bytes;
    size_t n;
    const char *id = json_text(packet->body, "id");
    bool down = strcmp(json_text(packet->body, "agency"), "hall") == 0 ? table->hall_down : table->agencies_down;
    must(memfile_read("letter", packet->fds[0], WEBHOOK_BODY, &bytes, &n) == OK);
    json_t *letter = json_read("letter", bytes, n, 16);
    must(letter != NULL && strcmp(json_text(letter, "id"), id) == 0);
    free(bytes);
    if (!down && !have_letter(table, id))
        json_array_append(table->letters, letter);
    json_decref(letter);
    chair_say(&table->deliver,
              down ? json_pack("{ss,ss,si,ss}", "type", "undelivered", "id", id, "status", 0, "why", "nobody answers")
                   : json_pack("{ss,ss,ss}", "type", "delivered", "id", id, "receipt", "r"));
}

/* The answer to a letter that waits for a word: JSON; "" an error; NULL nothing at all. `word_then` comes behind it. */
static void say_word(struct table *table, int64_t id)
{
    table->words++;
    if (table->word)
        looked(table, id, *table->word ? json_loads(table->word, JSON_DECODE_ANY, NULL) : NULL);
    if (table->word_then)
        looked(table, id, json_loads(table->word_then, 0, NULL));
}

static bool asks_a_word(const struct packet *packet)
{
    const char *dot = strrchr(json_text(packet->body, "name"), '.');
    return strcmp(packet_type(packet), "look") == 0 && dot && strcmp(dot, ".word") == 0;
}

/* An agency's document comes with the answer. */
static void say_document(struct table *table, int64_t id)
{
    const char *bytes = table->document;
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    int fd = memfile_make("document", bytes, strlen(bytes));
    crypto_hash_sha256(hash, (const unsigned char *)bytes, strlen(bytes));
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    table->looks++;
    json_t *body =
        json_pack("{ss,sI,sb,si,s{s{ss,si}}}", "type", "looked", "id", (json_int_t)id, "ok", true, "status", 200,
                  "value", "document", "sha256", table->document_lies ? "00" : hex, "size", (int)strlen(bytes));
    wire_send(table->deliver.fd, body, &fd, 1);
    close(fd);
    json_decref(body);
}

static void play_deliver(struct table *table, struct packet *packet)
{
    if (strcmp(packet_type(packet), "letter") == 0)
        take_letter(table, packet);
    else if (asks_a_word(packet))
        say_word(table, json_number(packet->body, "id", 0));
    else if (table->document && strstr(json_text(packet->body, "name"), ".document"))
        say_document(table, json_number(packet->body, "id", 0));
    else if (strcmp(packet_type(packet), "look") == 0)
        looked(table, json_number(packet->body, "id", 0), agency_value(table, packet->body));
}

/* What it was told is counted; what it says to that the test says. */
static void play_camera(struct table *table, const json_t *packet, int64_t id)
{
    const char *what = json_text(packet, "what");
    table->camera_id = id;
    table->takes += *json_text(packet, "verb") != 0;
    table->aims += strcmp(what, "aim") == 0;
    table->shoots += strcmp(what, "shoot") == 0;
}

/* A printer of documents keeps what it was sent, whatever becomes of it. */
static void play_a4(struct table_a4 *a4, struct packet *packet)
{
    a4->prints++;
    free(a4->bytes);
    must(memfile_read("document", packet->fds[0], 1 << 21, &a4->bytes, &a4->n) == OK);
    if (*a4->result)
        chair_say(&a4->chair, json_pack("{ss,sO,ss,ss,s{}}", "type", "done", "id", json_object_get(packet->body, "id"),
                                        "result", a4->result, "effect", a4->effect, "attr"));
}

static void play_driver(struct table *table, struct chair *chair, struct packet *packet)
{
    json_int_t id = (json_int_t)json_number(packet->body, "id", 0);
    if (strcmp(packet_type(packet), "cancel") == 0) {
        chair_say(chair, json_pack("{ss,sI,ss,ss,s{}}", "type", "done", "id", id, "result", "cancelled", "effect",
                                   "none", "attr"));
    } else if (chair == &table->lamp) {
        const json_t *attr = json_object_get(packet->body, "attr");
        snprintf(table->lamp_shows, sizeof table->lamp_shows, "%s%s", json_text(attr, "state"),
                 json_truth(attr, "sound") ? " sound" : "");
        chair_say(chair,
                  json_pack("{ss,sI,ss,ss,s{}}", "type", "done", "id", id, "result", "ok", "effect", "done", "attr"));
    } else if (chair == &table->a4[0].chair || chair == &table->a4[1].chair) {
        play_a4(chair == &table->a4[0].chair ? &table->a4[0] : &table->a4[1], packet);
    } else if (chair == &table->card) {
        table->card_id = id;
        if (table->card_nik)
            chair_say(chair, json_pack("{ss,sI,ss,ss,s{ss,ss}}", "type", "done", "id", id, "result", "ok", "effect",
                                       "done", "attr", "nik", table->card_nik, "name", "SITI AMINAH"));
    } else if (chair == &table->scanner) {
        table->scans++;
        table->scan_id = id;
    } else if (chair == &table->camera) {
        play_camera(table, packet->body, id);
    } else {
        const json_t *number = json_object_get(json_object_get(packet->body, "attr"), "number");
        table->prints++;
        table->twice += json_object_get(table->printed, json_string_value(number)) != NULL;
        if (strcmp(table->print_effect, "done") == 0)
            json_object_set_new(table->printed, json_string_value(number), json_true());
        snprintf(table->last_number, sizeof table->last_number, "%s",
                 json_text(json_object_get(packet->body, "attr"), "number"));
        if (table->print_dies)
            table_leave(chair);
        else if (!table->print_hangs)
            chair_say(chair, json_pack("{ss,sI,ss,ss,s{}}", "type", "done", "id", id, "result", table->print_result,
                                       "effect", table->print_effect, "attr"));
    }
}

static void play_paper(struct table *table, struct packet *packet)
{
    if (table->paper_lies) {
        send(table->paper, "{\"type\":\"composed\"}", 19, 0);
        return;
    }
    json_decref(table->composed);
    table->composed = json_incref(json_object_get(packet->body, "data"));
    unsigned char page[72 * 8] = {0};
    int width = 576, height = 8;
    snprintf(table->paper_language, sizeof table->paper_language, "%s", json_text(packet->body, "language"));
    if (strcmp(json_text(packet->body, "template"), "document") == 0)
        memcpy(page, "%PDF-1.4 composed", 17);
    int fd = table->guest.draw ? table->guest.draw(table->guest.mine, packet->body, &width, &height)
                               : memfile_make("page", page, sizeof page);
    if (fd < 0) {
        close(table->paper);
        table->paper = -1;
        return;
    }
    json_t *done = json_pack("{ss,sO,si,si}", "type", "composed", "id", json_object_get(packet->body, "id"), "width",
                             width, "height", height);
    wire_send(table->paper, done, &fd, 1);
    close(fd);
    json_decref(done);
}

/* ui keeps the newest frame, to be looked at. */
static void see_frame(struct table *table, struct packet *packet)
{
    int width = (int)json_number(packet->body, "width", 0), height = (int)json_number(packet->body, "height", 0);
    if (json_number(packet->body, "step", 0) != json_number(table->screen, "step", -1))
        return; /* of another screen */
    free(table->frame);
    must(memfile_read("frame", packet->fds[0], 640 * 640 * 3, &table->frame, &table->n_frame) == OK);
    must(table->n_frame == (size_t)width * (size_t)height * 3);
    table->frame_width = width;
    table->frame_height = height;
    table->frames++;
}

static void play_ui(struct table *table, struct packet *packet)
{
    if (strcmp(packet_type(packet), "frame") == 0) {
        see_frame(table, packet);
        return;
    }
    json_t **seen = strcmp(packet_type(packet), "screen") == 0   ? &table->screen
                    : strcmp(packet_type(packet), "closed") == 0 ? &table->closed
                    : strcmp(packet_type(packet), "home") == 0   ? &table->home
                                                                 : NULL;
    if (!seen || (seen == &table->closed && !*json_text(packet->body, "visit") && !table->nobody_ends))
        return;
    json_decref(*seen);
    *seen = json_incref(packet->body);
}

static void receive(struct table *table, int *fd, const struct door *door, struct chair *chair)
{
    struct packet packet;
    int code;
    while (*fd >= 0 && (code = wire_receive(*fd, door, &packet)) != E_STATE) {
        if (code < 0) {
            close(*fd);
            *fd = -1;
            return;
        }
        if (chair == &table->ui)
            play_ui(table, &packet);
        else if (chair == &table->deliver)
            play_deliver(table, &packet);
        else if (chair)
            play_driver(table, chair, &packet);
        else
            play_paper(table, &packet);
        packet_free(&packet);
    }
}

static void accept_paper(struct table *table)
{
    int fd = wire_accept(table->paper_listener);
    if (fd < 0)
        return;
    if (table->paper >= 0)
        close(table->paper);
    table->paper = fd;
}

/* One round of everybody, at most 20 ms. */
static void turn(struct table *table)
{
    struct chair *chairs[] = CHAIRS(table);
    struct pollfd wait[2 + SEATS + GUEST_FDS] = {{table->paper_listener, POLLIN, 0}, {table->paper, POLLIN, 0}};
    for (size_t i = 0; i < COUNT(chairs); i++)
        wait[2 + i] = (struct pollfd){chairs[i]->fd, POLLIN, 0};
    int more = table->guest.watch ? table->guest.watch(table->guest.mine, wait + 2 + SEATS) : 0;
    poll(wait, (nfds_t)(2 + SEATS + more), 20);
    if (table->guest.turn)
        table->guest.turn(table->guest.mine);
    table_revive(table);
    accept_paper(table);
    receive(table, &table->paper, &door_core_to_paper, NULL);
    for (size_t i = 0; i < COUNT(chairs); i++)
        receive(table, &chairs[i]->fd, chairs[i]->door, chairs[i]);
    turn_end();
}

void table_pump(struct table *table, int ms)
{
    for (int64_t until = clock_ms() + ms; clock_ms() < until;)
        turn(table);
}

const char *table_kind(const struct table *table)
{
    return json_text(table->screen, "kind");
}

const char *table_key(const struct table *table)
{
    return json_text(table->screen, "key");
}

const json_t *table_option(const struct table *table, const char *way)
{
    return json_at(json_object_get(table->screen, "options"), way);
}

int table_wait(struct table *table, const char *kind, const char *key)
{
    int64_t until = clock_ms() + PATIENCE_MS;
    while (clock_ms() < until) {
        if (table->screen && strcmp(table_kind(table), kind) == 0 && (!key || strcmp(table_key(table), key) == 0))
            return 1;
        turn(table);
    }
    fprintf(stderr, "waited for screen %s %s, seen %s %s\n", kind, key ? key : "", table_kind(table), table_key(table));
    return 0;
}

int table_wait_closed(struct table *table)
{
    int64_t until = clock_ms() + PATIENCE_MS;
    while (!table->closed && clock_ms() < until)
        turn(table);
    if (!table->closed)
        fprintf(stderr, "waited for closed, seen screen %s %s\n", table_kind(table), table_key(table));
    return table->closed != NULL;
}

int table_wait_home(struct table *table)
{
    int64_t until = clock_ms() + PATIENCE_MS;
    while ((access(below(table, "share/index.json"), F_OK) < 0 || !table->home) && clock_ms() < until)
        turn(table); /* before the index some services are not known yet */
    return table->home != NULL;
}

int table_wait_phase(struct table *table, const char *phase)
{
    int64_t until = clock_ms() + PATIENCE_MS;
    while (strcmp(json_text(table_option(table, "device"), "phase"), phase) != 0) {
        if (clock_ms() >= until)
            return 0;
        turn(table);
    }
    return 1;
}

int table_wait_card(struct table *table, bool left)
{
    int64_t until = clock_ms() + PATIENCE_MS;
    while (!table->home || json_truth(table->home, "card") != left) {
        if (clock_ms() >= until)
            return 0;
        turn(table);
    }
    return 1;
}

/* --- ui --------------------------------------------------------------------------------------------------------------
 */

void table_say(struct table *table, json_t *packet)
{
    chair_say(&table->ui, packet);
}

static void forget_screen(struct table *table)
{
    json_decref(table->screen);
    table->screen = NULL;
}

static void say_of_step(struct table *table, const char *type, json_t *more)
{
    json_t *packet = json_pack("{ss,sO,sO}", "type", type, "visit", json_object_get(table->screen, "visit"), "step",
                               json_object_get(table->screen, "step"));
    json_object_update(packet, more);
    json_decref(more);
    table_say(table, packet);
    forget_screen(table);
}

void table_card(struct table *table, const char *media)
{
    chair_say(&table->card,
              json_pack("{ss,ss,ss,ss}", "type", "status", "class", "card", "device", "online", "media", media));
}

void table_card_fails(struct table *table, const char *result, const char *reason)
{
    chair_say(&table->card, json_pack("{ss,sI,ss,ss,s{ss}}", "type", "done", "id", (json_int_t)table->card_id, "result",
                                      result, "effect", "none", "attr", "reason", reason));
}

void table_scan(struct table *table, const char *result, const char *code)
{
    json_t *attr = code ? json_pack("{ss,ss}", "code", code, "symbology", "qr") : json_object();
    bool ok = strcmp(result, "ok") == 0;
    chair_say(&table->scanner, json_pack("{ss,sI,ss,ss,so}", "type", "done", "id", (json_int_t)table->scan_id, "result",
                                         result, "effect", ok ? "done" : "none", "attr", attr));
}

static void camera_says(struct table *table, json_t *packet, const void *bytes, size_t n)
{
    int fd = memfile_make("of the camera", bytes, n);
    json_object_set_new(packet, "id", json_integer(table->camera_id));
    must(fd >= 0 && wire_send(table->camera.fd, packet, &fd, 1) == OK);
    close(fd);
    json_decref(packet);
}

void table_frame(struct table *table, int width, int height, int grey)
{
    size_t n = (size_t)width * (size_t)height * 3;
    char *rgb = make(n);
    memset(rgb, grey, n);
    camera_says(table, json_pack("{ss,si,si}", "type", "frame", "width", width, "height", height), rgb, n);
    free(rgb);
}

void table_picture(struct table *table, const void *bytes, size_t n, int width, int height)
{
    camera_says(table,
                json_pack("{ss,ss,ss,s{si,si}}", "type", "done", "result", "ok", "effect", "done", "attr", "width",
                          width, "height", height),
                bytes, n);
}

void table_camera(struct table *table, const char *result, const char *reason)
{
    json_t *attr = reason ? json_pack("{ss}", "reason", reason) : json_object();
    chair_say(&table->camera,
              json_pack("{ss,sI,ss,ss,so}", "type", "done", "id", (json_int_t)table->camera_id, "result", result,
                        "effect", strcmp(result, "ok") == 0 ? "done" : "none", "attr", attr));
}

void table_aim(struct table *table)
{
    table_say(table, json_pack("{ss,sO,sO}", "type", "aim", "visit", json_object_get(table->screen, "visit"), "step",
                               json_object_get(table->screen, "step")));
}

json_t *table_opened(const struct table *table, size_t i)
{
    const json_t *letter = json_array_get(table->letters, i);
    const char *text = json_text(letter, "data_base64");
    size_t length = strlen(text), n;
    unsigned char *sealed = make(length), *opened = make(length);
    json_t *data = NULL;
    if (sodium_base642bin(sealed, length, text, length, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
        crypto_box_seal_open(opened, sealed, n, table->agency_public, table->agency_secret) == 0)
        data = json_read("opened letter", opened, n - crypto_box_SEALBYTES, 16);
    free(sealed);
    free(opened);
    return data;
}

void table_start_visit(struct table *table, const char *service)
{
    forget_screen(table);
    json_decref(table->closed);
    table->closed = NULL;
    table_say(table, json_pack("{ss,ss,ss}", "type", "start", "service", service, "language", "id"));
}

void table_answer(struct table *table, json_t *value)
{
    say_of_step(table, "answer", json_pack("{so}", "value", value));
}

void table_back(struct table *table)
{
    say_of_step(table, "back", json_object());
}

void table_edit(struct table *table, const char *key)
{
    say_of_step(table, "edit", json_pack("{ss}", "key", key));
}

int table_letters(const struct table *table, const char *type)
{
    size_t i;
    json_t *one;
    int n = 0;
    json_array_foreach (table->letters, i, one) {
        n += strcmp(json_text(one, "type"), type) == 0;
    }
    return n;
}

void table_go_on(struct table *table)
{
    const char *kind = table_kind(table);
    if (strcmp(kind, "text") == 0)
        table_answer(table, json_string("  siti   aminah "));
    else if (strcmp(kind, "choice") == 0)
        table_answer(table, json_incref(json_array_get(table_option(table, "from"), 0)));
    else if (strcmp(kind, "ktp") == 0 || strcmp(kind, "wait") == 0 || strcmp(kind, "pay") == 0)
        table_pump(table, 20);           /* the others do it */
    else if (strcmp(kind, "paper") == 0) /* a slip that certainly did not come out cannot have come */
        table_answer(table,
                     json_string(strcmp(json_text(table_option(table, ""), "reason"), "unknown") ? "again" : "came"));
    else if (*kind)
        table_answer(table, json_true());
}

/* --- the disk --------------------------------------------------------------------------------------------------------
 */

static const char *wanted;
static bool found;

static int look_into(const char *path, const struct stat *is, int type, struct FTW *at)
{
    char *bytes;
    size_t n;
    (void)at;
    if (type != FTW_F || !S_ISREG(is->st_mode) || file_read_path(path, 1 << 26, &bytes, &n) < 0)
        return 0;
    if (memmem(bytes, n, wanted, strlen(wanted))) {
        fprintf(stderr, "%s holds \"%s\"\n", path, wanted);
        found = true;
    }
    free(bytes);
    return 0;
}

bool table_has_text(const struct table *table, const char *text)
{
    wanted = text;
    found = false;
    nftw(table->run, look_into, 16, FTW_PHYS);
    return found;
}
