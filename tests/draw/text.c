/* Texts: they break and shorten at the right place, digits keep their cells, the store is bounded and can be wiped. */
#define _GNU_SOURCE
#include "draw/contrast.h"
#include "draw/text.h"
#include "draw/theme.h"

#include "base/memfile.h"
#include "draw/fonts.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

static struct draw *draw;
static const struct ink body = {FONT_REGULAR, 34, 0x10142b, false};

static void test_lines(void)
{
    const char *text =
        "Permohonan Anda *sudah terkirim* dan nomor antrean *tetap berlaku*. Hanya tiket kertas yang belum tercetak.";
    check(text_lines(draw, body, 4000, text) == 1);
    check(text_lines(draw, body, 720, text) == 3);
    check(text_widest(draw, body, 720, text) <= 720);
    check(text_height(draw, body, 720, text) == 3 * text_leading(body));
    check(text_lines(draw, body, 4000, "satu\ndua\ntiga") == 3);
    check(text_lines(draw, body, 4000, "satu\n\ntiga") == 3);
    check(text_lines(draw, body, 4000, "") == 0);
    check(text_lines(draw, body, 60, "kata-kata") > 1); /* broken where it must be, and measured as too wide */
    check(text_widest(draw, body, 10, "kata-kata") > 10);
}

/* Pixels of the canvas outside of the box, letters' overhang aside, that are not white any more. */
static int spilled(struct box box)
{
    SDL_Rect in = draw_pixels(draw, box_inset(box, -8));
    int n = 0;
    for (int y = 0; y < draw->down; y++)
        for (int x = 0; x < draw->across; x++) {
            const uint8_t *row = (const uint8_t *)draw->surface->pixels + (ptrdiff_t)y * draw->surface->pitch;
            bool outside = x < in.x || x >= in.x + in.w || y < in.y || y >= in.y + in.h;
            n += outside && (((const uint32_t *)(const void *)row)[x] & 0xffffff) != 0xffffff;
        }
    return n;
}

/* Pixels of the text that differ from those of another one. */
static bool same_picture(const char *a, const char *b)
{
    SDL_Surface *one = font_picture(draw->fonts, FONT_REGULAR, 34, 0, a, false),
                *two = font_picture(draw->fonts, FONT_REGULAR, 34, 0, b, false);
    return one->w == two->w && one->h == two->h &&
           memcmp(one->pixels, two->pixels, (size_t)one->pitch * (size_t)one->h) == 0;
}

/* Letters that the Latin faces lack: their own shapes, joined, from right to left. A missing letter is always the same
 * box, so two names of as many letters would look the same. */
static void test_arabic(void)
{
    check(!same_picture("محمد", "نرسي"));
    check(text_width(draw, body, "لا") < text_width(draw, body, "ل") + text_width(draw, body, "ا")); /* joined */
    check(text_width(draw, body, "Nama: محمد RT 2") ==
          text_width(draw, body, "Nama: ") + text_width(draw, body, "محمد") + text_width(draw, body, " RT 2"));
    check(text_lines(draw, body, 4000, "عبد الرحمن بن محمد") == 1);
    check(text_lines(draw, body, 200, "عبد الرحمن بن محمد") > 1);
    check(text_widest(draw, body, 200, "عبد الرحمن بن محمد") <= 200);
}

/* Whatever somebody is called: many words, one word, letters from right to left, letters on letters. */
static void test_endless(void)
{
    static const char *const names[] = {"SITI NURHALIZAH ", "KUSUMANINGRAT", "عبد الرحمن ", "Z̷̢̛a̸͎͝l̶g̵o̸", "*a\n"};
    struct ink ink = {FONT_BOLD, 38, 0x000000, false};
    struct box box = {100, 400, 500, 3 * text_leading(ink)};
    for (size_t i = 0; i < COUNT(names); i++) {
        char text[2001] = "";
        while (strlen(text) + strlen(names[i]) < sizeof text)
            strcat(text, names[i]);
        draw_fill(draw, (struct box){0, 0, draw->width, draw->height}, 0xffffff);
        text_paragraph(draw, ink, box, LEFT, text);
        text_line(draw, ink, (struct box){100, 400, 500, 60}, RIGHT, text);
        check(spilled(box) == 0);
        check(text_lines(draw, ink, 500, text) > 3);
        turn_end();
    }
}

