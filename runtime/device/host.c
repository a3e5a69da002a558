/* host.c - the functions a driver may call. Each checks its arguments: a driver's mistake ends in a line in the log or
 * in a `broken` done, a broken promise about quantity ends the process. */
#include "device/device.h"

#include "base/memfile.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static struct device *owner(struct kd_dev *dev)
{
    return dev->owner;
}

static const char *driver_name(const struct device *device)
{
    return device->module.driver.name;
}

static void host_send(struct kd_dev *dev, unsigned port, struct kd_bytes bytes)
{
    struct device *device = owner(dev);
    if (port != 0)
        die("driver %s: sends to port %u, it has one", driver_name(device), port);
    if (port_send(&device->port, bytes.at, bytes.n) == E_FULL)
        die("driver %s: sends more than %d bytes ahead", driver_name(device), KD_SEND_MAX);
}

static bool is_open(const struct device *device, uint32_t request, const char *what)
{
    if (request != 0 && device->request.id == request)
        return true;
    fail(E_STATE, "driver %s: %s for request %u, which is not open", driver_name(device), what, request);
    return false;
}

static void host_begin(struct kd_dev *dev, uint32_t request)
{
    struct device *device = owner(dev);
    if (!is_open(device, request, "begin") || device->request.begun)
        return;
    device->request.begun = true;
    device->request.begun_at = device->port.queued;
}

static void host_timer(struct kd_dev *dev, unsigned id, uint32_t ms)
{
    struct device *device = owner(dev);
    if (id >= KD_TIMERS)
        die("driver %s: sets timer %u of %d", driver_name(device), id, KD_TIMERS);
    if (ms == 0)
        loop_forget(device->loop, &device->timers[id].timer);
    else
        loop_after(device->loop, &device->timers[id].timer, ms);
}

/* What is too large for a packet: a memory file, or -1 where there is none. An error when it makes no sense. */
static int make_picture(const struct kd_attr *attr, size_t n, int *file)
{
    const struct kd_attr *picture = attr_picture(attr, n);
    *file = -1;
    if (!picture)
        return OK;
    if (!picture->bytes.at || picture->bytes.n == 0 || picture->bytes.n > KD_PICTURE_MAX)
        return fail(E_FORMAT, "a picture of %zu bytes; 1 to %d are possible", picture->bytes.n, KD_PICTURE_MAX);
    *file = memfile_make("picture", picture->bytes.at, picture->bytes.n);
    return *file < 0 ? E_IO : OK;
}

static void host_done(struct kd_dev *dev, uint32_t request, enum kd_result result, enum kd_effect effect,
                      const struct kd_attr *attr, size_t n)
{
    struct device *device = owner(dev);
    json_t *values = NULL;
    int picture = -1;
    if (!is_open(device, request, "done"))
        return;
    bool sound = attr_result(result) && attr_effect(effect) && (result == KD_OK) == (effect == KD_DONE);
    if (!sound)
        fail(E_FORMAT, "driver %s: ends with result %d and effect %d", driver_name(device), (int)result, (int)effect);
    if (sound && make_picture(attr, n, &picture) == OK && attr_write(attr, n, &values) == OK) {
        device_finish(device, result, effect, values, picture);
        return;
    }
    if (picture >= 0)
        close(picture);
    device_finish(device, KD_BROKEN, KD_UNKNOWN, NULL, -1);
}

static void host_status(struct kd_dev *dev, enum kd_device is, enum kd_media media, const char *detail)
{
    device_set_status(owner(dev), is, media, detail);
}

static void host_reset(struct kd_dev *dev)
{
    struct device *device = owner(dev);
    loop_after(device->loop, &device->again, 0);
}

static void host_log(struct kd_dev *dev, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say("driver %s: %s", driver_name(owner(dev)), text);
}

static void host_capture(struct kd_dev *dev, unsigned port)
{
    struct device *device = owner(dev);
    if (port != 0 || !(device->module.driver.ports[0] & KD_FRAMES))
        die("driver %s: captures from port %u, which is no camera", driver_name(device), port);
    if (!is_open(device, device->request.id, "capture")) /* between visits it is off */
        return;
    port_capture(&device->port);
}

static void host_aim(struct kd_dev *dev, uint32_t request, uint32_t width, uint32_t height, struct kd_bytes rgb)
{
    struct device *device = owner(dev);
    bool fits = width > 0 && height > 0 && width <= KD_AIM_MAX && height <= KD_AIM_MAX && rgb.at &&
                rgb.n == (size_t)width * height * 3;
    if (!is_open(device, request, "aim") || device->request.unheard)
        return;
    if (!fits) {
        fail(E_FORMAT, "driver %s: a frame of %u by %u in %zu bytes", driver_name(device), width, height, rgb.n);
        return;
    }
    int fd = memfile_make("frame", rgb.at, rgb.n);
    if (fd >= 0)
        device_send_frame(device, width, height, fd);
}

const struct kd_host device_host = {
    .size = sizeof device_host,
    .send = host_send,
    .begin = host_begin,
    .timer = host_timer,
    .done = host_done,
    .status = host_status,
    .reset = host_reset,
    .log = host_log,
    .capture = host_capture,
    .aim = host_aim,
};
