/* options.c - see options.h. */
#include "up/options.h"

#include "up/ask.h"

#include <stdio.h>
#include <string.h>

static const struct option *find(const struct option *options, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, options[i].name) == 0 || (options[i].also && strcmp(word, options[i].also) == 0))
            return &options[i];
    return NULL;
}

static int wrong(const char *help, const char *why)
{
    fputs(help, stderr);
    return sorry(E_FORMAT, "%s", why);
}

static int put(const struct option *option, const char *value, const char *help)
{
    int at = option->n ? *option->n : option->values[0] ? 1 : 0;
    if (at >= option->most)
        return wrong(help, turn_text("%s is there too often", option->name));
    option->values[at] = value;
    if (option->n)
        ++*option->n;
    return OK;
}

int options_take(struct words *words, const struct option *options, size_t n_options, int least, int most,
                 const char *help)
{
    int left = 0;
    for (int i = 0; i < words->n; i++) {
        const struct option *option = find(options, n_options, words->at[i]);
        if (strcmp(words->at[i], "--help") == 0 || strcmp(words->at[i], "-h") == 0)
            return fputs(help, stdout), 1;
        if (!option && words->at[i][0] == '-')
            return wrong(help, turn_text("there is no option %s here", words->at[i]));
        if (option && i + 1 == words->n)
            return wrong(help, turn_text("%s wants a value", words->at[i]));
        if (!option)
            words->at[left++] = words->at[i];
        else if (put(option, words->at[++i], help) < 0)
            return E_FORMAT;
    }
    words->n = left;
    return left >= least && left <= most ? OK : wrong(help, "this is not how it is used");
}
