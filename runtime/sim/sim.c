/* sim.c - see sim.h. */
#include "sim/sim.h"

#include <string.h>

enum { GARBAGE = 64 << 10 };

static void on_printer_reply(void *mine, const uint8_t *bytes, size_t n)
{
    struct sim *sim = mine;
    plug_send(&sim->printer_plug, bytes, n);
}

static void on_cut(void *mine, const struct strip *strip, const struct slip *slip)
{
    struct sim *sim = mine;
    json_t *row = json_pack("{si,sI,sb,ss}", "slip", slip->number, "rows", (json_int_t)slip->rows, "whole",
                            (int)slip->whole, "dots", slip->dots);
    json_array_append_new(sim->slips, row);
    if (strip_write(strip, sim->folder, slip->number) == OK)
        say("slip %d: %zu rows%s", slip->number, slip->rows, slip->whole ? "" : ", interrupted");
}

static void on_unplugged(void *mine)
{
    struct sim *sim = mine;
    plug_pull(&sim->printer_plug);
}

static size_t on_printer_bytes(void *mine, const uint8_t *bytes, size_t n)
{
    struct sim *sim = mine;
    return printer_take(&sim->printer, bytes, n);
}

static void on_card_reply(void *mine, const void *bytes, size_t n)
{
    struct sim *sim = mine;
    plug_send(&sim->card_plug, bytes, n);
}

static void on_card_called(void *mine)
{
    struct sim *sim = mine;
    card_forget_line(&sim->card);
}

static size_t on_card_bytes(void *mine, const uint8_t *bytes, size_t n)
{
    struct sim *sim = mine;
    card_take(&sim->card, bytes, n);
    return n;
}

static size_t on_scanner_bytes(void *mine, const uint8_t *bytes, size_t n)
{
    (void)mine, (void)bytes;
    return n; /* it is told nothing */
}

static size_t on_lamp_bytes(void *mine, const uint8_t *bytes, size_t n)
{
    struct sim *sim = mine;
    lamp_take(&sim->lamp, bytes, n);
    return n;
}

int sim_open(struct sim *sim, struct sim_sockets sockets, const char *cards)
{
    sim->slips = json_array();
    sim->printer.reply = on_printer_reply;
    sim->printer.cut = on_cut;
    sim->printer.unplugged = on_unplugged;
    sim->printer.mine = sim;
    sim->card.reply = on_card_reply;
    sim->card.mine = sim;
    if (card_open(&sim->card, cards) < 0)
        return E_FORMAT;
    if (sim->camera.place && camera_open(&sim->camera) < 0)
        return E_IO;
    printer_open(&sim->printer);
    sim->printer_plug = (struct plug){.loop = sim->loop, .take = on_printer_bytes, .mine = sim};
    sim->card_plug = (struct plug){.loop = sim->loop, .take = on_card_bytes, .came = on_card_called, .mine = sim};
    sim->scanner_plug = (struct plug){.loop = sim->loop, .take = on_scanner_bytes, .mine = sim};
    plug_open(&sim->printer_plug, sockets.printer);
    plug_open(&sim->card_plug, sockets.card);
    plug_open(&sim->scanner_plug, sockets.scanner);
    sim->press.loop = sim->loop;
    sim->press.folder = sim->folder;
    if (sockets.documents >= 0)
        press_open(&sim->press, sockets.documents);
    sim->lamp_plug = (struct plug){.loop = sim->loop, .take = on_lamp_bytes, .mine = sim};
    plug_open(&sim->lamp_plug, sockets.lamp);
    return OK;
}

void sim_close(struct sim *sim)
{
    plug_close(&sim->printer_plug);
    plug_close(&sim->card_plug);
    plug_close(&sim->scanner_plug);
    press_close(&sim->press);
    plug_close(&sim->lamp_plug);
    printer_close(&sim->printer);
    card_close(&sim->card);
    json_decref(sim->slips);
}

int sim_scan(struct sim *sim, const char *code)
{
    if (!plug_called(&sim->scanner_plug))
        return E_STATE;
    const char *line = turn_text("]Q1%s\r\n", code);
    plug_send(&sim->scanner_plug, line, strlen(line));
    return OK;
}

int sim_scan_garbage(struct sim *sim)
{
    static uint8_t noise[GARBAGE];
    if (!plug_called(&sim->scanner_plug))
        return E_STATE;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (uint8_t)(i * 131 % 251 + 14); /* neither CR nor LF */
    noise[sizeof noise - 1] = '\r';
    plug_send(&sim->scanner_plug, noise, sizeof noise);
    return OK;
}

static json_t *lamp_status(const struct sim *sim)
{
    static const char *const parts[LAMP_PARTS] = {"red", "yellow", "green", "buzzer"};
    json_t *status = json_pack("{sb,sb,si}", "power", (int)!sim->lamp_plug.pulled, "called",
                               (int)plug_called(&sim->lamp_plug), "strange", sim->lamp.strange);
    for (int part = 0; part < LAMP_PARTS; part++)
        json_object_set_new(status, parts[part], json_string(lamp_word(&sim->lamp, part)));
    return status;
}

json_t *sim_status(const struct sim *sim)
{
    static const char *const papers[] = {"full", "low", "out"};
    const struct printer *p = &sim->printer;
    const char *card = !sim->card.in ? "out" : sim->card.bad ? "bad" : "in";
    json_t *printer = json_pack(
        "{sb,sb,ss,ss,sb,sb,sI,sI,si,si,sI}", "power", (int)p->power, "online", (int)printer_online(p), "paper",
        papers[p->paper], "cover", p->cover_open ? "open" : "closed", "silent", (int)p->silent, "called",
        (int)plug_called(&sim->printer_plug), "waiting", (json_int_t)p->n_buffer, "rows", (json_int_t)p->strip.inked,
        "slips", p->last.number, "torn", p->torn, "strange", (json_int_t)p->strange);
    const struct press *press = &sim->press;
    json_t *documents = json_pack("{sb,ss,sb,sb,si,si}", "power", (int)!press->pulled, "paper",
                                  press->out      ? "out"
                                  : press->letter ? "letter"
                                                  : "a4",
                                  "jam", (int)press->jammed, "silent", (int)press->silent, "jobs", press->last_job,
                                  "documents", press->documents);
    return json_pack("{so,s{ss,si,sb,sb},s{sb,sb},s{sb,ss},so,so}", "printer", printer, "card", "card", card, "number",
                     sim->card.in, "power", (int)!sim->card_plug.pulled, "called", (int)plug_called(&sim->card_plug),
                     "scanner", "power", (int)!sim->scanner_plug.pulled, "called", (int)plug_called(&sim->scanner_plug),
                     "camera", "power", (int)!sim->camera.pulled, "shows", sim->camera.shows, "documents", documents,
                     "lamp", lamp_status(sim));
}
