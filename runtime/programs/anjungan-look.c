/* anjungan-look - what a theme makes of every screen, before a citizen sees it: `anjungan check --theme` ends here.
 *
 * Every sample is laid in the theme, in its high contrast and in the colours of each agency; nothing is painted and no
 * display is needed. A flaw is told once for each look and screen, with the first place where it was met. */
#define _GNU_SOURCE
#include "base/conf.h"
#include "base/guard.h"
#include "base/memfile.h"
#include "glass/flaws.h"
#include "screen/gallery.h"
#include "glass/mm.h"
#include "up/ask.h"
#include "up/fonts.h"
#include "up/options.h"
#include "up/tree.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INDEX_MAX = 4 << 20 };

static const char help[] =
    "anjungan check --theme NAME|DIR [--site RUN] [--mm W,H] [--only SCREEN,...]\n"
    "  lays every screen in a theme, in its high contrast and in the colours of its agencies, in every language, text\n"
    "  size and orientation, and tells what is cut, covered, too small or not seen well enough.\n"
    "  --site RUN     with this kiosk's languages, fonts and panel; its themes are known by NAME\n"
    "  --mm W,H       on a panel of so many millimetres: buttons under 12.7 mm are a fault, under 20 mm a hint\n"
    "  --only         these screens; all of them are the files of the folder samples\n"
    "  ends with 0 when nothing is wrong, 1 when something is, 2 when the command is\n";

static struct look_at {
    struct tree tree;
    struct site site;
    struct window window;
    struct gallery gallery;
    char run[64];      /* a run folder of our own */
    const char *named; /* what was asked for */
    char *folder;      /* of the theme */
    const char *only;
    const json_t *languages;
    struct theme plain, contrast;
    json_t *told; /* what has been said already */
    int flaws;
    /* what is looked at now */
    const char *look, *name;
    struct pose pose;
} at;

/* --- what is told ----------------------------------------------------------------------------------------------------
 */

static bool is_new(const char *what, const char *text)
{
    const char *key = turn_text("%s|%s|%s|%s", at.look, at.name, what, text);
    if (json_object_get(at.told, key))
        return false;
    json_object_set_new(at.told, key, json_true());
    return true;
}

static void tell(const char *kind, const char *what, const char *text)
{
    static const int sizes[THEME_SIZES] = {100, 125, 150};
    printf("%s%s, %s, %s, %d×%d at %d %%%s: %s \"%s\"\n", kind, at.look, at.name, at.pose.language, at.pose.width,
           at.pose.height, sizes[at.pose.column], at.pose.low ? ", low reach" : "", what, text);
}

static void on_flaw(void *mine, const char *what, const char *text)
{
    (void)mine;
    if (!is_new(what, text))
        return;
    at.flaws++;
    tell("", what, text);
}

/* The same button is small on every screen: once is enough. */
static void on_hint(void *mine, const char *what, const char *text)
{
    const char *name = at.name;
    (void)mine;
    at.name = "hint";
    bool fresh = is_new(what, text);
    at.name = name;
    if (fresh)
        tell("hint: ", what, text);
}

/* --- looking ---------------------------------------------------------------------------------------------------------
 */

static void look_at_plan(void)
{
    const struct plan *plan = gallery_lay(&at.gallery);
    flaws_find(plan, on_flaw, NULL);
    if (at.window.panel.mm_w <= 0)
        return;
    flaws_find_small(plan, at.window.mm, 0, MM_LEAST_TARGET, on_flaw, NULL);
    flaws_find_small(plan, at.window.mm, MM_LEAST_TARGET, MM_TARGET, on_hint, NULL);
}

static bool is_wanted(const char *name)
{
    const char *found = at.only;
    size_t n = strlen(name);
    for (; found && (found = strstr(found, name)); found++)
        if ((found == at.only || found[-1] == ',') && (found[n] == ',' || found[n] == 0))
            return true;
    return !at.only;
}

/* Every sample, with low reach and without. */
static int look_at_samples(void)
{
    for (int i = 0; i < at.gallery.n; i++) {
        at.name = at.gallery.names[i];
        at.pose.low = false;
        if (!is_wanted(at.name))
            continue;
        if (gallery_show(&at.gallery, at.name, &at.pose) < 0)
            return E_STATE;
        for (int low = 0; low < 2; low++) {
            at.pose.low = low;
            gallery_turn(&at.gallery, at.pose.contrast, low);
            look_at_plan();
        }
        turn_end();
    }
    return OK;
}

