/* board.c - see board.h: what it knows. lay.c lays it. */
#include "panel/board.h"

#include "base/conf.h"
#include "base/words.h"
#include "panel/buttons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- words -----------------------------------------------------------------------------------------------------------
 */

/* In the language of who sits there, where it has words; else in that of the kiosk. */
static const char *first_language(const struct board *board)
{
    const char *own = getenv("LANG");
    for (int i = 0; own && i < board->n_languages; i++)
        if (strncmp(own, board->languages[i], strlen(board->languages[i])) == 0)
            return board->languages[i];
    return board->languages[0];
}

static int read_words(struct board *board)
{
    const json_t *settings = board->site->settings, *language;
    const char *folder = json_string_value(json_at(settings, "folders.words"));
    size_t i;
    board->words = json_object();
    words_learn(settings);
    json_array_foreach (site_languages(board->site), i, language) {
        const char *name = json_string_value(language);
        json_t *texts = name && folder ? conf_read_file(turn_text("%s/panel.%s.conf", folder, name)) : NULL;
        if (!texts || board->n_languages == BOARD_LANGUAGES)
            return fail(E_FORMAT, "no words of the panel for language %zu of site.conf", i + 1);
        json_object_set_new(board->words, name, texts);
        snprintf(board->languages[board->n_languages++], sizeof board->languages[0], "%s", name);
    }
    board->language = first_language(board);
    return board->n_languages ? OK : fail(E_FORMAT, "site.conf has no languages");
}

const char *board_word(const struct board *board, const char *key)
{
    return words_get(board->words, board->language, turn_text("panel.%s", key));
}

/* --- opening and closing ---------------------------------------------------------------------------------------------
 */

int board_open(struct board *board, const struct site *site)
{
    enum { TARGET = 56 }; /* units: a pointer's, not a finger's */
    const char *folder = json_string_value(json_at(site->settings, "folders.themes"));
    *board = (struct board){.site = site};
    if (read_words(board) < 0)
        return E_FORMAT;
    int code =
        theme_open(&board->theme, &board->dark, folder ? folder : "", json_text_or(site->settings, "theme", "wedel"));
    board->theme.target = TARGET;
    pictures_look(&board->pictures, site, 0);
    return code;
}

void board_close(struct board *board)
{
    json_decref(board->words);
    json_decref(board->status);
}

/* --- what is heard ---------------------------------------------------------------------------------------------------
 */

void board_hear(struct board *board, json_t *status)
{
    json_decref(board->status);
    board->status = status;
    pictures_look(&board->pictures, board->site, (int)json_number(json_object_get(status, "printer"), "slips", 0));
}

void board_began(struct board *board, const char *line)
{
    memmove(board->log + 1, board->log, sizeof board->log - sizeof board->log[0]);
    board->log[0] = (struct told){.how = TOLD_RUNNING};
    snprintf(board->log[0].line, sizeof board->log[0].line, "%s", line);
}

void board_ended(struct board *board, const char *line, bool good, const char *answer)
{
    for (int i = BOARD_LOG - 1; i >= 0; i--) {
        struct told *told = &board->log[i];
        if (told->how != TOLD_RUNNING || strcmp(told->line, line) != 0)
            continue;
        told->how = good ? TOLD_DONE : TOLD_REFUSED;
        snprintf(told->answer, sizeof told->answer, "%s", answer);
        return;
    }
}

bool board_flashes(const struct board *board)
{
    const json_t *lamp = json_object_get(board->status, "lamp");
    return button_says(lamp, "red", "flashes") || button_says(lamp, "yellow", "flashes") ||
           button_says(lamp, "green", "flashes");
}

/* --- what is pressed -------------------------------------------------------------------------------------------------
 */

const char *board_press(struct board *board, const char *id)
{
    for (int i = 0; i < board->n_languages; i++)
        if (strcmp(id, turn_text("language:%s", board->languages[i])) == 0)
            board->language = board->languages[i];
    for (int i = 0; i < n_buttons; i++)
        if (strcmp(id, buttons[i].command) == 0)
            return buttons[i].undo && button_is_on(&buttons[i], board->status) ? buttons[i].undo : buttons[i].command;
    return NULL;
}

/* --- the keyboard's focus --------------------------------------------------------------------------------------------
 */

static int middle_x(struct box box)
{
    return box.x + box.w / 2;
}

/* The nearest row counts most, then what stands most nearly below or above. */
static int focus_down(const struct plan *plan, int from, int down)
{
    int found = from, best = INT32_MAX;
    struct box here = plan->targets[from].box;
    for (int i = 0; i < plan->n_targets; i++) {
        struct box there = plan->targets[i].box;
        int away = (there.y - here.y) * down, aside = abs(middle_x(there) - middle_x(here));
        if (away < here.h || away + 2 * aside >= best)
            continue;
        best = away + 2 * aside;
        found = i;
    }
    return found;
}

void board_move(struct board *board, const struct plan *plan, int across, int down)
{
    int at = -1, n = plan->n_targets;
    for (int i = 0; i < n; i++)
        if (strcmp(plan->targets[i].id, board->focus) == 0)
            at = i;
    if (n > 0 && !plan->targets[n - 1].enabled)
        n--; /* that of a refusal, which is only told */
    if (at < 0)
        at = across < 0 ? n - 1 : 0;
    else if (down)
        at = focus_down(plan, at, down);
    else
        at = (at + across + n) % n;
    snprintf(board->focus, sizeof board->focus, "%s", n ? plan->targets[at].id : "");
}
