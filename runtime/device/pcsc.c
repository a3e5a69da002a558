/* pcsc.c - a port to the cards in a PC/SC reader: one command out, one response in, and what happens in the slot.
 *
 * The driver's view is kept whole here, whatever the thread of `reader` does: the port is open while the reader is
 * there, each command gets exactly one answer, and one that would come after its card has gone has none. */
#define _GNU_SOURCE
#include "device/port.h"
#include "device/reader.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct pcsc {
    struct watch watch; /* our end of the thread's sockets */
    bool here, in;      /* the reader, a card */
    uint8_t atr[64];
    size_t n_atr;
    struct timer
        soon; /* what must not be said inside a callback: the slot after attach(), no answer where no card is */
    bool slot_told;
    bool waits;    /* the driver for an answer, */
    bool refused;  /* which is none */
    int nobodys;   /* answers to come from the thread that nobody waits for any more */
    uint8_t *news; /* READER_PACKET bytes */
};

/* --- towards the driver ------------------------------------------------------------------------------------------- */

static void answer(struct port *port, const uint8_t *bytes, size_t n)
{
    struct pcsc *pcsc = port->own;
    pcsc->waits = pcsc->refused = false;
    if (port->n_waiting > 0)
        port_took(port, port->n_waiting);
    port_take_at(port, 0, bytes, n);
}

static void tell_slot(struct port *port)
{
    struct pcsc *pcsc = port->own;
    pcsc->slot_told = true;
    port_take_at(port, KD_CARD, pcsc->atr, pcsc->in ? pcsc->n_atr : 0);
}

static void on_soon(void *mine)
{
    struct port *port = mine;
    struct pcsc *pcsc = port->own;
    if (!pcsc->slot_told)
        tell_slot(port);
    if (pcsc->refused)
        answer(port, pcsc->atr, 0);
}

/* An answer that is still to come from the thread is nobody's from now on. */
static void give_up(struct pcsc *pcsc)
{
    pcsc->nobodys += pcsc->waits && !pcsc->refused;
    pcsc->waits = pcsc->refused = false;
}

/* --- from the thread ---------------------------------------------------------------------------------------------- */

static void on_slot(struct port *port, bool in, const uint8_t *atr, size_t n)
{
    struct pcsc *pcsc = port->own;
    bool was_waiting = pcsc->waits;
    pcsc->here = true;
    pcsc->in = in;
    pcsc->n_atr = n < sizeof pcsc->atr ? n : sizeof pcsc->atr;
    memcpy(pcsc->atr, atr, pcsc->n_atr);
    if (port->state != PORT_OPEN) {
        port_came(port);
        return;
    }
    if (was_waiting) {
        give_up(pcsc);
        answer(port, atr, 0);
    }
    if (port->state == PORT_OPEN && pcsc->slot_told)
        tell_slot(port);
}

static void on_gone(struct port *port)
{
    struct pcsc *pcsc = port->own;
    pcsc->here = pcsc->in = false;
    if (port->state == PORT_OPEN)
        port_lose(port);
}

static void on_answer(struct port *port, const uint8_t *bytes, size_t n)
{
    struct pcsc *pcsc = port->own;
    if (pcsc->nobodys > 0)
        pcsc->nobodys--;
    else if (pcsc->waits)
        answer(port, bytes, n);
}

static void hear(struct port *port, const uint8_t *news, size_t n)
{
    const struct pcsc *pcsc = port->own;
    if (news[0] == READER_GONE)
        on_gone(port);
    else if (news[0] == READER_IN || news[0] == READER_OUT)
        on_slot(port, news[0] == READER_IN, news + 1, n - 1);
    else if (news[0] == READER_TAKEN && pcsc->waits && pcsc->nobodys == 0 && port->n_waiting > 0)
        port_took(port, port->n_waiting);
    else if (news[0] == READER_ANSWER)
        on_answer(port, news + 1, n - 1);
}

static void on_news(void *mine, bool readable, bool writable)
{
    struct port *port = mine;
    struct pcsc *pcsc = port->own;
    (void)readable, (void)writable;
    ssize_t n = recv(pcsc->watch.fd, pcsc->news, READER_PACKET, MSG_DONTWAIT);
    if (n == 0)
        die("the card reader's thread has ended");
    if (n < 0)
        return;
    hear(port, pcsc->news, (size_t)n);
    explicit_bzero(pcsc->news, (size_t)n);
}

/* --- the port ----------------------------------------------------------------------------------------------------- */

static int read_address(struct port *port, const char *address)
{
    struct pcsc *pcsc = port->own;
    *pcsc = (struct pcsc){.watch = {-1, on_news, port}, .soon = {.due = on_soon, .mine = port}};
    if (!*address)
        return E_FORMAT;
    pcsc->watch.fd = reader_start(address);
    if (pcsc->watch.fd < 0)
        return E_FORMAT;
    pcsc->news = make(READER_PACKET);
    return loop_watch(port->loop, &pcsc->watch, false);
}

static int call(struct port *port)
{
    struct pcsc *pcsc = port->own;
    if (!pcsc->here)
        return E_GONE;
    pcsc->slot_told = false;
    loop_after(port->loop, &pcsc->soon, 0);
    port_answered(port);
    return OK;
}

/* A command to a reader without a card is answered as the contract wants it: later, by nothing. */
static void push(struct port *port)
{
    struct pcsc *pcsc = port->own;
    if (pcsc->waits)
        die("the driver sends a command to the card before the last one is answered");
    pcsc->waits = true;
    pcsc->refused = !pcsc->in;
    if (pcsc->refused)
        loop_after(port->loop, &pcsc->soon, 0);
    else if (send(pcsc->watch.fd, port->waiting, port->n_waiting, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        die("the card reader's thread does not listen");
}

static void hang_up(struct port *port, bool hard)
{
    struct pcsc *pcsc = port->own;
    (void)hard;
    loop_forget(port->loop, &pcsc->soon);
    give_up(pcsc);
}

/* The thread ends with the process, or when it finds nobody listening. */
static void close_pcsc(struct port *port)
{
    struct pcsc *pcsc = port->own;
    if (pcsc->watch.fd < 0)
        return;
    loop_unwatch(port->loop, &pcsc->watch);
    close(pcsc->watch.fd);
    free(pcsc->news);
}

const struct port_kind port_pcsc = {
    .scheme = "pcsc:",
    .form = "pcsc:NAME, where the name of a reader begins so, as in pcsc:ACS ACR122U or, of two such, pcsc:ACS ACR122U "
            "PICC Interface 01",
    .bit = KD_APDU,
    .own_size = sizeof(struct pcsc),
    .read = read_address,
    .call = call,
    .push = push,
    .hang_up = hang_up,
    .close = close_pcsc,
};
