/* file.c - a port of frames over a folder: its pictures in turn, by name, for development and for tests.
 *
 * A picture is a JPEG or a binary PPM of 255 levels. One that is neither is handed over as a JPEG, as a camera with a
 * loose cable would; an empty folder is a camera that says nothing. A folder that goes away is one that was unplugged.
 */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "device/node.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FRAME_MS = 40, PICTURE_MAX = 16 << 20, EDGE_MAX = 8192 };

struct folder {
    struct node node;
    char path[200];
    char above[200];
    char last[256]; /* the name of the picture that came last */
    struct timer shutter;
    struct wall_file files[2];
};

static void on_shutter(void *mine);

static int read_address(struct port *port, const char *address)
{
    struct folder *folder = port->own;
    if (address[0] != '/' || strlen(address) >= sizeof folder->path)
        return E_FORMAT;
    strcpy(folder->path, address);
    folder->shutter = (struct timer){.due = on_shutter, .mine = port};
    strcpy(folder->above, address);
    *strrchr(folder->above, '/') = '\0';
    folder->files[0] = (struct wall_file){*folder->above ? folder->above : "/", false}; /* it may come later, anew */
    port->files = folder->files;
    node_open(&folder->node, port, folder->path);
    return OK;
}

static int call(struct port *port)
{
    struct folder *folder = port->own;
    node_watch(&folder->node);
    if (access(folder->path, R_OK | X_OK) < 0)
        return E_GONE;
    port_answered(port);
    return OK;
}

/* The first name after the last one, or the first of all; "" where there is none. */
static int next_name(struct folder *folder, char to[256])
{
    char first[256] = "", next[256] = "";
    DIR *names = opendir(folder->path);
    if (!names)
        return E_GONE;
    for (const struct dirent *one = readdir(names); one; one = readdir(names)) {
        if (one->d_name[0] == '.')
            continue;
        if (!*first || strcmp(one->d_name, first) < 0)
            strcpy(first, one->d_name);
        if (strcmp(one->d_name, folder->last) > 0 && (!*next || strcmp(one->d_name, next) < 0))
            strcpy(next, one->d_name);
    }
    closedir(names);
    strcpy(to, *next ? next : first);
    return OK;
}

/* "P6 WIDTH HEIGHT 255" and the pixels, or anything else. */
static struct kd_frame frame_of(const char *bytes, size_t n)
{
    unsigned width = 0, height = 0;
    int head = 0;
    struct kd_frame frame = {.format = KD_JPEG, .bytes = {(const uint8_t *)bytes, n}};
    if (sscanf(bytes, "P6 %4u %4u 255%n", &width, &height, &head) != 2 || head == 0 || (size_t)head >= n ||
        width > EDGE_MAX || height > EDGE_MAX)
        return frame;
    head++;
    return (struct kd_frame){KD_RGB, width, height, width * 3, {(const uint8_t *)bytes + head, n - (size_t)head}};
}

static void on_shutter(void *mine)
{
    struct port *port = mine;
    struct folder *folder = port->own;
    char name[256], *bytes;
    size_t n;
    if (next_name(folder, name) < 0) {
        port_lose(port);
        return;
    }
    if (!*name)
        return;
    strcpy(folder->last, name);
    if (file_read_path(turn_text("%s/%s", folder->path, name), PICTURE_MAX, &bytes, &n) < 0) {
        loop_after(port->loop, &folder->shutter, FRAME_MS); /* it was taken away at this moment: the next one */
        return;
    }
    struct kd_frame frame = frame_of(bytes, n);
    port_frame(port, &frame);
    wipe_free(bytes, n);
}

static void capture(struct port *port)
{
    struct folder *folder = port->own;
    loop_after(port->loop, &folder->shutter, FRAME_MS);
}

static void rest(struct port *port)
{
    struct folder *folder = port->own;
    loop_forget(port->loop, &folder->shutter);
}

static void hang_up(struct port *port, bool hard)
{
    (void)hard;
    rest(port);
}

static void close_folder(struct port *port)
{
    struct folder *folder = port->own;
    node_close(&folder->node);
}

const struct port_kind port_file = {
    .scheme = "file:",
    .form = "file:FOLDER, as in file:/srv/pictures: its pictures (JPEG, or PPM of 255 levels) in turn",
    .bit = KD_FRAMES,
    .own_size = sizeof(struct folder),
    .read = read_address,
    .call = call,
    .capture = capture,
    .rest = rest,
    .hang_up = hang_up,
    .close = close_folder,
};
