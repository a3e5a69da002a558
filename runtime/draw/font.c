/* font.c - see font.h. Sizes of a font are opened on first use; there are some ten of them. */
#define _GNU_SOURCE
#include "draw/font.h"

#include "base/conf.h"

#include <SDL_ttf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SIZES = 48, MAX_KEPT = 4 << 20, MAX_TEXT = 1024 };

struct face {
    enum font font;
    int pixels;
    TTF_Font *ttf;
};

struct kept {
    struct kept *next; /* the list begins with what was used last */
    SDL_Surface *picture;
    uint32_t hash, colour;
    TTF_Font *ttf;
    size_t bytes;
    char text[];
};

struct fonts {
    double scale;
    char *paths[FONT_COUNT];
    struct face faces[MAX_SIZES];
    int n_faces;
    struct kept *kept;
    size_t bytes;
    SDL_Surface *live;
};

static const char *const names[FONT_COUNT] = {"regular", "semibold", "bold", "extrabold", "javanese", "icons"};

static int take_paths(struct fonts *fonts, const char *path)
{
    json_t *conf = conf_read_file(path);
    if (!conf)
        return E_FORMAT;
    for (int i = 0; i < FONT_COUNT; i++)
        fonts->paths[i] = make_text(json_text(conf, names[i]));
    json_decref(conf);
    for (int i = 0; i < FONT_COUNT; i++)
        if (!*fonts->paths[i])
            return fail(E_FORMAT, "%s: no font for \"%s\"", path, names[i]);
    return OK;
}

struct fonts *fonts_open(const char *path, double scale)
{
    struct fonts *fonts = make(sizeof *fonts);
    fonts->scale = scale;
    if (TTF_Init() == 0 && take_paths(fonts, path) == OK)
        return fonts;
    fonts_free(fonts);
    return NULL;
}

static void wipe_surface(SDL_Surface *surface)
{
    if (surface)
        explicit_bzero(surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
    SDL_FreeSurface(surface);
}

static void drop(struct fonts *fonts, struct kept **at)
{
    struct kept *kept = *at;
    *at = kept->next;
    fonts->bytes -= kept->bytes;
    wipe_surface(kept->picture);
    wipe_free(kept, sizeof *kept + strlen(kept->text));
}

void fonts_wipe(struct fonts *fonts)
{
    while (fonts->kept)
        drop(fonts, &fonts->kept);
    wipe_surface(fonts->live);
    fonts->live = NULL;
}

size_t fonts_kept(const struct fonts *fonts)
{
    return fonts->bytes;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts)
        return;
    fonts_wipe(fonts);
    for (int i = 0; i < fonts->n_faces; i++)
        TTF_CloseFont(fonts->faces[i].ttf);
    for (int i = 0; i < FONT_COUNT; i++)
        free(fonts->paths[i]);
    free(fonts);
    TTF_Quit();
}

static TTF_Font *open_face(struct fonts *fonts, enum font font, int pixels)
{
    must(fonts->n_faces < MAX_SIZES);
    TTF_Font *ttf = TTF_OpenFont(fonts->paths[font], pixels);
    if (!ttf)
        die("%s: %s", fonts->paths[font], TTF_GetError());
    fonts->faces[fonts->n_faces++] = (struct face){font, pixels, ttf};
    return ttf;
}

static TTF_Font *face(struct fonts *fonts, enum font font, int size)
{
    int pixels = (int)lround(size * fonts->scale);
    if (pixels < 1)
        pixels = 1;
    for (int i = 0; i < fonts->n_faces; i++)
        if (fonts->faces[i].font == font && fonts->faces[i].pixels == pixels)
            return fonts->faces[i].ttf;
    return open_face(fonts, font, pixels);
}

int font_width(struct fonts *fonts, enum font font, int size, const char *text)
{
    int w = 0;
    return TTF_SizeUTF8(face(fonts, font, size), text, &w, NULL) == 0 ? w : 0;
}

int font_ascent(struct fonts *fonts, enum font font, int size)
{
    return TTF_FontAscent(face(fonts, font, size));
}

size_t font_fits(struct fonts *fonts, enum font font, int size, const char *text, int pixels)
{
    int extent, count = 0;
    if (pixels <= 0 || TTF_MeasureUTF8(face(fonts, font, size), text, pixels, &extent, &count) < 0)
        return 0;
    size_t at = 0;
    for (; count > 0 && text[at]; count--)
        do
            at++;
        while ((text[at] & 0xc0) == 0x80);
    return at;
}

static uint32_t hash_text(const char *text)
{
    uint32_t h = 2166136261u;
    for (; *text; text++)
        h = (h ^ (uint8_t)*text) * 16777619u;
    return h;
}

/* The kept text, moved to the front; NULL when it is not there. */
static struct kept *find(struct fonts *fonts, TTF_Font *ttf, uint32_t colour, uint32_t hash, const char *text)
{
    for (struct kept **at = &fonts->kept; *at; at = &(*at)->next) {
        struct kept *kept = *at;
        if (kept->hash != hash || kept->ttf != ttf || kept->colour != colour || strcmp(kept->text, text) != 0)
            continue;
        *at = kept->next;
        kept->next = fonts->kept;
        return fonts->kept = kept;
    }
    return NULL;
}

static void make_room(struct fonts *fonts)
{
    while (fonts->bytes > MAX_KEPT && fonts->kept->next) {
        struct kept **at = &fonts->kept;
        while ((*at)->next)
            at = &(*at)->next;
        drop(fonts, at);
    }
}

static SDL_Surface *keep(struct fonts *fonts, TTF_Font *ttf, uint32_t colour, uint32_t hash, const char *text,
                         SDL_Surface *picture)
{
    struct kept *kept = make(sizeof *kept + strlen(text) + 1);
    strcpy(kept->text, text);
    kept->picture = picture;
    kept->hash = hash;
    kept->colour = colour;
    kept->ttf = ttf;
    kept->bytes = (size_t)picture->pitch * (size_t)picture->h + sizeof *kept;
    kept->next = fonts->kept;
    fonts->kept = kept;
    fonts->bytes += kept->bytes;
    make_room(fonts);
    return picture;
}

SDL_Surface *font_picture(struct fonts *fonts, enum font font, int size, uint32_t colour, const char *text, bool live)
{
    if (!*text || strlen(text) > MAX_TEXT)
        return NULL;
    TTF_Font *ttf = face(fonts, font, size);
    uint32_t hash = hash_text(text);
    struct kept *kept = find(fonts, ttf, colour, hash, text);
    if (kept)
        return kept->picture;
    SDL_Color c = {(Uint8)(colour >> 16), (Uint8)(colour >> 8), (Uint8)colour, 255};
    SDL_Surface *picture = TTF_RenderUTF8_Blended(ttf, text, c);
    if (!picture || !live)
        return picture ? keep(fonts, ttf, colour, hash, text, picture) : NULL;
    wipe_surface(fonts->live);
    return fonts->live = picture;
}
