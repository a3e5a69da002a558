/* faults.c - see faults.h.
 *
 * Up to the fault the scene is compared as it was written. Then the fault strikes, nothing is compared any more, the
 * rest of the scene happens as far as it still applies, or nothing more is heard; at last everything has to settle. */
#define _GNU_SOURCE
#include "proof/faults.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 6, FLOOD = 65536, HUM = 16, BYTES = STAND_STREAMS | KD_HID | KD_APDU };

enum after { NOTHING, THE_REST };

/* After the `loosely` a fault is told by lines; the rest of the scene or silence follow. */
struct kind {
    const char *name;
    bool anywhere;    /* inside the bytes of a line too; else only between lines */
    bool in_request;  /* only where one is open */
    bool before_hear; /* only where the device speaks next */
    bool before_show; /* only where a frame comes next */
    uint32_t ports;   /* of these kinds; 0: of any */
    bool may_prove;   /* what strikes could be what the device says in the end */
    enum after after;
    bool skips; /* the next line does not happen */
    void (*strike)(const struct scene *scene, const struct fault *fault, struct scene *to);
    size_t (*choices)(const struct scene *scene); /* NULL: one */
};

static void add(struct scene *to, enum word word)
{
    scene_add(to, (struct line){.word = word, .text = ""});
}

static void add_bytes(struct scene *to, enum word word, const uint8_t *bytes, size_t n)
{
    scene_add(to, (struct line){.word = word, .bytes = bytes, .n = n});
}

/* ---- the faults */

static void nothing(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault, (void)to;
}

static void stall(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault;
    add(to, STUCK);
}

static void lose(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault;
    add(to, LOST);
}

static void cancel(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault;
    add(to, CANCEL);
}

static void be_late(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault;
    add(to, LATE);
}

static void wait(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault;
    add(to, WAIT);
}

/* The last request before it, or the first there is. */
static const struct line *request_at(const struct scene *scene, size_t line)
{
    const struct line *found = NULL;
    for (size_t i = 0; i < scene->n; i++)
        if (scene->lines[i].word == CALL && (!found || i < line))
            found = &scene->lines[i];
    return found;
}

static void replug(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    const struct line *call = request_at(scene, fault->line);
    add(to, LOST);
    add(to, ATTACH);
    if (call)
        scene_add(to, *call);
}

/* Another request as soon as one may come; the answers to the first are still on their way. */
static void ask_again(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    const struct line *call = request_at(scene, fault->line);
    add(to, CANCEL);
    if (call)
        scene_add(to, *call);
}

static const uint8_t stray[] = {0x00, 0x0a, 0x0d, 0x10, 0x12, 0x16, 0x1b, 0x37, 0x7f, 0xff};

static size_t count_stray(const struct scene *scene)
{
    (void)scene;
    return COUNT(stray);
}

static void hear_stray(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene;
    add_bytes(to, HEAR, &stray[fault->which], 1);
}

static void hear_hum(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    static const uint8_t hum[HUM] = {0x55, 0xaa, 0x00, 0xff, 0x81, 0x7e, 0x0d, 0x41,
                                     0x10, 0x04, 0x01, 0x0a, 0xc3, 0x28, 0x80, 0x1d};
    (void)scene, (void)fault;
    add_bytes(to, HEAR, hum, sizeof hum);
}

static void hear_flood(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    static uint8_t flood[FLOOD];
    (void)scene, (void)fault;
    memset(flood, 'U', sizeof flood);
    add_bytes(to, HEAR, flood, sizeof flood);
}

/* What this device says, at a moment when it should not: the first few different things. */
static const struct line *nth_word(const struct scene *scene, size_t n)
{
    for (size_t i = 0; i < scene->n; i++) {
        const struct line *line = &scene->lines[i];
        bool new = line->word == HEAR && line->n > 0;
        for (size_t j = 0; new &&j < i; j++)
            new = scene->lines[j].word != HEAR || scene->lines[j].n != line->n ||
                  memcmp(scene->lines[j].bytes, line->bytes, line->n) != 0;
        if (new &&n-- == 0)
            return line;
    }
    return NULL;
}

static size_t count_words(const struct scene *scene)
{
    size_t n = 0;
    while (n < WORDS && nth_word(scene, n))
        n++;
    return n;
}

static void hear_word(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    const struct line *word = nth_word(scene, fault->which);
    add_bytes(to, HEAR, word->bytes, word->n);
}

