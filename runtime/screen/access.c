/* access.c - see access.h. */
#define _GNU_SOURCE
#include "screen/access.h"

#include "base/clock.h"
#include "voice/spelling.h"
#include "screen/telling.h"
#include "screen/ui.h"

#include <string.h>

enum { NEVER_MS = 60000, LISTENING_MS = 10000 };

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

/* Speaking */

bool access_speaks(const struct ui *ui)
{
    return ui->speech && ui->access.speaker && speaker_state(ui->access.speaker) == SPEAKER_SPEAKING;
}

bool access_is_mute(const struct ui *ui)
{
    const struct access *access = &ui->access;
    return access->mute || (ui->speech && access->speaker && !speaker_knows(access->speaker, ui->language));
}

void access_toggle(struct ui *ui)
{
    ui->speech = !ui->speech;
    ui->access.screen = 0;
    ui->access.begins = ui->speech;
    ui->access.mute = false;
    if (!ui->speech && ui->access.speaker)
        speaker_stop(ui->access.speaker);
}

void access_again(struct ui *ui)
{
    ui->speech = true;
    ui->access.screen = 0;
}

bool access_aloud(const struct ui *ui)
{
    return !json_is_true(json_at(ui->window->site->settings, "speech.private"));
}

void access_touched(struct ui *ui)
{
    if (ui->access.speaker)
        speaker_stop(ui->access.speaker);
}

void access_tapped(struct ui *ui, const char *id)
{
    static const char *const kinds[] = {"key:", "pad:", "part:", "bar:", "clear"};
    *ui->access.echo = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strncmp(id, kinds[i], strlen(kinds[i])) == 0)
            strcpy(ui->access.echo, id);
}

/* The bar */

static void next_language(struct ui *ui)
{
    ui_forget_many(ui);
    const json_t *languages = site_languages(ui->window->site), *language;
    size_t i, n = json_array_size(languages);
    json_array_foreach (languages, i, language)
        if (strcmp(json_string_value(language), ui->language) == 0) {
            strncpy(ui->language, json_string_value(json_array_get(languages, (i + 1) % n)), sizeof ui->language - 1);
            break;
        }
    if (*ui->visit)
        window_send(ui->window,
                    json_pack("{s:s s:s s:s}", "type", "language", "visit", ui->visit, "language", ui->language));
}

static void call_staff(struct ui *ui)
{
    json_t *packet = json_pack("{s:s}", "type", "staff");
    if (*ui->visit)
        json_object_set_new(packet, "visit", json_string(ui->visit));
    if (window_send(ui->window, packet) == OK)
        return;
    ui->over = OVER_NOT_CALLED;
    ui->over_since = clock_ms();
}

bool access_tap(struct ui *ui, const char *id)
{
    if (strcmp(id, "bar:language") == 0)
        next_language(ui);
    else if (strcmp(id, "bar:text") == 0)
        ui->column = (ui->column + 1) % (THEME_SIZES - ui_least(ui)), ui->page = 0; /* pages are others now */
    else if (strcmp(id, "bar:speech") == 0)
        access_toggle(ui);
    else if (strcmp(id, "bar:contrast") == 0)
        ui->contrast = !ui->contrast;
    else if (strcmp(id, "bar:low") == 0)
        ui->low = !ui->low, ui->page = 0;
    else if (strcmp(id, "bar:staff") == 0)
        call_staff(ui);
    else
        return false;
    return true;
}

void access_bar(struct ui *ui, struct plan *plan)
{
    static const char *const sizes[THEME_SIZES] = {"ui.bar.text", "ui.bar.text2", "ui.bar.text3"};
    widget_bar(plan, (struct bar){.language = ui_text(ui, "ui.bar.language"),
                                  .text = ui_text(ui, sizes[ui->column]),
                                  .speech = ui_text(ui, access_is_mute(ui) ? "ui.bar.mute" : "ui.bar.speech"),
                                  .contrast = ui_text(ui, "ui.bar.contrast"),
                                  .low = ui_text(ui, "ui.bar.low"),
                                  .staff = ui_text(ui, ui->called ? "ui.bar.called" : "ui.bar.staff"),
                                  .large = ui->column > 0,
                                  .spoken = ui->speech,
                                  .dark = ui->contrast,
                                  .lowered = ui->low,
                                  .called = ui->called,
                                  .mute = access_is_mute(ui)});
}

/* The keypad */

void access_ring(struct ui *ui, struct plan *plan)
{
    struct access *access = &ui->access;
    uint64_t place = telling_place(ui, plan);
    const struct target *target = *access->focus && place == access->place ? plan_named(plan, access->focus) : NULL;
    access->place = place; /* another question: the focus begins anew */
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
    ui_touched(ui, ""); /* or home, left alone for long, would forget at once what it turned on */
    plugged(ui, in);
    return true;
}

static void change_volume(struct ui *ui, int steps)
{
    if (!ui->speech || !ui->access.speaker)
        return;
    int volume = speaker_volume(ui->access.speaker, steps);
    telling_say(ui, spelling_of(ui->language, ui_text_with(ui, "ui.spoken.volume", json_pack("{s:i}", "n", volume))));
}

static void act(struct ui *ui, int key)
{
    struct access *access = &ui->access;
    access_touched(ui);
    if (key != KEYPAD_NONE)
        ui_touched(ui, "");
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
        change_volume(ui, key == KEYPAD_LOUDER ? 1 : -1);
        break;
    default:
        break;
    }
}

/* Keys that came while the window was busy are not heard yet: what waits may be the rest of a scanner's burst. */
static bool more_keys(void)
{
    SDL_PumpEvents();
    return SDL_HasEvent(SDL_KEYDOWN);
}

static bool act_all(struct ui *ui, int64_t now)
{
    bool calm = keypad_due(&ui->access.keypad, now) == 0 && !more_keys();
    int keys[KEYPAD_BURST], n = calm ? keypad_take(&ui->access.keypad, now, keys) : 0;
    for (int i = 0; i < n; i++)
        act(ui, keys[i]);
    return n > 0;
}

void access_key(struct ui *ui, const SDL_KeyboardEvent *event)
{
    keypad_press(&ui->access.keypad, event, clock_ms());
}

/* What the voice does changes the screen only when it cannot speak; and who listened is given time from its end. */
static bool voice_changed(struct ui *ui)
{
    struct access *access = &ui->access;
    enum speaker_state state = access->speaker ? speaker_state(access->speaker) : SPEAKER_QUIET;
    bool ended = access->speaking && state != SPEAKER_SPEAKING, mute = ended && state == SPEAKER_MUTE;
    if (ended)
        ui_touched(ui, "");
    access->speaking = state == SPEAKER_SPEAKING;
    if (mute) {
        access->mute = true;
        ui->speech = false;
    }
    return mute;
}

int64_t access_due(struct ui *ui, int64_t now)
{
    bool acted = act_all(ui, now), mute = voice_changed(ui), plug = jack_changed(ui);
    int64_t left = keypad_due(&ui->access.keypad, now);
    return acted || mute || plug ? 0 : left >= 0 ? left : access_speaks(ui) ? LISTENING_MS : NEVER_MS;
}
