/* words.h - texts by key and language, with numbers, days and money as people here write and say them.
 *
 * Words are JSON: {language: {group: {group: text}}}, read from words.LANGUAGE.conf files. ui words the screen and
 * speech with them, paper the slip: one source, so what is seen, heard and printed agrees. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/clock.h"
#include "base/json.h"

/* The text at a dotted key; falls back to Indonesian, then NULL. Borrowed. */
const char *words_find(const json_t *words, const char *language, const char *key);

/* The same, but never NULL: a missing text shows as its key in brackets, so that a check and an eye find it. Turn
 * memory. */
const char *words_get(const json_t *words, const char *language, const char *key);

/* "child[2].name#2.title" is worded by "name.title": neither a scope nor the number of a key that comes again is of it.
 * Turn memory. */
const char *words_key(const char *key);

/* Puts values into {name}; {name:rupiah}, {name:day}, {name:number}, {name:spell} say how a value is written. Unknown
 * names stay as they are. Turn memory. */
char *words_fill(const char *text, const char *language, const json_t *with);

/* How the site's languages write days, times and numbers: writing.LANGUAGE.conf of its folder of words. Once, when a
 * program begins; before that, and for a language without such a file, all is written as in Indonesian. */
void words_learn(const json_t *settings);

/* Every plugin and every screen is worded in these; in any other language a missing text is shown in Indonesian. */
bool words_required(const char *language);

/* "Rp30.000", "Rp 30,000" - in turn memory, like all below. */
char *words_rupiah(const char *language, int64_t amount);
char *words_number(const char *language, int64_t number);

/* "14 Mei 2026" / "14 May 2026"; with the weekday in front: "Rabu, 14 Mei 2026". */
char *words_day(const char *language, struct day day, bool with_weekday);

/* "Rabu": 0 is Sunday. Borrowed. */
const char *words_weekday(const char *language, int weekday);

/* "09.41" as Indonesia writes it, "09:41" in English. */
char *words_time(const char *language, int hour, int minute);

/* Digit by digit for speech: "A027" is "A, nol dua tujuh"; letters by their Indonesian names, so that no voice guesses.
 */
char *words_spell(const char *language, const char *code);

/* What the wall screen says: "Nomor antrean, A, nol dua tujuh, silakan menuju loket, A, empat." */
char *words_call(const char *language, const char *number, const char *counter);

#endif