/* A command that is on its way stays without an answer. */
static void pull_card(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    if (fault->line < scene->n && scene->lines[fault->line].word == HEAR)
        add(to, HEAR);
    add(to, SLOT);
}

/* By the same one, or one like it. */
static void swap_card(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    pull_card(scene, fault, to);
    for (size_t i = 0; i < scene->n; i++)
        if (scene->lines[i].word == SLOT && scene->lines[i].n > 0) {
            scene_add(to, scene->lines[i]);
            return;
        }
}

/* The words of this scene to its request, and one that nobody knows. */
static const struct line *nth_told(const struct scene *scene, size_t n)
{
    static const struct line unknown = {.word = TELL, .text = "dance"};
    bool any = false;
    for (size_t i = 0; i < scene->n; i++) {
        const struct line *line = &scene->lines[i];
        bool new = line->word == TELL;
        any |= new;
        for (size_t j = 0; new &&j < i; j++)
            new = scene->lines[j].word != TELL || strcmp(scene->lines[j].text, line->text) != 0;
        if (new &&n-- == 0)
            return line;
    }
    return any && n == 0 ? &unknown : NULL;
}

static size_t count_told(const struct scene *scene)
{
    size_t n = 0;
    while (nth_told(scene, n))
        n++;
    return n;
}

static void tell(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    scene_add(to, *nth_told(scene, fault->which));
}

static void show(struct scene *to, const char *frame)
{
    scene_add(to, (struct line){.word = FRAME, .text = frame});
}

static size_t count_bad(const struct scene *scene)
{
    (void)scene;
    return frame_bads;
}

static void show_bad(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene;
    show(to, frame_bad[fault->which]);
}

static void show_all_bad(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene, (void)fault;
    for (size_t i = 0; i < frame_bads; i++)
        show(to, frame_bad[i]);
}

static size_t count_odd(const struct scene *scene)
{
    (void)scene;
    return frame_odds;
}

static void show_odd(const struct scene *scene, const struct fault *fault, struct scene *to)
{
    (void)scene;
    show(to, frame_odd[fault->which]);
}

static const struct kind kinds[] = {
    {.name = "the device is silent", .anywhere = true, .strike = nothing},
    {.name = "nothing is taken and nothing is said", .anywhere = true, .strike = stall},
    {.name = "the port is lost", .anywhere = true, .strike = lose},
    {.name = "the port is lost and comes back", .anywhere = true, .may_prove = true, .strike = replug},
    {.name = "the port is lost, comes back, and the device goes on", .strike = replug, .after = THE_REST},
    {.name = "the rest of what it says is lost",
     .anywhere = true,
     .before_hear = true,
     .after = THE_REST,
     .skips = true,
     .strike = nothing},
    {.name = "cancelled, and the device is silent", .in_request = true, .strike = cancel},
    {.name = "cancelled, and the device goes on", .in_request = true, .strike = cancel, .after = THE_REST},
    {.name = "late, and the device is silent", .in_request = true, .strike = be_late},
    {.name = "late, and the device goes on", .in_request = true, .strike = be_late, .after = THE_REST},
    {.name = "cancelled and asked again", .in_request = true, .strike = ask_again, .after = THE_REST},
    {.name = "slow: a timer comes first", .before_hear = true, .strike = wait, .after = THE_REST},
    {.name = "a stray byte", .ports = BYTES, .strike = hear_stray, .choices = count_stray, .after = THE_REST},
    {.name = "a stray byte, and no more",
     .ports = BYTES,
     .may_prove = true,
     .strike = hear_stray,
     .choices = count_stray},
    {.name = "noise", .ports = BYTES, .strike = hear_hum, .after = THE_REST},
    {.name = "64 kB of noise", .ports = BYTES, .strike = hear_flood, .after = THE_REST},
    {.name = "the device says what nobody asked", .strike = hear_word, .choices = count_words, .after = THE_REST},
    {.name = "the card is pulled", .ports = KD_APDU, .strike = pull_card},
    {.name = "the card is pulled, and the reader goes on", .ports = KD_APDU, .after = THE_REST, .strike = pull_card},
    {.name = "another card is in", .ports = KD_APDU, .strike = swap_card},
    {.name = "another card is in, and answers", .ports = KD_APDU, .after = THE_REST, .strike = swap_card},
    {.name = "told something", .in_request = true, .strike = tell, .choices = count_told, .after = THE_REST},
    {.name = "told something, and no more", .in_request = true, .strike = tell, .choices = count_told},
    {.name = "a frame that is no picture",
     .before_show = true,
     .strike = show_bad,
     .choices = count_bad,
     .after = THE_REST},
    {.name = "a frame that is no picture, and no more", .before_show = true, .strike = show_bad, .choices = count_bad},
    {.name = "no frame is a picture any more", .before_show = true, .strike = show_all_bad},
    {.name = "a frame of another form",
     .before_show = true,
     .strike = show_odd,
     .choices = count_odd,
     .after = THE_REST,
     .skips = true},
    {.name = "a frame of another form, and no more",
     .before_show = true,
     .may_prove = true,
     .strike = show_odd,
     .choices = count_odd},
};

