/* entry.h - what a citizen types into one step, and the rules of each kind of answer.
 *
 * Rules are checked while typing, so that Lanjut is only there when the answer is one. A NIK is never refused for what
 * its digits say: those are warnings. */
#ifndef SCREEN_ENTRY_H
#define SCREEN_ENTRY_H

#include "base/clock.h"

enum { ENTRY_MAX = 240, ENTRY_DATE = 8, ENTRY_NIK = 16, ENTRY_PHONE = 15, ENTRY_NUMBER = 12 };

struct entry {
    char text[ENTRY_MAX + 1];
    bool symbols; /* the keyboard's other layer */
    bool shift;   /* the next letter is a capital */
};

void entry_clear(struct entry *entry);
void entry_set(struct entry *entry, const char *text);
int entry_letters(const struct entry *entry);

/* One letter, or digit, unless `max` letters are there; spaces stay single and never lead. */
void entry_add(struct entry *entry, char letter, int max);
void entry_delete(struct entry *entry);

/* The same for text in capitals or in ordinary writing: a word begins with a capital unless shift says otherwise. */
void entry_type(struct entry *entry, char letter, int max, bool upper);

/* What a key does: key:A, key:space, key:delete, key:123, key:shift, pad:7, pad:delete, clear. False when it is none.
 */
bool entry_tap(struct entry *entry, const char *id, int max, bool upper);

/* Without the space at the end; false when it is shorter than min. `to` is at least ENTRY_MAX + 1 bytes. */
bool entry_text(const struct entry *entry, int min, char *to);

bool entry_number(const char *typed, int64_t min, int64_t max, int64_t *to);

/* Eight digits DDMMYYYY; false while they are no day. */
bool entry_date(const char *typed, struct day *to);
void entry_date_digits(struct day day, char to[9]);

#endif
