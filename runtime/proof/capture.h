/* capture.h - captured USB traffic: what a real device and its computer said to each other, out of a pcap or pcapng
 * file.
 *
 * The file comes from strangers and is read as such. Only the bulk endpoints count, and of all devices in it the one
 * that has said and heard most. Both of Linux' forms are known: 220 (usbmon by memory map, 64 bytes before the data;
 * what tcpdump and Wireshark write) and 189 (48 bytes). */
#ifndef PROOF_CAPTURE_H
#define PROOF_CAPTURE_H

#include "base/base.h"

struct transfer {
    bool in; /* from the device */
    uint16_t bus;
    uint8_t device;
    const uint8_t *at; /* inside the file's bytes */
    size_t n;
};

struct capture {
    struct transfer *transfers; /* in the order in which they were over */
    size_t n, room;
};

/* E_FORMAT, and a line in the log: no capture of USB. Bytes that are cut off at the end are no mistake. */
int capture_read(struct capture *capture, const char *what, const uint8_t *bytes, size_t n);
void capture_free(struct capture *capture);

#endif
