/* access.c - see access.h. */
#define _GNU_SOURCE
#include "screen/access.h"

#include "base/clock.h"
#include "screen/spelling.h"
#include "screen/ui.h"

#include <ctype.h>
#include <string.h>

enum { SPOKEN_MOST = 16384, NEVER_MS = 60000 };

static const struct plan *shown(const struct ui *ui)
{
    return &ui->window->plans[ui->window->shown];
}

void access_open(struct ui *ui)
{
    const json_t *settings = ui->window->site->settings;
    const char *jack = json_string_value(json_at(settings, "speech.jack"));
    keypad_open(&ui->access.keypad, settings);
    ui->access.jack = jack ? jack_open(jack) : NULL;
}

void access_close(struct ui *ui)
{
    speaker_close(ui->access.speaker);
    jack_close(ui->access.jack);
}

void access_forget(struct ui *ui)
{
    struct access *access = &ui->access;
    if (access->speaker)
        speaker_forget(access->speaker);
    keypad_forget(&access->keypad);
    *access = (struct access){
        .keypad = access->keypad, .speaker = access->speaker, .jack = access->jack, .plugged = access->plugged};
}

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

char *access_piece(const struct ui *ui, const struct piece *piece)
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
        const char *line = piece->spoken == when ? access_piece(ui, piece) : "";
        size_t more = strlen(line);
        if (more == 0 || n + more + 2 > SPOKEN_MOST)
            continue;
        memcpy(to + n, line, more);
        memcpy(to + n + more, "\n", 2);
        n += more + 1;
    }
}

char *access_text(const struct ui *ui, const struct plan *plan)
{
    struct reading reading;
    char *text = turn_alloc(SPOKEN_MOST);
    *text = 0;
    reading_of(plan, &reading);
    add_lines(ui, &reading, SPOKEN_NOW, text);
    add_lines(ui, &reading, SPOKEN_LAST, text);
    return text;
}

/* Speaking */

static void say_text(struct ui *ui, const char *text)
{
    if (!ui->speech || !*text)
        return;
    if (!ui->access.speaker)
        ui->access.speaker = speaker_open(ui->window->site);
    ui->access.speaking = true;
    speaker_say(ui->access.speaker, ui->language, text);
}

bool access_speaks(const struct ui *ui)
{
    return ui->speech && ui->access.speaker && speaker_state(ui->access.speaker) == SPEAKER_SPEAKING;
}

void access_toggle(struct ui *ui)
{
    ui->speech = !ui->speech;
    ui->access.screen = 0;
    ui->access.mute = false;
    if (!ui->speech && ui->access.speaker)
        speaker_stop(ui->access.speaker);
}

void access_again(struct ui *ui)
{
    ui->speech = true;
    ui->access.screen = 0;
}

void access_touched(struct ui *ui)
{
    if (ui->access.speaker)
        speaker_stop(ui->access.speaker);
}

void access_tapped(struct ui *ui, const char *id)
{
    bool key = strncmp(id, "key:", 4) == 0 || strncmp(id, "pad:", 4) == 0 || strcmp(id, "clear") == 0;
    strcpy(ui->access.echo, key ? id : "");
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

/* Another question, list or dialog: the focus begins anew. */
static uint64_t hash_place(const struct ui *ui, const struct plan *plan)
{
    const uint64_t parts[] = {
        hash_text(plan->kind), hash_text(plan->key), (uint64_t)plan->step, hash_text(ui->visit),
        hash_text(ui->agency), (uint64_t)ui->over,   (uint64_t)ui->typing, plan_named(plan, "more-time") != NULL};
    return mix_all(parts, COUNT(parts));
}

/* What is spoken anew: also another page of a list, and another language. */
static uint64_t hash_screen(const struct ui *ui, const struct plan *plan)
{
    const uint64_t parts[] = {hash_place(ui, plan), hash_text(ui->language), (uint64_t)ui->page};
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
            strncat(to, turn_text("%s\n", access_piece(ui, piece)), SPOKEN_MOST - strlen(to) - 1);
    }
    memcpy(access->texts, texts, sizeof *texts * (size_t)n);
    access->n_texts = n;
}

/* What was typed, or where the focus came to. */
static void add_target(const struct ui *ui, const struct reading *reading, const char *id, char *to)
{
    const struct piece *piece = *id ? reading_find(reading, id) : NULL;
    if (piece)
        strncat(to, turn_text("%s\n", access_piece(ui, piece)), SPOKEN_MOST - strlen(to) - 1);
}

static void speak_news(struct ui *ui, const struct plan *plan, bool another)
{
    struct access *access = &ui->access;
    struct reading reading;
    char *text = turn_alloc(SPOKEN_MOST), *ignored = turn_alloc(SPOKEN_MOST);
    *text = *ignored = 0;
    reading_of(plan, &reading);
    add_target(ui, &reading, access->echo, text);
    if (access->moved)
        add_target(ui, &reading, access->focus, text);
    add_news(ui, &reading, another ? ignored : text);
    say_text(ui, another ? access_text(ui, plan) : text);
}

