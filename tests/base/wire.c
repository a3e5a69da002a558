/* wire: packets cross with descriptors; garbage, an empty packet, a giant and an unsealed memory file are refused. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "base/wire.h"
#include "test.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static int ends[2];

static int receive_raw(const void *bytes, size_t n)
{
    struct packet packet;
    check(send(ends[1], bytes, n, 0) == (ssize_t)n);
    int code = wire_receive(ends[0], &door_parser_to_core, &packet);
    packet_free(&packet);
    return code;
}

int main(void)
{
    struct packet packet;
    char *bytes, *giant = make(PACKET_MAX + 100);
    size_t n;
    check(wire_pair(ends) == OK);
    check(wire_receive(ends[0], &door_parser_to_core, &packet) == E_STATE);

    int sealed = memfile_make("words", "{}", 2);
    json_t *body = json_pack("{ss}", "type", "parsed");
    check(wire_send(ends[1], body, &sealed, 1) == OK);
    check(wire_receive(ends[0], &door_parser_to_core, &packet) == OK);
    check_text(packet_type(&packet), "parsed");
    check(memfile_read("words", packet.fds[0], 100, &bytes, &n) == OK && n == 2);
    wipe_free(bytes, n);
    check(memfile_read("words", packet.fds[0], 1, &bytes, &n) == E_FORMAT);
    packet_free(&packet);

    int open = memfd_create("open", MFD_CLOEXEC);
    check(memfile_read("open", open, 100, &bytes, &n) == E_FORMAT);
    check(wire_send(ends[1], body, NULL, 0) == OK);
    check(wire_receive(ends[0], &door_parser_to_core, &packet) == E_FORMAT);

    memset(giant, '1', PACKET_MAX + 100);
    check(receive_raw(giant, PACKET_MAX + 1) == E_FORMAT);
    check(receive_raw("{\"type\":\"parsed\"", 16) == E_FORMAT);
    check(receive_raw("\xff\xfe{}", 4) == E_FORMAT);
    check(receive_raw("", 0) == E_GONE);
    char big[200] = {0};
    memset(big, 'x', sizeof big - 1);
    check(wire_send(ends[1], body, (int[]){sealed, open, sealed, open}, 4) == OK);
    check(wire_receive(ends[0], &door_parser_to_core, &packet) == E_FORMAT);
    close(ends[1]);
    check(wire_receive(ends[0], &door_parser_to_core, &packet) == E_GONE);
    check(wire_send(ends[0], body, NULL, 0) == E_GONE);
    json_decref(body);
    free(giant);
    close(ends[0]);
    close(sealed);
    close(open);
    return test_end();
}
