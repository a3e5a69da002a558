/* keypad.c - see keypad.h. */
#include "glass/keypad.h"

#include <string.h>

static const struct {
    const char *name;
    const char *keys[4]; /* unless site.conf names others */
} meanings[KEYPAD_MEANINGS] = {
    [KEYPAD_NEXT] = {"next", {"Right", "Down", "Tab"}},
    [KEYPAD_PREVIOUS] = {"previous", {"Left", "Up"}},
    [KEYPAD_SELECT] = {"select", {"Return", "Keypad Enter", "Space"}},
    [KEYPAD_BACK] = {"back", {"Escape"}},
    [KEYPAD_DELETE] = {"delete", {"Backspace", "Delete"}},
    [KEYPAD_AGAIN] = {"again", {"F2"}},
    [KEYPAD_QUIETER] = {"quieter", {"F3"}},
    [KEYPAD_LOUDER] = {"louder", {"F4"}},
    [KEYPAD_SPEECH] = {"speech", {"F5"}},
    [KEYPAD_STAFF] = {"staff", {"F1"}},
    [KEYPAD_PLUGGED] = {"plugged", {NULL}},
    [KEYPAD_UNPLUGGED] = {"unplugged", {NULL}},
};

static void add(struct keypad *keypad, const char *name, int key)
{
    SDL_Keycode code = SDL_GetKeyFromName(name);
    if (code == SDLK_UNKNOWN || keypad->n_map == KEYPAD_KEYS) {
        say("site.conf: keypad: \"%s\" is left out: no key of SDL, or more than %d", name, KEYPAD_KEYS);
        return;
    }
    keypad->map[keypad->n_map].code = code;
    keypad->map[keypad->n_map++].key = key;
}

static void add_meaning(struct keypad *keypad, const json_t *setting, int key)
{
    const json_t *names = json_object_get(setting, meanings[key].name), *name;
    size_t i;
    json_array_foreach (names, i, name)
        add(keypad, json_is_string(name) ? json_string_value(name) : "", key);
    for (i = 0; !names && i < COUNT(meanings[key].keys) && meanings[key].keys[i]; i++)
        add(keypad, meanings[key].keys[i], key);
}

bool keypad_is_there(const json_t *settings)
{
    const json_t *setting = json_object_get(settings, "keypad");
    return json_is_true(setting) || json_is_object(setting);
}

void keypad_open(struct keypad *keypad, const json_t *settings)
{
    const json_t *setting = json_object_get(settings, "keypad");
    *keypad = (struct keypad){.there = keypad_is_there(settings)};
    for (int key = KEYPAD_NONE + 1; keypad->there && key < KEYPAD_MEANINGS; key++)
        add_meaning(keypad, setting, key);
}

static int meaning_of(const struct keypad *keypad, SDL_Keycode code)
{
    if (code >= SDLK_0 && code <= SDLK_9)
        return KEYPAD_DIGIT + (int)(code - SDLK_0);
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9)
        return KEYPAD_DIGIT + 1 + (int)(code - SDLK_KP_1);
    if (code == SDLK_KP_0)
        return KEYPAD_DIGIT;
    for (int i = 0; i < keypad->n_map; i++)
        if (keypad->map[i].code == code)
            return keypad->map[i].key;
    return KEYPAD_NONE;
}

/* Keys without a meaning count towards the burst too: a scanner types letters among its digits. Those before this one
 * that nobody has taken yet came with it, whatever the clock says: the window was busy. */
void keypad_press(struct keypad *keypad, const SDL_KeyboardEvent *event, int64_t now)
{
    bool chord = event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI | KMOD_MODE);
    if (!keypad->there || event->repeat || chord)
        return;
    if (keypad->n < KEYPAD_BURST)
        keypad->keys[keypad->n] = meaning_of(keypad, event->keysym.sym);
    keypad->last = now;
    if (++keypad->n > KEYPAD_BURST)
        keypad->foreign = now + KEYPAD_TAIL_MS;
    else if (now < keypad->foreign)
        keypad->n = KEYPAD_BURST + 1;
}

int keypad_take(struct keypad *keypad, int64_t now, int keys[KEYPAD_BURST])
{
    if (keypad->n == 0 || now - keypad->last < KEYPAD_CALM_MS)
        return 0;
    int n = keypad->n <= KEYPAD_BURST ? keypad->n : 0;
    memcpy(keys, keypad->keys, sizeof keypad->keys);
    keypad_forget(keypad);
    return n;
}

void keypad_forget(struct keypad *keypad)
{
    memset(keypad->keys, 0, sizeof keypad->keys);
    keypad->n = 0;
}

int64_t keypad_due(const struct keypad *keypad, int64_t now)
{
    if (keypad->n == 0)
        return -1;
    int64_t left = keypad->last + KEYPAD_CALM_MS - now;
    return left > 0 ? left : 0;
}
