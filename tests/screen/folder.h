/* folder.h - the run folder of a kiosk whose core is played by a test. */
#ifndef TESTS_SCREEN_FOLDER_H
#define TESTS_SCREEN_FOLDER_H

#include "draw/fonts.h"
#include "base/memfile.h"
#include "base/json.h"

#define SAMPLES SOURCE "/runtime/screen/samples"

/* Two seconds after a full minute: the clock in the header stands still for a minute, and pictures can be compared. */
#define KIOSK_CLOCK "1778726462"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char kiosk_run[64];

/* Its site.conf: `screen` describes the display further, `more` stands at the end. */
static inline void kiosk_describe(const char *screen, const char *more)
{
    char *text;
    size_t n;
    must(file_read_path(SAMPLES "/kiosk/site.conf", 1 << 16, &text, &n) == OK);
    const char *all = turn_text("%s"
                                "folders = { plugins = \"" SOURCE "/plugins\"; themes = \"" SOURCE "/themes\"; "
                                "words = \"" SOURCE "/runtime/words\"; drivers = \"\"; };\n"
                                "regions = \"" SOURCE "/runtime/domain/regions.sample\";\n"
                                "screens = { main = { width = 1080; height = 1920; x = 0; y = 0; %s }; };\n%s\n",
                                text, screen, more);
    must(file_write_path(turn_text("%s/site.conf", kiosk_run), all, strlen(all), 0600) == OK);
    free(text);
}

static inline void kiosk_folder(void)
{
    snprintf(kiosk_run, sizeof kiosk_run, "/tmp/kiosk-%d", getpid());
    static const char *const names[] = {"index.json", "services.json"};
    char *text;
    size_t n;
    mkdir(kiosk_run, 0700);
    mkdir(turn_text("%s/share", kiosk_run), 0700);
    mkdir(turn_text("%s/run", kiosk_run), 0700);
    mkdir(turn_text("%s/run/ui.main", kiosk_run), 0700);
    fonts_write(turn_text("%s/share/fonts.conf", kiosk_run));
    for (size_t i = 0; i < COUNT(names); i++) {
        must(file_read_path(turn_text(SAMPLES "/kiosk/%s", names[i]), 1 << 20, &text, &n) == OK);
        must(file_write_path(turn_text("%s/share/%s", kiosk_run, names[i]), text, n, 0600) == OK);
        free(text);
    }
}

static inline void kiosk_remove(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", kiosk_run);
    if (system(command) != 0)
        perror(command);
}

static inline json_t *kiosk_read(const char *name)
{
    json_t *value = json_read_file(turn_text(SAMPLES "/%s", name), 1 << 20);
    must(value != NULL);
    return value;
}

#endif
