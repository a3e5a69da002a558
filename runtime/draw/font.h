/* font.h - the fonts, and a store of texts already drawn.
 *
 * A finished text is kept as a picture and only copied: the store holds at most 4 MiB, forgets what was used longest
 * ago, and is wiped at the end of a visit, since some of its pictures are somebody's name. */
#ifndef DRAW_FONT_H
#define DRAW_FONT_H

#include "base/base.h"

#include <SDL.h>

enum font {
    FONT_REGULAR,
    FONT_SEMIBOLD,
    FONT_BOLD,
    FONT_EXTRABOLD,
    FONT_JAVANESE,
    FONT_ARABIC,
    FONT_ICONS,
    FONT_COUNT
};

struct fonts;

/* fonts.conf: { regular, semibold, bold, extrabold, javanese, arabic, icons } as paths. Arabic letters in a text of the
 * first four are drawn in the arabic face, which is opened when the first of them comes. scale: pixels per design unit.
 */
struct fonts *fonts_open(const char *path, double scale);
void fonts_free(struct fonts *fonts);

/* From now on so many pixels a unit; what was drawn for another scale is wiped. */
void fonts_scale(struct fonts *fonts, double scale);

/* Overwrites and frees every kept text; forgets which texts were measured. */
void fonts_wipe(struct fonts *fonts);

/* Bytes of the kept texts. */
size_t fonts_kept(const struct fonts *fonts);

/* Sizes and results in pixels; `size` in design units. */
int font_width(struct fonts *fonts, enum font font, int size, const char *text);
int font_ascent(struct fonts *fonts, enum font font, int size);

/* How many bytes of text fit into that many pixels. */
size_t font_fits(struct fonts *fonts, enum font font, int size, const char *text, int pixels);

/* The text as a picture, kept by fonts; NULL for an empty one. `live` ones are never kept: they are valid until the
 * next. */
SDL_Surface *font_picture(struct fonts *fonts, enum font font, int size, uint32_t colour, const char *text, bool live);

#endif