static void test_digits(void)
{
    struct ink big = {FONT_EXTRABOLD, 264, 0, false};
    check(text_digits_width(draw, big, "1111") == text_digits_width(draw, big, "0000"));
    check(text_width(draw, big, "1111") < text_width(draw, big, "0000"));
}

static void test_icons(void)
{
    check_text(text_icon_known(draw, "child_friendly"), "child_friendly");
    check_text(text_icon_known(draw, "no_such_icon_anywhere"), "description");
    check_text(text_icon_known(draw, ""), "description");
}

static void test_store(void)
{
    for (int i = 0; i < 200; i++)
        text_line(draw, (struct ink){FONT_BOLD, 100, 0, false}, (struct box){0, 0, 1080, 120}, LEFT,
                  turn_text("teks ke-%d", i));
    check(fonts_kept(draw->fonts) > 100000 && fonts_kept(draw->fonts) <= 4 << 20);
    size_t before = fonts_kept(draw->fonts);
    text_line(draw, (struct ink){FONT_BOLD, 100, 0, true}, (struct box){0, 0, 1080, 120}, LEFT, "3302047112990001");
    check(fonts_kept(draw->fonts) == before);
    fonts_wipe(draw->fonts);
    check(fonts_kept(draw->fonts) == 0);
}

/* Text reaches 7:1 on every ground it stands on, edges of what can be touched 3:1. */
static void test_theme(const char *path)
{
    static const enum colour texts[][2] = {
        {C_INK, C_GROUND},   {C_INK, C_SURFACE},   {C_INK, C_SOFT},       {C_INK, C_TINT},         {C_INK2, C_GROUND},
        {C_INK2, C_SURFACE}, {C_INK2, C_TINT},     {C_ON_BRAND, C_BRAND}, {C_ACCENT, C_SURFACE},   {C_ACCENT, C_SOFT},
        {C_ON_DEEP, C_DEEP}, {C_ON_DEEP2, C_DEEP}, {C_ON_BAR, C_BAR},     {C_ON_SIGNAL, C_SIGNAL}, {C_ON_CARE, C_CARE},
        {C_GOOD, C_GROUND},  {C_BAD, C_GROUND},    {C_SIGNAL, C_DEEP},    {C_ON_OFF, C_OFF}};
    struct theme theme;
    check(theme_read(&theme, path) == OK);
    for (size_t i = 0; i < COUNT(texts); i++) {
        double is = contrast_of(theme.colours[texts[i][0]], theme.colours[texts[i][1]]);
        if (is < 7)
            fprintf(stderr, "%s: pair %zu is %.1f:1\n", path, i, is);
        check(is >= 7);
    }
    check(contrast_of(theme.colours[C_EDGE], theme.colours[C_GROUND]) >= 3);
    check(contrast_of(theme.colours[C_EDGE], theme.colours[C_SURFACE]) >= 3);
    for (int i = 0; i < 26; i++)
        check(contrast_of(theme.letters[i], theme.colours[C_ON_BRAND]) >= 7);
}

static const char *write_theme(const char *folder, const char *name, const char *more)
{
    char *bytes;
    size_t n;
    must(file_read_path(SOURCE "/themes/wedel/theme.conf", 1 << 16, &bytes, &n) == OK);
    mkdir(folder, 0700);
    mkdir(turn_text("%s/%s", folder, name), 0700);
    const char *path = turn_text("%s/%s/theme.conf", folder, name), *text = turn_text("%s\n%s\n", bytes, more);
    must(file_write_path(path, text, strlen(text), 0600) == OK);
    free(bytes);
    return path;
}

