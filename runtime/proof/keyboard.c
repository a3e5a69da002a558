/* keyboard.c - see keyboard.h. */
#include "proof/keyboard.h"

#include "base/base.h"

#include "kiosk_driver.h"

#include <linux/input-event-codes.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    unsigned code;
    char plain, shifted;
} keys[] = {{KEY_1, '1', '!'},           {KEY_2, '2', '@'},     {KEY_3, '3', '#'},          {KEY_4, '4', '$'},
            {KEY_5, '5', '%'},           {KEY_6, '6', '^'},     {KEY_7, '7', '&'},          {KEY_8, '8', '*'},
            {KEY_9, '9', '('},           {KEY_0, '0', ')'},     {KEY_MINUS, '-', '_'},      {KEY_EQUAL, '=', '+'},
            {KEY_TAB, '\t', 0},          {KEY_Q, 'q', 'Q'},     {KEY_W, 'w', 'W'},          {KEY_E, 'e', 'E'},
            {KEY_R, 'r', 'R'},           {KEY_T, 't', 'T'},     {KEY_Y, 'y', 'Y'},          {KEY_U, 'u', 'U'},
            {KEY_I, 'i', 'I'},           {KEY_O, 'o', 'O'},     {KEY_P, 'p', 'P'},          {KEY_LEFTBRACE, '[', '{'},
            {KEY_RIGHTBRACE, ']', '}'},  {KEY_ENTER, '\n', 0},  {KEY_A, 'a', 'A'},          {KEY_S, 's', 'S'},
            {KEY_D, 'd', 'D'},           {KEY_F, 'f', 'F'},     {KEY_G, 'g', 'G'},          {KEY_H, 'h', 'H'},
            {KEY_J, 'j', 'J'},           {KEY_K, 'k', 'K'},     {KEY_L, 'l', 'L'},          {KEY_SEMICOLON, ';', ':'},
            {KEY_APOSTROPHE, '\'', '"'}, {KEY_GRAVE, '`', '~'}, {KEY_BACKSLASH, '\\', '|'}, {KEY_Z, 'z', 'Z'},
            {KEY_X, 'x', 'X'},           {KEY_C, 'c', 'C'},     {KEY_V, 'v', 'V'},          {KEY_B, 'b', 'B'},
            {KEY_N, 'n', 'N'},           {KEY_M, 'm', 'M'},     {KEY_COMMA, ',', '<'},      {KEY_DOT, '.', '>'},
            {KEY_SLASH, '/', '?'},       {KEY_SPACE, ' ', 0}};

unsigned keyboard_find(char c, bool *shift)
{
    for (size_t i = 0; i < COUNT(keys); i++)
        if (c == keys[i].plain || (c && c == keys[i].shifted)) {
            *shift = c != keys[i].plain;
            return keys[i].code;
        }
    return 0;
}

static size_t put(uint8_t *to, unsigned type, unsigned code, bool down)
{
    const uint8_t event[KD_EVENT] = {(uint8_t)type, 0, (uint8_t)code, (uint8_t)(code >> 8), down};
    memcpy(to, event, KD_EVENT);
    return KD_EVENT;
}

/* Shift is held for one key, as scanners do it. */
static size_t press(uint8_t *to, unsigned code, bool shift)
{
    size_t n = shift ? put(to, EV_KEY, KEY_LEFTSHIFT, true) : 0;
    n += put(to + n, EV_KEY, code, true);
    n += put(to + n, EV_KEY, code, false);
    return n + (shift ? put(to + n, EV_KEY, KEY_LEFTSHIFT, false) : 0);
}

size_t keyboard_drop(uint8_t *to)
{
    return put(to, EV_SYN, SYN_DROPPED, false);
}

static size_t press_letter(uint8_t *to, char c)
{
    bool shift = false;
    unsigned code = keyboard_find(c, &shift);
    return code ? press(to, code, shift) : 0;
}

static const char *press_quoted(const char *at, uint8_t *to, size_t *n)
{
    for (; *at && *at != '"'; at++) {
        bool escape = at[0] == '\\' && (at[1] == 'n' || at[1] == 't');
        size_t more = press_letter(to + *n, !escape ? *at : at[1] == 'n' ? '\n' : '\t');
        if (more == 0)
            return NULL;
        *n += more;
        at += escape;
    }
    return *at ? at + 1 : NULL;
}

int64_t keyboard_type(const char *text, uint8_t *to)
{
    size_t n = 0;
    for (const char *at = text; at && *at;) {
        char *end = NULL;
        unsigned long code = *at == 'c' ? strtoul(at + 1, &end, 10) : 0;
        if (*at == ' ')
            at++;
        else if (*at == '"')
            at = press_quoted(at + 1, to, &n);
        else if (code > 0 && code < KEY_CNT && end)
            n += press(to + n, (unsigned)code, false), at = end;
        else
            return E_FORMAT;
        if (!at)
            return E_FORMAT;
    }
    return (int64_t)n;
}
