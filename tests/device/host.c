/* host: a camera runs for an open request and for nothing else, whatever its driver asks for. */
#include "device/device.h"
#include "test.h"

static bool runs(struct device *device)
{
    device_host.capture(&device->dev, 0);
    return device->port.capturing;
}

int main(void)
{
    static const uint32_t ports[] = {KD_FRAMES, 0};
    static struct device device;
    device.loop = device.port.loop = loop_new(NULL, NULL);
    device.dev = (struct kd_dev){.host = &device_host, .owner = &device};
    device.module.driver = (struct kd_driver){.name = "camera", .device_class = "camera", .ports = ports};
    device.port.kind = &port_file;
    device.port.state = PORT_OPEN;
    check(!runs(&device)); /* as in attach() */
    device.request.id = 1;
    check(runs(&device));
    device_host.done(&device.dev, 1, KD_CANCELLED, KD_NONE, NULL, 0);
    check(device.request.id == 0 && !device.port.capturing);
    check(!runs(&device));
    loop_free(device.loop);
    turn_end();
    return test_end();
}
