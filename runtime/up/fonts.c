/* fonts.c - see fonts.h. */
#define _GNU_SOURCE
#include "up/fonts.h"

#include "base/conf.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wanted {
    const char *name, *family;
    int weight;
    const char *package;
};

static const struct wanted fonts[] = {
    {"regular", "Inter", FC_WEIGHT_REGULAR, "fonts-inter"},
    {"semibold", "Inter", FC_WEIGHT_DEMIBOLD, "fonts-inter"},
    {"bold", "Inter", FC_WEIGHT_BOLD, "fonts-inter"},
    {"extrabold", "Inter", FC_WEIGHT_EXTRABOLD, "fonts-inter"},
    {"javanese", "Noto Sans Javanese", FC_WEIGHT_REGULAR, "fonts-noto-core"},
    {"arabic", "Noto Sans Arabic", FC_WEIGHT_MEDIUM, "fonts-noto-core"},
    {"icons", "Material Icons", FC_WEIGHT_REGULAR, "fonts-material-design-icons-iconfont"},
};

static FcPattern *match(const struct wanted *want)
{
    FcPattern *pattern = FcPatternCreate();
    FcResult result;
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)want->family);
    FcPatternAddInteger(pattern, FC_WEIGHT, want->weight);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcPattern *found = FcFontMatch(NULL, pattern, &result);
    FcPatternDestroy(pattern);
    return found;
}

static bool has_family(const FcPattern *found, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (strcmp((const char *)name, family) == 0)
            return true;
    return false;
}

/* The file of a font, or NULL when fontconfig has to offer another family. Turn memory. */
static const char *font_file(const struct wanted *want)
{
    FcPattern *found = match(want);
    FcChar8 *file;
    const char *path = NULL;
    if (found && has_family(found, want->family) && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch)
        path = turn_text("%s", (const char *)file);
    if (found)
        FcPatternDestroy(found);
    return path;
}

static int ask(const struct folder *folder)
{
    const char *text = "# The font files of this kiosk, as fontconfig found them. Delete this file to ask again.\n";
    for (size_t i = 0; i < COUNT(fonts); i++) {
        const char *path = font_file(&fonts[i]);
        if (!path)
            return fail(E_STATE, "the font %s is not installed; get it with: apt-get install %s", fonts[i].family,
                        fonts[i].package);
        text = turn_text("%s%s = \"%s\";\n", text, fonts[i].name, path);
    }
    return folder_put(folder, "share/fonts.conf", USER_CORE, 0644, text, strlen(text));
}

static bool still_true(const struct folder *folder)
{
    if (!folder_has(folder, "share/fonts.conf"))
        return false;
    json_t *have = conf_read_file(folder_path(folder, "share/fonts.conf"));
    bool good = have;
    for (size_t i = 0; i < COUNT(fonts); i++)
        good = good && access(json_text(have, fonts[i].name), R_OK) == 0;
    json_decref(have);
    return good;
}

int fonts_make(const struct folder *folder)
{
    if (still_true(folder))
        return OK;
    if (!FcInit())
        return fail(E_STATE, "fontconfig does not start; is the package fontconfig-config installed?");
    int code = ask(folder);
    FcFini();
    return code;
}
