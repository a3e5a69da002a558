/* composer.c - see composer.h. */
#include "paper/composer.h"

#include "base/conf.h"
#include "base/memfile.h"
#include "base/words.h"
#include "base/wire.h"
#include "paper/document.h"
#include "paper/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_CALLERS = 4 };

struct caller {
    struct watch watch;
    struct composer *composer;
    bool here;
};

struct composer {
    struct loop *loop;
    struct watch listener;
    struct timer idle;
    int64_t idle_ms;
    json_t *words; /* {language: {slip: ...}} */
    struct caller callers[MAX_CALLERS];
};

static void drop(struct caller *caller)
{
    loop_unwatch(caller->composer->loop, &caller->watch);
    close(caller->watch.fd);
    caller->here = false;
}

static json_t *failed(int64_t id, const char *why)
{
    fail(E_FORMAT, "page %lld is not composed: %s", (long long)id, why);
    return json_pack("{ss,sI,ss}", "type", "failed", "id", (json_int_t)id, "message", why);
}

/* What was drawn: a picture of dots, or pages of points. */
struct drawn {
    int width, height, pages;
    unsigned char *bytes;
    size_t n;
    char *lines; /* of a slip */
};

static int draw_slip(const struct composer *composer, const json_t *request, struct drawn *to, char why[SLIP_WHY])
{
    struct slip_picture picture = {0};
    int code =
        slip_draw(json_object_get(request, "data"), composer->words, json_text(request, "language"), &picture, why);
    *to = (struct drawn){picture.width, picture.height, 0, picture.bits, picture.n, picture.lines};
    return code;
}

static int draw_document(const struct composer *composer, const json_t *request, struct drawn *to, char why[SLIP_WHY])
{
    struct document_file file = {0};
    int code =
        document_draw(json_object_get(request, "data"), composer->words, json_text(request, "language"), &file, why);
    *to = (struct drawn){PAGE_WIDTH, PAGE_HEIGHT, file.pages, file.bytes, file.n, NULL};
    return code;
}

static const struct {
    const char *name;
    int (*draw)(const struct composer *composer, const json_t *request, struct drawn *to, char why[SLIP_WHY]);
} templates[] = {{"slip", draw_slip}, {"document", draw_document}};

static json_t *composed(int64_t id, const struct drawn *drawn)
{
    json_t *body = json_pack("{ss,sI,si,si}", "type", "composed", "id", (json_int_t)id, "width", drawn->width, "height",
                             drawn->height);
    if (drawn->pages)
        json_object_set_new(body, "pages", json_integer(drawn->pages));
    if (drawn->lines)
        json_object_set_new(body, "lines", json_string(drawn->lines));
    return body;
}

/* Answers one request; the descriptor is ours until it is sent. */
static int answer(const struct composer *composer, int to, const json_t *request)
{
    struct drawn drawn = {0};
    char why[SLIP_WHY] = "no such template; there is \"slip\" and \"document\"";
    int64_t id = json_number(request, "id", 0);
    int fd = -1;
    for (size_t i = 0; i < COUNT(templates); i++) {
        if (strcmp(json_text(request, "template"), templates[i].name) != 0 ||
            templates[i].draw(composer, request, &drawn, why) < 0)
            continue;
        fd = memfile_make("page", drawn.bytes, drawn.n);
        snprintf(why, sizeof why, "no memory file");
    }
    json_t *body = fd >= 0 ? composed(id, &drawn) : failed(id, why);
    int code = wire_send(to, body, &fd, fd >= 0);
    json_wipe(body);
    wipe_free(drawn.bytes, drawn.n);
    wipe_text(drawn.lines);
    if (fd >= 0)
        close(fd);
    return code;
}

static void on_caller_ready(void *mine, bool readable, bool writable)
{
    struct caller *caller = mine;
    struct composer *composer = caller->composer;
    struct packet packet;
    (void)readable, (void)writable;
    int code = wire_receive(caller->watch.fd, &door_core_to_paper, &packet);
    if (code == E_STATE)
        return;
    if (code == OK) {
        code = answer(composer, caller->watch.fd, packet.body);
        packet_free(&packet);
    }
    if (code < 0)
        drop(caller);
    loop_after(composer->loop, &composer->idle, composer->idle_ms);
}

static struct caller *free_caller(struct composer *composer)
{
    for (size_t i = 0; i < MAX_CALLERS; i++)
        if (!composer->callers[i].here)
            return &composer->callers[i];
    return NULL;
}

static void on_listener_ready(void *mine, bool readable, bool writable)
{
    struct composer *composer = mine;
    struct caller *caller = free_caller(composer);
    (void)readable, (void)writable;
    int fd = wire_accept(composer->listener.fd);
    if (fd < 0)
        return;
    if (!caller) {
        close(fd);
        return;
    }
    *caller = (struct caller){{fd, on_caller_ready, caller}, composer, true};
    must(loop_watch(composer->loop, &caller->watch, false) == OK);
}

static void on_idle(void *mine)
{
    struct composer *composer = mine;
    loop_stop(composer->loop, OK);
}

static void read_words(struct composer *composer, const struct site *site, const char *language)
{
    const char *folder = json_text(json_object_get(site->settings, "folders"), "words");
    if (json_object_get(composer->words, language))
        return;
    json_t *words = conf_read_file(turn_text("%s/slip.%s.conf", folder, language));
    if (words)
        json_object_set_new(composer->words, language, words);
}

/* Indonesian is what every other language falls back to, so it must be there. */
static int read_all_words(struct composer *composer, const struct site *site)
{
    size_t i;
    json_t *language;
    composer->words = json_object();
    words_learn(site->settings);
    read_words(composer, site, "id");
    json_array_foreach (site_languages(site), i, language)
        read_words(composer, site, json_string_value(language) ? json_string_value(language) : "id");
    return json_object_get(composer->words, "id") ? OK : fail(E_FORMAT, "no words/slip.id.conf");
}

struct composer *composer_new(struct loop *loop, const struct site *site, int listener, int64_t idle_ms)
{
    struct composer *composer = make(sizeof *composer);
    composer->loop = loop;
    composer->idle_ms = idle_ms;
    composer->idle = (struct timer){.due = on_idle, .mine = composer};
    composer->listener = (struct watch){listener, on_listener_ready, composer};
    wire_calm(listener);
    if (read_all_words(composer, site) < 0 || loop_watch(loop, &composer->listener, false) < 0) {
        json_decref(composer->words);
        free(composer);
        return NULL;
    }
    loop_after(loop, &composer->idle, idle_ms);
    return composer;
}

void composer_free(struct composer *composer)
{
    if (!composer)
        return;
    for (size_t i = 0; i < MAX_CALLERS; i++)
        if (composer->callers[i].here)
            drop(&composer->callers[i]);
    loop_unwatch(composer->loop, &composer->listener);
    loop_forget(composer->loop, &composer->idle);
    json_decref(composer->words);
    free(composer);
}