/* Upright and lying, as long as 1920 pixels; the shape is the panel's. */
static void turn_panel(bool lying)
{
    double w = at.window.panel.mm_w, h = at.window.panel.mm_h;
    double shape = w > 0 ? (w < h ? w / h : h / w) : 1080.0 / 1920;
    int side = (int)(1920 * shape + 0.5);
    at.pose.width = lying ? 1920 : side;
    at.pose.height = lying ? side : 1920;
}

/* With `colours` the places are the same as in the theme itself: one size is enough. */
static int look_in(const char *look, const struct theme *plain, bool contrast, bool colours)
{
    int code = OK;
    at.look = look;
    at.pose.contrast = contrast;
    gallery_dress(&at.gallery, plain, &at.contrast);
    size_t most = colours ? 1 : json_array_size(at.languages);
    for (int lying = 0; lying < 2; lying++)
        for (size_t l = 0; l < most; l++)
            for (int size = 0; size < (colours ? 1 : (int)THEME_SIZES) && code == OK; size++) {
                turn_panel(lying);
                at.pose.language = json_string_value(json_array_get(at.languages, l));
                at.pose.column = size;
                code = look_at_samples();
            }
    return code;
}

static int look_in_all(void)
{
    static char look[128];
    int code = look_in(at.named, &at.plain, false, false);
    if (code == OK) {
        snprintf(look, sizeof look, "%s in high contrast", at.named);
        code = look_in(look, &at.plain, true, false);
    }
    for (int i = 0; i < at.plain.n_brands && code == OK; i++) {
        struct theme dressed;
        theme_dress(&at.plain, at.plain.brands[i].agency, &dressed);
        dressed.n_brands = 0; /* whoever's service the sample is of */
        snprintf(look, sizeof look, "%s for %s", at.named, at.plain.brands[i].agency);
        code = look_in(look, &dressed, false, true);
    }
    return code;
}

/* --- the theme -------------------------------------------------------------------------------------------------------
 */

/* What is misspelt comes first: then it is clear why something is missing. */
static int read_file(struct theme *theme, const char *path)
{
    int strangers = theme_strangers(path);
    at.flaws += strangers > 0 ? strangers : 0;
    return strangers < 0 ? strangers : theme_read(theme, path);
}

static int read_theme(const json_t *settings)
{
    const char *themes = json_string_value(json_at(settings, "folders.themes"));
    bool path = strchr(at.named, '/') != NULL;
    at.folder = path ? make_text(at.named) : make_text(turn_text("%s/%s", themes ? themes : at.tree.themes, at.named));
    if (access(turn_text("%s/theme.conf", at.folder), R_OK) < 0)
        return sorry(E_STATE, "%s/theme.conf: %s; a theme is a folder with that file, copy %s/polos to begin one",
                     at.folder, strerror(errno), at.tree.themes);
    const char *own = turn_text("%s/contrast.conf", at.folder);
    if (access(own, F_OK) < 0)
        own = turn_text("%s/contrast/theme.conf", at.tree.themes);
    int code = read_file(&at.plain, turn_text("%s/theme.conf", at.folder));
    return code == OK ? read_file(&at.contrast, own) : code;
}

/* --- a kiosk for it --------------------------------------------------------------------------------------------------
 */

static int copy(const char *from, const char *to)
{
    char *bytes;
    size_t n;
    int code = file_read_path(from, INDEX_MAX, &bytes, &n);
    if (code < 0)
        return code;
    code = file_write_path(to, bytes, n, 0600);
    free(bytes);
    return code;
}

static int take_fonts(const char *site)
{
    const char *path = turn_text("%s/share/fonts.conf", site), *name;
    json_t *fonts = conf_read_file(path), *file;
    int code = fonts ? OK : E_FORMAT;
    json_object_foreach (fonts, name, file)
        if (access(json_is_string(file) ? json_string_value(file) : "", R_OK) < 0)
            code = sorry(E_STATE, "%s: %s = \"%s\" is no font file; delete fonts.conf and anjungan up asks again", path,
                         name, json_is_string(file) ? json_string_value(file) : "");
    json_decref(fonts);
    return code < 0 ? code : copy(path, turn_text("%s/share/fonts.conf", at.run));
}

