/* hall.c - see hall.h: the tables, the addresses, and the end of a turn. */
#include "hall/hall.h"

static const char schema[] =
    /* ten numbers for one kiosk; `after` makes asking twice harmless */
    "CREATE TABLE IF NOT EXISTS lease (day TEXT NOT NULL, queue TEXT NOT NULL, kiosk TEXT NOT NULL,"
    " after INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY (day, queue, first), UNIQUE (day, queue, kiosk, after)) STRICT;"
    /* a number somebody may hold; `turn` is its place in line, given when it is confirmed */
    "CREATE TABLE IF NOT EXISTS number (day TEXT NOT NULL, number TEXT NOT NULL, queue TEXT NOT NULL,"
    " kiosk TEXT NOT NULL, state TEXT NOT NULL, \"case\" TEXT, reason TEXT, turn INTEGER, called INTEGER,"
    " PRIMARY KEY (day, number)) STRICT;"
    "CREATE INDEX IF NOT EXISTS line ON number (day, queue, turn) WHERE state = 'confirmed' AND called IS NULL;"
    "CREATE TABLE IF NOT EXISTS letter (receipt INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE) STRICT;"
    /* every call and recall; seq is what the wall screens count by */
    "CREATE TABLE IF NOT EXISTS call (seq INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, number TEXT NOT NULL,"
    " queue TEXT NOT NULL, counter TEXT NOT NULL, recall INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS calls ON call (day, counter);"
    "CREATE TABLE IF NOT EXISTS staff (receipt INTEGER PRIMARY KEY AUTOINCREMENT, kiosk TEXT NOT NULL,"
    " reason TEXT NOT NULL, at INTEGER NOT NULL, done INTEGER) STRICT;";

static const struct route routes[] = {
    {"POST", "/v1/leases", leases_post},
    {"POST", "/v1/letters", numbers_post},
    {"POST", "/v1/calls", calls_post},
    {"POST", "/v1/calls/recall", calls_recall},
    {"POST", "/v1/staff", staff_post},
    {"GET", "/v1/staff", staff_get},
    {"POST", "/v1/staff/done", staff_done},
    {"GET", "/v1/board", board_get},
    {"GET", "/v1/events", board_events},
    {"POST", "/v1/look/number", page_look},
    {"GET", "/n/*/*", page_get},
    {0},
};

char *hall_day(void)
{
    char *day = turn_alloc(11);
    day_write(clock_local(hall_now()).day, day);
    return day;
}

int64_t hall_now(void)
{
    return clock_wall_ms() / 1000;
}

const json_t *hall_queue(const struct hall *hall, const char *letter)
{
    return site_row(hall->site, "queues", "letter", letter);
}

const json_t *hall_want_queue(struct hall *hall, struct request *request, const char *letter)
{
    const json_t *queue = hall_queue(hall, letter), *row;
    const char *letters = "";
    size_t i;
    if (queue)
        return queue;
    json_array_foreach (json_object_get(hall->site->settings, "queues"), i, row) {
        letters = turn_text("%s %s", letters, json_text(row, "letter"));
    }
    request_refuse(request, 404, "no such queue", "the queues of this hall are%s", letters);
    return NULL;
}

void hall_changed(struct hall *hall)
{
    json_array_append_new(hall->boards, board_make(hall));
}

static void publish(struct hall *hall)
{
    size_t i;
    const json_t *board;
    json_array_foreach (hall->boards, i, board) {
        web_publish(hall->web, "board", board);
    }
    if (!web_has_newcomers(hall->web))
        return;
    json_t *now = board_make(hall);
    web_greet(hall->web, "board", now);
    json_decref(now);
}

/* First the disk, then everybody else. */
static void settle(void *mine)
{
    struct hall *hall = mine;
    int code = db_settle(&hall->db);
    if (code == OK)
        publish(hall);
    json_array_clear(hall->boards);
    web_settle(hall->web, code);
}

static void wait_for_midnight(struct hall *hall)
{
    struct moment now = clock_local(hall_now());
    int64_t left = 86400 - (now.hour * 3600 + now.minute * 60 + now.second);
    loop_after(hall->loop, &hall->midnight, left * 1000);
}

static void on_midnight(void *mine)
{
    hall_changed(mine);
    wait_for_midnight(mine);
}

void hall_open(struct hall *hall, const struct site *site, int listener)
{
    *hall = (struct hall){.site = site, .boards = json_array(), .midnight = {.due = on_midnight, .mine = hall}};
    hall->devices = keys_read(site_path(site, "secrets/hall/devices"));
    hall->officers = keys_read(site_path(site, "secrets/hall/officers"));
    if (!hall->devices || !hall->officers)
        die("the hall needs its tokens: secrets/hall/devices and secrets/hall/officers");
    if (db_open(&hall->db, site_path(site, "state/hall/hall.db"), schema) < 0)
        die("the hall cannot work without its database");
    hall->loop = loop_new(settle, hall);
    hall->web = web_open(hall->loop, listener, routes, hall);
    wait_for_midnight(hall);
    say("hall: %zu queues, day %s", json_array_size(json_object_get(site->settings, "queues")), hall_day());
}

int hall_run(struct hall *hall)
{
    return loop_run(hall->loop);
}

void hall_close(struct hall *hall)
{
    web_close(hall->web);
    db_close(&hall->db);
    loop_free(hall->loop);
    keys_free(hall->devices);
    keys_free(hall->officers);
    json_decref(hall->boards);
    turn_end();
}
