/* command.c - what can be done to the simulated devices, as lines of text. The table below is the whole language. */
#include "sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const ok = "ok";

static const char *card_in(struct sim *sim, int64_t number)
{
    return card_insert(&sim->card, number, false) == OK ? ok
                                                        : "error a card is in already, or there is none of that number";
}

static const char *card_bad(struct sim *sim, int64_t number)
{
    return card_insert(&sim->card, number, true) == OK ? ok : "error a card is in already";
}

static const char *card_out(struct sim *sim, int64_t number)
{
    (void)number;
    card_remove(&sim->card);
    return ok;
}

static const char *card_unplug(struct sim *sim, int64_t number)
{
    (void)number;
    plug_pull(&sim->card_plug);
    return ok;
}

static const char *card_plug_in(struct sim *sim, int64_t number)
{
    (void)number;
    plug_put(&sim->card_plug);
    return ok;
}

static const char *scan(struct sim *sim, const char *code)
{
    return sim_scan(sim, code) == OK ? ok : "error no driver listens to the scanner";
}

static const char *scanner_garbage(struct sim *sim, int64_t number)
{
    (void)number;
    return sim_scan_garbage(sim) == OK ? ok : "error no driver listens to the scanner";
}

static const char *scanner_unplug(struct sim *sim, int64_t number)
{
    (void)number;
    plug_pull(&sim->scanner_plug);
    return ok;
}

static const char *scanner_plug_in(struct sim *sim, int64_t number)
{
    (void)number;
    plug_put(&sim->scanner_plug);
    return ok;
}

static const char *lamp_unplug(struct sim *sim, int64_t number)
{
    (void)number;
    plug_pull(&sim->lamp_plug);
    sim->lamp = (struct lamp){0};
    return ok;
}

static const char *lamp_plug_in(struct sim *sim, int64_t number)
{
    (void)number;
    plug_put(&sim->lamp_plug);
    return ok;
}

static const char *paper_in(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_paper(&sim->printer, PAPER_FULL);
    return ok;
}

static const char *paper_low(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_paper(&sim->printer, PAPER_LOW);
    return ok;
}

static const char *paper_out(struct sim *sim, int64_t after)
{
    printer_break(&sim->printer, printer_lose_paper, (size_t)after);
    return ok;
}

static const char *cover_open(struct sim *sim, int64_t after)
{
    printer_break(&sim->printer, printer_open_cover, (size_t)after);
    return ok;
}

static const char *cover_close(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_cover(&sim->printer, false);
    return ok;
}

static const char *printer_jams(struct sim *sim, int64_t after)
{
    printer_break(&sim->printer, printer_jam, (size_t)after);
    return ok;
}

static const char *printer_free(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_jam(&sim->printer, false);
    return ok;
}

static const char *printer_halts(struct sim *sim, int64_t after)
{
    printer_break(&sim->printer, printer_halt, (size_t)after);
    return ok;
}

static const char *printer_go(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_halted(&sim->printer, false);
    return ok;
}

static const char *printer_silent_on(struct sim *sim, int64_t after)
{
    printer_break(&sim->printer, printer_fall_silent, (size_t)after);
    return ok;
}

static const char *printer_silent_off(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_silent(&sim->printer, false);
    return ok;
}

static const char *printer_pull(struct sim *sim, int64_t after)
{
    printer_break(&sim->printer, printer_unplug, (size_t)after);
    return ok;
}

static const char *printer_plug_in(struct sim *sim, int64_t number)
{
    (void)number;
    printer_set_power(&sim->printer, true);
    plug_put(&sim->printer_plug);
    return ok;
}

static const char *printer_reset(struct sim *sim, int64_t number)
{
    printer_break(&sim->printer, printer_unplug, 0);
    printer_set_silent(&sim->printer, false);
    return printer_plug_in(sim, number);
}

/* ---- the printer of documents: what is done to it is a member of struct press that is set or not */

static const char *press_set(struct sim *sim, bool *what, bool on)
{
    *what = on;
    press_look(&sim->press);
    return ok;
}

static const char *a4_out(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.out, true);
}

static const char *a4_in(struct sim *sim, int64_t number)
{
    (void)number;
    sim->press.letter = false;
    return press_set(sim, &sim->press.out, false);
}

static const char *a4_letter(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.letter, true);
}

static const char *a4_jam(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.jammed, true);
}

static const char *a4_free(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.jammed, false);
}

static const char *a4_open(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.open, true);
}

static const char *a4_close(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.open, false);
}

static const char *a4_silent_on(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.silent, true);
}

static const char *a4_silent_off(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.silent, false);
}

static const char *a4_slow(struct sim *sim, int64_t ms)
{
    sim->press.slow = ms;
    return ok;
}

static const char *a4_unplug(struct sim *sim, int64_t number)
{
    (void)number;
    press_unplug(&sim->press);
    return ok;
}

static const char *a4_plug(struct sim *sim, int64_t number)
{
    (void)number;
    return press_set(sim, &sim->press.pulled, false);
}

static const char *status(struct sim *sim, int64_t number)
{
    (void)number;
    json_t *now = sim_status(sim);
    char *text = json_write(now), *copy = turn_text("%s", text);
    free(text);
    json_decref(now);
    return copy;
}