/* A site's theme may be broken: then it is wedel. An agency changes the brand's colours and nothing else. */
static void test_choice(void)
{
    char folder[] = "/tmp/themes-XXXXXX";
    must(mkdtemp(folder) != NULL);
    const char *paths[] = {
        write_theme(folder, "wedel", "agencies = ( { id = \"kua\"; brand = \"#0A5C3B\"; deep = \"#063D27\"; } );"),
        write_theme(folder, "contrast", ""), write_theme(folder, "broken", "agencies = ( { id = \"kua\"; } );")};
    struct theme plain, contrast, dressed;
    check(theme_open(&plain, &contrast, folder, "missing") == OK && plain.n_brands == 1 && contrast.n_brands == 0);
    check(theme_open(&plain, &contrast, folder, "broken") == OK && plain.n_brands == 1);
    check(theme_dress(&plain, "polri", &dressed) == &plain);
    check(theme_dress(&plain, "kua", &dressed) == &dressed);
    check(dressed.colours[C_BRAND] == 0x0A5C3B && dressed.colours[C_DEEP] == 0x063D27);
    check(dressed.colours[C_INK] == plain.colours[C_INK] && dressed.colours[C_SIGNAL] == plain.colours[C_SIGNAL]);
    for (size_t i = 0; i < COUNT(paths); i++) {
        unlink(paths[i]);
        rmdir(turn_text("%.*s", (int)(strrchr(paths[i], '/') - paths[i]), paths[i]));
    }
    check(theme_open(&plain, &contrast, folder, "wedel") < 0);
    rmdir(folder);
}

/* The colours and sizes of wedel, each taken out of a copy in turn: such a theme is refused, and wedel shown. */
static void test_missing_roles(void)
{
    static const char *const roles[] = {"ground = ", "ink = ", "onbrand = ", "pattern = ", "caption = ", "ticket = "};
    char folder[] = "/tmp/themes-XXXXXX", *bytes;
    size_t n;
    struct theme plain, contrast;
    must(mkdtemp(folder) != NULL);
    must(file_read_path(SOURCE "/themes/wedel/theme.conf", 1 << 16, &bytes, &n) == OK);
    const char *paths[] = {write_theme(folder, "wedel", ""), write_theme(folder, "contrast", ""),
                           write_theme(folder, "poor", "")};
    for (size_t i = 0; i < COUNT(roles); i++) {
        const char *at = strstr(bytes, roles[i]),
                   *text = turn_text("%.*s%s", (int)(at - bytes), bytes, strchr(at, ';') + 1);
        must(file_write_path(paths[2], text, strlen(text), 0600) == OK);
        check(theme_read(&plain, paths[2]) < 0);
        check(theme_open(&plain, &contrast, folder, "poor") == OK && plain.colours[C_INK] == 0x10142B);
    }
    for (size_t i = 0; i < COUNT(paths); i++) {
        unlink(paths[i]);
        rmdir(turn_text("%.*s", (int)(strrchr(paths[i], '/') - paths[i]), paths[i]));
    }
    rmdir(folder);
    free(bytes);
}

/* A font whose file is gone: another stands in. Without any there is no window, and it says so. */
static void test_missing_fonts(const char *conf)
{
    char *bytes, own[64];
    size_t n;
    must(file_read_path(conf, 1 << 16, &bytes, &n) == OK);
    const char *regular = strstr(bytes, "regular"), *end = strchr(regular, '\n');
    snprintf(own, sizeof own, "/tmp/fonts-%d.conf", getpid());
    const char *few = turn_text("%.*s\nbold = \"/nowhere/bold.ttf\"; icons = \"/nowhere/icons.ttf\";\n",
                                (int)(end - regular), regular);
    must(file_write_path(own, few, strlen(few), 0600) == OK);
    struct fonts *fonts = fonts_open(own, 1);
    check(fonts && font_width(fonts, FONT_BOLD, 40, "Kependudukan") > 0);
    check(fonts && font_width(fonts, FONT_ICONS, 40, "home") > 0);
    if (fonts)
        fonts_free(fonts);
    const char *none = "regular = \"/nowhere/regular.ttf\";\n";
    must(file_write_path(own, none, strlen(none), 0600) == OK);
    check(fonts_open(own, 1) == NULL);
    unlink(own);
    free(bytes);
}

int main(void)
{
    char conf[64];
    snprintf(conf, sizeof conf, "/tmp/text-%d.conf", getpid());
    fonts_write(conf);
    draw = draw_picture(1080, 1920, 1080, conf);
    test_missing_roles();
    test_missing_fonts(conf);
    unlink(conf);
    if (!draw)
        return 1;
    test_lines();
    test_endless();
    test_arabic();
    test_digits();
    test_icons();
    test_store();
    test_theme(SOURCE "/themes/wedel/theme.conf");
    test_theme(SOURCE "/themes/contrast/theme.conf");
    test_theme(SOURCE "/themes/polos/theme.conf");
    test_choice();
    draw_close(draw);
    turn_end();
    return test_end();
}
