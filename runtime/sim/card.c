/* card.c - see card.h. */
#include "sim/card.h"

#include "base/conf.h"

#include <string.h>

static const char *const fields[] = {"nik", "name", "birth", "sex", "address", "region"};

static bool card_complete(const json_t *row)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        if (!*json_text(row, fields[i]) || strpbrk(json_text(row, fields[i]), "\t\n"))
            return false;
    return true;
}

int card_open(struct card *card, const char *path)
{
    json_t *conf = conf_read_file(path), *row;
    size_t i;
    if (!conf)
        return E_FORMAT;
    card->cards = json_incref(json_object_get(conf, "cards"));
    json_decref(conf);
    json_array_foreach (card->cards, i, row) {
        if (!card_complete(row))
            return fail(E_FORMAT, "%s: card %zu lacks something", path, i + 1);
    }
    return json_array_size(card->cards) > 0 ? OK : fail(E_FORMAT, "%s: no cards", path);
}

void card_close(struct card *card)
{
    json_decref(card->cards);
    card->cards = NULL;
}

static void reply(struct card *card, const char *line)
{
    if (!card->silent)
        card->reply(card->mine, line, strlen(line));
}

int card_insert(struct card *card, int64_t number, bool bad)
{
    if (card->in || number < 1 || number > (int64_t)json_array_size(card->cards))
        return E_STATE;
    card->in = (int)number;
    card->bad = bad;
    reply(card, "in\n");
    return OK;
}

void card_remove(struct card *card)
{
    if (!card->in)
        return;
    card->in = 0;
    card->bad = false;
    reply(card, "out\n");
}

static void read_out(struct card *card)
{
    const json_t *row = json_array_get(card->cards, (size_t)card->in - 1);
    const char *line = "card";
    for (size_t i = 0; i < COUNT(fields); i++)
        line = turn_text("%s\t%s", line, json_text(row, fields[i]));
    reply(card, turn_text("%s\n", line));
}

static void obey(struct card *card)
{
    if (strcmp(card->line, "state") == 0)
        reply(card, card->in ? "in\n" : "out\n");
    else if (strcmp(card->line, "read") != 0)
        say("the card reader is asked \"%s\"", card->line);
    else if (!card->in)
        reply(card, "empty\n");
    else if (card->bad)
        reply(card, "unreadable\n");
    else
        read_out(card);
}

void card_take(struct card *card, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != '\n') {
            if (card->n_line < sizeof card->line - 1)
                card->line[card->n_line++] = (char)bytes[i];
            continue;
        }
        card->line[card->n_line] = '\0';
        card->n_line = 0;
        obey(card);
    }
}

void card_forget_line(struct card *card)
{
    card->n_line = 0;
}
