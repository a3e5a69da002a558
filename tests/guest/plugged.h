/* plugged.h - what the parts about the printer share: it hangs on the guest's USB (gadget.h), and the real driver has
 * it, with this test as its core (device/printed.h). */
#ifndef GUEST_PLUGGED_H
#define GUEST_PLUGGED_H

#include "../device/printed.h"

#include "gadget.h"
#include "guest.h"

static inline void start_driver(void)
{
    core_open(&core, &rig, "printer");
}

static inline void stop_driver(void)
{
    check(rig_end(core.pid) == 0);
    core_close(&core);
    unlink(wire_path(rig.run, "driver.printer"));
    rmdir(rig_path(&rig, "run/driver.printer"));
}

/* All but the plug: the driver sees no device yet. */
static inline void plugged_open(void)
{
    check(sodium_init() >= 0);
    signal(SIGPIPE, SIG_IGN);
    printer_open(&printer);
    with_printer = gadget_do;
    gadget_open(&printer);
    rig_start(&rig, BUILD "/lib/drivers",
              "{ name = \"printer\"; class = \"printer\"; driver = \"escpos\"; port = \"usb:04b8:0e15\"; }");
    start_driver();
    core_expect_status(&core, "noDevice", "unknown");
}

static inline int plugged_close(void)
{
    stop_driver();
    rig_stop(&rig);
    return test_end();
}

/* It is back, or still there, and a page comes out whole. */
static inline void expect_again(const char *what)
{
    char done[80];
    snprintf(done, sizeof done, "%s", what);
    core_expect_status(&core, "online", "full");
    expect(done, "ok", "done");
    note(done);
}

#endif
