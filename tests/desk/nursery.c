/* nursery.c - see nursery.h. */
#define _GNU_SOURCE
#include "desk/nursery.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "test.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WAIT_MS = 8000, ROUND_MS = 10, JOURNAL_MAX = 1 << 20 };

void nursery_open(struct nursery *nursery, struct table *table)
{
    *nursery = (struct nursery){.table = table, .chair = {"flow", &door_core_to_nursery, -1}};
    table_stop(table, "flow");
    table_sit(table, &nursery->chair);
}

void nursery_close(struct nursery *nursery)
{
    for (int i = 0; i < nursery->n; i++)
        close(nursery->ends[i]);
    table_leave(&nursery->chair);
}

static void say_gone(const struct nursery *nursery, int64_t id, const char *why)
{
    json_t *gone = json_pack("{ss,sI,ss,si}", "type", "gone", "child", (json_int_t)id, "why", why, "number", 0);
    must(wire_send(nursery->chair.fd, gone, NULL, 0) == OK);
    json_decref(gone);
}

static void fork_one(struct nursery *nursery, int64_t id)
{
    int ends[2];
    must(nursery->n < NURSERY_MAX && wire_pair(ends) == OK);
    json_t *born = json_pack("{ss,sI,si}", "type", "child", "child", (json_int_t)id, "pid", 1);
    must(wire_send(nursery->chair.fd, born, &ends[1], 1) == OK);
    json_decref(born);
    close(ends[1]);
    nursery->ids[nursery->n] = id;
    nursery->ends[nursery->n++] = ends[0];
}

void nursery_pump(struct nursery *nursery)
{
    struct packet packet;
    table_pump(nursery->table, ROUND_MS);
    while (wire_receive(nursery->chair.fd, &door_core_to_nursery, &packet) == OK) {
        int64_t id = json_number(packet.body, "child", 0);
        if (strcmp(packet_type(&packet), "fork") == 0)
            fork_one(nursery, id);
        else if (strcmp(packet_type(&packet), "drop") == 0)
            say_gone(nursery, id, "dropped");
        packet_free(&packet);
    }
}

bool nursery_wait(struct nursery *nursery, int n)
{
    for (int64_t until = clock_ms() + WAIT_MS; nursery->n < n && clock_ms() < until;)
        nursery_pump(nursery);
    return nursery->n >= n;
}

void nursery_end(struct nursery *nursery, int i)
{
    say_gone(nursery, nursery->ids[i], "exit");
}

/* A child that core has dropped already is not heard any more. */
void nursery_say(struct nursery *nursery, int i, const char *text)
{
    ssize_t n = send(nursery->ends[i], text, strlen(text), MSG_NOSIGNAL);
    must(n == (ssize_t)strlen(text) || errno == EPIPE || errno == ECONNRESET);
}

static size_t journal_rows(int fd)
{
    char *text = NULL;
    size_t n = 0;
    must(memfile_read("journal", fd, JOURNAL_MAX, &text, &n) == OK);
    json_t *rows = json_read("journal", text, n, JSON_MAX_FILE_DEPTH);
    wipe_free(text, n);
    n = json_array_size(rows);
    json_decref(rows);
    return n;
}

const char *nursery_hear(struct nursery *nursery, int i, int ms, size_t *rows)
{
    struct packet packet;
    for (int64_t until = clock_ms() + ms; clock_ms() < until; nursery_pump(nursery)) {
        if (wire_receive(nursery->ends[i], &door_core_to_child, &packet) != OK)
            continue;
        const char *type = turn_text("%s", packet_type(&packet));
        if (rows && strcmp(type, "begin") == 0)
            *rows = journal_rows(packet.fds[1]);
        packet_free(&packet);
        return type;
    }
    return "";
}
