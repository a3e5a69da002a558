/* Three fingers type, faster than anybody can: they overlap in every way, and no letter is lost, doubled or swapped. */
#include "stand.h"
#include "test.h"

#include "base/clock.h"

#include <stdlib.h>

enum { ROUNDS = 5, LETTERS = 120, HANDS = 3 };

static const char *key(char letter)
{
    return turn_text("key:%c", letter);
}

/* The second is down before the first one is up, and goes up after it, or before. */
static void test_thumbs(void)
{
    static const char text[] = "SITI RAHMAWATI BINTI ABDULLAH";
    stand_text(1);
    for (size_t i = 0; text[i + 1]; i += 2) {
        const char *first = text[i] == ' ' ? "key:space" : key(text[i]);
        const char *second = text[i + 1] == ' ' ? "key:space" : key(text[i + 1]);
        stand_finger(XI_TouchBegin, 1, first);
        stand_finger(XI_TouchBegin, 2, second);
        stand_finger(XI_TouchEnd, i % 4 ? 2 : 1, i % 4 ? second : first);
        stand_finger(XI_TouchEnd, i % 4 ? 1 : 2, i % 4 ? first : second);
    }
    check_text(stand_answer(), "SITI RAHMAWATI BINTI ABDULLA");
}

struct hand {
    const char *key; /* NULL: in the air */
};

static bool is_held(const struct hand *hands, const char *wanted)
{
    for (int i = 0; i < HANDS; i++)
        if (hands[i].key && strcmp(hands[i].key, wanted) == 0)
            return true;
    return false;
}

static void lift(struct hand *hands, unsigned hand)
{
    if (hands[hand].key)
        stand_finger(XI_TouchEnd, hand, hands[hand].key);
    hands[hand].key = NULL;
}

/* Any finger that is free presses the next letter, any other one leaves; two do not share a key. */
static void type(const char *text)
{
    struct hand hands[HANDS] = {0};
    while (*text) {
        unsigned hand = (unsigned)rand() % HANDS;
        if (hands[hand].key || is_held(hands, key(*text))) {
            lift(hands, hand);
            continue;
        }
        hands[hand].key = key(*text++);
        stand_finger(XI_TouchBegin, hand, hands[hand].key);
    }
    for (unsigned hand = 0; hand < HANDS; hand++)
        lift(hands, hand);
}

static void test_three_fingers(void)
{
    char text[LETTERS + 1] = "";
    int64_t began = clock_ms();
    srand(5);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < LETTERS; i++)
            text[i] = (char)('A' + rand() % 26);
        stand_text(1);
        type(text);
        check_text(stand_answer(), text);
    }
    printf("typed: %d letters by three fingers, %lld a second\n", ROUNDS * LETTERS,
           (long long)(ROUNDS * LETTERS * 1000 / (clock_ms() - began + 1)));
}

int main(void)
{
    stand_open();
    stand_visit("V1");
    test_thumbs();
    test_three_fingers();
    check(stand_is_well());
    stand_close();
    return test_end();
}
