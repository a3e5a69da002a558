/* looks.h - what the tests of the pictures share: the gallery, what is wrong in the look that is taken just now, and
 * lines of references to compare with. */
#ifndef TESTS_SCREEN_LOOKS_H
#define TESTS_SCREEN_LOOKS_H

#include "glass/flaws.h"
#include "screen/contact.h"
#include "screen/gallery.h"
#include "screen/kiosk.h"

#include <malloc.h>
#include <time.h>

static struct gallery gallery;
static char now_checked[128];

/* Time stands still: no minute passes, no countdown goes on while pictures are taken. */
int clock_gettime(clockid_t id, struct timespec *time)
{
    *time = (struct timespec){.tv_sec = id == CLOCK_REALTIME ? 1778726462 : 1000000}; /* 14 May 2026, 09.41 */
    return 0;
}

/* Each sample is a visit, and what a visit leaves goes back to the kernel: ten thousand times that costs seconds. */
int malloc_trim(size_t pad)
{
    (void)pad;
    return 0;
}

static inline void report(const char *what, const char *text)
{
    test_failures++;
    fprintf(stderr, "%s: %s \"%s\"\n", now_checked, what, text);
}

static inline void found(void *mine, const char *what, const char *text)
{
    (void)mine;
    report(what, text);
}

static inline void looks_open(void)
{
    setenv("TZ", "Asia/Jakarta", 1);
    mkdir(BUILD "/screens", 0700);
    kiosk_open();
    check(gallery_open(&gallery, &kiosk, SAMPLES) == OK && gallery.n >= 90);
}

static inline int looks_close(void)
{
    gallery_close(&gallery);
    kiosk_close();
    return test_end();
}

/* All there are: high contrast is the same with every theme that brings none of its own. */
static const struct dress {
    const char *name, *theme;
    bool contrast;
} dresses[] = {{"", "wedel", false}, {"polos", "polos", false}, {"dark", "wedel", true}};

static inline void looks_dress(const char *name)
{
    static struct {
        const char *name;
        struct theme plain, contrast;
    } known[4], *at;
    for (at = known; at->name && strcmp(at->name, name) != 0; at++)
        must(at + 1 < known + COUNT(known));
    if (!at->name)
        must(theme_open(&at->plain, &at->contrast, SOURCE "/themes", name) == OK);
    at->name = name;
    gallery_dress(&gallery, &at->plain, &at->contrast);
}

/* What the window said to core meanwhile is nobody's business here. */
static inline void looks_drain(void)
{
    for (json_t *said = kiosk_said(); said; said = kiosk_said())
        json_decref(said);
}

static inline bool looks_sheet(void)
{
    return json_object_get(gallery.sample, "sheet") != NULL;
}

/* With low reach no control lies above its line. */
static inline void looks_reach(const struct plan *plan)
{
    int low = plan_height(plan) * AREA_LOW / 1920;
    if (!plan->low || looks_sheet() || plan_width(plan) > plan_height(plan))
        return;
    for (int i = 0; i < plan->n_targets; i++) {
        const struct target *target = &plan->targets[i];
        if (target->enabled && strncmp(target->id, "bar:", 4) != 0 && target->box.y < low)
            report("out of low reach:", target->id);
    }
}

/* --- references: a line "NAME CELLS" each ----------------------------------------------------------------------------
 */

struct references {
    char *all;
    const char *at; /* behind the line found last: they are asked in the order they are written */
    const struct grain *grain;
    struct contact contact;
};

static inline void references_open(struct references *refs, const char *path, const struct grain *grain,
                                   const char *page)
{
    size_t n;
    *refs = (struct references){.grain = grain, .contact = {.name = page}};
    if (access(path, F_OK) == 0)
        must(file_read_path(path, 8 << 20, &refs->all, &n) == OK);
    refs->at = refs->all;
}

static inline void references_close(struct references *refs, const char *program)
{
    contact_close(&refs->contact, program);
    free(refs->all);
}

static inline const char *references_search(const char *from, const char *end, const char *name)
{
    size_t n = strlen(name);
    for (const char *line = from; line && *line && line != end; line = strchr(line, '\n'), line += line != NULL)
        if (strncmp(line, name, n) == 0 && line[n] == ' ')
            return line + n + 1;
    return NULL;
}

/* NULL when there is no such line. */
static inline const char *references_find(struct references *refs, const char *name)
{
    const char *line = references_search(refs->at, NULL, name);
    if (!line)
        line = references_search(refs->all, refs->at, name);
    refs->at = line ? line : refs->at;
    return line;
}

/* What is on the surface, with its line. */
static inline void references_compare(struct references *refs)
{
    SDL_Surface *picture = kiosk.draw->surface;
    struct thumb now = thumb_of(picture, refs->grain), before;
    const char *line = references_find(refs, now_checked);
    test_checks++;
    if (!line || !thumb_read(&before, refs->grain, picture->w > picture->h, line)) {
        report("nobody looked at it yet:", "update");
        return;
    }
    if (thumb_alike(&before, &now))
        return;
    report("looks different in", turn_text("%d cells", thumb_differs(&before, &now)));
    contact_add(&refs->contact, now_checked, picture, &before, &now);
}

static inline void references_write(FILE *to, const struct grain *grain)
{
    struct thumb now = thumb_of(kiosk.draw->surface, grain);
    fprintf(to, "%s %s\n", now_checked, thumb_write(&now));
}

#endif
