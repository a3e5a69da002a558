/* cards.h - what is on the cards of tests: which command is answered by what. */
#ifndef DEVICE_CARDS_H
#define DEVICE_CARDS_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct card_answer {
    const char *command, *answer; /* hex */
};

/* A command that is not among its answers is answered 6d00. */
struct card {
    const char *atr;                   /* hex */
    const struct card_answer *answers; /* ends with NULL */
};

static const struct card card_uid = {
    "3b8f8001804f0ca000000306030001000000006a",
    (const struct card_answer[]){{"ffca000000", "04a1b2c3d4e5809000"}, {NULL, NULL}},
};

static const struct card card_ktpel = {
    "3b888001000000007381c10021",
    (const struct card_answer[]){{"00a40000027f0a", "6f009000"},
                                 {"00a40000026ff0", "9000"},
                                 {"00b0000036", "00019000"},
                                 {"0084000008", "01020304050607089000"},
                                 {NULL, NULL}},
};

enum { CARD_KTPEL_COMMANDS = 4 };

static inline size_t card_hex(const char *text, uint8_t *to)
{
    size_t n = 0;
    unsigned byte;
    for (; sscanf(text, "%2x", &byte) == 1; text += 2)
        to[n++] = (uint8_t)byte;
    return n;
}

static inline const char *card_find(const struct card *card, const uint8_t *command, size_t n)
{
    uint8_t known[64];
    for (const struct card_answer *a = card->answers; a->command; a++)
        if (card_hex(a->command, known) == n && memcmp(known, command, n) == 0)
            return a->answer;
    return "6d00";
}

#endif
