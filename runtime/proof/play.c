/* play.c - see play.h.
 *
 * Until `loosely` everything is compared. From there on the driver may do what it likes within the rules: what the
 * scene says is what the device, the port and the host do, as far as it still applies. `patiently` is for scenes out of
 * captures, which know no timers and no results. */
#define _GNU_SOURCE
#include "proof/play.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEADLINE_MS = 60000,
    AFTERWARDS_MS = 20000,
    TURNS_MAX = 20000,
    WAITS_MAX = 1000,
    TEXT_MAX = 2 * STAND_REQUEST + 4096
};

struct player {
    struct stand *stand;
    const struct scene *scene;
    struct manner manner;
    struct proofs *proofs;
    size_t at, call; /* lines */
    int waits;
    bool loose, stuck, patient;
    struct kd_attr profile[ATTR_MAX];
    size_t n_profile;
    char *texts[2]; /* the words of profile and call, cut up */
    uint8_t *rooms[2];
};

/* ---- words with values */

static char *end_of_word(char *at)
{
    for (bool quoted = false; *at && (quoted || *at != ' '); at++)
        quoted ^= *at == '"';
    return at;
}

static int read_attr(char *word, char *end, struct kd_attr *to, uint8_t **room)
{
    char *value = strchr(word, '=');
    if (!value || value == word || value + 1 == end)
        return E_FORMAT;
    *value++ = '\0';
    *to = (struct kd_attr){.name = word};
    if (*value == '"' || strcmp(word, "raster") == 0) {
        int64_t n = script_bytes(value, end, *room);
        if (n < 0)
            return E_FORMAT;
        to->bytes = (struct kd_bytes){*room, (size_t)n};
        *room += n + 1;
        return OK;
    }
    char *rest;
    to->number = strtoll(value, &rest, 10);
    return rest == end ? OK : E_FORMAT;
}

int play_attrs(char *text, struct kd_attr to[ATTR_MAX], uint8_t *room)
{
    int n = 0;
    for (char *at = text + strspn(text, " "); *at; at += strspn(at, " ")) {
        char *end = end_of_word(at);
        char *next = *end ? end + 1 : end;
        *end = '\0';
        if (n == ATTR_MAX || read_attr(at, end, &to[n++], &room) < 0)
            return E_FORMAT;
        at = next;
    }
    return n;
}

/* A copy of the line's text that may be cut up; i tells profile and call apart, which live side by side. */
static int read_attrs(struct player *p, int i, const char *text, struct kd_attr to[ATTR_MAX])
{
    free(p->texts[i]);
    free(p->rooms[i]);
    p->texts[i] = make_text(text);
    p->rooms[i] = make(strlen(text) + 1);
    int n = play_attrs(p->texts[i], to, p->rooms[i]);
    if (n < 0)
        stand_complain(p->stand, "no values can be read in: %.200s", text);
    return n;
}

/* ---- what differs */

static void show(const uint8_t *bytes, size_t n, char *to, size_t room)
{
    size_t at = 0;
    to[0] = '\0';
    for (size_t i = 0; i < n && at + 8 < room; i++)
        at += (size_t)snprintf(to + at, room - at, " %02x", bytes[i]);
    if (n == 0)
        snprintf(to, room, " nothing");
    else if (at + 8 >= room)
        snprintf(to + at, room - at, " ...");
}

static void differ(struct player *p, const struct line *line)
{
    char wanted[140], got[140];
    show(line->bytes, line->n, wanted, sizeof wanted);
    show(p->stand->queue, p->stand->n_queue, got, sizeof got);
    stand_complain(p->stand, "the driver has sent%s; wanted:%s", got, wanted);
}

static void compare(struct player *p, const char *what, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0)
        stand_complain(p->stand, "%s \"%s\", wanted \"%s\"", what, got, wanted);
}

/* What was captured does not say when a timer came: it comes where something is missing. False when none helps. */
static bool be_patient(struct player *p)
{
    return p->patient && p->stand->dev.state && !p->stand->complaint[0] && ++p->waits < WAITS_MAX &&
           stand_wait(p->stand);
}

static void compare_done(struct player *p, const char *wanted)
{
    const struct stand *s = p->stand;
    while (s->request && be_patient(p))
        ;
    if (s->request || s->dones != 1)
        stand_complain(p->stand, "the request is still open");
    else
        compare(p, "it has ended",
                turn_text("%s %s%s%s", attr_result(s->result), attr_effect(s->effect),
                          s->attr[0] && !p->patient ? " " : "", p->patient ? "" : s->attr),
                wanted);
}

static void compare_status(struct player *p, const char *wanted)
{
    const struct stand *s = p->stand;
    compare(p, "the status is",
            turn_text("%s %s%s%s", attr_device(s->device), attr_media(s->module.driver.device_class, s->media),
                      s->detail[0] ? " " : "", s->detail),
            wanted);
}

/* ---- what happens */

/* After everything that can end a request: was it a proof? What is proved by a timer was proved by what the device said
 * last. */
