/* line.c - see line.h. */
#define _GNU_SOURCE
#include "printer/line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- the line */

void line_hang_up(struct line *line, bool hard)
{
    struct linger now = {1, 0};
    if (line->caller < 0)
        return;
    if (hard)
        setsockopt(line->caller, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    else
        shutdown(line->caller, SHUT_RDWR);
    close(line->caller);
    line->caller = -1;
    line->n_held = 0;
    line->ending = false;
}

/* A test that ran out of patience must not wait for a caller who does not read. */
void line_garble(struct line *line, const void *bytes, size_t n)
{
    if (line->caller >= 0 && !line->deaf)
        (void)!send(line->caller, bytes, n, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void on_reply(void *mine, const uint8_t *bytes, size_t n)
{
    line_garble(mine, bytes, n);
}

static void accept_caller(struct line *line)
{
    int on = 1, fd = accept4(line->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    line->caller = fd;
    if (line->away)
        line_hang_up(line, true);
}

static bool caller_is(const struct line *line, short event)
{
    struct pollfd end = {line->caller, event, 0};
    return poll(&end, 1, 0) == 1 && (end.revents & event);
}

static void drop_who(struct line *line, short event)
{
    if (line->caller >= 0 && caller_is(line, event))
        line_hang_up(line, false);
}

static void receive(struct line *line)
{
    ssize_t n = recv(line->caller, line->held, sizeof line->held, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0)
        line_hang_up(line, false);
    else
        line->n_held = (size_t)n;
}

/* ---- the two clocks */

/* Everything of a page is there when the question for the acknowledgement is, and then it says nothing more. */
static bool page_is_there(const struct printer *p)
{
    static const uint8_t paper[] = {0x1d, 0x72, 0x01}, process_id[] = {0x1d, 0x28, 0x48, 0x06};
    const uint8_t *end = p->buffer + p->n_buffer;
    return (p->n_buffer >= 3 && memcmp(end - 3, paper, sizeof paper) == 0) ||
           (p->n_buffer >= 11 && memcmp(end - 11, process_id, sizeof process_id) == 0);
}

static void let_print(struct line *line)
{
    printer_set_busy(&line->printer, false);
    if (line->late && !line->struck)
        printer_set_busy(&line->printer, true);
}

/* Called in the middle of printing, so it only stops it: the test does the rest when the bytes stand still. */
static void on_late_byte(struct printer *printer)
{
    struct line *line = printer->mine;
    line->struck = true;
    line->armed = false;
    printer->busy = true;
}

/* As many bytes as may go before something happens; false when the rest must wait. */
static bool deliver(struct line *line)
{
    size_t n = line->n_held;
    if (line->armed && !line->late && line->strike_at - line->heard < n)
        n = line->strike_at - line->heard;
    size_t took = printer_take(&line->printer, line->held, n);
    line->heard += took;
    line->n_held -= took;
    memmove(line->held, line->held + took, line->n_held);
    if (line->armed && !line->late && line->heard == line->strike_at) {
        line->struck = true;
        line->armed = false;
    }
    if (took == n)
        return true;
    if (line->late && !line->struck)
        let_print(line);
    return line->late && line->printer.n_buffer < PRINTER_BUFFER;
}

static void run_bytes(struct line *line)
{
    while (!line->struck && line->n_held > 0 && deliver(line))
        ;
    if (line->late && !line->struck && page_is_there(&line->printer))
        let_print(line);
    if (line->caller < 0)
        line->n_held = 0;
}

/* ---- its turns */

int line_watch(struct line *line, struct pollfd *to)
{
    int n = 0;
    if (line->struck || line->deaf)
        return n;
    if (line->caller < 0)
        to[n++] = (struct pollfd){line->listener, POLLIN, 0};
    else
        to[n++] = (struct pollfd){line->caller, line->n_held == 0 ? POLLIN : POLLRDHUP, 0};
    return n;
}

void line_turn(struct line *line)
{
    if (line->struck || line->deaf)
        return;
    drop_who(line, POLLERR); /* a reset throws away what was not read yet */
    run_bytes(line);
    if (line->struck)
        return;
    if (line->n_held > 0) /* so does an orderly end, when the printer takes no more */
        drop_who(line, POLLRDHUP);
    if (line->caller < 0)
        accept_caller(line);
    if (line->caller >= 0 && line->n_held == 0)
        receive(line);
    run_bytes(line);
}

void line_arm(struct line *line, size_t at, bool late)
{
    line->heard = 0;
    line->strike_at = at;
    line->late = late;
    line->armed = true;
    line->struck = false;
    line->printer.mishap = (struct mishap){0};
    printer_set_busy(&line->printer, late);
    if (!late)
        return;
    if (at == 0)
        on_late_byte(&line->printer);
    else
        line->printer.mishap = (struct mishap){on_late_byte, at};
}

void line_release(struct line *line)
{
    line->struck = false;
    let_print(line);
}

void line_rest(struct line *line)
{
    line->armed = line->struck = false;
    line->printer.mishap = (struct mishap){0};
    for (int i = 0; i < 64 || (line->ending && !line->deaf && i < 6400); i++) { /* what is on the wire, too */
        struct pollfd last = {line->caller, POLLIN, 0};
        if (line->ending)
            poll(&last, 1, 10);
        printer_set_busy(&line->printer, false);
        line_turn(line);
    }
    printer_set_busy(&line->printer, line->late);
}

/* ---- people */

static void on_cut(void *mine, const struct strip *strip, const struct slip *slip)
{
    struct line *line = mine;
    (void)slip;
    line->piece(line->mine, strip, true);
}

/* Whoever opens or fills a printer tears off what hangs out of it. */
static void tell_torn(struct line *line)
{
    const struct printer *p = &line->printer;
    bool tears = p->paper == PAPER_OUT || p->cover_open || p->jammed || !p->power;
    if (tears && p->strip.inked > 0)
        line->piece(line->mine, &p->strip, false);
}

void line_repair(struct line *line)
{
    struct printer *p = &line->printer;
    tell_torn(line);
    printer_set_power(p, true);
    printer_set_silent(p, false);
    if (p->paper != PAPER_FULL)
        printer_set_paper(p, PAPER_FULL);
    if (p->cover_open)
        printer_set_cover(p, false);
    if (p->jammed)
        printer_set_jam(p, false);
    if (p->halted)
        printer_set_halted(p, false);
    line->away = line->deaf = false;
    let_print(line);
}

/* ---- its life */

void line_open(struct line *line)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof to;
    int little = 4096; /* what a printer's network card holds */
    line->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    must(setsockopt(line->listener, SOL_SOCKET, SO_RCVBUF, &little, sizeof little) == 0);
    must(bind(line->listener, (struct sockaddr *)&to, n) == 0 && listen(line->listener, 8) == 0);
    must(getsockname(line->listener, (struct sockaddr *)&to, &n) == 0);
    line->port = ntohs(to.sin_port);
    line->caller = -1;
    line->printer.reply = on_reply;
    line->printer.cut = on_cut;
    line->printer.mine = line;
    printer_open(&line->printer);
}

void line_close(struct line *line)
{
    line_hang_up(line, false);
    close(line->listener);
    printer_close(&line->printer);
}
