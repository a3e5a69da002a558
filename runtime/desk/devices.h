/* devices.h - core's side of the drivers: what each device can do now, and one request at a time.
 *
 * Every request ends in exactly one answer, also when its driver dies: then `gone`, effect `unknown`, because nobody
 * can say what had left the driver. */
#ifndef DESK_DEVICES_H
#define DESK_DEVICES_H

#include "base/crashes.h"
#include "line/line.h"

enum { DEVICES = 8 };

struct desk;

typedef void device_done(void *mine, const char *result, const char *effect, const json_t *attr);
typedef void device_framed(void *mine, struct packet *packet);

struct device {
    struct desk *desk;
    char name[32], class[16];
    struct role role;
    char device[17], media[17], detail[65]; /* XFS4IoT words and one for staff, as the driver says them */
    int64_t since;                          /* clock_ms() when one of them changed last */
    int64_t media_since;                    /* clock_ms() when media changed last */
    bool found;                             /* what is in it was in when it said so for the first time */
    struct crashes crashes;                 /* how often its program ended */
    bool fallen;                            /* too often, and nobody was told yet */
    int request;                            /* 0: idle */
    device_done *done;
    device_framed *framed; /* set after device_request() by whoever wants frames */
    void *mine;
    int picture; /* while done runs: the descriptor it brought, or -1 */
};

struct devices {
    struct device list[DEVICES];
    int n, last_request;
};

int devices_open(struct devices *devices, struct desk *desk);
void devices_close(struct devices *devices);

/* [{name, class, device, media, detail, here, age}]; the caller owns it. */
json_t *devices_rows(const struct devices *devices);

/* One whose program ended too often, which nobody was told; or NULL. */
struct device *devices_fallen(struct devices *devices);
/* The next device of a class that is not among those tried (a bit each), the online ones first; NULL: no other. */
struct device *device_next(struct devices *devices, const char *class, unsigned tried);

/* The first device of a class, the online ones before others; NULL when the site has none. */
struct device *device_find(struct devices *devices, const char *class);
bool device_online(const struct device *device);

/* A card is in one of the readers, as far as they know. */
bool devices_have_card(const struct devices *devices);

/* False (and no answer) when it is offline or busy. Takes attr and fd (-1: none). */
bool device_request(struct device *device, const char *verb, json_t *attr, int fd, int ms, device_done *done,
                    void *mine);

/* A word about the open request. */
void device_tell(struct device *device, const char *what);

/* Asks the driver to stop; the answer is not wanted any more. */
void device_cancel(struct device *device);

#endif
