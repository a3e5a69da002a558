/* expect.c - the words of a scene that only compare: each difference is a complaint. */
#define _GNU_SOURCE
#include "proof/player.h"

#include <string.h>

enum { WAITS_MAX = 1000, RUN = 96 /* bytes */ };

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

void player_differs(struct player *p, const struct line *line)
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

bool player_waits(struct player *p)
{
    return p->patient && p->stand->dev.state && !p->stand->complaint[0] && ++p->waits < WAITS_MAX &&
           stand_wait(p->stand);
}

/* Frames of a transcript are of one colour: pixels of it, one beside the other, are a piece of one; and so is what a
 * JPEG begins with. */
static bool keeps_frame(const struct stand *s)
{
    static const uint8_t jpeg[] = {0xff, 0xd8, 0xff};
    const uint8_t *state = s->dev.state;
    size_t run = 0;
    if (memmem(state, s->module.driver.state_size, jpeg, sizeof jpeg))
        return true;
    for (size_t i = 3; i < s->module.driver.state_size && run < RUN; i++)
        run = state[i] && state[i] == state[i - 3] ? run + 1 : 0;
    return run == RUN;
}

void expect_done(struct player *p, const struct line *line)
{
    const char *wanted = line->text;
    const struct stand *s = p->stand;
    while (s->request && player_waits(p))
        ;
    if (s->request || s->dones != 1)
        stand_complain(p->stand, "the request is still open");
    else
        compare(p, "it has ended",
                turn_text("%s %s%s%s", attr_result(s->result), attr_effect(s->effect),
                          s->attr[0] && !p->patient ? " " : "", p->patient ? "" : s->attr),
                wanted);
    if (p->manner.searches && s->dev.state && s->module.driver.ports[0] & KD_FRAMES && keeps_frame(s))
        stand_complain(p->stand, "the request is over, and something of a frame is still in its state");
}

void expect_status(struct player *p, const struct line *line)
{
    const char *wanted = line->text;
    const struct stand *s = p->stand;
    compare(p, "the status is",
            turn_text("%s %s%s%s", attr_device(s->device), attr_media(s->module.driver.device_class, s->media),
                      s->detail[0] ? " " : "", s->detail),
            wanted);
}

void expect_rest(struct player *p, const struct line *line)
{
    (void)line;
    if (stand_next(p->stand) >= 0)
        stand_complain(p->stand, "a timer is set, and nothing should wake");
}

void expect_open(struct player *p, const struct line *line)
{
    (void)line;
    if (!p->stand->request)
        stand_complain(p->stand, "the request has ended already");
}

/* What a driver has made of a frame. */
static void compare_look(struct player *p, const char *what, const struct look *look, const struct line *line)
{
    if (!look_is(look, line->text))
        stand_complain(p->stand, "%s %ux%u %02x%02x%02x, wanted %s", what, look->width, look->height, look->low[0],
                       look->low[1], look->low[2], line->text);
}

/* Since the last time; nothing behind the word: it has shown nothing. */
void expect_aim(struct player *p, const struct line *line)
{
    struct stand *s = p->stand;
    if (!*line->text != !s->aims)
        stand_complain(s, s->aims ? "it has shown something" : "it has shown nothing");
    else if (*line->text)
        compare_look(p, "it has shown", &s->aim, line);
    s->aims = 0;
}

void expect_picture(struct player *p, const struct line *line)
{
    compare_look(p, "its picture is", &p->stand->picture, line);
}
