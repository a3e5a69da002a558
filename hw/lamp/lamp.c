/* lamp.c - a signal tower with a buzzer on a serial line: the widespread small ones with a USB plug, 9600 8N1, one byte
 * a command. The upper half of the byte says on, off or flashing, the lower half which light.
 *
 *   profile   mute = true     it never sounds
 *
 * Not obvious: such a lamp says nothing, so all that can be known of it is that the bytes have left. Nobody relies on a
 * lamp: `ok` means no more than that here. */
#include "kiosk_driver.h"

#include <string.h>

enum { ON = 0x10, OFF = 0x20, FLASH = 0x40, RED = 1, YELLOW = 2, GREEN = 4, BUZZER = 8 };

struct lamp {
    uint32_t request; /* an open show; 0: none */
    uint8_t mute;
};

/* What each state of a kiosk looks like. */
static const struct {
    const char *state;
    uint8_t light, how;
} looks[] = {{"idle", GREEN, ON}, {"busy", YELLOW, ON}, {"attention", YELLOW, FLASH}, {"out", RED, ON}};

static void finish(struct kd_dev *dev, enum kd_result result, enum kd_effect effect)
{
    struct lamp *me = dev->state;
    uint32_t request = me->request;
    me->request = 0;
    dev->host->done(dev, request, result, effect, NULL, 0);
}

/* All others off first: two lights at once are another message. */
static void show(struct kd_dev *dev, uint8_t light, uint8_t how, int sound)
{
    const uint8_t bytes[] = {OFF | RED, OFF | YELLOW, OFF | GREEN, (uint8_t)(light | how),
                             (uint8_t)(BUZZER | (sound ? FLASH : OFF))};
    dev->host->send(dev, 0, (struct kd_bytes){bytes, sizeof bytes});
}

static void on_request(struct kd_dev *dev, const struct kd_request *request)
{
    struct lamp *me = dev->state;
    const char *state = "";
    int sound = 0;
    me->request = request->id;
    for (size_t i = 0; i < request->n_attr; i++)
        if (strcmp(request->attr[i].name, "state") == 0 && request->attr[i].bytes.at)
            state = (const char *)request->attr[i].bytes.at;
        else if (strcmp(request->attr[i].name, "sound") == 0)
            sound = request->attr[i].number != 0 && !me->mute;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        if (strcmp(looks[i].state, state) == 0) {
            dev->host->begin(dev, request->id);
            show(dev, looks[i].light, looks[i].how, sound);
            return;
        }
    finish(dev, KD_BROKEN, KD_NONE);
}

static void on_sent(struct kd_dev *dev, unsigned port)
{
    const struct lamp *me = dev->state;
    (void)port;
    if (me->request)
        finish(dev, KD_OK, KD_DONE);
}

/* The bytes still wait in the host, and leave when the line takes them again. */
static void on_cancel(struct kd_dev *dev, uint32_t request, enum kd_result why)
{
    const struct lamp *me = dev->state;
    if (me->request == request)
        finish(dev, why, KD_UNKNOWN);
}

static void on_attach(struct kd_dev *dev, const struct kd_attr *profile, size_t n)
{
    struct lamp *me = dev->state;
    for (size_t i = 0; i < n; i++)
        if (strcmp(profile[i].name, "mute") == 0)
            me->mute = profile[i].number != 0;
    dev->host->status(dev, KD_ONLINE, KD_MEDIA_UNKNOWN, NULL);
}

KD_EXPORT const struct kd_driver kiosk_driver = {
    .size = sizeof kiosk_driver,
    .abi = KD_ABI,
    .name = "lamp",
    .device_class = "lamp",
    .verbs = (const char *const[]){"show", NULL},
    .ports = (const uint32_t[]){KD_SERIAL | KD_TCP, 0},
    .state_size = sizeof(struct lamp),
    .attach = on_attach,
    .request = on_request,
    .cancel = on_cancel,
    .sent = on_sent,
};