static void note_proof(struct player *p, int dones, size_t bytes)
{
    const struct stand *s = p->stand;
    if (!p->proofs || s->dones == dones || s->result != KD_OK || p->proofs->n == COUNT(p->proofs->at))
        return;
    size_t line = p->at;
    while (bytes == 0 && line > p->call && p->scene->lines[line].word != HEAR)
        line--;
    p->proofs->at[p->proofs->n].call = p->call;
    p->proofs->at[p->proofs->n].line = line;
    p->proofs->at[p->proofs->n++].bytes = bytes ? bytes : p->scene->lines[line].n;
}

/* Bytes of a stream come cut anywhere; events and answers of cards are whole. */
static bool is_stream(const struct player *p)
{
    return !(p->stand->module.driver.ports[0] & (KD_HID | KD_APDU));
}

static void hear(struct player *p, const struct line *line)
{
    size_t piece = p->manner.hears_bytewise && is_stream(p) ? 1 : line->n;
    if (line->n == 0 && p->stand->dev.state)
        stand_hear(p->stand, line->bytes, 0);
    for (size_t at = 0; at < line->n && p->stand->dev.state; at += piece) {
        int before = p->stand->dones;
        stand_hear(p->stand, line->bytes + at, piece);
        note_proof(p, before, at + piece);
    }
}

/* What the device says in several lines arrives at once. */
static void hear_joined(struct player *p)
{
    const struct scene *scene = p->scene;
    static uint8_t all[STAND_INPUT];
    size_t n = 0, last = p->at;
    for (size_t i = p->at; i < scene->n && scene->lines[i].word == HEAR && n + scene->lines[i].n <= sizeof all; i++) {
        memcpy(all + n, scene->lines[i].bytes, scene->lines[i].n);
        n += scene->lines[i].n;
        last = i;
    }
    if (n > 0)
        stand_hear(p->stand, all, n);
    p->at = last;
}

static void take(struct player *p, size_t n)
{
    size_t piece = p->manner.takes_bytewise ? 1 : n;
    for (size_t at = 0; at < n && p->stand->n_queue > 0; at += piece)
        stand_take(p->stand, piece < p->stand->n_queue ? piece : p->stand->n_queue);
}

/* A transfer that was captured: perhaps sent in pieces, perhaps when a timer came. */
static void take_patiently(struct player *p, const struct line *line)
{
    const struct stand *s = p->stand;
    for (size_t at = 0; at < line->n;) {
        size_t left = line->n - at, n = left < s->n_queue ? left : s->n_queue;
        if (n == 0 && !be_patient(p)) {
            differ(p, &(struct line){.bytes = line->bytes + at, .n = left});
            return;
        }
        if (memcmp(s->queue, line->bytes + at, n) != 0) {
            differ(p, &(struct line){.bytes = line->bytes + at, .n = left});
            return;
        }
        take(p, n);
        at += n;
    }
}

static void take_line(struct player *p, const struct line *line)
{
    struct stand *s = p->stand;
    if (p->loose) {
        if (!p->stuck)
            take(p, s->n_queue);
        return;
    }
    if (p->patient) {
        take_patiently(p, line);
        return;
    }
    if (line->n > s->n_queue || memcmp(s->queue, line->bytes, line->n) != 0 || (line->n == 0 && s->n_queue > 0))
        differ(p, line);
    else
        take(p, line->n);
}

static void attach(struct player *p)
{
    if (p->stand->dev.state)
        return;
    p->stuck = false;
    stand_attach(p->stand, p->profile, p->n_profile);
}

static void lose(struct player *p)
{
    if (p->stand->dev.state)
        stand_lose(p->stand);
}

static void call(struct player *p, const struct line *line)
{
    struct kd_attr attr[ATTR_MAX];
    size_t n = strcspn(line->text, " ");
    const char *verb = turn_text("%.*s", (int)n, line->text);
    if (p->stand->request || !p->stand->dev.state)
        return;
    if (!module_has_verb(&p->stand->module, verb)) {
        stand_complain(p->stand, "the driver has no verb \"%s\"", verb);
        return;
    }
    int n_attr = read_attrs(p, 1, line->text + n, attr);
    p->call = p->at;
    if (n_attr >= 0)
        stand_request(p->stand, verb, attr, (size_t)n_attr);
}

static void cancel(struct player *p, enum kd_result why)
{
    struct stand *s = p->stand;
    int before = s->dones;
    if (s->request && !s->cancelled && s->dev.state)
        stand_cancel(s, why);
    else if (!p->loose)
        stand_complain(s, "no request is open that could be cancelled");
    note_proof(p, before, 0);
}

/* While time passes the port takes what it can. */
static void wait(struct player *p, const char *timer)
{
    struct stand *s = p->stand;
    int before = s->dones;
    if (p->loose && !p->stuck)
        take(p, s->n_queue);
    int64_t at = *timer ? s->timers[strtol(timer, NULL, 10) % KD_TIMERS] : s->now;
    bool any = stand_next(s) >= 0;
    if (!p->loose && (at < 0 || !any))
        stand_complain(s, "no such timer is set");
    else if (!p->loose && *timer && at != stand_next(s))
        stand_complain(s, "another timer is due first");
    else if (any)
        stand_wait(s);
    note_proof(p, before, 0);
}

