/* stripe_words.c - the magnetic stripe reader: each word is what a card pulled through it makes of the line. */
#include "sim/sim.h"

#include <string.h>

static const char *say_line(struct sim *sim, const char *line)
{
    if (!plug_called(&sim->stripe_plug))
        return "error no driver listens to the stripe reader";
    plug_send(&sim->stripe_plug, line, strlen(line));
    sim->swipes++;
    return "ok";
}

/* Both tracks of the person's card: the name on the first, its number on both. */
static const char *swipe(struct sim *sim, struct deed deed)
{
    const json_t *row = json_array_get(sim->card.cards, (size_t)(deed.number - 1));
    const char *nik = json_text(row, "nik");
    if (!row)
        return turn_text("error there is no card %lld; say a number from 1 to %d", (long long)deed.number,
                         (int)json_array_size(sim->card.cards));
    return say_line(sim, turn_text("%%B%s^%s^3112?;%s=3112?\r\n", nik, json_text(row, "name"), nik));
}

static const char *swipe_bad(struct sim *sim, struct deed deed)
{
    (void)deed;
    return say_line(sim, "%E?;E?\r\n");
}

static const char *swipe_half(struct sim *sim, struct deed deed)
{
    (void)deed;
    return say_line(sim, "%B33020");
}

static const char *garbage(struct sim *sim, struct deed deed)
{
    (void)deed;
    return sim_noise(&sim->stripe_plug, 64 << 10) == OK ? "ok" : "error no driver listens to the stripe reader";
}

static const char *cable(struct sim *sim, struct deed deed)
{
    return sim_cable(&sim->stripe_plug, deed.what);
}

static const struct command commands[] = {
    {"stripe swipe", NUMBER, "the card of the Nth person of cards.conf (1) is pulled through", swipe, 1},
    {"stripe bad", ALONE, "a card whose stripe is worn out", swipe_bad, 0},
    {"stripe silent", ALONE, "half a line, and then nothing", swipe_half, 0},
    {"stripe garbage", ALONE, "64 KiB of anything, as one line", garbage, 0},
    {"stripe unplug", ALONE, "its cable", cable, false},
    {"stripe plug", ALONE, "the cable again", cable, true},
};

static json_t *status(const struct sim *sim)
{
    return json_pack("{sb,sb,si}", "power", (int)!sim->stripe_plug.pulled, "called",
                     (int)plug_called(&sim->stripe_plug), "swipes", sim->swipes);
}

const struct device_class stripe_class = {"stripe", commands, COUNT(commands), status};
