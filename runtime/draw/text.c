/* text.c - see text.h. */
#define _GNU_SOURCE
#include "draw/text.h"

#include "draw/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LETTER = 4 }; /* bytes of the longest */

static int units(const struct draw *draw, int pixels)
{
    return (int)ceil(pixels / draw->scale);
}

int text_width(struct draw *draw, struct ink ink, const char *text)
{
    return *text ? units(draw, font_width(draw->fonts, ink.font, ink.size, text)) : 0;
}

/* The top of the picture of a line whose capitals (0.727 of the size in Inter) are to stand in the middle of the box.
 */
static int picture_top(const struct draw *draw, struct ink ink, SDL_Rect box)
{
    double capital = ink.size * draw->scale * 0.727;
    double baseline = box.y + (box.h + capital) / 2;
    return (int)lround(baseline) - font_ascent(draw->fonts, ink.font, ink.size);
}

static void put(struct draw *draw, struct ink ink, int x, int y, const char *text)
{
    SDL_Surface *picture = font_picture(draw->fonts, ink.font, ink.size, ink.colour, text, ink.live);
    if (picture)
        SDL_BlitSurface(picture, NULL, draw->surface, &(SDL_Rect){x, y, 0, 0});
}

static int aligned(SDL_Rect box, enum align align, int width)
{
    return align == LEFT ? box.x : align == RIGHT ? box.x + box.w - width : box.x + (box.w - width) / 2;
}

static const char *shorten(struct draw *draw, struct ink ink, int pixels, const char *text)
{
    int dots = font_width(draw->fonts, ink.font, ink.size, "…");
    size_t n = font_fits(draw->fonts, ink.font, ink.size, text, pixels - dots);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return turn_text("%.*s…", (int)n, text);
}

void text_line(struct draw *draw, struct ink ink, struct box box, enum align align, const char *text)
{
    SDL_Rect r = draw_pixels(draw, box);
    int width = font_width(draw->fonts, ink.font, ink.size, text);
    if (width > r.w + 1) {
        text = shorten(draw, ink, r.w, text);
        width = font_width(draw->fonts, ink.font, ink.size, text);
    }
    put(draw, ink, aligned(r, align, width), picture_top(draw, ink, r), text);
}

int text_leading(struct ink ink)
{
    int times = ink.font == FONT_JAVANESE ? 205 : ink.size >= 56 ? 116 : 134; /* per script and size, in hundredths */
    return (ink.size * times + 50) / 100;
}

/* One word of a paragraph at a time; asterisks switch to bold and are not part of it. What is longer than a word can
 * be comes in pieces, never in the middle of a letter. Arabic words that follow each other are one, since they run from
 * right to left together; they come apart between two of them. */
struct words {
    const char *at;
    bool bold;
    char word[256];
    bool bold_word, line_end;
    int width; /* of the word, in pixels */
};

static bool next_piece(struct words *words, size_t most)
{
    while (*words->at == ' ')
        words->at++;
    words->line_end = *words->at == '\n';
    if (words->line_end)
        words->at++;
    while (*words->at == ' ' || (*words->at == '*' && !words->bold)) {
        words->bold |= *words->at == '*';
        words->at++;
    }
    size_t n = 0, space = 0; /* the last one within, and what stands behind it */
    const char *behind = NULL;
    words->bold_word = words->bold;
    for (bool arabic = false; *words->at && *words->at != '\n'; words->at++) {
        if (*words->at == ' ' && !(arabic && run_is_arabic(words->at + 1)))
            break;
        if (*words->at == ' ')
            space = n, behind = words->at + 1;
        if (n + LETTER >= most && (*words->at & 0xc0) != 0x80) {
            n = behind ? space : n;
            words->at = behind ? behind : words->at;
            break;
        }
        if ((*words->at & 0xc0) != 0x80 && *words->at != ' ')
            arabic = run_is_arabic(words->at);
        if (*words->at == '*')
            words->bold = !words->bold;
        else
            words->word[n++] = *words->at;
    }
    words->word[n] = 0;
    return n > 0 || words->line_end;
}

static struct ink word_ink(struct ink ink, bool bold)
{
    if (bold && ink.font < FONT_BOLD)
        ink.font = ink.font == FONT_REGULAR ? FONT_SEMIBOLD : FONT_BOLD;
    return ink;
}

static int word_width(struct draw *draw, struct ink ink, const struct words *words)
{
    struct ink w = word_ink(ink, words->bold_word);
    return font_width(draw->fonts, w.font, w.size, words->word);
}

/* A word that no line holds comes in pieces that one does. */
static bool next_word(struct draw *draw, struct ink ink, struct words *words, int pixels)
{
    struct words before = *words;
    if (!next_piece(words, sizeof words->word))
        return false;
    words->width = word_width(draw, ink, words);
    if (words->width <= pixels)
        return true;
    struct ink w = word_ink(ink, words->bold_word);
    size_t fits = font_fits(draw->fonts, w.font, w.size, words->word, pixels);
    *words = before;
    next_piece(words, fits > LETTER ? fits + LETTER : 2 * LETTER);
    words->width = word_width(draw, ink, words);
    return true;
}

/* Width in pixels of the line that begins at words; leaves them at the begin of the next. 0 words: the end. */
static int measure_line(struct draw *draw, struct ink ink, struct words *words, int pixels, int *width)
{
    int space = font_width(draw->fonts, ink.font, ink.size, " "), n = 0;
    *width = 0;
    for (struct words before = *words; next_word(draw, ink, words, pixels); before = *words, n++) {
        if (n > 0 && (words->line_end || *width + space + words->width > pixels)) {
            *words = before;
            break;
        }
        *width += (n > 0 ? space : 0) + words->width;
    }
    return n;
}