static void reset(struct player *p)
{
    if (!p->stand->reset_wanted && !p->loose)
        stand_complain(p->stand, "it has not asked for a reset");
    else
        lose(p);
}

static void set_profile(struct player *p, const char *text)
{
    int n = read_attrs(p, 0, text, p->profile);
    p->n_profile = n < 0 ? 0 : (size_t)n;
}

static void expect_rest(struct player *p)
{
    if (stand_next(p->stand) >= 0)
        stand_complain(p->stand, "a timer is set, and nothing should wake");
}

/* A driver that asked for a reset is lost and attached, as the host does it. */
static void obey_reset(struct player *p)
{
    if (!p->stand->reset_wanted || !p->stand->dev.state)
        return;
    lose(p);
    attach(p);
}

/* One turn of a time in which the device says nothing; false when `until` has come. */
static bool turn(struct player *p, int64_t until)
{
    struct stand *s = p->stand;
    obey_reset(p);
    if (s->n_queue > 0 && !p->stuck) {
        take(p, s->n_queue);
        return true;
    }
    int64_t next = stand_next(s);
    if (next >= 0 && next <= until)
        return stand_wait(s);
    stand_pass(s, until);
    return false;
}

static void let_time_pass(struct player *p, int64_t until, bool while_open)
{
    int turns = 0;
    while (p->stand->dev.state && !p->stand->complaint[0] && (!while_open || p->stand->request) && turn(p, until))
        if (++turns > TURNS_MAX)
            stand_complain(p->stand, "it does not come to rest");
}

/* Nobody says anything any more. The deadline comes, and the request ends; then all is quiet or steady. */
static void settle(struct player *p)
{
    struct stand *s = p->stand;
    if (s->request && !s->cancelled) {
        let_time_pass(p, s->now + DEADLINE_MS, true);
        if (s->request && s->dev.state && !s->complaint[0])
            stand_cancel(s, KD_TIMEOUT);
    }
    if (s->request) {
        let_time_pass(p, s->now + KD_CANCEL_MS, true);
        if (s->request)
            stand_complain(s, "a cancelled `%s` has not ended after %d ms", s->verb, KD_CANCEL_MS);
    }
    let_time_pass(p, s->now + AFTERWARDS_MS, false);
}

static void play_line(struct player *p, const struct line *line)
{
    struct stand *s = p->stand;
    bool needs_port =
        line->word == HEAR || line->word == SLOT || line->word == CALL || line->word == LOST || line->word == RESET;
    if (needs_port && !s->dev.state) {
        if (!p->loose)
            stand_complain(s, "nothing is attached");
        return;
    }
    if (!p->loose && line->word == CALL && s->request)
        stand_complain(s, "a request is open");
    if (!p->loose && line->word == ATTACH && s->dev.state)
        stand_complain(s, "it is attached");
    switch (line->word) {
    case PROFILE:
        set_profile(p, line->text);
        break;
    case ATTACH:
        attach(p);
        break;
    case TAKE:
        take_line(p, line);
        break;
    case HEAR:
        if (p->manner.hears_joined && is_stream(p))
            hear_joined(p);
        else
            hear(p, line);
        break;
    case SLOT:
        stand_hear_at(p->stand, KD_CARD, line->bytes, line->n);
        break;
    case CALL:
        call(p, line);
        break;
    case CANCEL:
    case LATE:
        cancel(p, line->word == LATE ? KD_TIMEOUT : KD_CANCELLED);
        break;
    case WAIT:
        wait(p, line->text ? line->text : "");
        break;
    case LOST:
        lose(p);
        break;
    case RESET:
        reset(p);
        break;
    case PATIENTLY:
        p->patient = true;
        break;
    case LOOSELY:
        p->loose = true;
        break;
    case STUCK:
        p->stuck = true;
        break;
    case UNPROVEN:
        s->unproven = s->request != 0;
        break;
    case SETTLE:
        settle(p);
        break;
    case STATUS:
        if (!p->loose)
            compare_status(p, line->text);
        break;
    case REST:
        if (!p->loose)
            expect_rest(p);
        break;
    case OPEN:
        if (!p->loose && !s->request)
            stand_complain(s, "the request has ended already");
        break;
    case DONE:
        if (!p->loose)
            compare_done(p, line->text);
        break;
    case SCENE:
    case TYPE:
    case DROPPED:
        break;
    }
}

size_t play(struct stand *stand, const struct scene *scene, struct manner manner, struct proofs *proofs)
{
    struct player p = {.stand = stand, .scene = scene, .manner = manner, .proofs = proofs};
    stand_begin(stand);
    if (proofs)
        *proofs = (struct proofs){0};
    for (; p.at < scene->n && !stand->complaint[0]; p.at++) {
        play_line(&p, &scene->lines[p.at]);
        if (p.loose)
            obey_reset(&p);
    }
    if (stand->dev.state)
        stand_lose(stand);
    for (int i = 0; i < 2; i++) {
        free(p.texts[i]);
        free(p.rooms[i]);
    }
    turn_end();
    return p.at > 0 ? p.at - 1 : 0;
}
