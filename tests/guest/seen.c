/* seen: for the machine outside. `seen FOLDER` paints the screens of the part `screen` without any display, and holds
 * QEMU's pictures in FOLDER against them, pixel by pixel. `seen fonts` says which files the guest must have. */
#define _GNU_SOURCE
#include "screen/kiosk.h"

#include "screen.h"

static uint8_t *read_picture(const char *path, char **file)
{
    int across = 0, down = 0, at = 0;
    size_t n = 0;
    if (file_read_path(path, 64 << 20, file, &n) != OK)
        return NULL;
    check(sscanf(*file, "P6 %d %d 255%n", &across, &down, &at) == 2 && across == WIDE && down == HIGH);
    return n == (size_t)at + 1 + (size_t)3 * WIDE * HIGH ? (uint8_t *)*file + at + 1 : NULL;
}

static size_t count_other(const uint8_t *rgb)
{
    const SDL_Surface *surface = kiosk.draw->surface;
    size_t other = 0;
    for (int y = 0; y < HIGH; y++) {
        const uint32_t *row = (const void *)((const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
        for (int x = 0; x < WIDE; x++, rgb += 3)
            other += (row[x] & 0xffffff) != ((uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2]);
    }
    return other;
}

static void compare_picture(const char *folder, const char *name)
{
    char *file = NULL;
    const uint8_t *rgb = read_picture(turn_text("%s/%s", folder, name), &file);
    check(rgb != NULL);
    size_t other = rgb ? count_other(rgb) : 0;
    printf("%s: %zu of %d pixels are others\n", name, other, WIDE * HIGH);
    check(other == 0);
    free(file);
}

static void compare(const char *folder)
{
    setenv("ANJUNGAN_CLOCK", KIOSK_CLOCK, 1);
    kiosk_open_as(SCREEN_PANEL, SCREEN_SETTINGS);
    kiosk_hears(kiosk_read("kiosk/home.json"));
    window_show(&kiosk);
    compare_picture(folder, "home.ppm");
    check(kiosk_tap("tab:agency"));
    compare_picture(folder, "agencies.ppm");
    kiosk_close();
}

int main(int argc, char **argv)
{
    must(argc == 2);
    if (strcmp(argv[1], "fonts") == 0) {
        fonts_write("/dev/stdout");
        return 0;
    }
    compare(argv[1]);
    return test_end();
}
