/* composer.c - see composer.h. */
#include "desk/composer.h"

#include "desk/desk.h"

#include <string.h>

enum { PAGE_MS = 4000, TRIES = 2, EDGE_MAX = 20000 };

static void finish(struct composer *composer, int fd, int width, int height, const char *lines)
{
    composed *done = composer->done;
    loop_forget(composer->desk->loop, &composer->late);
    json_wipe(composer->packet);
    composer->packet = NULL;
    if (done)
        done(composer->mine, fd, width, height, lines);
}

static void ask(struct composer *composer);

static void ask_again(struct composer *composer)
{
    line_close(&composer->line);
    if (!composer->packet)
        return;
    if (composer->tries < TRIES)
        ask(composer);
    else
        finish(composer, -1, 0, 0, "");
}

static void on_late(void *mine)
{
    struct composer *composer = mine;
    fail(E_TIMEOUT, "paper: no page within %d ms", PAGE_MS);
    ask_again(composer);
}

static void on_left(void *mine)
{
    struct composer *composer = mine;
    if (composer->packet) /* the program was killed at work; one that ended idle is nothing to speak of */
        loop_after(composer->desk->loop, &composer->late, 100);
}

static void on_said(void *mine, struct packet *packet)
{
    struct composer *composer = mine;
    int64_t width = json_number(packet->body, "width", 0), height = json_number(packet->body, "height", 0);
    if (!composer->packet || json_number(packet->body, "id", 0) != composer->id)
        return;
    if (strcmp(packet_type(packet), "failed") == 0) {
        fail(E_FORMAT, "paper: %s", json_text(packet->body, "message"));
        finish(composer, -1, 0, 0, "");
    } else if (width < 1 || height < 1 || width > EDGE_MAX || height > EDGE_MAX) {
        fail(E_FORMAT, "paper: a page of %lld x %lld dots", (long long)width, (long long)height);
        finish(composer, -1, 0, 0, "");
    } else {
        finish(composer, packet_take(packet, 0), (int)width, (int)height, json_text(packet->body, "lines"));
    }
}

static void ask(struct composer *composer)
{
    composer->tries++;
    loop_after(composer->desk->loop, &composer->late, PAGE_MS);
    if (!composer->line.open) {
        int fd = wire_connect(site_path(&composer->desk->site, "run/paper/compose"));
        if (fd < 0) {
            fail(E_GONE, "paper: nobody listens on run/paper/compose");
            return; /* on_late tries once more */
        }
        line_open(&composer->desk->lines, &composer->line, fd);
    }
    line_put(&composer->line, json_incref(composer->packet));
}

void composer_start(struct composer *composer, struct desk *desk)
{
    *composer = (struct composer){.desk = desk};
    composer->late = (struct timer){.due = on_late, .mine = composer};
    composer->line = (struct line){.door = &door_paper_to_core, .said = on_said, .left = on_left, .mine = composer};
}

void composer_close(struct composer *composer)
{
    compose_forget(composer);
    line_close(&composer->line);
}

void compose_page(struct composer *composer, const char *template, const char *language, json_t *data, composed *done,
                  void *mine)
{
    compose_forget(composer);
    composer->id++;
    composer->tries = 0;
    composer->done = done;
    composer->mine = mine;
    composer->packet = json_pack("{ss,si,ss,ss,so}", "type", "compose", "id", composer->id, "template", template,
                                 "language", language, "data", data);
    ask(composer);
}

void compose_forget(struct composer *composer)
{
    loop_forget(composer->desk->loop, &composer->late);
    json_wipe(composer->packet);
    composer->packet = NULL;
    composer->done = NULL;
}
