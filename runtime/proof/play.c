/* play.c - see play.h.
 *
 * Until `loosely` everything is compared. From there on the driver may do what it likes within the rules: what the
 * scene says is what the device, the port and the host do, as far as it still applies. `patiently` is for scenes out of
 * captures, which know no timers and no results. */
#define _GNU_SOURCE
#include "proof/player.h"
#include "proof/values.h"

#include <stdlib.h>
#include <string.h>

enum { DEADLINE_MS = 60000, AFTERWARDS_MS = 20000, TURNS_MAX = 20000 };

/* A copy of the line's text that may be cut up; i tells profile and call apart, which live side by side. */
static int read_attrs(struct player *p, int i, const char *text, struct kd_attr to[ATTR_MAX])
{
    free(p->texts[i]);
    free(p->rooms[i]);
    p->texts[i] = make_text(text);
    p->rooms[i] = make(strlen(text) + 1);
    int n = values_read(p->texts[i], to, p->rooms[i]);
    if (n < 0)
        stand_complain(p->stand, "no values can be read in: %.200s", text);
    return n;
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
    while (bytes == 0 && line > p->call && !line_speaks(&p->scene->lines[line]))
        line--;
    p->proofs->at[p->proofs->n].call = p->call;
    p->proofs->at[p->proofs->n].line = line;
    p->proofs->at[p->proofs->n++].bytes = bytes ? bytes : line_size(&p->scene->lines[line]);
}

static bool is_stream(const struct player *p)
{
    return p->stand->module.driver.ports[0] & STAND_STREAMS;
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
        if (n == 0 && !player_waits(p)) {
            player_differs(p, &(struct line){.bytes = line->bytes + at, .n = left});
            return;
        }
        if (memcmp(s->queue, line->bytes + at, n) != 0) {
            player_differs(p, &(struct line){.bytes = line->bytes + at, .n = left});
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
        player_differs(p, line);
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
    if (p->stand->request) {
        if (!p->loose)
            stand_complain(p->stand, "a request is open");
        return;
    }
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

static void tell(struct player *p, const struct line *line)
{
    struct stand *s = p->stand;
    if (s->request && !s->cancelled)
        stand_tell(s, line->text);
    else if (!p->loose)
        stand_complain(s, "no request is open that could be told something");
}

/* A camera sends nothing that nobody captured. */
static void show(struct player *p, const struct line *line)
{
    struct stand *s = p->stand;
    struct kd_frame frame;
    int before = s->dones;
    if (frame_make(line->text, &frame) < 0)
        stand_complain(s, "no such frame: %.100s", line->text);
    else if (s->captures && !p->stuck)
        stand_show(s, &frame);
    else if (!p->loose)
        stand_complain(s, "it has asked for no frame");
    note_proof(p, before, line_size(line));
}

/* While time passes the port takes what it can. */
static void wait(struct player *p, const struct line *line)
{
    const char *timer = line->text;
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

static void reset(struct player *p, const struct line *line)
{
    (void)line;
    if (!p->stand->reset_wanted && !p->loose)
        stand_complain(p->stand, "it has not asked for a reset");
    else
        lose(p);
}

static void set_profile(struct player *p, const struct line *line)
{
    int n = read_attrs(p, 0, line->text, p->profile);
    p->n_profile = n < 0 ? 0 : (size_t)n;
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
static void settle(struct player *p, const struct line *line)
{
    (void)line;
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

/* ---- the words */

static void do_attach(struct player *p, const struct line *line)
{
    (void)line;
    if (!p->loose && p->stand->dev.state)
        stand_complain(p->stand, "it is attached");
    attach(p);
}

static void do_hear(struct player *p, const struct line *line)
{
    if (p->manner.hears_joined && is_stream(p))
        hear_joined(p);
    else
        hear(p, line);
}

static void do_slot(struct player *p, const struct line *line)
{
    stand_hear_at(p->stand, KD_CARD, line->bytes, line->n);
}

static void do_cancel(struct player *p, const struct line *line)
{
    cancel(p, line->word == LATE ? KD_TIMEOUT : KD_CANCELLED);
}

static void do_lose(struct player *p, const struct line *line)
{
    (void)line;
    lose(p);
}

/* What changes how the lines behind it are played. */
static void do_mood(struct player *p, const struct line *line)
{
    p->loose |= line->word == LOOSELY;
    p->patient |= line->word == PATIENTLY;
    p->stuck |= line->word == STUCK;
    if (line->word == UNPROVEN)
        p->stand->unproven = p->stand->request != 0;
}

static const struct act {
    void (*does)(struct player *p, const struct line *line);
    bool compares;   /* not when it is loose */
    bool needs_port; /* nothing happens without */
} acts[] = {
    [PROFILE] = {set_profile, false, false},
    [ATTACH] = {do_attach, false, false},
    [TAKE] = {take_line, false, false},
    [HEAR] = {do_hear, false, true},
    [SLOT] = {do_slot, false, true},
    [CALL] = {call, false, true},
    [CANCEL] = {do_cancel, false, false},
    [LATE] = {do_cancel, false, false},
    [WAIT] = {wait, false, false},
    [LOST] = {do_lose, false, true},
    [RESET] = {reset, false, true},
    [STATUS] = {expect_status, true, false},
    [REST] = {expect_rest, true, false},
    [OPEN] = {expect_open, true, false},
    [DONE] = {expect_done, true, false},
    [TELL] = {tell, false, true},
    [FRAME] = {show, false, true},
    [AIM] = {expect_aim, true, false},
    [PICTURE] = {expect_picture, true, false},
    [LOOSELY] = {do_mood, false, false},
    [PATIENTLY] = {do_mood, false, false},
    [STUCK] = {do_mood, false, false},
    [UNPROVEN] = {do_mood, false, false},
    [SETTLE] = {settle, false, false},
};

static void play_line(struct player *p, const struct line *line)
{
    const struct act *act = &acts[line->word];
    if (!act->does || (act->compares && p->loose))
        return;
    if (!act->needs_port || p->stand->dev.state)
        act->does(p, line);
    else if (!p->loose)
        stand_complain(p->stand, "nothing is attached");
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
