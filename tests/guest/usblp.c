/* usblp: the kernel's own printer driver. It takes the printer first, is put aside by ours, and gets it back when ours
 * leaves; CUPS and whoever else used it finds it as it was. */
#define _GNU_SOURCE
#include "plugged.h"

static bool usblp_has_it(void)
{
    return access("/dev/usb/lp0", F_OK) == 0;
}

static void wait_for_usblp(bool has)
{
    for (int i = 0; i < RIG_PATIENCE / 10 && usblp_has_it() != has; i++)
        usleep(10000);
    check(usblp_has_it() == has);
}

int main(void)
{
    plugged_open();
    gadget_plug();
    expect_again("plugged in, and a page printed");
    stop_driver();
    check(system("insmod /modules/later/usblp.ko") == 0);
    wait_for_usblp(true);
    start_driver();
    core_expect_status(&core, "online", "full");
    wait_for_usblp(false);
    expect("taken from usblp", "ok", "done");
    stop_driver();
    wait_for_usblp(true);
    start_driver();
    expect_again("taken from usblp, given back and taken again");
    return plugged_close();
}
