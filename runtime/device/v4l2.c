/* v4l2.c - a port of frames over a camera of the system: buffers the kernel fills, mapped, not copied.
 *
 * Not obvious: a camera that nobody empties keeps old frames. So one counts only when it was taken after it was asked
 * for; older ones go back unseen. And the camera runs (its light is on) only between a first capture and rest(). */
#define _GNU_SOURCE
#include "base/clock.h"
#include "device/node.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BUFFERS = 4 };

struct camera {
    struct node node;
    char path[200];
    struct watch watch;
    struct v4l2_pix_format format;
    struct {
        void *at;
        size_t n;
    } buffers[BUFFERS];
    unsigned n_buffers;
    bool running;
    int64_t asked; /* clock_ms() of the capture that waits for its frame; 0: none */
};

/* What is asked for, best first; cameras say what they have instead. */
static const struct {
    uint32_t pixels, width, height;
} wishes[] = {{V4L2_PIX_FMT_MJPEG, 1920, 1080}, {V4L2_PIX_FMT_YUYV, 1280, 720}};

static int ask(const struct camera *camera, unsigned long what, void *with)
{
    int code;
    do
        code = ioctl(camera->watch.fd, what, with);
    while (code < 0 && errno == EINTR);
    return code;
}

static int read_address(struct port *port, const char *address)
{
    struct camera *camera = port->own;
    camera->watch.fd = -1;
    if (address[0] != '/' || strlen(address) >= sizeof camera->path)
        return E_FORMAT;
    strcpy(camera->path, address);
    node_open(&camera->node, port, camera->path);
    return OK;
}

static bool is_camera(const struct camera *camera)
{
    struct v4l2_capability is = {0};
    const uint32_t needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if (ask(camera, VIDIOC_QUERYCAP, &is) < 0)
        return false;
    uint32_t can = is.capabilities & V4L2_CAP_DEVICE_CAPS ? is.device_caps : is.capabilities;
    return (can & needed) == needed;
}

static bool set_format(struct camera *camera)
{
    for (size_t i = 0; i < COUNT(wishes); i++) {
        struct v4l2_format format = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
        format.fmt.pix = (struct v4l2_pix_format){.width = wishes[i].width,
                                                  .height = wishes[i].height,
                                                  .pixelformat = wishes[i].pixels,
                                                  .field = V4L2_FIELD_NONE};
        if (ask(camera, VIDIOC_S_FMT, &format) < 0 || format.fmt.pix.pixelformat != wishes[i].pixels)
            continue;
        camera->format = format.fmt.pix;
        return true;
    }
    return false;
}

/* It was opened, and is not what was hoped for. */
static int refuse(struct port *port, int why)
{
    const struct camera *camera = port->own;
    if (why == EBUSY)
        return port_refuse(port, "claimed", "%s: another program has it", camera->path);
    return port_refuse(port, why == ENODEV ? NULL : "shape", "%s is no camera, or gives neither MJPEG nor YUYV",
                       camera->path);
}

static int call(struct port *port)
{
    struct camera *camera = port->own;
    node_watch(&camera->node);
    camera->watch.fd = node_reach(&camera->node, O_RDWR);
    if (camera->watch.fd < 0)
        return E_GONE;
    errno = 0;
    if (!is_camera(camera) || !set_format(camera))
        return refuse(port, errno);
    port_answered(port);
    return OK;
}

/* --- buffers ----------------------------------------------------------------------------------------------------- */

