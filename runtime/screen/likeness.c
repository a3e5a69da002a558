/* likeness.c - see likeness.h. */
#include "screen/likeness.h"

#include "base/base.h"

#include <stdio.h>
#include <string.h>

enum { ROOT_MIN = 4, FAR = 99 };

/* --- roots -----------------------------------------------------------------------------------------------------------
 */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* The longest that leaves a root; what a nasal swallowed (mengirim: kirim) is left to the slips. */
static bool cut_front(struct likeness_word *word)
{
    static const char *const prefixes[] = {"meng", "meny", "peng", "peny", "mem", "men", "pem", "pen", "per",
                                           "ber",  "ter",  "me",   "pe",   "di",  "ke",  "se",  "ng",  "ny"};
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        int n = (int)strlen(prefixes[i]);
        if (!begins(word->root, prefixes[i]) || word->n_root - n < ROOT_MIN)
            continue;
        memmove(word->root, word->root + n, (size_t)(word->n_root - n + 1));
        word->n_root -= n;
        return true;
    }
    return false;
}

static bool cut_end(struct likeness_word *word)
{
    static const char *const suffixes[] = {"nya", "kan", "an", "in", "i", "s"};
    for (size_t i = 0; i < COUNT(suffixes); i++) {
        int n = (int)strlen(suffixes[i]);
        if (word->n_root - n < ROOT_MIN || strcmp(word->root + word->n_root - n, suffixes[i]) != 0)
            continue;
        word->n_root -= n;
        word->root[word->n_root] = 0;
        return true;
    }
    return false;
}

struct likeness_word likeness_word(const char *text)
{
    struct likeness_word word = {.group = 0};
    snprintf(word.text, sizeof word.text, "%s", text);
    strcpy(word.root, word.text);
    word.n = word.n_root = (int)strlen(word.text);
    if (cut_front(&word))
        cut_front(&word);
    if (cut_end(&word))
        cut_end(&word);
    return word;
}

/* --- slips -----------------------------------------------------------------------------------------------------------
 */

struct slips {
    int whole;     /* until it is the word */
    int beginning; /* until it is how the word begins */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Letters left out, too many, others, or two swapped, counted row by row of typed letters. */
static struct slips count_slips(const char *typed, int n, const char *word, int m)
{
    int rows[3][LIKENESS_WORD + 1] = {{0}}, *before = rows[0], *last = rows[1], *row = rows[2];
    for (int j = 0; j <= m; j++)
        last[j] = before[j] = j;
    for (int i = 1; i <= n; i++) {
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            bool same = typed[i - 1] == word[j - 1];
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        int *oldest = before;
        before = last, last = row, row = oldest;
    }
    struct slips slips = {last[m], FAR};
    for (int j = 0; j <= m; j++)
        slips.beginning = least(slips.beginning, last[j]);
    return slips;
}

/* Three letters may only be swapped: of abbreviations too many are one letter away. */
static bool are_swapped(const char *a, const char *b)
{
    for (int i = 0; i < 2; i++)
        if (a[i] == b[i + 1] && a[i + 1] == b[i] && a[i ? 0 : 2] == b[i ? 0 : 2])
            return true;
    return false;
}

static int slips_allowed(int letters)
{
    return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

static int misspelt(const struct likeness_word *typed, const struct likeness_word *word)
{
    if (typed->n == 3 && word->n == 3 && are_swapped(typed->text, word->text))
        return 58;
    int most = slips_allowed(typed->n);
    if (most == 0 || word->n < 3 || word->n + most < typed->n)
        return 0;
    struct slips slips = count_slips(typed->text, typed->n, word->text, word->n);
    if (slips.whole <= most && (slips.whole < 2 || *typed->text == *word->text))
        return 70 - 12 * slips.whole;
    if (typed->n > 4 && slips.beginning <= most && *typed->text == *word->text)
        return 58 - 12 * slips.beginning;
    bool roots = typed->n_root >= 5 && word->n_root >= 5;
    return roots && count_slips(typed->root, typed->n_root, word->root, word->n_root).whole == 1 ? 50 : 0;
}

/* "ktpku", "ktpnya"; of a longer word any end. */
static bool has_ending(const struct likeness_word *typed, const struct likeness_word *word)
{
    static const char *const endings[] = {"ku", "mu", "nya", "el"};
    if (word->n < 3 || !begins(typed->text, word->text))
        return false;
    for (size_t i = 0; i < COUNT(endings); i++)
        if (strcmp(typed->text + word->n, endings[i]) == 0)
            return true;
    return word->n > ROOT_MIN;
}

int likeness_of(const struct likeness_word *typed, const struct likeness_word *word)
{
    if (strcmp(typed->text, word->text) == 0)
        return 100;
    if (begins(word->text, typed->text))
        return 92 - least(word->n - typed->n, 12);
    if (typed->group && typed->group == word->group)
        return 84;
    if (typed->n_root >= 3 && strcmp(typed->root, word->root) == 0)
        return 82;
    if (typed->n_root >= ROOT_MIN && begins(word->root, typed->root))
        return 72;
    if (has_ending(typed, word))
        return 66;
    return misspelt(typed, word);
}
