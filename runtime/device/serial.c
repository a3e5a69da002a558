/* serial.c - a port over a serial line or what looks like one (a USB serial adapter, CDC ACM). Raw bytes; the line is
 * ours alone (TIOCEXCL), and its modem lines say nothing about whether somebody is at the other end. */
#define _GNU_SOURCE
#include "device/node.h"
#include "device/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

struct serial {
    struct stream stream;
    struct node node;
    char path[200];
    speed_t speed;
    tcflag_t bits, parity, stops, flow;
};

static const struct {
    const char *word;
    speed_t speed;
} speeds[] = {{"1200", B1200},   {"2400", B2400},   {"4800", B4800},     {"9600", B9600},    {"19200", B19200},
              {"38400", B38400}, {"57600", B57600}, {"115200", B115200}, {"230400", B230400}};

static int read_speed(struct serial *serial, const char *word, size_t n)
{
    for (size_t i = 0; i < COUNT(speeds); i++)
        if (strlen(speeds[i].word) == n && strncmp(speeds[i].word, word, n) == 0) {
            serial->speed = speeds[i].speed;
            return OK;
        }
    return E_FORMAT;
}

/* "8N1", "7E1", ... */
static int read_frame(struct serial *serial, const char *word, size_t n)
{
    if (n != 3 || !strchr("78", word[0]) || !strchr("NEO", word[1]) || !strchr("12", word[2]))
        return E_FORMAT;
    serial->bits = word[0] == '8' ? CS8 : CS7;
    serial->parity = word[1] == 'N' ? 0 : word[1] == 'E' ? PARENB : PARENB | PARODD;
    serial->stops = word[2] == '2' ? CSTOPB : 0;
    return OK;
}

static int read_flow(struct serial *serial, const char *word, size_t n)
{
    if (n != 6 || strncmp(word, "rtscts", n) != 0)
        return E_FORMAT;
    serial->flow = CRTSCTS;
    return OK;
}

/* PATH[,SPEED[,FRAME[,rtscts]]] */
static int read_address(struct port *port, const char *address)
{
    static int (*const parts[])(struct serial * serial, const char *word, size_t n) = {read_speed, read_frame,
                                                                                       read_flow};
    struct serial *serial = port->own;
    size_t n = strcspn(address, ",");
    *serial = (struct serial){.stream.watch.fd = -1, .speed = B9600, .bits = CS8};
    if (address[0] != '/' || n >= sizeof serial->path)
        return E_FORMAT;
    memcpy(serial->path, address, n);
    node_open(&serial->node, port, serial->path);
    const char *rest = address + n;
    for (size_t i = 0; i < COUNT(parts) && *rest == ','; i++) {
        size_t length = strcspn(++rest, ",");
        if (parts[i](serial, rest, length) < 0)
            return E_FORMAT;
        rest += length;
    }
    return *rest ? E_FORMAT : OK;
}

static bool set_up(const struct serial *serial, int fd)
{
    struct termios line;
    if (tcgetattr(fd, &line) < 0)
        return false;
    cfmakeraw(&line);
    line.c_iflag = serial->parity ? INPCK : 0; /* a byte that is wrong comes as 00; whatever the last owner wanted */
    line.c_cflag &= ~(tcflag_t)(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS | HUPCL);
    line.c_cflag |= CLOCAL | CREAD | serial->bits | serial->parity | serial->stops | serial->flow;
    cfsetispeed(&line, serial->speed);
    cfsetospeed(&line, serial->speed);
    if (tcsetattr(fd, TCSANOW, &line) < 0)
        return false;
    ioctl(fd, TIOCEXCL);
    tcflush(fd, TCIOFLUSH); /* what came while nobody listened belongs to nobody */
    return true;
}

static int call(struct port *port)
{
    struct serial *serial = port->own;
    node_watch(&serial->node);
    int fd = node_reach(&serial->node, O_RDWR | O_NOCTTY);
    if (fd < 0)
        return fd;
    if (!set_up(serial, fd)) {
        bool away = errno == EIO || errno == ENODEV || errno == ENXIO; /* it is leaving */
        close(fd);
        return port_refuse(port, away ? NULL : "shape", "%s is no serial line, or none that can be set so",
                           serial->path);
    }
    stream_open(port, fd, false);
    return OK;
}

/* Of a serial line even a soft end drops what the system holds: the next owner must not get our bytes. */
static void hang_up(struct port *port, bool hard)
{
    struct serial *serial = port->own;
    if (serial->stream.watch.fd >= 0)
        tcflush(serial->stream.watch.fd, TCIOFLUSH);
    stream_hang_up(port, hard);
}

static void close_serial(struct port *port)
{
    struct serial *serial = port->own;
    node_close(&serial->node);
}

const struct port_kind port_serial = {
    .scheme = "serial:",
    .form = "serial:FILE,SPEED,FRAME,rtscts, as in serial:/dev/ttyUSB0,9600,8N1 (which is what is taken without "
            "speed and frame; rtscts where the cable has these lines)",
    .bit = KD_SERIAL,
    .own_size = sizeof(struct serial),
    .files = node_files,
    .read = read_address,
    .call = call,
    .push = stream_push,
    .hang_up = hang_up,
    .close = close_serial,
};
