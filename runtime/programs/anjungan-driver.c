/* anjungan-driver - one device of the kiosk: its driver and its port, in a process of their own.
 *
 * Ends with 1 when its settings or its driver are wrong and when the driver broke its promises; the supervisor starts
 * it again and decides when that has happened too often. */
#include "device/device.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    struct site site;
    site_start(&site, argc, argv,
               "usage: anjungan-driver --run FOLDER NAME\nNAME is that of a row of devices in site.conf");
    struct loop *loop = loop_new(NULL, NULL);
    struct device *device = make(sizeof *device);
    int code = device_open(device, loop, &site, site.name);
    if (code == OK) {
        code = loop_run(loop);
        device_close(device);
    }
    loop_free(loop);
    wipe_free(device, sizeof *device);
    site_free(&site);
    return code == OK ? 0 : 1;
}