static const char *slips(struct sim *sim, int64_t number)
{
    (void)number;
    char *text = json_write(sim->slips), *copy = turn_text("%s", text);
    free(text);
    return copy;
}

static const char *camera(int code)
{
    return code == OK        ? ok
           : code == E_STATE ? "error there is no camera here"
                             : "error it shows person, document, pattern or a PNG; see the log";
}

static const char *camera_goes_dark(struct sim *sim, int64_t number)
{
    (void)number;
    return camera(camera_darken(&sim->camera));
}

static const char *camera_garbage(struct sim *sim, int64_t number)
{
    (void)number;
    return camera(camera_garble(&sim->camera));
}

static const char *camera_silent(struct sim *sim, int64_t number)
{
    (void)number;
    return camera(camera_silence(&sim->camera));
}

static const char *camera_vanish(struct sim *sim, int64_t number)
{
    (void)number;
    return camera(camera_pull(&sim->camera));
}

static const char *camera_plug(struct sim *sim, int64_t number)
{
    (void)number;
    return camera(camera_put(&sim->camera));
}

enum tail { ALONE, NUMBER, AFTER };

static const struct command {
    const char *words;
    enum tail tail; /* what may follow: nothing, [N], or [after BYTES] */
    const char *(*run)(struct sim *sim, int64_t number);
    int64_t otherwise;
} commands[] = {
    {"card in", NUMBER, card_in, 1},
    {"card bad", NUMBER, card_bad, 1},
    {"card out", ALONE, card_out, 0},
    {"card unplug", ALONE, card_unplug, 0},
    {"card plug", ALONE, card_plug_in, 0},
    {"scanner garbage", ALONE, scanner_garbage, 0},
    {"scanner unplug", ALONE, scanner_unplug, 0},
    {"scanner plug", ALONE, scanner_plug_in, 0},
    {"camera dark", ALONE, camera_goes_dark, 0},
    {"camera garbage", ALONE, camera_garbage, 0},
    {"camera silent", ALONE, camera_silent, 0},
    {"camera vanish", ALONE, camera_vanish, 0},
    {"camera plug", ALONE, camera_plug, 0},
    {"lamp unplug", ALONE, lamp_unplug, 0},
    {"lamp plug", ALONE, lamp_plug_in, 0},
    {"paper in", ALONE, paper_in, 0},
    {"paper low", ALONE, paper_low, 0},
    {"paper out", AFTER, paper_out, 0},
    {"cover open", AFTER, cover_open, 0},
    {"cover close", ALONE, cover_close, 0},
    {"printer jam", AFTER, printer_jams, 0},
    {"printer free", ALONE, printer_free, 0},
    {"printer halt", AFTER, printer_halts, 0},
    {"printer go", ALONE, printer_go, 0},
    {"printer silent on", AFTER, printer_silent_on, 0},
    {"printer silent off", ALONE, printer_silent_off, 0},
    {"printer unplug", AFTER, printer_pull, 0},
    {"printer plug", ALONE, printer_plug_in, 0},
    {"printer reset", ALONE, printer_reset, 0},
    {"a4 out", ALONE, a4_out, 0},
    {"a4 in", ALONE, a4_in, 0},
    {"a4 letter", ALONE, a4_letter, 0},
    {"a4 jam", ALONE, a4_jam, 0},
    {"a4 free", ALONE, a4_free, 0},
    {"a4 open", ALONE, a4_open, 0},
    {"a4 close", ALONE, a4_close, 0},
    {"a4 silent on", ALONE, a4_silent_on, 0},
    {"a4 silent off", ALONE, a4_silent_off, 0},
    {"a4 slow", NUMBER, a4_slow, 50},
    {"a4 unplug", ALONE, a4_unplug, 0},
    {"a4 plug", ALONE, a4_plug, 0},
    {"status", ALONE, status, 0},
    {"slips", ALONE, slips, 0},
};

/* What follows the words of a command; false when that is not allowed there. */
static bool read_tail(const struct command *c, const char *tail, int64_t *number)
{
    static const char after[] = " after ";
    *number = c->otherwise;
    if (!*tail)
        return true;
    if (c->tail == AFTER && strncmp(tail, after, sizeof after - 1) == 0)
        tail += sizeof after - 1;
    else if (c->tail == NUMBER && *tail == ' ')
        tail++;
    else
        return false;
    char *end;
    *number = strtol(tail, &end, 10);
    return end > tail && !*end && *number >= 0;
}

char *sim_command(struct sim *sim, const char *line)
{
    if (strncmp(line, "scan ", 5) == 0 && line[5]) /* these two are followed by any text */
        return turn_text("%s", scan(sim, line + 5));
    if (strncmp(line, "camera show ", 12) == 0 && line[12])
        return turn_text("%s", camera(camera_show(&sim->camera, line + 12)));
    for (size_t i = 0; i < COUNT(commands); i++) {
        const struct command *c = &commands[i];
        size_t n = strlen(c->words);
        int64_t number;
        if (strncmp(line, c->words, n) != 0 || !read_tail(c, line + n, &number))
            continue;
        const char *answer = c->run(sim, number);
        plug_resume(&sim->printer_plug);
        return turn_text("%s", answer);
    }
    return turn_text("error no such command; runtime/sim/README.md has them all");
}
