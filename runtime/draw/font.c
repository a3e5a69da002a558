/* font.c - see font.h. Sizes of a font are opened on first use; the one used longest ago makes room for another. All
 * sizes read the one mapping of their file: FreeType seeks so much that going through a stream costs thousands of
 * system calls.
 *
 * The width of a text is asked far oftener than the text is drawn, and shaping it costs as much as drawing it: widths
 * are remembered, by a hash, in a table that forgets what it overwrites. */
#define _GNU_SOURCE
#include "draw/font.h"

#include "base/conf.h"
#include "draw/run.h"

#include <SDL_ttf.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FACES = 32, MAX_KEPT = 4 << 20, MAX_TEXT = 1024, WIDTH_SETS = 512, A_SET = 4, SHELVES = 256 };

struct file {
    char *path;
    void *bytes; /* mapped on first use */
    size_t n;
};

struct width {
    uint64_t hash; /* of text, font and size; 0: nothing here */
    int pixels;
};

struct face {
    enum font font;
    int pixels;
    TTF_Font *ttf;
    uint64_t used;
};

struct kept {
    struct kept *next; /* on the same shelf */
    SDL_Surface *picture;
    uint64_t hash, used;
    uint32_t colour;
    enum font font;
    int pixels;
    size_t bytes;
    char text[];
};

struct fonts {
    double scale;
    struct file files[FONT_COUNT];
    struct face faces[MAX_FACES];
    int n_faces;
    uint64_t uses;
    struct kept *shelves[SHELVES]; /* by hash */
    size_t bytes;
    SDL_Surface *live;
    struct width widths[WIDTH_SETS][A_SET]; /* the first of a set was asked for last */
};

static const char *const names[FONT_COUNT] = {"regular",  "semibold", "bold", "extrabold",
                                              "javanese", "arabic",   "icons"};

/* A face that a site lacks, or whose file is gone: another weight of the same, else the regular one. Words in the wrong
 * weight, or boxes where icons were, are worth more than a black screen. */
static const char *find_path(const json_t *conf, int font)
{
    bool weight = font == FONT_SEMIBOLD || font == FONT_EXTRABOLD;
    const char *paths[] = {json_text(conf, names[font]), json_text(conf, weight ? "bold" : "regular"),
                           json_text(conf, "regular")};
    for (size_t i = 0; i < COUNT(paths); i++) {
        if (*paths[i] && access(paths[i], R_OK) == 0)
            return paths[i];
        if (*paths[i] && i == 0)
            say("font \"%s\": %s cannot be read, another one stands in", names[font], paths[i]);
    }
    return "";
}

static int take_paths(struct fonts *fonts, const char *path)
{
    json_t *conf = conf_read_file(path);
    if (!conf)
        return E_FORMAT;
    for (int i = 0; i < FONT_COUNT; i++)
        fonts->files[i].path = make_text(find_path(conf, i));
    json_decref(conf);
    for (int i = 0; i < FONT_COUNT; i++)
        if (!*fonts->files[i].path)
            return fail(E_FORMAT, "%s: no font for \"%s\" that can be read", path, names[i]);
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
    for (int i = 0; i < SHELVES; i++)
        while (fonts->shelves[i])
            drop(fonts, &fonts->shelves[i]);
    wipe_surface(fonts->live);
    fonts->live = NULL;
    explicit_bzero(fonts->widths, sizeof fonts->widths);
}

void fonts_scale(struct fonts *fonts, double scale)
{
    fonts_wipe(fonts);
    fonts->scale = scale;
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
    for (int i = 0; i < FONT_COUNT; i++) {
        if (fonts->files[i].bytes)
            munmap(fonts->files[i].bytes, fonts->files[i].n);
        free(fonts->files[i].path);
    }
    free(fonts);
    TTF_Quit();
}

/* A place for one more face. */
static struct face *free_face(struct fonts *fonts)
{
    if (fonts->n_faces < MAX_FACES)
        return &fonts->faces[fonts->n_faces++];
    struct face *oldest = fonts->faces;
    for (int i = 1; i < MAX_FACES; i++)
        if (fonts->faces[i].used < oldest->used)
            oldest = &fonts->faces[i];
    TTF_CloseFont(oldest->ttf);
    return oldest;
}

static int pixels_of(const struct fonts *fonts, int size)
{
    int pixels = (int)lround(size * fonts->scale);
    return pixels < 1 ? 1 : pixels;
}

