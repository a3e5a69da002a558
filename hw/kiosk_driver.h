/* kiosk_driver.h - all that a device driver and its host know of each other.
 *
 * A driver turns requests into bytes and bytes into results. It opens nothing, waits for nothing and has no thread: the
 * host owns the device's port and the time, and calls the driver. So a driver is a state machine, and its test is a
 * text file of bytes (hw/README.md shows both).
 *
 * Five rules:
 *   1. Every request ends in exactly one done(), also after cancel().
 *   2. A callback returns at once. The host ends a process that stays inside one for more than KD_CALLBACK_MS.
 *   3. A pointer given to a callback lives until that callback returns; what a request carries lives until its done().
 *      What a driver hands to a host function is copied before that function returns.
 *   4. Host functions are called from inside callbacks only; they never call back into the driver.
 *   5. When in doubt about paper, cards or money, the effect is KD_UNKNOWN. Nothing is ever repeated by itself.
 *
 * What may change: members are added at the end of a struct, and `size` tells who knows them. Nothing is removed or
 * reordered while KD_ABI stays the same. Texts are UTF-8, times milliseconds, sizes bytes. */
#ifndef KIOSK_DRIVER_H
#define KIOSK_DRIVER_H

#include <stddef.h>
#include <stdint.h>

#define KD_ABI 1u

enum {
    KD_CALLBACK_MS = 200,    /* longest stay inside a callback */
    KD_CANCEL_MS = 3000,     /* from cancel() to done(); then the host ends the request and the process */
    KD_TIMERS = 8,           /* timers of a driver: 0 to 7 */
    KD_SEND_MAX = 65536,     /* bytes that may wait in the host for the port to take them; more ends the process */
    KD_DETAIL_MAX = 64,      /* of status() */
    KD_AIM_MAX = 640,        /* width and height of aim() */
    KD_PICTURE_MAX = 262144, /* bytes of the result "picture" */
};

/* How a request ended, in words that a citizen's screen can be built from. */
enum kd_result {
    KD_OK = 0,
    KD_CANCELLED, /* somebody asked for it */
    KD_TIMEOUT,   /* the device or the person did not answer */
    KD_RETRY,     /* unreadable this time: "please try again" */
    KD_EMPTY,     /* out of paper, out of cards */
    KD_JAM,       /* needs a person with a key: jam, open cover, cutter */
    KD_GONE,      /* unplugged */
    KD_BROKEN,    /* makes no sense: an impossible request, a device that answers nonsense */
};

/* What the request did to the world. KD_OK goes with KD_DONE and nothing else does. */
enum kd_effect {
    KD_NONE = 0, /* surely nothing: it may be asked again */
    KD_DONE,     /* surely all of it; needs evidence from the device, not from the port (but a lamp has no other) */
    KD_UNKNOWN,  /* perhaps some of it: a person is asked */
};

/* Device and media states: the words of XFS4IoT. */
enum kd_device { KD_ONLINE = 0, KD_OFFLINE, KD_NO_DEVICE, KD_HARDWARE_ERROR };

enum kd_media {
    KD_MEDIA_UNKNOWN = 0,
    KD_MEDIA_FULL, /* class printer: the paper */
    KD_MEDIA_LOW,
    KD_MEDIA_OUT,
    KD_MEDIA_JAMMED,
    KD_MEDIA_PRESENT, /* class card: a card in the reader */
    KD_MEDIA_NOT_PRESENT,
};

struct kd_bytes {
    const uint8_t *at;
    size_t n;
};

/* A named value: a text or bytes when bytes.at is not NULL (the host's texts have a NUL behind their n bytes), else the
 * number; truth is 0 or 1. The names are the vocabulary of hw/README.md; ignore those you do not know. */
struct kd_attr {
    const char *name;
    int64_t number;
    struct kd_bytes bytes;
};

struct kd_request {
    uint32_t id;      /* never 0, never used twice while attached */
    const char *verb; /* one of kd_driver.verbs */
    const struct kd_attr *attr;
    size_t n_attr;
};

/* What a port can be; a driver that speaks a plain stream of bytes names all that fit. The host of this release opens
 * all of them.
 *
 * KD_HID: an input device of the kernel's that is ours alone, nothing of it is typed anywhere else. Nothing can be
 * sent. Port 0: input() gets whole events, any number of KD_EVENT bytes each: type u16, code u16, value i32,
 * little-endian, as in linux/input-event-codes.h. Where the kernel dropped some, one SYN_DROPPED (0, 3) stands for all
 * of them up to the next SYN_REPORT: what was under way is spoilt, and which keys are held is not known.
 *
 * KD_APDU: a card reader. There are two ports, both named in kd_driver.ports:
 * Port 0: each send() is one command, whole. Each is answered by one input() with the whole response, SW1 and SW2 at
 * its end, or with no bytes at all: no answer, since the card is gone, dead or mute, or said less than an SW. One at a
 *     time: the next send() comes after that input(). An answer that would come after its card is none.
 * Port KD_CARD: input() gets the ATR of the card that is in, one zero byte for a card that has none (wrong way round,
 *     broken), or no bytes: there is none. Once soon after attach(), then at each change. */
enum kd_port_kind {
    KD_TCP = 1,
    KD_SERIAL = 2,
    KD_USB = 4, /* a pair of bulk endpoints */
    KD_HID = 8,
    KD_APDU = 16,
    KD_FRAMES = 32, /* a camera: capture() instead of send(), frame() instead of input() */
};

