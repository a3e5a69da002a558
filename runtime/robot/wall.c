/* wall.c - see wall.h. The voice is what ui's audio driver wrote to disk between the call and the end of speaking. */
#include "robot/wall.h"

#include "base/clock.h"
#include "base/memfile.h"
#include "robot/audio.h"
#include "ask/http.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CALL_MS = 20000, NOBODY_MS = 300, SHOWN_MS = 20000, SPOKEN_MS = 30000, QUIET_MS = 400, LOOK_MS = 100 };

/* The counter is the first one of the number's letter: D0003 goes to D1. */
static json_t *call_body(const char *ticket)
{
    size_t letters = 0;
    while (isalpha((unsigned char)ticket[letters]))
        letters++;
    char *queue = turn_text("%.*s", (int)letters, ticket);
    return json_pack("{ss,ss}", "counter", turn_text("%s1", queue), "queue", queue);
}

/* The number that was called: a text in turn memory, "" when nobody waits, NULL when the hall refuses. */
static char *call_next(const struct robot *robot, const char *token, const char *ticket)
{
    struct reply reply;
    char *number = NULL;
    char *url = turn_text("%s/v1/calls", json_text(json_object_get(robot->site->settings, "hall"), "url"));
    json_t *body = call_body(ticket);
    int code = http_ask(url, token, body, &reply);
    json_decref(body);
    if (code == OK && reply.status / 100 == 2) {
        json_t *answer = json_read(url, reply.text, reply.n, JSON_MAX_DEPTH);
        number = turn_text("%s", json_text(answer, "number"));
        json_decref(answer);
    } else if (code == OK && reply.status == 404) {
        number = turn_text("%s", "");
    } else if (code == OK) {
        fail(E_STATE, "%s was answered %d: %.200s", url, reply.status, reply.text);
    }
    free(reply.text);
    return number;
}

/* Confirmed numbers reach the hall through the outbox, so "nobody waits" is true for a moment. `mark` is where the
 * voice file ended before our number was called. */
static int call_until(struct robot *robot, const char *ticket, const char *token, int64_t *mark)
{
    struct wanted quiet = {.hidden = "speaking"};
    int64_t until = clock_ms() + CALL_MS;
    while (clock_ms() < until) {
        *mark = audio_mark(robot->site);
        const char *number = call_next(robot, token, ticket);
        if (!number)
            return E_STATE;
        if (strcmp(number, ticket) == 0)
            return OK;
        say("called %s", *number ? number : "nobody: none waits yet");
        robot_rest(NOBODY_MS);
        if (*number)
            robot_sees(robot, &robot->call, quiet, SPOKEN_MS);
    }
    return fail(E_TIMEOUT, "the hall did not call %s within %d s", ticket, CALL_MS / 1000);
}

/* A short call may be over before anybody looked at the wall; then it was heard. */
static void wait_for_voice(struct robot *robot, int64_t mark)
{
    int64_t until = clock_ms() + SHOWN_MS;
    while (clock_ms() < until && !probe_target(&robot->call, "speaking") && !audio_heard(robot->site, mark))
        probe_look(&robot->call, LOOK_MS);
}

static int listen(struct robot *robot, int64_t mark)
{
    wait_for_voice(robot, mark);
    if (robot_wait(robot, &robot->call, (struct wanted){.hidden = "speaking"}, SPOKEN_MS) < 0)
        return E_TIMEOUT;
    robot_rest(QUIET_MS);
    return audio_save(robot->site, mark, turn_text("%s/call.wav", robot->out));
}

int wall_call(struct robot *robot, const char *ticket, bool silent)
{
    int64_t mark = 0;
    char *token = http_token(site_path(robot->site, "secrets/hall/officers"));
    if (!token || call_until(robot, ticket, token, &mark) < 0)
        return E_STATE;
    if (robot_wait(robot, &robot->call, (struct wanted){.kind = "call", .key = ticket}, SHOWN_MS) < 0)
        return E_TIMEOUT;
    if (robot_picture_at(robot, &robot->call, turn_text("%s/call.png", robot->out)) < 0)
        return E_IO;
    say("%s is called and shown", ticket);
    return silent ? OK : listen(robot, mark);
}