/* ---- where */

static bool in_request(const struct scene *scene, size_t line)
{
    bool open = false;
    for (size_t i = 0; i < line; i++)
        open = scene->lines[i].word == CALL ||
               (open && scene->lines[i].word != DONE && scene->lines[i].word != LOST && scene->lines[i].word != RESET);
    return open;
}

static void list_kind(struct faults *faults, const struct kind *kind, const struct scene *scene, struct fault at)
{
    size_t n = kind->choices ? kind->choices(scene) : 1;
    for (size_t i = 0; i < n; i++) {
        if (faults->n == faults->room) {
            faults->room = faults->room ? 2 * faults->room : 1024;
            faults->at = realloc(faults->at, faults->room * sizeof *faults->at);
            must(faults->at != NULL);
        }
        faults->at[faults->n++] = (struct fault){kind, at.line, at.bytes, i};
    }
}

static void list_here(struct faults *faults, const struct scene *scene, struct fault at, uint32_t port)
{
    static const struct line none = {.word = SETTLE};
    const struct line *next = at.line < scene->n ? &scene->lines[at.line] : &none;
    bool open = in_request(scene, at.line);
    for (size_t k = 0; k < COUNT(kinds); k++) {
        const struct kind *kind = &kinds[k];
        bool fits = (at.bytes == 0 || kind->anywhere) && (open || !kind->in_request) &&
                    (line_speaks(next) || !kind->before_hear) && (next->word == FRAME || !kind->before_show) &&
                    (port & kind->ports || !kind->ports);
        if (fits)
            list_kind(faults, kind, scene, at);
    }
}

void faults_list(struct faults *faults, const struct scene *scene, uint32_t port)
{
    bool attached = false;
    for (size_t i = 0; i <= scene->n; i++) {
        if (attached)
            list_here(faults, scene, (struct fault){.line = i}, port);
        const struct line *line = i < scene->n ? &scene->lines[i] : NULL;
        attached |= line && line->word == ATTACH;
        for (size_t byte = 1; port & STAND_STREAMS && line && byte < line->n; byte++)
            list_here(faults, scene, (struct fault){.line = i, .bytes = byte}, port);
    }
}

void faults_free(struct faults *faults)
{
    free(faults->at);
    *faults = (struct faults){0};
}

/* Has the open request not yet been proved here? */
static bool is_unproven(const struct fault *fault, const struct proofs *proofs)
{
    for (size_t i = 0; i < proofs->n; i++)
        if (proofs->at[i].call < fault->line &&
            (proofs->at[i].line > fault->line ||
             (proofs->at[i].line == fault->line && proofs->at[i].bytes > fault->bytes)))
            return true;
    return false;
}

const char *fault_make(const struct fault *fault, const struct scene *scene, const struct proofs *proofs,
                       struct scene *to)
{
    const struct kind *kind = fault->kind;
    to->n = 0;
    for (size_t i = 0; i < fault->line; i++)
        scene_add(to, scene->lines[i]);
    if (fault->bytes > 0) {
        scene_add(to, scene->lines[fault->line]);
        to->lines[to->n - 1].n = fault->bytes;
    }
    add(to, LOOSELY);
    if (kind->after == NOTHING && !kind->may_prove && is_unproven(fault, proofs))
        add(to, UNPROVEN);
    kind->strike(scene, fault, to);
    size_t from = fault->line + (kind->skips || fault->bytes > 0);
    for (size_t i = from; kind->after == THE_REST && i < scene->n; i++)
        scene_add(to, scene->lines[i]);
    add(to, SETTLE);
    int number = fault->line < scene->n ? scene->lines[fault->line].number : 0;
    return turn_text("%s:%d%s: %s", scene->file, number ? number : scene->number,
                     fault->bytes ? turn_text(" after %zu bytes", fault->bytes) : "", kind->name);
}