int text_lines(struct draw *draw, struct ink ink, int width, const char *text)
{
    struct words words = {.at = text};
    int pixels = (int)ceil(width * draw->scale), lines = 0, wide;
    while (measure_line(draw, ink, &words, pixels, &wide) > 0)
        lines++;
    return lines;
}

int text_height(struct draw *draw, struct ink ink, int width, const char *text)
{
    return text_lines(draw, ink, width, text) * text_leading(ink);
}

static int widest_word(struct draw *draw, struct ink ink, const char *text)
{
    int widest = 0;
    for (struct words words = {.at = text}; next_piece(&words, sizeof words.word);) {
        struct ink w = word_ink(ink, words.bold_word);
        char *rest = words.word;
        for (char *word; (word = strsep(&rest, " "));) {
            int wide = font_width(draw->fonts, w.font, w.size, word);
            widest = wide > widest ? wide : widest;
        }
    }
    return widest;
}

int text_widest(struct draw *draw, struct ink ink, int width, const char *text)
{
    struct words words = {.at = text};
    int pixels = (int)ceil(width * draw->scale), widest = widest_word(draw, ink, text), wide;
    while (measure_line(draw, ink, &words, pixels, &wide) > 0)
        widest = wide > widest ? wide : widest;
    return units(draw, widest);
}

static void put_words(struct draw *draw, struct ink ink, struct words words, int n, int x, SDL_Rect line, int pixels)
{
    int space = font_width(draw->fonts, ink.font, ink.size, " "), top = picture_top(draw, ink, line);
    for (; n > 0 && next_word(draw, ink, &words, pixels); n--) {
        put(draw, word_ink(ink, words.bold_word), x, top, words.word);
        x += words.width + space;
    }
}

/* What the box has no lines for, as one line that ends in an ellipsis. */
static void put_rest(struct draw *draw, struct ink ink, struct box line, enum align align, const char *rest)
{
    char *text = turn_text("%s", rest), *to = text;
    for (const char *at = rest + strspn(rest, " \n"); *at; at++)
        if (*at != '*')
            *to++ = *at == '\n' ? ' ' : *at;
    *to = 0;
    text_line(draw, ink, line, align, text);
}

void text_paragraph(struct draw *draw, struct ink ink, struct box box, enum align align, const char *text)
{
    struct words words = {.at = text}, start = words;
    int pixels = (int)ceil(box.w * draw->scale), bottom = box.y + box.h, width, n;
    struct box line = {box.x, box.y, box.w, text_leading(ink)};
    for (; (n = measure_line(draw, ink, &words, pixels, &width)) > 0; line.y += line.h, start = words) {
        struct words after = words;
        if (line.y + 2 * line.h > bottom && next_piece(&after, sizeof after.word)) {
            put_rest(draw, ink, line, align, start.at);
            return;
        }
        SDL_Rect r = draw_pixels(draw, line);
        put_words(draw, ink, start, n, aligned(r, align, width), r, pixels);
    }
}

/* The cell of a digit: Inter's are proportional, and 0 and 4 are the widest. */
static int cell(struct draw *draw, struct ink ink)
{
    int zero = font_width(draw->fonts, ink.font, ink.size, "0"),
        four = font_width(draw->fonts, ink.font, ink.size, "4");
    return zero > four ? zero : four;
}

static int digits_width(struct draw *draw, struct ink ink, const char *text)
{
    int wide = 0, digit = cell(draw, ink);
    for (const char *at = text; *at; at++)
        wide += *at >= '0' && *at <= '9' ? digit : font_width(draw->fonts, ink.font, ink.size, (char[]){*at, 0});
    return wide;
}

int text_digits_width(struct draw *draw, struct ink ink, const char *text)
{
    return units(draw, digits_width(draw, ink, text));
}

void text_digits(struct draw *draw, struct ink ink, struct box box, enum align align, const char *text)
{
    SDL_Rect r = draw_pixels(draw, box);
    int x = aligned(r, align, digits_width(draw, ink, text)), top = picture_top(draw, ink, r), digit = cell(draw, ink);
    for (const char *at = text; *at; at++) {
        char one[2] = {*at, 0};
        int wide = font_width(draw->fonts, ink.font, ink.size, one);
        bool fixed = *at >= '0' && *at <= '9';
        put(draw, ink, fixed ? x + (digit - wide) / 2 : x, top, one);
        x += fixed ? digit : wide;
    }
}

const char *text_icon_known(struct draw *draw, const char *name)
{
    int one = font_width(draw->fonts, FONT_ICONS, 48, "home");
    return *name && font_width(draw->fonts, FONT_ICONS, 48, name) == one ? name : "description";
}

void text_icon(struct draw *draw, struct box box, uint32_t colour, const char *name)
{
    SDL_Rect r = draw_pixels(draw, box);
    struct ink ink = {FONT_ICONS, box.w < box.h ? box.w : box.h, colour, false};
    SDL_Surface *glyph = font_picture(draw->fonts, ink.font, ink.size, colour, text_icon_known(draw, name), false);
    if (glyph)
        SDL_BlitSurface(glyph, NULL, draw->surface,
                        &(SDL_Rect){r.x + (r.w - glyph->w) / 2, r.y + (r.h - glyph->h) / 2, 0, 0});
}
