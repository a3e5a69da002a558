/* port.h - the one connection to a device, whatever it goes over: bytes out, bytes in, there or not there.
 *
 * It opens until somebody is there, with growing pauses, and comes back by itself after a loss. What differs from kind
 * to kind (`tcp`, `serial`, ...) is behind struct port_kind, one file a kind; the address in site.conf says which. */
#ifndef DEVICE_PORT_H
#define DEVICE_PORT_H

#include "base/loop.h"
#include "base/walls.h"

#include "kiosk_driver.h"

enum port_state { PORT_CLOSED, PORT_CALLING, PORT_OPEN };

struct port;

/* Kinds keep what they need in port->own: own_size bytes, zeroed by port_open(), wiped by port_close(). */
struct port_kind {
    const char *scheme; /* what its addresses begin with: "tcp:" */
    const char *form;   /* the whole of one, with an example, for whoever wrote it wrongly */
    uint32_t bit;       /* KD_TCP */
    size_t own_size;
    const struct wall_file *files; /* what of the file system it needs once the process is locked; NULL: nothing */

    /* Reads what follows the scheme. E_FORMAT when that is no address; nothing is opened yet. */
    int (*read)(struct port *port, const char *address);

    /* Begins to open: OK, and port_answered() or port_lose() follows, now or later. Otherwise it is tried again. */
    int (*call)(struct port *port);

    /* Of a port of frames: port_frame() follows, with the next frame from now on; the device runs from the first of
     * these to rest(). NULL: the kind has bytes, and these the others. */
    void (*capture)(struct port *port);
    void (*rest)(struct port *port);

    /* Something waits in port->waiting; port_took() says how much of it has left. Called when it is open only. */
    void (*push)(struct port *port);

    /* Ends a call or a connection; `hard` also takes back what the system still holds, as far as that can be done. */
    void (*hang_up)(struct port *port, bool hard);

    /* Lets go for good of what `read` and `call` set up beyond a connection. May be NULL. */
    void (*close)(struct port *port);
};

extern const struct port_kind port_tcp, port_serial, port_usb, port_hid, port_pcsc, port_v4l2, port_file;

struct port {
    /* set by the owner */
    struct loop *loop;
    void (*opened)(void *mine);
    void (*lost)(void *mine);                                               /* after being open; not by port_close() */
    void (*input)(void *mine, unsigned at, const uint8_t *bytes, size_t n); /* at: the number of the driver's port */
    void (*sent)(void *mine);                                               /* the system took everything */
    void (*why)(void *mine, const char *word);                              /* port_refuse() */
    void (*frame)(void *mine, const struct kd_frame *frame);
    void *mine;
    /* kept by port */
    const char *refused; /* the word that was said last; NULL: none since it was open or away */
    const struct port_kind *kind;
    void *own;                     /* the kind's */
    const struct wall_file *files; /* the kind's, or what `read` put here instead */
    enum port_state state;
    struct timer again, next; /* a call; a frame, or no more of them */
    bool capturing;
    int64_t pause;
    uint8_t waiting[KD_SEND_MAX];
    size_t n_waiting;
    /* Bytes since it opened: given to port_send(); surely taken by the system; perhaps taken. */
    uint64_t queued, left, taken;
};

/* E_FORMAT: no such kind, or no such address. The first call goes out in the next turn. */
int port_open(struct port *port, const char *address);
void port_close(struct port *port);

/* E_FULL when more than KD_SEND_MAX would wait, E_GONE when it is not open. The first byte leaves in the next turn. */
int port_send(struct port *port, const void *bytes, size_t n);

/* One frame, please: asking again before it came is asking once. Nothing of it happens before the next turn. */
void port_capture(struct port *port);

/* Nobody needs frames any more. */
void port_rest(struct port *port);

/* Drops what waits here and in the system, closes hard, and calls again. */
void port_reset(struct port *port);

/* --- for kinds ---------------------------------------------------------------------------------------------------- */

/* The call was answered: it is open from now on. */
void port_answered(struct port *port);

/* Every end that was not asked for, of a call or of a connection: closed, and called again after a pause. */
void port_lose(struct port *port);

/* The device seems to have come: a call that waits for its pause goes out soon. */
void port_came(struct port *port);

void port_take(struct port *port, const uint8_t *bytes, size_t n);

/* The frame that was asked for. */
void port_frame(struct port *port, const struct kd_frame *frame);
/* The same for a kind with more than one, which may also have something to say without bytes. */
void port_take_at(struct port *port, unsigned at, const uint8_t *bytes, size_t n);

/* The system took the first n bytes of `waiting`. */
void port_took(struct port *port, size_t n);

/* It is about to, and if that fails nobody will know how many of them it took. */
void port_risk(struct port *port, size_t n);

/* A call could not succeed: a word for staff (hw/README.md, Status), and a sentence for the log, which is said once
 * until the word is another one. A NULL word: the device is simply not there, and nothing is said. Returns E_GONE. */
int port_refuse(struct port *port, const char *word, const char *sentence, ...) LIKE_PRINTF(3);

#endif
