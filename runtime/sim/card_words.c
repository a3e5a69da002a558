/* card_words.c - the card reader. */
#include "sim/sim.h"

static const char *put_in(struct sim *sim, int64_t number, bool bad)
{
    int people = (int)json_array_size(sim->card.cards);
    if (sim->card.in)
        return "error a card is in already; say: card out";
    if (card_insert(&sim->card, number, bad) == OK)
        return "ok";
    return turn_text("error there is no card %lld; say a number from 1 to %d", (long long)number, people);
}

static const char *insert(struct sim *sim, struct deed deed)
{
    return put_in(sim, deed.number, false);
}

static const char *insert_bad(struct sim *sim, struct deed deed)
{
    return put_in(sim, deed.number, true);
}

static const char *take_out(struct sim *sim, struct deed deed)
{
    (void)deed;
    card_remove(&sim->card);
    return "ok";
}

static const char *silence(struct sim *sim, struct deed deed)
{
    sim->card.silent = deed.what;
    return "ok";
}

static const char *garbage(struct sim *sim, struct deed deed)
{
    (void)deed;
    return sim_noise(&sim->card_plug, 4096) == OK ? "ok" : "error no driver listens to the card reader";
}

static const char *cable(struct sim *sim, struct deed deed)
{
    return sim_cable(&sim->card_plug, deed.what);
}

static const struct command commands[] = {
    {"card in", NUMBER, "the card of the Nth person of cards.conf (1) goes in", insert, 1},
    {"card bad", NUMBER, "the same, but it cannot be read", insert_bad, 1},
    {"card out", ALONE, "the card comes out", take_out, 0},
    {"card silent on", ALONE, "the reader answers nothing", silence, true},
    {"card silent off", ALONE, "it answers again", silence, false},
    {"card garbage", ALONE, "it says 4 KiB of anything, as one line", garbage, 0},
    {"card unplug", ALONE, "its cable", cable, false},
    {"card plug", ALONE, "the cable again", cable, true},
};

static json_t *status(const struct sim *sim)
{
    const struct card *card = &sim->card;
    json_t *people = json_array(), *row;
    size_t i;
    json_array_foreach (card->cards, i, row)
        json_array_append_new(people, json_string(json_text(row, "name")));
    return json_pack("{ss,si,sb,sb,sb,so}", "card",
                     !card->in   ? "out"
                     : card->bad ? "bad"
                                 : "in",
                     "number", card->in, "silent", (int)card->silent, "power", (int)!sim->card_plug.pulled, "called",
                     (int)plug_called(&sim->card_plug), "people", people);
}

const struct device_class card_class = {"card", commands, COUNT(commands), status};
