/* module.h - a driver's file: finding it, loading it, and refusing what does not keep the contract. */
#ifndef DEVICE_MODULE_H
#define DEVICE_MODULE_H

#include "base/base.h"

#include "kiosk_driver.h"

struct module {
    void *library;
    struct kd_driver driver; /* a copy: what an older, shorter struct does not have reads as zero */
};

/* FOLDER/NAME.so. E_IO when it cannot be loaded, E_FORMAT when it is no driver of this ABI. */
int module_open(struct module *module, const char *folder, const char *name);
void module_close(struct module *module);

/* For tests that load a driver by hand, too. */
int module_check(const struct kd_driver *driver, const char *name);

bool module_has_verb(const struct module *module, const char *verb);

#endif