static void map_file(struct file *file)
{
    struct stat is;
    int fd = open(file->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &is) < 0)
        die("%s: %s", file->path, strerror(errno));
    file->n = (size_t)is.st_size;
    file->bytes = mmap(NULL, file->n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (file->bytes == MAP_FAILED)
        die("%s: %s", file->path, strerror(errno));
    close(fd);
}

static TTF_Font *open_size(struct file *file, int pixels)
{
    if (!file->bytes)
        map_file(file);
    TTF_Font *ttf = TTF_OpenFontRW(SDL_RWFromConstMem(file->bytes, (int)file->n), 1, pixels);
    if (!ttf)
        die("%s: %s", file->path, TTF_GetError());
    return ttf;
}

static TTF_Font *face(struct fonts *fonts, enum font font, int size)
{
    int pixels = pixels_of(fonts, size);
    for (int i = 0; i < fonts->n_faces; i++)
        if (fonts->faces[i].font == font && fonts->faces[i].pixels == pixels) {
            fonts->faces[i].used = ++fonts->uses;
            return fonts->faces[i].ttf;
        }
    TTF_Font *ttf = open_size(&fonts->files[font], pixels);
    if (font == FONT_ARABIC) {
        TTF_SetFontDirection(ttf, TTF_DIRECTION_RTL);
        TTF_SetFontScriptName(ttf, "Arab");
    }
    *free_face(fonts) = (struct face){font, pixels, ttf, ++fonts->uses};
    return ttf;
}

/* Never 0, which is a free place among the widths. */
static uint64_t hash_text(enum font font, int pixels, const char *text)
{
    uint64_t hash = (14695981039346656037u ^ (uint64_t)font ^ (uint64_t)pixels << 8) * 1099511628211u;
    for (; *text; text++)
        hash = (hash ^ (uint8_t)*text) * 1099511628211u;
    return hash ? hash : 1;
}

/* The width in the first place of its set; what was there moves on, and the last of the set goes. */
static struct width *find_width(struct width set[A_SET], uint64_t hash)
{
    int at = 0;
    while (at < A_SET - 1 && set[at].hash != hash)
        at++;
    struct width found = set[at].hash == hash ? set[at] : (struct width){hash, -1};
    memmove(&set[1], &set[0], (size_t)at * sizeof *set);
    set[0] = found;
    return set;
}

static enum font run_font(enum font font, const struct run *run)
{
    return run->arabic && font <= FONT_EXTRABOLD ? FONT_ARABIC : font;
}

static const char *run_text(const struct run *run)
{
    return run->at[run->n] ? turn_text("%.*s", (int)run->n, run->at) : run->at;
}

static int measure(struct fonts *fonts, enum font font, int size, const char *text)
{
    int all = 0, wide;
    for (struct run run; run_next(&text, &run);)
        if (TTF_SizeUTF8(face(fonts, run_font(font, &run), size), run_text(&run), &wide, NULL) == 0)
            all += wide;
    return all;
}

int font_width(struct fonts *fonts, enum font font, int size, const char *text)
{
    uint64_t hash = hash_text(font, pixels_of(fonts, size), text);
    struct width *width = find_width(fonts->widths[(hash ^ hash >> 32) % WIDTH_SETS], hash);
    if (width->pixels < 0)
        width->pixels = measure(fonts, font, size, text);
    return width->pixels;
}

int font_ascent(struct fonts *fonts, enum font font, int size)
{
    return TTF_FontAscent(face(fonts, font, size));
}

/* Of one run. */
static size_t fits(TTF_Font *ttf, const char *text, int pixels)
{
    int extent, count = 0;
    if (pixels <= 0 || TTF_MeasureUTF8(ttf, text, pixels, &extent, &count) < 0)
        return 0;
    size_t at = 0;
    for (; count > 0 && text[at]; count--)
        do
            at++;
        while ((text[at] & 0xc0) == 0x80);
    return at;
}

size_t font_fits(struct fonts *fonts, enum font font, int size, const char *text, int pixels)
{
    size_t all = 0, n;
    for (struct run run; run_next(&text, &run); all += n) {
        const char *piece = run_text(&run);
        enum font f = run_font(font, &run);
        n = fits(face(fonts, f, size), piece, pixels);
        if (n < run.n)
            return all + n;
        pixels -= font_width(fonts, f, size, piece);
    }
    return all;
}

