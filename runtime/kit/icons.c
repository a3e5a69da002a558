/* icons.c - see icons.h. The font joins the letters of a name into one picture, which is as wide as one letter's
 * square; a name it does not know stays as many pictures as it has letters. */
#include "kit/icons.h"

#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 32 };

struct icons {
    TTF_Font *font;
};

/* The file of Material Icons, as fontconfig knows it; turn memory. */
static const char *font_file(void)
{
    const char *path = NULL;
    FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, "Material Icons", (char *)NULL);
    FcObjectSet *what = FcObjectSetBuild(FC_FILE, (char *)NULL);
    FcFontSet *found = FcFontList(NULL, wanted, what);
    FcChar8 *file;
    for (int i = 0; found && !path && i < found->nfont; i++)
        if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) == FcResultMatch &&
            strstr((const char *)file, ".ttf"))
            path = turn_text("%s", (const char *)file);
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(what);
    FcPatternDestroy(wanted);
    return path;
}

struct icons *icons_open(void)
{
    const char *path = font_file();
    if (!path || TTF_Init() < 0)
        return NULL;
    struct icons *icons = make(sizeof *icons);
    icons->font = TTF_OpenFont(path, SIZE);
    if (icons->font)
        return icons;
    icons_close(icons);
    return NULL;
}

void icons_close(struct icons *icons)
{
    if (!icons)
        return;
    if (icons->font)
        TTF_CloseFont(icons->font);
    TTF_Quit();
    FcFini();
    free(icons);
}

bool icons_have(const struct icons *icons, const char *name)
{
    int width, one;
    return strlen(name) > 1 && TTF_SizeUTF8(icons->font, name, &width, NULL) == 0 &&
           TTF_SizeUTF8(icons->font, "home", &one, NULL) == 0 && width == one;
}