static struct v4l2_buffer buffer(unsigned i)
{
    return (struct v4l2_buffer){.index = i, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
}

static bool add_buffer(struct camera *camera, unsigned i)
{
    struct v4l2_buffer b = buffer(i);
    if (ask(camera, VIDIOC_QUERYBUF, &b) < 0)
        return false;
    void *at = mmap(NULL, b.length, PROT_READ, MAP_SHARED, camera->watch.fd, b.m.offset);
    if (at == MAP_FAILED)
        return false;
    camera->buffers[i].at = at;
    camera->buffers[i].n = b.length;
    camera->n_buffers = i + 1;
    return ask(camera, VIDIOC_QBUF, &b) == 0;
}

static void drop_buffers(struct camera *camera)
{
    struct v4l2_requestbuffers none = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    while (camera->n_buffers > 0) {
        camera->n_buffers--;
        munmap(camera->buffers[camera->n_buffers].at, camera->buffers[camera->n_buffers].n);
    }
    ask(camera, VIDIOC_REQBUFS, &none);
}

static void stop(struct port *port)
{
    struct camera *camera = port->own;
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    camera->asked = 0;
    if (!camera->running)
        return;
    camera->running = false;
    loop_unwatch(port->loop, &camera->watch);
    ask(camera, VIDIOC_STREAMOFF, &type);
    drop_buffers(camera);
}

static bool start(struct camera *camera)
{
    struct v4l2_requestbuffers wanted = {
        .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    bool good = ask(camera, VIDIOC_REQBUFS, &wanted) == 0 && wanted.count > 0;
    for (unsigned i = 0; good && i < wanted.count && i < BUFFERS; i++)
        good = add_buffer(camera, i);
    if (good && ask(camera, VIDIOC_STREAMON, &type) == 0)
        return true;
    drop_buffers(camera);
    return false;
}

/* --- frames ------------------------------------------------------------------------------------------------------ */

/* Cameras count time from the same start as clock_ms() where they say so; else every frame is as good as new. */
static bool is_old(const struct camera *camera, const struct v4l2_buffer *b)
{
    bool ours = (b->flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) == V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    return ours && (int64_t)b->timestamp.tv_sec * 1000 + b->timestamp.tv_usec / 1000 < camera->asked;
}

static void hand_over(struct port *port, const struct v4l2_buffer *b)
{
    struct camera *camera = port->own;
    const struct v4l2_pix_format *is = &camera->format;
    bool jpeg = is->pixelformat == V4L2_PIX_FMT_MJPEG;
    size_t n = b->bytesused < camera->buffers[b->index].n ? b->bytesused : camera->buffers[b->index].n;
    struct kd_frame frame = {jpeg ? KD_JPEG : KD_YUYV,
                             is->width,
                             is->height,
                             jpeg ? 0 : is->bytesperline,
                             {camera->buffers[b->index].at, n}};
    camera->asked = 0;
    port_frame(port, &frame);
}

/* Nobody waits: the frames stay where they are, and the camera's newer ones are lost, which costs nothing. */
static void listen(struct port *port)
{
    struct camera *camera = port->own;
    if (camera->asked)
        must(loop_watch(port->loop, &camera->watch, false) == OK);
    else
        loop_unwatch(port->loop, &camera->watch);
}

static void on_ready(void *mine, bool readable, bool writable)
{
    struct port *port = mine;
    struct camera *camera = port->own;
    struct v4l2_buffer b = buffer(0);
    (void)readable, (void)writable;
    if (ask(camera, VIDIOC_DQBUF, &b) < 0) {
        if (errno != EAGAIN)
            port_lose(port);
        return;
    }
    bool good = b.index < camera->n_buffers && !(b.flags & V4L2_BUF_FLAG_ERROR) && b.bytesused > 0;
    if (good && camera->asked && !is_old(camera, &b))
        hand_over(port, &b);
    if (!camera->running)
        return; /* the driver has ended its request, or the port is gone */
    if (ask(camera, VIDIOC_QBUF, &b) < 0) {
        port_lose(port);
        return;
    }
    listen(port);
}

static void capture(struct port *port)
{
    struct camera *camera = port->own;
    camera->asked = clock_ms();
    camera->watch = (struct watch){camera->watch.fd, on_ready, port};
    if (!camera->running && !start(camera)) {
        fail_errno("%s does not start", camera->path);
        port_lose(port);
        return;
    }
    camera->running = true;
    listen(port);
}

static void hang_up(struct port *port, bool hard)
{
    struct camera *camera = port->own;
    (void)hard;
    stop(port);
    if (camera->watch.fd >= 0)
        close(camera->watch.fd);
    camera->watch.fd = -1;
}

static void close_camera(struct port *port)
{
    struct camera *camera = port->own;
    node_close(&camera->node);
}

const struct port_kind port_v4l2 = {
    .scheme = "v4l2:",
    .form = "v4l2:FILE, as in v4l2:/dev/video0 or a name below /dev/v4l/by-id",
    .bit = KD_FRAMES,
    .own_size = sizeof(struct camera),
    .files = node_files,
    .read = read_address,
    .call = call,
    .capture = capture,
    .rest = stop,
    .hang_up = hang_up,
    .close = close_camera,
};
