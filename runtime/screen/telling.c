/* telling.c - what is spoken of a screen: all of it when it is another one, else what newly stands there. See
 * telling.h.
 */
#define _GNU_SOURCE
#include "screen/telling.h"

#include "voice/spelling.h"
#include "screen/ui.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { SPOKEN_MOST = 16384 };

/* Words */

/* "key:-" is "key_2d" among the words: what stands on it cannot be read, or says too little. */
static const char *word_of(const struct ui *ui, const char *id)
{
    char key[2 * TARGET_ID] = "";
    const char *colon = strchr(id, ':');
    for (size_t n = 0; *id && n < sizeof key - 3; id++)
        n += (size_t)(isalnum((unsigned char)*id) ? snprintf(key + n, 2, "%c", *id)
                      : id == colon               ? snprintf(key + n, 2, "_")
                                                  : snprintf(key + n, 3, "%02x", (unsigned char)*id));
    return words_find(ui->words, ui->language, turn_text("ui.spoken.%s", key));
}

static const char *state_of(const struct ui *ui, const struct piece *piece)
{
    static const char *const words[] = {
        [STATE_ON] = "ui.spoken.on", [STATE_OFF] = "ui.spoken.off", [STATE_CHOSEN] = "ui.spoken.chosen"};
    if (piece->id && !piece->enabled && piece->spoken == SPOKEN_NOW && strncmp(piece->id, "ticket:", 7) != 0)
        return ui_text(ui, "ui.spoken.not_yet");
    return piece->state == STATE_NONE ? NULL : ui_text(ui, words[piece->state]);
}

static bool is_sayable(const char *text)
{
    for (; *text; text++)
        if (isalnum((unsigned char)*text) || (*text & 0x80))
            return true;
    return false;
}

char *telling_piece(const struct ui *ui, const struct piece *piece)
{
    const char *word = piece->id ? word_of(ui, piece->id) : NULL, *state = state_of(ui, piece);
    const char *text = word ? word : piece->text;
    if (piece->id && strncmp(piece->id, "key:", 4) == 0 && !word)
        text = words_spell(ui->language, text);
    text = spelling_of(ui->language, text);
    if (!is_sayable(text))
        return turn_text("%s", "");
    return state ? turn_text("%s, %s", text, state) : turn_text("%s", text);
}

/* Everything of one time, line by line, after what is in `to` already. */
static void add_lines(const struct ui *ui, const struct reading *reading, enum spoken when, char *to)
{
    size_t n = strlen(to);
    for (int i = 0; i < reading->n; i++) {
        const struct piece *piece = &reading->pieces[i];
        const char *line = piece->spoken == when ? telling_piece(ui, piece) : "";
        size_t more = strlen(line);
        if (more == 0 || n + more + 2 > SPOKEN_MOST)
            continue;
        memcpy(to + n, line, more);
        memcpy(to + n + more, "\n", 2);
        n += more + 1;
    }
}

char *telling_text(const struct ui *ui, const struct plan *plan)
{
    struct reading reading;
    char *text = turn_alloc(SPOKEN_MOST);
    *text = 0;
    reading_of(plan, &reading);
    add_lines(ui, &reading, SPOKEN_NOW, text);
    add_lines(ui, &reading, SPOKEN_LAST, text);
    return text;
}

void telling_say(struct ui *ui, const char *text)
{
    if (!ui->speech || !*text)
        return;
    if (!ui->access.speaker)
        ui->access.speaker = speaker_open(ui->window->site);
    ui->access.speaking = true;
    speaker_say(ui->access.speaker, ui->language, text);
}

/* News */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x9e3779b97f4a7c15u ^ hash >> 29;
}

/* Without digits, so that what only counts is nothing new; 0 when nothing is left. */
static uint64_t hash_text(const char *text)
{
    uint64_t hash = 0;
    for (; *text; text++)
        if (isalpha((unsigned char)*text) || (*text & 0x80))
            hash = mix(hash + 1, (uint8_t)*text);
    return hash;
}

static uint64_t mix_all(const uint64_t *parts, size_t n)
{
    uint64_t hash = 1;
    for (size_t i = 0; i < n; i++)
        hash = mix(hash, parts[i] + 1);
    return hash;
}

