/* child.c - see child.h. The packets a child hears and what it does with them; nothing is kept between two `begin`. */
#define _GNU_SOURCE
#include "flow/child.h"

#include "base/guard.h"
#include "base/memfile.h"
#include "base/wire.h"
#include "flow/lock.h"
#include "flow/plugin.h"
#include "flow/script.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SERVED = 0, MISUSED = 2 };

static struct script *script;

static int reply(json_t *body)
{
    must(body != NULL);
    int code = wire_send(LOCK_SOCKET, body, NULL, 0);
    json_wipe(body);
    return code;
}

static json_t *read_journal(int fd)
{
    char *bytes;
    size_t n;
    if (memfile_read("journal", fd, SCRIPT_JOURNAL_MAX, &bytes, &n) < 0)
        return NULL;
    json_t *journal = json_read("journal", bytes, n, JSON_MAX_FILE_DEPTH);
    wipe_free(bytes, n);
    if (!journal || json_is_array(journal))
        return journal;
    json_wipe(journal);
    fail(E_FORMAT, "journal: not a list of rows");
    return NULL;
}

static int begin(const struct packet *packet)
{
    char *source;
    size_t n;
    script_free(script);
    script = NULL;
    json_t *journal = read_journal(packet->fds[1]);
    if (!journal)
        return E_FORMAT;
    if (memfile_read("main.lua", packet->fds[0], SCRIPT_SOURCE_MAX, &source, &n) < 0) {
        json_wipe(journal);
        return E_FORMAT;
    }
    script = script_new(source, n, journal);
    free(source);
    return reply(script_start(script, json_object_get(packet->body, "input")));
}

static int visit(const struct packet *packet)
{
    if (strcmp(packet_type(packet), "begin") == 0)
        return begin(packet);
    if (!script || !script_waits(script))
        return fail(E_STATE, "an answer, but no step is open");
    return reply(script_answer(script, json_object_get(packet->body, "value")));
}

static int parse(const struct packet *packet)
{
    char why[PLUGIN_WHY];
    json_t *plugin = plugin_read(packet, why, sizeof why);
    if (!plugin)
        return reply(json_pack("{ss,ss}", "type", "error", "message", why));
    char *text = json_write(plugin);
    int fd = memfile_make("plugin", text, strlen(text));
    json_t *body = json_pack("{ss}", "type", "parsed");
    int code = fd < 0 ? fd : wire_send(LOCK_SOCKET, body, &fd, 1);
    json_decref(body);
    json_decref(plugin);
    free(text);
    if (fd >= 0)
        close(fd);
    return code;
}

static const struct work {
    const char *name;
    enum lock lock;
    const struct door *door;
    int (*serve)(const struct packet *packet);
} works[] = {{"visit", LOCK_VISIT, &door_core_to_child, visit}, {"parse", LOCK_PARSE, &door_core_to_parser, parse}};

static const struct work *find_work(const char *name)
{
    for (size_t i = 0; i < COUNT(works); i++)
        if (strcmp(works[i].name, name) == 0)
            return &works[i];
    return NULL;
}

bool child_knows(const char *work)
{
    return find_work(work) != NULL;
}

static void die_with(int parent)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    guard_with_parent();
    if (getppid() != parent)
        _exit(SERVED);
}

/* Changing the user forgets whom to die with, so that comes first. Ends without atexit(): the nursery's buffers are not
 * ours to flush. */
void child_run(const char *work, int socket, int log, int parent)
{
    const struct work *mine = find_work(work);
    must(mine != NULL);
    lock_leave_root();
    die_with(parent);
    lock_descriptors(socket, log);
    lock_process(mine->lock);
    int code;
    do {
        struct packet packet;
        code = wire_receive(LOCK_SOCKET, mine->door, &packet);
        if (code < 0)
            break;
        code = mine->serve(&packet);
        packet_free(&packet);
        turn_end();
    } while (code >= 0);
    _exit(code == E_GONE ? SERVED : MISUSED);
}