static int make_run(const char *site)
{
    const char *temporary = getenv("TMPDIR");
    snprintf(at.run, sizeof at.run, "%s/look-XXXXXX", temporary && strlen(temporary) < 40 ? temporary : "/tmp");
    if (!mkdtemp(at.run) || mkdir(turn_text("%s/share", at.run), 0700) < 0)
        return fail_errno("make %s", at.run);
    int code = site ? take_fonts(site) : fonts_make(&(struct folder){.run = at.run, .lock = -1});
    static const char *const names[] = {"index.json", "services.json"};
    for (size_t i = 0; i < COUNT(names) && code == OK; i++)
        code = copy(turn_text("%s/kiosk/%s", at.tree.samples, names[i]), turn_text("%s/share/%s", at.run, names[i]));
    return code;
}

static void remove_run(void)
{
    static const char *const names[] = {"/share/index.json", "/share/services.json", "/share/fonts.conf", "/share", ""};
    for (size_t i = 0; *at.run && i < COUNT(names); i++)
        remove(turn_text("%s%s", at.run, names[i]));
}

/* The samples' own kiosk, in the languages and on the panel of the site. */
static json_t *settings_of(const json_t *of_site, const json_t *mm)
{
    json_t *settings = conf_read_file(turn_text("%s/kiosk/site.conf", at.tree.samples));
    if (!settings)
        return NULL;
    json_object_set_new(settings, "folders", json_pack("{s:s s:s}", "themes", at.tree.themes, "words", at.tree.words));
    json_object_set_new(settings, "regions", json_string(at.tree.regions));
    if (json_object_get(of_site, "languages"))
        json_object_set(settings, "languages", json_object_get(of_site, "languages"));
    json_t *panel = json_pack("{s:i s:i}", "width", 1080, "height", 1920);
    if (mm)
        json_object_set(panel, "mm", (json_t *)(uintptr_t)mm);
    json_object_set_new(settings, "screens", json_pack("{s:o}", "main", panel));
    return settings;
}

static int open_kiosk(const char *site, const json_t *of_site, const json_t *mm)
{
    if (make_run(site) < 0)
        return E_IO;
    at.site = (struct site){.run = make_text(at.run), .name = "main", .settings = settings_of(of_site, mm)};
    if (!at.site.settings || window_open(&at.window, &at.site, &main_face, true) < 0)
        return E_FORMAT;
    at.languages = site_languages(&at.site);
    return gallery_open(&at.gallery, &at.window, at.tree.samples);
}

static void close_kiosk(void)
{
    gallery_close(&at.gallery);
    if (at.window.mine)
        window_close(&at.window);
    site_free(&at.site);
    tree_free(&at.tree);
    json_decref(at.told);
    free(at.folder);
    remove_run();
}

/* --- the command -----------------------------------------------------------------------------------------------------
 */

static int look(const char *site, json_t *mm)
{
    json_t *of_site = site ? conf_read_file(turn_text("%s/site.conf", site)) : NULL;
    const json_t *own = json_at(of_site, "screens.main.mm");
    int code = site && !of_site ? E_FORMAT : read_theme(of_site);
    if (code == OK)
        code = open_kiosk(site, of_site, mm ? mm : own);
    if (code == OK)
        code = look_in_all();
    json_decref(of_site);
    return code;
}

/* "597,336"; NULL when nothing was said, false when it is something else. */
static bool read_mm(const char *text, json_t **mm)
{
    double w, h;
    char rest;
    *mm = NULL;
    if (!text)
        return true;
    if (sscanf(text, "%lf,%lf%c", &w, &h, &rest) != 2 || !(w >= 50 && h >= 50 && w <= 5000 && h <= 5000))
        return false;
    *mm = json_pack("[f f]", w, h);
    return true;
}

int main(int argc, char **argv)
{
    const char *site = NULL, *millimetres = NULL;
    const struct option options[] = {{"--theme", NULL, &at.named, 1, NULL},
                                     {"--site", NULL, &site, 1, NULL},
                                     {"--mm", NULL, &millimetres, 1, NULL},
                                     {"--only", NULL, &at.only, 1, NULL}};
    struct words words = {argv + 1, argc - 1};
    json_t *mm;
    guard_start();
    if (sodium_init() < 0)
        die("no random numbers to be had from the system");
    int code = options_take(&words, options, COUNT(options), 0, 0, help);
    if (code != OK)
        return code < 0 ? 2 : 0;
    if (!at.named || !read_mm(millimetres, &mm))
        return fputs(help, stderr), 2;
    at.told = json_object();
    code = tree_find(&at.tree);
    if (code == OK)
        code = look(site, mm);
    if (code == OK && at.flaws == 0)
        printf("%s: nothing wrong on %d screens\n", at.named, at.gallery.n);
    json_decref(mm);
    close_kiosk();
    turn_end();
    return code < 0 || at.flaws > 0;
}
