/* lies: devices that say of themselves what cannot be (device/lies.h). The kernel refuses some, repairs others and
 * shows the rest; none of them may end or mislead the driver. */
#define _GNU_SOURCE
#include "plugged.h"

#include "../device/lies.h"
#include "cable.h"

static void test_lie(const struct lie *lie)
{
    uint8_t bytes[sizeof honest];
    memcpy(bytes, honest, sizeof bytes);
    bytes[lie->at] = lie->byte;
    cable_plug(&(struct cable_device){.descriptors = bytes, .n = lie->size ? lie->size : sizeof bytes});
    usleep(800000); /* for the kernel to make up its mind */
    check(core_await(&core, ask_for_print(&core, 1000)));
    if (strcmp(core.effect, "done") == 0)
        fprintf(stderr, "printed on a device that says %s\n", lie->what);
    check(strcmp(core.effect, "done") != 0);
    cable_pull();
    note(lie->what);
    turn_end();
}

int main(void)
{
    plugged_open();
    for (size_t i = 0; i < COUNT(lies); i++)
        test_lie(&lies[i]);
    core.device[0] = 0;
    gadget_plug();
    expect_again("an honest one after all the liars");
    return plugged_close();
}