static struct kept **shelf(struct fonts *fonts, uint64_t hash)
{
    return &fonts->shelves[hash % SHELVES];
}

/* The kept text; NULL when it is not there. */
static struct kept *find(struct fonts *fonts, const struct kept *wanted, const char *text)
{
    for (struct kept *kept = *shelf(fonts, wanted->hash); kept; kept = kept->next)
        if (kept->hash == wanted->hash && kept->font == wanted->font && kept->pixels == wanted->pixels &&
            kept->colour == wanted->colour && strcmp(kept->text, text) == 0) {
            kept->used = ++fonts->uses;
            return kept;
        }
    return NULL;
}

/* Where the text used longest ago is kept; NULL when only the one just used is there. */
static struct kept **find_oldest(struct fonts *fonts)
{
    struct kept **oldest = NULL;
    for (int i = 0; i < SHELVES; i++)
        for (struct kept **at = &fonts->shelves[i]; *at; at = &(*at)->next)
            if ((*at)->used < (oldest ? (*oldest)->used : fonts->uses))
                oldest = at;
    return oldest;
}

static SDL_Surface *keep(struct fonts *fonts, const struct kept *wanted, const char *text, SDL_Surface *picture)
{
    struct kept *kept = make(sizeof *kept + strlen(text) + 1), **at = shelf(fonts, wanted->hash);
    *kept = *wanted;
    strcpy(kept->text, text);
    kept->picture = picture;
    kept->bytes = (size_t)picture->pitch * (size_t)picture->h + sizeof *kept;
    kept->used = ++fonts->uses;
    kept->next = *at;
    *at = kept;
    fonts->bytes += kept->bytes;
    while (fonts->bytes > MAX_KEPT && (at = find_oldest(fonts)))
        drop(fonts, at);
    return picture;
}

/* The baseline of all is that of the text's own face; what of another face stands higher than it is nothing but air. */
static SDL_Surface *join(struct fonts *fonts, enum font font, int size, SDL_Color colour, const char *text)
{
    TTF_Font *own = face(fonts, font, size), *other = face(fonts, FONT_ARABIC, size);
    int up = TTF_FontAscent(own),
        high = up + (TTF_FontDescent(own) < TTF_FontDescent(other) ? -TTF_FontDescent(own) : -TTF_FontDescent(other));
    int wide = font_width(fonts, font, size, text), x = 0;
    SDL_Surface *all = SDL_CreateRGBSurfaceWithFormat(0, wide, high, 32, SDL_PIXELFORMAT_ARGB8888);
    for (struct run run; all && run_next(&text, &run);) {
        TTF_Font *ttf = face(fonts, run_font(font, &run), size);
        SDL_Surface *one = TTF_RenderUTF8_Blended(ttf, run_text(&run), colour);
        if (!one)
            continue;
        SDL_SetSurfaceBlendMode(one, SDL_BLENDMODE_NONE);
        SDL_BlitSurface(one, NULL, all, &(SDL_Rect){x, up - TTF_FontAscent(ttf), 0, 0});
        x += one->w;
        wipe_surface(one);
    }
    return all;
}

static SDL_Surface *render(struct fonts *fonts, enum font font, int size, SDL_Color colour, const char *text)
{
    struct run first;
    const char *rest = text;
    bool plain = run_next(&rest, &first) && !*rest && run_font(font, &first) == font;
    return plain ? TTF_RenderUTF8_Blended(face(fonts, font, size), text, colour)
                 : join(fonts, font, size, colour, text);
}

SDL_Surface *font_picture(struct fonts *fonts, enum font font, int size, uint32_t colour, const char *text, bool live)
{
    if (!*text || strlen(text) > MAX_TEXT)
        return NULL;
    int pixels = pixels_of(fonts, size);
    struct kept wanted = {.hash = hash_text(font, pixels, text), .colour = colour, .font = font, .pixels = pixels};
    struct kept *kept = find(fonts, &wanted, text);
    if (kept)
        return kept->picture;
    SDL_Color c = {(Uint8)(colour >> 16), (Uint8)(colour >> 8), (Uint8)colour, 255};
    SDL_Surface *picture = render(fonts, font, size, c, text);
    if (!picture || !live)
        return picture ? keep(fonts, &wanted, text, picture) : NULL;
    wipe_surface(fonts->live);
    return fonts->live = picture;
}
