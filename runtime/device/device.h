/* device.h - one device: its driver, its port, and what core wants of it.
 *
 * The device stands between two parties it does not trust. Towards core it promises exactly one done for every request
 * it was given over the present connection; towards the driver it keeps the contract of hw/kiosk_driver.h. While the
 * port is away nothing is attached, and requests end `gone none` at once. */
#ifndef DEVICE_DEVICE_H
#define DEVICE_DEVICE_H

#include "base/link.h"
#include "base/site.h"
#include "device/module.h"
#include "device/port.h"
#include "device/request.h"

struct device;

struct device_timer {
    struct timer timer;
    struct device *device;
    unsigned id;
};

struct device_status {
    enum kd_device device;
    enum kd_media media;
    char detail[KD_DETAIL_MAX + 1];
};

struct device {
    struct loop *loop;
    const char *name;
    char *path; /* core's socket */
    struct link link;
    struct module module;
    struct port port;
    struct kd_dev dev;                    /* state is NULL while nothing is attached */
    struct kd_attr profile[ATTR_MAX + 1]; /* the last is `unsure` */
    size_t n_profile;
    bool unsure; /* for the next attach */
    struct device_timer timers[KD_TIMERS];
    struct device_status status;
    struct request request;
    uint32_t last_id;
    struct timer deadline, late; /* the request's, the cancelled one's */
    struct timer again;          /* a reset that waits for the end of a callback */
};

/* Reads the row `name` of site.conf's devices, loads the driver and opens the port; then locks the process down. A
 * negative result: the settings or the driver are wrong. `device` is zeroed memory. */
int device_open(struct device *device, struct loop *loop, const struct site *site, const char *name);
void device_close(struct device *device);

/* Ends the open request, tells core, forgets it. Takes `values` (may be NULL) and the picture (-1: none). */
void device_finish(struct device *device, enum kd_result result, enum kd_effect effect, json_t *values, int picture);

/* What is aimed with, to core. Takes the descriptor. */
void device_send_frame(struct device *device, uint32_t width, uint32_t height, int fd);

void device_set_status(struct device *device, enum kd_device is, enum kd_media media, const char *detail);

/* What the driver may call (host.c). */
extern const struct kd_host device_host;

#endif
