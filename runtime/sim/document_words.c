/* document_words.c - the printer of A4 documents: what is done to it is a member of struct press that is set or not. */
#include "sim/sim.h"

#include <stddef.h>

#define OF(member) (int)offsetof(struct press, member)

/* It goes on with what is right again, or stops. */
static const char *set(struct sim *sim, int member, bool on)
{
    *(bool *)((char *)&sim->press + member) = on;
    press_look(&sim->press);
    return "ok";
}

static const char *spoil(struct sim *sim, struct deed deed)
{
    return set(sim, deed.what, true);
}

static const char *mend(struct sim *sim, struct deed deed)
{
    return set(sim, deed.what, false);
}

static const char *fill(struct sim *sim, struct deed deed)
{
    sim->press.letter = deed.what;
    return set(sim, OF(out), false);
}

static const char *slow(struct sim *sim, struct deed deed)
{
    sim->press.slow = deed.number;
    return "ok";
}

static const char *unplug(struct sim *sim, struct deed deed)
{
    (void)deed;
    press_unplug(&sim->press);
    return "ok";
}

static const struct command commands[] = {
    {"a4 in", ALONE, "the tray is full of A4", fill, false},
    {"a4 letter", ALONE, "the tray is full of Letter", fill, true},
    {"a4 out", ALONE, "the tray is empty", spoil, OF(out)},
    {"a4 jam", ALONE, "a sheet stuck in it", spoil, OF(jammed)},
    {"a4 free", ALONE, "somebody takes the sheet out", mend, OF(jammed)},
    {"a4 open", ALONE, "somebody opens the cover", spoil, OF(open)},
    {"a4 close", ALONE, "and closes it", mend, OF(open)},
    {"a4 slow", NUMBER, "so many ms a document takes (50)", slow, 50},
    {"a4 silent on", ALONE, "it hears and says nothing", spoil, OF(silent)},
    {"a4 silent off", ALONE, "it answers again", mend, OF(silent)},
    {"a4 garbage on", ALONE, "its answers are no IPP", spoil, OF(garbled)},
    {"a4 garbage off", ALONE, "they are again", mend, OF(garbled)},
    {"a4 busy on", ALONE, "it answers that it has no time", spoil, OF(busy)},
    {"a4 busy off", ALONE, "it has time again", mend, OF(busy)},
    {"a4 unplug", ALONE, "the mains: what it held is gone", unplug, 0},
    {"a4 plug", ALONE, "the mains are back", mend, OF(pulled)},
};

static json_t *status(const struct sim *sim)
{
    const struct press *press = &sim->press;
    return json_pack("{sb,ss,ss,sb,sb,sb,sb,sI,si,si}", "power", (int)!press->pulled, "paper",
                     press->out      ? "out"
                     : press->letter ? "letter"
                                     : "a4",
                     "cover", press->open ? "open" : "closed", "jam", (int)press->jammed, "silent", (int)press->silent,
                     "garbage", (int)press->garbled, "busy", (int)press->busy, "slow", (json_int_t)press->slow, "jobs",
                     press->last_job, "documents", press->documents);
}

const struct device_class document_class = {"documents", commands, COUNT(commands), status};
