/* storm.c - see storm.h. */
#include "proof/storm.h"

#include "proof/frame.h"

#include <string.h>

enum { LINES = 40, ROOM = 1 << 16, LONGEST = 600 };

struct dice {
    uint64_t state;
    uint8_t *room, *end; /* for changed bytes */
};

static uint64_t roll(struct dice *dice, uint64_t below)
{
    uint64_t x = dice->state += 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return (x ^ x >> 31) % below;
}

static const struct scene *any_scene(struct dice *dice, const struct script *scripts, size_t n)
{
    const struct script *script = &scripts[roll(dice, n)];
    return &script->scenes[roll(dice, script->n)];
}

/* A line of the scene with this word, from a place chance takes on; NULL when there is none. */
static const struct line *any_line(struct dice *dice, const struct scene *scene, enum word word)
{
    size_t from = roll(dice, scene->n);
    for (size_t i = 0; i < scene->n; i++) {
        const struct line *line = &scene->lines[(from + i) % scene->n];
        if (line->word == word)
            return line;
    }
    return NULL;
}

/* Bits turned, a part left out, a part said twice, or bytes of chance altogether. */
static void change(struct dice *dice, uint8_t *bytes, size_t *n)
{
    size_t at = *n ? roll(dice, *n) : 0, rest = *n - at;
    switch (roll(dice, 5)) {
    case 0:
        if (*n)
            bytes[at] ^= (uint8_t)(1u << roll(dice, 8));
        break;
    case 1:
        *n = at;
        break;
    case 2:
        memcpy(bytes + *n, bytes + at, rest);
        *n += rest;
        break;
    case 3:
        *n = 1 + roll(dice, 24);
        for (size_t i = 0; i < *n; i++)
            bytes[i] = (uint8_t)roll(dice, 256);
        break;
    default: /* as it was */
        break;
    }
}

/* With a bit turned, or cut off. */
static const char *changed_frame(struct dice *dice)
{
    char *at = (char *)dice->room;
    if (roll(dice, 2))
        snprintf(at, LONGEST, "spoilt 32x24 %06x", (unsigned)roll(dice, 1 << 14));
    else
        snprintf(at, LONGEST, "%s 32x24 808080 %u", roll(dice, 2) ? "jpeg" : "rgb", (unsigned)roll(dice, 2304));
    dice->room += strlen(at) + 1;
    return at;
}

/* As a camera of this scene does, or as none should. */
static void show(struct dice *dice, const struct scene *scene, struct scene *to)
{
    uint64_t how = roll(dice, 4);
    const char *text = any_line(dice, scene, FRAME)->text;
    if (how == 0)
        text = frame_bad[roll(dice, frame_bads)];
    else if (how < 3 && dice->end - dice->room >= LONGEST)
        text = changed_frame(dice);
    scene_add(to, (struct line){.word = FRAME, .text = text});
}

static void speak(struct dice *dice, const struct scene *scene, struct scene *to)
{
    const struct line *line = any_line(dice, scene, HEAR);
    size_t n = line && line->n <= LONGEST ? line->n : 0;
    if (dice->end - dice->room < 2 * LONGEST)
        return;
    if (n > 0)
        memcpy(dice->room, line->bytes, n);
    change(dice, dice->room, &n);
    if (n > 0)
        scene_add(to, (struct line){.word = HEAR, .bytes = dice->room, .n = n});
    dice->room += n;
}

static void add(struct scene *to, enum word word)
{
    scene_add(to, (struct line){.word = word, .text = ""});
}

static void add_copy(struct scene *to, const struct line *line)
{
    if (line)
        scene_add(to, *line);
}

/* Half of it is what the device says, a part what it is asked; the rest disturbs. */
static void happen(struct dice *dice, const struct scene *scene, struct scene *to)
{
    static const enum word others[] = {TAKE, TAKE, TAKE, WAIT, WAIT, CANCEL, LATE, LOST, ATTACH, ATTACH, STUCK};
    uint64_t what = roll(dice, 20);
    if (what < 3)
        add_copy(to, any_line(dice, scene, TELL));
    if (what < 10 && any_line(dice, scene, FRAME))
        show(dice, scene, to);
    else if (what < 10)
        speak(dice, scene, to);
    else if (what < 13)
        add_copy(to, any_line(dice, scene, CALL));
    else if (what < 15 && any_line(dice, scene, SLOT))
        add_copy(to, any_line(dice, scene, SLOT));
    else
        add(to, others[roll(dice, COUNT(others))]);
}

void storm_make(const struct script *scripts, size_t n, uint64_t seed, size_t i, struct scene *to)
{
    static uint8_t room[ROOM]; /* the scene points into it until the next is made */
    struct dice dice = {seed * 0x2545f4914f6cdd1du + i, room, room + sizeof room};
    const struct scene *scene = any_scene(&dice, scripts, n);
    to->n = 0;
    add(to, LOOSELY);
    add_copy(to, any_line(&dice, scene, PROFILE));
    add(to, ATTACH);
    for (size_t lines = 1 + roll(&dice, LINES); lines > 0; lines--)
        happen(&dice, scene, to);
    add(to, SETTLE);
}
