/* sim.c - see sim.h. */
#include "sim/sim.h"

enum { NOISE_MAX = 64 << 10 };

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

static size_t on_reader_bytes(void *mine, const uint8_t *bytes, size_t n)
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

static void open_plugs(struct sim *sim, struct sim_sockets sockets)
{
    sim->printer_plug = (struct plug){.take = on_printer_bytes};
    sim->card_plug = (struct plug){.take = on_card_bytes, .came = on_card_called};
    sim->stripe_plug = sim->scanner_plug = (struct plug){.take = on_reader_bytes};
    sim->lamp_plug = (struct plug){.take = on_lamp_bytes};
    const struct {
        struct plug *plug;
        int socket;
    } plugs[] = {{&sim->printer_plug, sockets.printer},
                 {&sim->card_plug, sockets.card},
                 {&sim->stripe_plug, sockets.stripe},
                 {&sim->scanner_plug, sockets.scanner},
                 {&sim->lamp_plug, sockets.lamp}};
    for (size_t i = 0; i < COUNT(plugs); i++) {
        plugs[i].plug->loop = sim->loop;
        plugs[i].plug->mine = sim;
        plug_open(plugs[i].plug, plugs[i].socket);
    }
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
    open_plugs(sim, sockets);
    sim->press.loop = sim->keypad.loop = sim->loop;
    sim->press.folder = sim->folder;
    if (sockets.documents >= 0)
        press_open(&sim->press, sockets.documents);
    keypad_open(&sim->keypad);
    return OK;
}

void sim_close(struct sim *sim)
{
    struct plug *const plugs[] = {&sim->printer_plug, &sim->card_plug, &sim->stripe_plug, &sim->scanner_plug,
                                  &sim->lamp_plug};
    for (size_t i = 0; i < COUNT(plugs); i++)
        plug_close(plugs[i]);
    press_close(&sim->press);
    keypad_close(&sim->keypad);
    printer_close(&sim->printer);
    card_close(&sim->card);
    json_decref(sim->slips);
}

const char *sim_cable(struct plug *plug, bool in)
{
    if (in)
        plug_put(plug);
    else
        plug_pull(plug);
    return "ok";
}

int sim_noise(struct plug *plug, size_t n)
{
    static uint8_t noise[NOISE_MAX];
    must(n > 0 && n <= sizeof noise);
    if (!plug_called(plug))
        return E_STATE;
    for (size_t i = 0; i < n; i++)
        noise[i] = (uint8_t)(i * 131 % 251 + 14); /* neither CR nor LF */
    noise[n - 1] = '\r';
    plug_send(plug, noise, n);
    return OK;
}
