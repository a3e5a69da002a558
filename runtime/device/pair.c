/* pair.c - see pair.h. */
#include "device/pair.h"

enum { IPP_OVER_USB = 4 }; /* a printer's protocol: HTTP, not a stream of bytes to print */

static bool carries_bytes(const struct libusb_endpoint_descriptor *e)
{
    return (e->bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) == LIBUSB_TRANSFER_TYPE_BULK &&
           (e->bEndpointAddress & LIBUSB_ENDPOINT_ADDRESS_MASK) != 0 && (e->wMaxPacketSize & 0x7ff) != 0;
}

static bool read_pair(const struct libusb_interface_descriptor *setting, struct pair *pair)
{
    *pair = (struct pair){.interface = setting->bInterfaceNumber, .setting = setting->bAlternateSetting};
    for (int i = 0; i < setting->bNumEndpoints; i++) {
        const struct libusb_endpoint_descriptor *e = &setting->endpoint[i];
        uint8_t *place = e->bEndpointAddress & LIBUSB_ENDPOINT_IN ? &pair->in : &pair->out;
        if (carries_bytes(e) && *place == 0)
            *place = e->bEndpointAddress;
    }
    return pair->in && pair->out;
}

static bool speaks_http(const struct libusb_interface_descriptor *setting)
{
    return setting->bInterfaceClass == LIBUSB_CLASS_PRINTER && setting->bInterfaceProtocol == IPP_OVER_USB;
}

static int choose(const struct libusb_config_descriptor *config, struct pair *pair)
{
    int best = 0; /* 1: a pair, 2: a printer's */
    for (int i = 0; i < config->bNumInterfaces; i++)
        for (int j = 0; j < config->interface[i].num_altsetting; j++) {
            const struct libusb_interface_descriptor *setting = &config->interface[i].altsetting[j];
            int good = setting->bInterfaceClass == LIBUSB_CLASS_PRINTER ? 2 : 1;
            struct pair this;
            if (good > best && !speaks_http(setting) && read_pair(setting, &this)) {
                *pair = this;
                best = good;
            }
        }
    return best > 0 ? OK : E_FORMAT;
}

int pair_find(libusb_device *device, struct pair *pair)
{
    struct libusb_config_descriptor *config;
    int why = libusb_get_active_config_descriptor(device, &config);
    if (why < 0)
        return why == LIBUSB_ERROR_NO_DEVICE ? E_GONE : E_FORMAT;
    int code = choose(config, pair);
    libusb_free_config_descriptor(config);
    return code;
}
