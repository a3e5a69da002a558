/* module.c - see module.h. */
#include "device/module.h"

#include "device/attr.h"

#include <dlfcn.h>
#include <string.h>

enum { STATE_MAX = 16 << 20 };

static bool name_good(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && n <= 32 && !name[n];
}

int module_check(const struct kd_driver *driver, const char *name)
{
    if (driver->abi != KD_ABI)
        return fail(E_FORMAT, "driver %s: made for ABI %u, this host has %u", name, driver->abi, KD_ABI);
    if (driver->size < offsetof(struct kd_driver, frame))
        return fail(E_FORMAT, "driver %s: its struct has %u bytes, %zu are needed", name, driver->size,
                    offsetof(struct kd_driver, frame));
    if (!driver->name || strcmp(driver->name, name) != 0)
        return fail(E_FORMAT, "driver %s: calls itself \"%s\"", name, driver->name ? driver->name : "");
    if (!attr_class_known(driver->device_class))
        return fail(E_FORMAT, "driver %s: no class is called \"%.32s\"", name,
                    driver->device_class ? driver->device_class : "");
    if (!driver->verbs || !driver->ports || !driver->request || !driver->cancel)
        return fail(E_FORMAT, "driver %s: needs verbs, ports, request and cancel", name);
    if (driver->ports[0] & KD_FRAMES && !driver->frame)
        return fail(E_FORMAT, "driver %s: has a port of frames, and no frame()", name);
    if (driver->state_size > STATE_MAX)
        return fail(E_FORMAT, "driver %s: wants %zu bytes of state", name, driver->state_size);
    return OK;
}

static int load(struct module *module, const char *path, const char *name)
{
    module->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module->library)
        return fail(E_IO, "driver %s: %s", name, dlerror());
    const struct kd_driver *driver = dlsym(module->library, "kiosk_driver");
    if (!driver)
        return fail(E_FORMAT, "driver %s: exports no kiosk_driver", name);
    /* size and abi come first in every version, so they may be read before anything else is trusted. */
    size_t n = driver->size < sizeof module->driver ? driver->size : sizeof module->driver;
    memcpy(&module->driver, driver, n);
    return module_check(&module->driver, name);
}

int module_open(struct module *module, const char *folder, const char *name)
{
    *module = (struct module){0};
    if (!name_good(name))
        return fail(E_FORMAT, "\"%.40s\" is no name of a driver", name);
    int code = load(module, turn_text("%s/%s.so", folder, name), name);
    if (code < 0)
        module_close(module);
    return code;
}

void module_close(struct module *module)
{
    if (module->library)
        dlclose(module->library);
    module->library = NULL;
}

bool module_has_verb(const struct module *module, const char *verb)
{
    for (const char *const *at = module->driver.verbs; *at; at++)
        if (strcmp(*at, verb) == 0)
            return true;
    return false;
}