/* With speech off nothing is read, and nothing remembered. */
void access_shown(struct ui *ui, const struct plan *plan)
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

/* The keypad */

void access_ring(struct ui *ui, struct plan *plan)
{
    struct access *access = &ui->access;
    uint64_t place = hash_place(ui, plan);
    const struct target *target = *access->focus && place == access->place ? plan_named(plan, access->focus) : NULL;
    access->place = place;
    if (target && target->enabled)
        plan_ring(plan, target->box);
    else
        *access->focus = 0;
}

static void move(struct ui *ui, int way)
{
    struct reading reading;
    reading_of(shown(ui), &reading);
    const struct piece *next = reading_next(&reading, ui->access.focus, way);
    if (!next)
        return;
    strcpy(ui->access.focus, next->id);
    ui->access.moved = true;
    ui_touched(ui);
}

static bool tap_if(struct ui *ui, const char *id)
{
    const struct target *target = plan_named(shown(ui), id);
    if (!target || !target->enabled)
        return false;
    char name[TARGET_ID]; /* the plan it is in may go meanwhile */
    strcpy(name, target->id);
    ui_tap(ui, name);
    return true;
}

static void go_back(struct ui *ui)
{
    static const char *const ways[] = {"back", "more-time", "close", "cancel"};
    for (size_t i = 0; i < COUNT(ways); i++)
        if (tap_if(ui, ways[i]))
            return;
}

/* Letters and digits are on layers of the one keyboard; a digit key does not care which one is shown. */
static void type(struct ui *ui, const char *name)
{
    bool letters = plan_named(shown(ui), "key:space") != NULL;
    if (letters)
        ui_tap(ui, turn_text("key:%s", name));
    else
        tap_if(ui, turn_text("pad:%s", name));
}

static void plugged(struct ui *ui, bool in)
{
    if (ui->speech != in)
        access_toggle(ui);
}

/* Who comes with a headset need not find a button; who takes it out is done listening. */
static bool jack_changed(struct ui *ui)
{
    struct access *access = &ui->access;
    bool in = access->jack && jack_in(access->jack);
    if (in == access->plugged)
        return false;
    access->plugged = in;
    plugged(ui, in);
    return true;
}

static void act(struct ui *ui, int key)
{
    struct access *access = &ui->access;
    access_touched(ui);
    if (key >= KEYPAD_DIGIT)
        type(ui, (char[]){(char)key, 0});
    switch (key) {
    case KEYPAD_NEXT:
    case KEYPAD_PREVIOUS:
        move(ui, key == KEYPAD_NEXT ? 1 : -1);
        break;
    case KEYPAD_SELECT:
        tap_if(ui, access->focus);
        break;
    case KEYPAD_BACK:
        go_back(ui);
        break;
    case KEYPAD_DELETE:
        type(ui, "delete");
        break;
    case KEYPAD_STAFF:
        tap_if(ui, "bar:staff");
        break;
    case KEYPAD_SPEECH:
        access_toggle(ui);
        break;
    case KEYPAD_AGAIN:
        access_again(ui);
        break;
    case KEYPAD_PLUGGED:
    case KEYPAD_UNPLUGGED:
        plugged(ui, key == KEYPAD_PLUGGED);
        break;
    case KEYPAD_LOUDER:
    case KEYPAD_QUIETER:
        if (access->speaker)
            speaker_volume(access->speaker, key == KEYPAD_LOUDER ? 1 : -1);
        access->moved = true; /* so that it is heard how loud that is */
        break;
    default:
        break;
    }
}

static bool act_all(struct ui *ui, int64_t now)
{
    int keys[KEYPAD_BURST], n = keypad_take(&ui->access.keypad, now, keys);
    for (int i = 0; i < n; i++)
        act(ui, keys[i]);
    return n > 0;
}

void access_key(struct ui *ui, const SDL_KeyboardEvent *event)
{
    int64_t now = clock_ms();
    act_all(ui, now);
    keypad_press(&ui->access.keypad, event, now);
}

/* What the voice does changes the screen only when it cannot speak; and who listened is given time from its end. */
static bool voice_changed(struct ui *ui)
{
    struct access *access = &ui->access;
    enum speaker_state state = access->speaker ? speaker_state(access->speaker) : SPEAKER_QUIET;
    bool ended = access->speaking && state != SPEAKER_SPEAKING, mute = ended && state == SPEAKER_MUTE;
    if (ended)
        ui->touched = clock_ms();
    access->speaking = state == SPEAKER_SPEAKING;
    if (mute) {
        access->mute = true;
        ui->speech = false;
    }
    return mute;
}

int64_t access_due(struct ui *ui, int64_t now)
{
    bool changed = act_all(ui, now) | voice_changed(ui) | jack_changed(ui);
    int64_t left = keypad_due(&ui->access.keypad, now);
    return changed ? 0 : left >= 0 ? left : NEVER_MS;
}