uint64_t telling_place(const struct ui *ui, const struct plan *plan)
{
    const uint64_t parts[] = {
        hash_text(plan->kind), hash_text(plan->key), (uint64_t)plan->step, hash_text(ui->visit),
        hash_text(ui->agency), (uint64_t)ui->over,   (uint64_t)ui->typing, plan_named(plan, "more-time") != NULL};
    return mix_all(parts, COUNT(parts));
}

/* What is spoken anew: also another page of a list, and another language. */
static uint64_t hash_screen(const struct ui *ui, const struct plan *plan)
{
    const uint64_t parts[] = {telling_place(ui, plan), hash_text(ui->language), (uint64_t)ui->page};
    return mix_all(parts, COUNT(parts));
}

static bool is_known(const struct access *access, uint64_t hash)
{
    for (int i = 0; i < access->n_texts; i++)
        if (access->texts[i] == hash)
            return true;
    return false;
}

/* Texts that were not there a moment ago: a remark, a refusal, another phase of a card. */
static void add_news(struct ui *ui, const struct reading *reading, char *to)
{
    struct access *access = &ui->access;
    uint64_t texts[READING_PIECES];
    int n = 0;
    for (int i = 0; i < reading->n; i++) {
        const struct piece *piece = &reading->pieces[i];
        uint64_t hash = piece->id || piece->spoken != SPOKEN_NOW || piece->live ? 0 : hash_text(piece->text);
        if (!hash)
            continue;
        texts[n++] = hash;
        if (!is_known(access, hash))
            strncat(to, turn_text("%s\n", telling_piece(ui, piece)), SPOKEN_MOST - strlen(to) - 1);
    }
    memcpy(access->texts, texts, sizeof *texts * (size_t)n);
    access->n_texts = n;
}

/* What was typed, or where the focus came to. */
static void add_target(const struct ui *ui, const struct reading *reading, const char *id, char *to)
{
    const struct piece *piece = *id ? reading_find(reading, id) : NULL;
    if (piece)
        strncat(to, turn_text("%s\n", telling_piece(ui, piece)), SPOKEN_MOST - strlen(to) - 1);
}

/* How it goes on, for who has just turned it on. */
static const char *beginning(const struct ui *ui)
{
    if (!ui->access.begins)
        return "";
    return turn_text("%s\n%s%s", ui_text(ui, "ui.spoken.begins"),
                     ui->access.keypad.there ? ui_text(ui, "ui.spoken.keys") : "", ui->access.keypad.there ? "\n" : "");
}

/* What is covered on the screen is not said either, only that something was typed. */
static void add_echo(const struct ui *ui, const struct reading *reading, char *to)
{
    const char *id = ui->access.echo;
    if (ui_page(ui)->covered && strncmp(id, "pad:", 4) == 0 && isdigit((unsigned char)id[4]))
        strncat(to, turn_text("%s\n", ui_text(ui, "ui.spoken.covered")), SPOKEN_MOST - strlen(to) - 1);
    else
        add_target(ui, reading, id, to);
}

static void speak_news(struct ui *ui, const struct plan *plan, bool another)
{
    struct access *access = &ui->access;
    struct reading reading;
    char *text = turn_alloc(SPOKEN_MOST), *ignored = turn_alloc(SPOKEN_MOST);
    *text = *ignored = 0;
    reading_of(plan, &reading);
    add_echo(ui, &reading, text);
    if (access->moved)
        add_target(ui, &reading, access->focus, text);
    add_news(ui, &reading, another ? ignored : text);
    if (another)
        text = turn_text("%s%s", beginning(ui), telling_text(ui, plan));
    telling_say(ui, text);
    access->begins = false;
}

/* With speech off nothing is read, and nothing remembered. */
void telling_shown(struct ui *ui, const struct plan *plan)
{
    struct access *access = &ui->access;
    if (ui->speech) {
        uint64_t screen = hash_screen(ui, plan);
        bool another = screen != access->screen;
        access->screen = screen;
        speak_news(ui, plan, another);
    }
    *access->echo = 0;
    access->moved = false;
}
