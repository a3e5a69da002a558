/* command.c - the language of the simulated devices: the words of all classes, and a few of the simulator's own. What
 * it does not understand it answers with what was wrong, where, and what could have been said. */
#include "sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct device_class *const classes[] = {&printer_class, &document_class, &card_class,
                                              &stripe_class,  &scanner_class,  &camera_class,
                                              &lamp_class,    &keypad_class,   NULL};

static const char *const tails[] = {
    [ALONE] = "", [NUMBER] = " [N]", [AFTER] = " [after BYTES]", [LENGTH] = " N cm", [TEXT] = " TEXT"};

static const char own_words[] = "status slips watch help";

/* ---- how they are */

json_t *sim_status(const struct sim *sim)
{
    json_t *now = json_object();
    for (const struct device_class *const *at = classes; *at; at++)
        json_object_set_new(now, (*at)->name, (*at)->status(sim));
    return now;
}

static char *as_line(json_t *value)
{
    char *text = json_write(value), *copy = turn_text("%s", text);
    free(text);
    json_decref(value);
    return copy;
}

/* {class: {words: what they do}} */
static json_t *help(void)
{
    json_t *all = json_object();
    for (const struct device_class *const *at = classes; *at; at++) {
        json_t *words = json_object();
        for (size_t i = 0; i < (*at)->n; i++) {
            const struct command *c = &(*at)->commands[i];
            json_object_set_new(words, turn_text("%s%s", c->words, tails[c->tail]), json_string(c->does));
        }
        json_object_set_new(all, (*at)->name, words);
    }
    return all;
}

/* ---- reading a line */

/* A whole number from there on, and behind it `end`. */
static bool read_number(const char *from, const char *end, int64_t *number)
{
    char *after;
    if (*from < '0' || *from > '9')
        return false;
    *number = strtoll(from, &after, 10);
    return *number <= INT32_MAX && strcmp(after, end) == 0;
}

/* What follows the words of a command; false when that is not allowed there. */
static bool read_tail(const struct command *c, const char *tail, struct deed *deed)
{
    static const char after[] = " after ";
    *deed = (struct deed){c->what, c->tail == NUMBER ? c->what : 0, *tail ? tail + 1 : ""};
    switch (c->tail) {
    case TEXT:
        return *deed->text;
    case LENGTH:
        return read_number(deed->text, " cm", &deed->number);
    case NUMBER:
        return !*tail || read_number(deed->text, "", &deed->number);
    case AFTER:
        return !*tail ||
               (strncmp(tail, after, sizeof after - 1) == 0 && read_number(tail + sizeof after - 1, "", &deed->number));
    case ALONE:
        break;
    }
    return !*tail;
}

static bool begins_with(const char *line, const char *words)
{
    size_t n = strlen(words);
    return strncmp(line, words, n) == 0 && (line[n] == ' ' || !line[n]);
}

/* The command with the most words that the line begins with. */
static const struct command *find(const char *line)
{
    const struct command *found = NULL;
    for (const struct device_class *const *at = classes; *at; at++)
        for (size_t i = 0; i < (*at)->n; i++) {
            const struct command *c = &(*at)->commands[i];
            if (begins_with(line, c->words) && (!found || strlen(c->words) > strlen(found->words)))
                found = c;
        }
    return found;
}

/* ---- what could have been said */

static bool same_first_word(const char *line, const char *words)
{
    size_t n = strcspn(words, " ");
    return strcspn(line, " ") == n && strncmp(line, words, n) == 0;
}

static bool has_word(const struct device_class *class, const char *line)
{
    for (size_t i = 0; i < class->n; i++)
        if (same_first_word(line, class->commands[i].words))
            return true;
    return false;
}

static char *words_of(const struct device_class *class)
{
    char *list = turn_text("%s", "");
    for (size_t i = 0; i < class->n; i++)
        list = turn_text("%s%s%s%s", list, i ? ", " : "", class->commands[i].words, tails[class->commands[i].tail]);
    return list;
}

/* The first word of each command, each once. */
static char *first_words(void)
{
    char *list = turn_text("%s", "");
    for (const struct device_class *const *at = classes; *at; at++)
        for (size_t i = 0; i < (*at)->n; i++) {
            const char *words = (*at)->commands[i].words;
            if (i == 0 || !same_first_word(words, (*at)->commands[i - 1].words))
                list = turn_text("%s%.*s ", list, (int)strcspn(words, " "), words);
        }
    return list;
}

static char *not_understood(const char *line, const struct command *near)
{
    if (near && strchr(near->words, ' '))
        return turn_text("error \"%s\": after \"%s\" that means nothing; say: %s%s", line, near->words, near->words,
                         tails[near->tail]);
    for (const struct device_class *const *at = classes; *at; at++)
        if (has_word(*at, line))
            return turn_text("error \"%s\": no such command of the %s; there is: %s", line, (*at)->name, words_of(*at));
    return turn_text("error \"%.*s\" is no word of the simulator; a command begins with one of: %s%s",
                     (int)strcspn(line, " "), line, first_words(), own_words);
}

char *sim_command(struct sim *sim, const char *line)
{
    struct deed deed;
    if (strcmp(line, "status") == 0)
        return as_line(sim_status(sim));
    if (strcmp(line, "slips") == 0)
        return as_line(json_incref(sim->slips));
    if (strcmp(line, "help") == 0)
        return as_line(help());
    const struct command *command = find(line);
    if (!command || !read_tail(command, line + strlen(command->words), &deed))
        return not_understood(line, command);
    const char *answer = command->run(sim, deed);
    plug_resume(&sim->printer_plug);
    return turn_text("%s", answer);
}
