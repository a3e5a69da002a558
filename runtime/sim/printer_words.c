/* printer_words.c - the slip printer. Most of what can befall it may also wait for a byte of the page. */
#include "sim/sim.h"

enum { ROWS_CM = 80 };

static const char *give_paper(struct sim *sim, struct deed deed)
{
    printer_set_paper(&sim->printer, (enum printer_paper)deed.what);
    return "ok";
}

static const char *leave_paper(struct sim *sim, struct deed deed)
{
    printer_leave_paper(&sim->printer, deed.number * ROWS_CM);
    return "ok";
}

enum mishaps { NO_PAPER, COVER_OPENS, JAMS, HALTS, FALLS_SILENT, LOSES_POWER };

static const char *befall(struct sim *sim, struct deed deed)
{
    static void (*const mishaps[])(struct printer *) = {
        [NO_PAPER] = printer_lose_paper, [COVER_OPENS] = printer_open_cover,   [JAMS] = printer_jam,
        [HALTS] = printer_halt,          [FALLS_SILENT] = printer_fall_silent, [LOSES_POWER] = printer_unplug};
    printer_break(&sim->printer, mishaps[deed.what], (size_t)deed.number);
    return "ok";
}

static const char *mend(struct sim *sim, struct deed deed)
{
    static void (*const mends[])(struct printer *, bool) = {[COVER_OPENS] = printer_set_cover,
                                                            [JAMS] = printer_set_jam,
                                                            [HALTS] = printer_set_halted,
                                                            [FALLS_SILENT] = printer_set_silent};
    mends[deed.what](&sim->printer, false);
    return "ok";
}

static const char *plug_in(struct sim *sim, struct deed deed)
{
    (void)deed;
    printer_set_power(&sim->printer, true);
    plug_put(&sim->printer_plug);
    return "ok";
}

static const char *reset(struct sim *sim, struct deed deed)
{
    printer_break(&sim->printer, printer_unplug, 0);
    printer_set_silent(&sim->printer, false);
    return plug_in(sim, deed);
}

static const char *garbage(struct sim *sim, struct deed deed)
{
    (void)deed;
    return sim_noise(&sim->printer_plug, 256) == OK ? "ok" : "error no driver listens to the slip printer";
}

static const struct command commands[] = {
    {"paper in", ALONE, "a full roll", give_paper, PAPER_FULL},
    {"paper low", ALONE, "the roll nears its end", give_paper, PAPER_LOW},
    {"paper", LENGTH, "so much of the roll is left", leave_paper, 0},
    {"paper out", AFTER, "the roll ends", befall, NO_PAPER},
    {"cover open", AFTER, "somebody opens the cover", befall, COVER_OPENS},
    {"cover close", ALONE, "and closes it", mend, COVER_OPENS},
    {"printer jam", AFTER, "a slip stuck in the knife", befall, JAMS},
    {"printer free", ALONE, "somebody with a key", mend, JAMS},
    {"printer halt", AFTER, "its off-line button", befall, HALTS},
    {"printer go", ALONE, "the same button", mend, HALTS},
    {"printer silent on", AFTER, "it works, but answers nothing", befall, FALLS_SILENT},
    {"printer silent off", ALONE, "it answers again", mend, FALLS_SILENT},
    {"printer garbage", ALONE, "it says 256 bytes of anything", garbage, 0},
    {"printer unplug", AFTER, "the mains: what it held is gone", befall, LOSES_POWER},
    {"printer plug", ALONE, "the mains are back", plug_in, 0},
    {"printer reset", ALONE, "off and on, and no longer silent", reset, 0},
};

static json_t *status(const struct sim *sim)
{
    static const char *const papers[] = {"full", "low", "out"};
    const struct printer *p = &sim->printer;
    json_t *now =
        json_pack("{sb,sb,ss,ss,sb,sb,sb,sb}", "power", (int)p->power, "online", (int)printer_online(p), "paper",
                  papers[p->paper], "cover", p->cover_open ? "open" : "closed", "jam", (int)p->jammed, "halted",
                  (int)p->halted, "silent", (int)p->silent, "called", (int)plug_called(&sim->printer_plug));
    json_t *work = json_pack("{sI,sI,si,si,sI}", "waiting", (json_int_t)p->n_buffer, "rows", (json_int_t)p->strip.inked,
                             "slips", p->last.number, "torn", p->torn, "strange", (json_int_t)p->strange);
    if (p->left >= 0)
        json_object_set_new(work, "left", json_integer(p->left * 10 / ROWS_CM));
    json_object_update(now, work);
    json_decref(work);
    return now;
}

const struct device_class printer_class = {"printer", commands, COUNT(commands), status};
