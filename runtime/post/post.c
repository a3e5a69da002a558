/* post.c - see post.h: the connection to core. */
#include "post/post.h"

#include <stdlib.h>
#include <string.h>

static void on_opened(void *mine)
{
    stream_tell(mine);
}

static void on_packet(void *mine, struct packet *packet)
{
    struct post *post = mine;
    const char *type = packet_type(packet);
    if (strcmp(type, "letter") == 0)
        letters_take(post, packet);
    else if (strcmp(type, "look") == 0)
        looks_take(post, packet->body);
    else
        looks_forget(post, json_number(packet->body, "id", 0));
}

static void on_lost(void *mine)
{
    letters_drop(mine);
    looks_drop(mine);
}

void post_open(struct post *post, const struct site *site)
{
    *post = (struct post){.site = site, .loop = loop_new(NULL, NULL)};
    agencies_open(&post->agencies, site);
    http_open(&post->http, post->loop);
    post->link = (struct link){.loop = post->loop,
                               .path = make_text(wire_path(site->run, "deliver")),
                               .program = "anjungan-deliver",
                               .door = &door_core_to_deliver,
                               .opened = on_opened,
                               .packet = on_packet,
                               .lost = on_lost,
                               .mine = post};
    link_open(&post->link);
    stream_open(post);
}

int post_run(struct post *post)
{
    return loop_run(post->loop);
}

void post_close(struct post *post)
{
    link_close(&post->link);
    on_lost(post);
    stream_close(post);
    http_close(&post->http);
    agencies_close(&post->agencies);
    free((char *)(uintptr_t)post->link.path);
    loop_free(post->loop);
    turn_end();
}
