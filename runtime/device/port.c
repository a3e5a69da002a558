/* port.c - see port.h. */
#define _GNU_SOURCE
#include "device/port.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAUSE_MIN = 50, /* ms until the next call */
    PAUSE_MAX = 5000,
    CALL_MS = 3000, /* for an answer to one call */
};

static const struct port_kind *const kinds[] = {&port_tcp,  &port_serial, &port_usb, &port_hid,
                                                &port_pcsc, &port_v4l2,   &port_file};

static void hang_up(struct port *port, bool hard)
{
    loop_forget(port->loop, &port->again);
    loop_forget(port->loop, &port->next);
    port->capturing = false;
    if (port->state != PORT_CLOSED)
        port->kind->hang_up(port, hard);
    port->state = PORT_CLOSED;
    explicit_bzero(port->waiting, port->n_waiting);
    port->n_waiting = 0;
}

static void call_later(struct port *port)
{
    loop_after(port->loop, &port->again, port->pause);
    port->pause = port->pause * 2 > PAUSE_MAX ? PAUSE_MAX : port->pause * 2;
}

/* The owner hears of it while the counters still stand. */
static void lose(struct port *port, bool hard)
{
    bool was_open = port->state == PORT_OPEN;
    hang_up(port, hard);
    if (was_open)
        port->lost(port->mine);
    call_later(port);
}

static void call_now(void *mine)
{
    struct port *port = mine;
    if (port->state == PORT_CALLING) { /* nobody answered the last call */
        port_lose(port);
        return;
    }
    port->state = PORT_CALLING;
    loop_after(port->loop, &port->again, CALL_MS);
    if (port->kind->call(port) < 0)
        port_lose(port);
}

void port_answered(struct port *port)
{
    loop_forget(port->loop, &port->again);
    port->state = PORT_OPEN;
    port->refused = NULL;
    port->queued = port->left = port->taken = 0;
    port->opened(port->mine);
}

void port_lose(struct port *port)
{
    lose(port, false);
}

void port_came(struct port *port)
{
    if (port->state != PORT_CLOSED)
        return;
    port->pause = PAUSE_MIN;
    call_later(port);
}

void port_take(struct port *port, const uint8_t *bytes, size_t n)
{
    port_take_at(port, 0, bytes, n);
}

void port_take_at(struct port *port, unsigned at, const uint8_t *bytes, size_t n)
{
    port->pause = PAUSE_MIN; /* somebody is there: the next loss is a new one */
    port->input(port->mine, at, bytes, n);
}

/* In a turn of its own: a kind may find here that the device is gone, and a driver may still look at its frame. */
static void on_next(void *mine)
{
    struct port *port = mine;
    if (port->capturing)
        port->kind->capture(port);
    else
        port->kind->rest(port);
}

void port_capture(struct port *port)
{
    if (port->state != PORT_OPEN || port->capturing || !port->kind->capture)
        return;
    port->capturing = true;
    loop_after(port->loop, &port->next, 0);
}

void port_rest(struct port *port)
{
    port->capturing = false;
    if (port->state == PORT_OPEN && port->kind->rest)
        loop_after(port->loop, &port->next, 0);
}

void port_frame(struct port *port, const struct kd_frame *frame)
{
    port->pause = PAUSE_MIN;
    port->capturing = false;
    port->frame(port->mine, frame);
}

void port_took(struct port *port, size_t n)
{
    must(n <= port->n_waiting);
    port->left += n;
    if (port->taken < port->left)
        port->taken = port->left;
    port->n_waiting -= n;
    memmove(port->waiting, port->waiting + n, port->n_waiting);
    if (port->n_waiting == 0)
        port->sent(port->mine);
}

void port_risk(struct port *port, size_t n)
{
    port->taken = port->left + n;
}

int port_refuse(struct port *port, const char *word, const char *sentence, ...)
{
    char text[300];
    va_list args;
    port->why(port->mine, word);
    if (word && (!port->refused || !text_is(word, port->refused))) {
        va_start(args, sentence);
        vsnprintf(text, sizeof text, sentence, args);
        va_end(args);
        fail(E_STATE, "%s", text);
    }
    port->refused = word;
    return E_GONE;
}

static const struct port_kind *kind_of(const char *address)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strncmp(address, kinds[i]->scheme, strlen(kinds[i]->scheme)) == 0)
            return kinds[i];
    return NULL;
}

static int refuse(const char *address)
{
    char known[200] = "";
    for (size_t i = 0; i < COUNT(kinds); i++) {
        strncat(known, i ? ", " : "", sizeof known - strlen(known) - 1);
        strncat(known, kinds[i]->scheme, sizeof known - strlen(known) - 1);
    }
    return fail(E_FORMAT, "port \"%.64s\": must begin with one of %s", address, known);
}

int port_open(struct port *port, const char *address)
{
    port->pause = PAUSE_MIN;
    port->again = (struct timer){.due = call_now, .mine = port};
    port->next = (struct timer){.due = on_next, .mine = port};
    port->kind = kind_of(address);
    if (!port->kind)
        return refuse(address);
    port->own = make(port->kind->own_size);
    port->files = port->kind->files;
    if (port->kind->read(port, address + strlen(port->kind->scheme)) < 0) {
        port_close(port);
        return fail(E_FORMAT, "port \"%.64s\": wanted %s", address, port->kind->form);
    }
    loop_after(port->loop, &port->again, 0);
    return OK;
}

void port_close(struct port *port)
{
    if (!port->own)
        return;
    hang_up(port, false);
    if (port->kind->close)
        port->kind->close(port);
    wipe_free(port->own, port->kind->own_size);
    port->own = NULL;
}

int port_send(struct port *port, const void *bytes, size_t n)
{
    if (port->state != PORT_OPEN)
        return E_GONE;
    if (n > sizeof port->waiting - port->n_waiting)
        return E_FULL;
    must(port->kind->push != NULL);
    memcpy(port->waiting + port->n_waiting, bytes, n);
    port->n_waiting += n;
    port->queued += n;
    port->kind->push(port);
    return OK;
}

void port_reset(struct port *port)
{
    lose(port, true);
}