/* How the pixels of a frame lie; rows from top to bottom. */
enum kd_format {
    KD_RGB = 1,  /* three bytes a pixel */
    KD_YUYV = 2, /* four bytes two pixels, BT.601 */
    KD_JPEG = 3, /* one baseline JPEG, as a camera compresses; stride is 0 */
};

/* One frame of a camera, whole. What stands in it is the camera's word: it may be shorter than its format needs. */
struct kd_frame {
    enum kd_format format;
    uint32_t width, height, stride;
    struct kd_bytes bytes;
};

enum {
    KD_EVENT = 8, /* bytes of an event of KD_HID */
    KD_CARD = 1,  /* the second port of KD_APDU */
};

struct kd_dev;

/* What the host does for a driver. */
struct kd_host {
    uint32_t size; /* sizeof(struct kd_host) at the host */

    /* Bytes to the port, in order, all of them or (when the port is lost first) a beginning of them. */
    void (*send)(struct kd_dev *dev, unsigned port, struct kd_bytes bytes);

    /* The bytes sent from now on act on the world: paper moves. Called once a request, before them. If the port is lost
     * while the request is open, the host ends it: KD_NONE when none of these bytes had left, else KD_UNKNOWN. */
    void (*begin)(struct kd_dev *dev, uint32_t request);

    /* timer() is called once, `ms` from now; 0 stops it. Setting it again moves it. */
    void (*timer)(struct kd_dev *dev, unsigned id, uint32_t ms);

    /* The end of a request. `attr` are its results; for a failure `reason` may say more than the result does. */
    void (*done)(struct kd_dev *dev, uint32_t request, enum kd_result result, enum kd_effect effect,
                 const struct kd_attr *attr, size_t n_attr);

    /* How the device is. Say it as often as you like: the host tells others about changes only. `detail` is a word for
     * staff or NULL. While no port is open the host says KD_NO_DEVICE itself. */
    void (*status)(struct kd_dev *dev, enum kd_device device, enum kd_media media, const char *detail);

    /* Throws away what waits to be sent, closes the port hard and opens it again: detach() and attach() follow, after
     * the callback. For a device that no longer follows, or must not get the rest of what was sent. */
    void (*reset)(struct kd_dev *dev);

    /* One line for the technician, without its newline. Never a name, number or address of a citizen. */
    void (*log)(struct kd_dev *dev, const char *format, ...)
#if defined(__GNUC__)
        __attribute__((format(printf, 2, 3)))
#endif
        ;

    /* Of a port of frames: frame() is called once, with the next frame that is taken from now on. Asking again before
     * it came is asking once. The camera runs while a request is open; who asks for nothing is not woken. */
    void (*capture)(struct kd_dev *dev, unsigned port);

    /* What the citizen aims with: rows of RGB, at most KD_AIM_MAX by KD_AIM_MAX. The screen shows it and forgets it. */
    void (*aim)(struct kd_dev *dev, uint32_t request, uint32_t width, uint32_t height, struct kd_bytes rgb);
};

/* One attached device. `state` is state_size zeroed bytes, the same from attach() to detach(), wiped afterwards. */
struct kd_dev {
    const struct kd_host *host;
    void *state;
    void *owner; /* the host's */
};

/* What a driver is. Callbacks a driver does not need are NULL; request and cancel it needs. */
struct kd_driver {
    uint32_t size;            /* sizeof(struct kd_driver) */
    uint32_t abi;             /* KD_ABI */
    const char *name;         /* the file is NAME.so: a-z, 0-9, '-' */
    const char *device_class; /* "printer", "card", "stripe", "scanner", "lamp" or "camera" */
    const char *const *verbs; /* ends with NULL */
    const uint32_t *ports;    /* of each port the kinds that fit, or-ed; ends with 0. The index is the port's number */
    size_t state_size;

    /* The port is open. `profile` is what the site's settings say of this device, and the number `unsure` of the host:
     * 1 when the device may still hold or show something of an earlier request. So it is from the start of the process,
     * and after a request that has ended KD_UNKNOWN, at every attach until one has ended KD_DONE. */
    void (*attach)(struct kd_dev *dev, const struct kd_attr *profile, size_t n_profile);

    /* The port is lost or closed. Of the host functions done, status and log may be used; an open request that is not
     * ended here is ended by the host. */
    void (*detach)(struct kd_dev *dev);

    /* One at a time: the next comes after done(). */
    void (*request)(struct kd_dev *dev, const struct kd_request *request);

    /* End it soon (within KD_CANCEL_MS), with `why` (KD_CANCELLED, or KD_TIMEOUT at the deadline) unless it comes to
     * its end by itself. Called at most once a request. */
    void (*cancel)(struct kd_dev *dev, uint32_t request, enum kd_result why);

    /* Bytes came: any number, cut anywhere, at any time. */
    void (*input)(struct kd_dev *dev, unsigned port, struct kd_bytes bytes);

    /* Everything given to send() has left the host; the moment to send more. */
    void (*sent)(struct kd_dev *dev, unsigned port);

    void (*timer)(struct kd_dev *dev, unsigned id);

    /* ---- since frames: a driver whose `size` ends here has none of these */

    /* The frame that capture() asked for. */
    void (*frame)(struct kd_dev *dev, unsigned port, const struct kd_frame *frame);

    /* A word about the open request, from whoever asked for it; hw/README.md has the words of each verb. */
    void (*tell)(struct kd_dev *dev, uint32_t request, const char *what);
};

/* The one symbol a driver exports: KD_EXPORT const struct kd_driver kiosk_driver = {...}; */
#if defined(__GNUC__)
#define KD_EXPORT __attribute__((visibility("default")))
#else
#define KD_EXPORT
#endif
extern KD_EXPORT const struct kd_driver kiosk_driver;

#endif
