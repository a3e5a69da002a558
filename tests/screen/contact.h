/* contact.h - pictures that look different on one page: as stored, as now, and where; the first of them, when a colour
 * that is everywhere has changed. */
#ifndef TESTS_SCREEN_CONTACT_H
#define TESTS_SCREEN_CONTACT_H

#include "screen/thumb.h"

#include <cairo.h>
#include <stdio.h>

enum { CONTACT_MOST = 100 };

struct contact {
    const char *name; /* of the page */
    FILE *page;       /* NULL: nothing differed yet */
    int n;
};

static inline void contact_write(unsigned char *pixels, int w, int h, int pitch, const char *name)
{
    cairo_surface_t *picture = cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, w, h, pitch);
    if (cairo_surface_write_to_png(picture, turn_text(BUILD "/screens/%s.png", name)) != CAIRO_STATUS_SUCCESS)
        fprintf(stderr, "%s.png is not written\n", name);
    cairo_surface_destroy(picture);
}

static inline void contact_save(SDL_Surface *s, const char *name)
{
    contact_write(s->pixels, s->w, s->h, s->pitch, name);
}

/* The cells in their own colours; or, beside another thumb, those that differ in white. */
static inline void contact_thumb(const struct thumb *thumb, const struct thumb *other, const char *name)
{
    uint32_t pixels[THUMB_CELLS];
    for (int i = 0; i < thumb->n; i++) {
        uint32_t level = (uint32_t)(thumb->cells[i] * 256 / thumb->grain->levels);
        bool differs = other && thumb_cell_differs(thumb, other, i, 1);
        pixels[i] = other ? differs * 0xffffffu : level << 16 | level << 8 | level;
    }
    contact_write((unsigned char *)pixels, thumb->across, thumb->down, 4 * thumb->across, name);
}

static inline const char *contact_path(const struct contact *contact)
{
    return turn_text(BUILD "/screens/%s.html", contact->name);
}

static inline void contact_open(struct contact *contact)
{
    contact->page = fopen(contact_path(contact), "w");
    if (contact->page)
        fputs("<!doctype html><meta charset=utf-8><title>Screens that look different</title><style>body{background:"
              "#777;font-family:sans-serif}img{height:44vh;image-rendering:pixelated}</style>\n"
              "<h1>As stored, as now, where they differ, now in full</h1>\n",
              contact->page);
}

static inline void contact_add(struct contact *contact, const char *name, SDL_Surface *picture,
                               const struct thumb *before, const struct thumb *now)
{
    static const char *const kinds[] = {".stored", ".now", ".where", ""};
    if (contact->n++ == 0)
        contact_open(contact);
    if (!contact->page || contact->n > CONTACT_MOST)
        return;
    contact_thumb(before, NULL, turn_text("%s.stored", name));
    contact_thumb(now, NULL, turn_text("%s.now", name));
    contact_thumb(now, before, turn_text("%s.where", name));
    contact_save(picture, name);
    fprintf(contact->page, "<h2>%s</h2>\n", name);
    for (size_t i = 0; i < COUNT(kinds); i++)
        fprintf(contact->page, "<img src=\"%s%s.png\">\n", name, kinds[i]);
}

/* program: what writes the references anew. */
static inline void contact_close(struct contact *contact, const char *program)
{
    if (!contact->page)
        return;
    fclose(contact->page);
    fprintf(stderr, "%d pictures differ: look at %s; if it is meant so: %s update\n", contact->n, contact_path(contact),
            program);
}

#endif
