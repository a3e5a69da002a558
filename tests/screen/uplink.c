/* The line to core, with this test as core: it comes, goes, comes back, and every packet arrives as an event. */
#include "glass/uplink.h"

#include "test.h"

#include <poll.h>
#include <unistd.h>

static char path[64];
static uint32_t type;
static struct uplink uplink;

/* The next event of ours within two seconds; data1 is the caller's. */
static int next(void **what)
{
    SDL_Event event;
    while (SDL_WaitEventTimeout(&event, 2000))
        if (event.type == type) {
            *what = event.user.data1;
            return event.user.code;
        }
    return -1;
}

static int answer_call(int listener)
{
    struct packet packet;
    poll(&(struct pollfd){.fd = listener, .events = POLLIN}, 1, 2000);
    int fd = wire_accept(listener);
    check(fd >= 0);
    poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 2000);
    check(wire_receive(fd, &door_ui_to_core, &packet) == OK);
    check_text(packet_type(&packet), "hello");
    packet_free(&packet);
    return fd;
}

static void test_round(void)
{
    void *what = NULL;
    int listener = wire_listen(path), fd = answer_call(listener);
    struct packet packet;
    check(next(&what) == UPLINK_STANDING);
    json_t *called = json_pack("{s:s s:b}", "type", "called", "staff", true);
    for (int i = 0; i < 3; i++)
        check(wire_send(fd, called, NULL, 0) == OK);
    json_decref(called);
    for (int i = 0; i < 3; i++) {
        check(next(&what) == UPLINK_PACKET);
        check_text(packet_type(what), "called");
        packet_free(what);
        free(what);
    }
    check(uplink_send(&uplink, json_pack("{s:s}", "type", "staff")) == OK);
    poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, 2000);
    check(wire_receive(fd, &door_ui_to_core, &packet) == OK);
    check_text(packet_type(&packet), "staff");
    packet_free(&packet);
    close(fd);
    close(listener);
    unlink(path);
    check(next(&what) == UPLINK_LOST);
    check(uplink_send(&uplink, json_pack("{s:s}", "type", "staff")) == E_GONE);
}

/* What does not belong through the door breaks the line, and the line comes back. */
static void test_nonsense(void)
{
    void *what;
    int listener = wire_listen(path), fd = answer_call(listener);
    check(next(&what) == UPLINK_STANDING);
    json_t *odd = json_pack("{s:s}", "type", "format-the-disk");
    wire_send(fd, odd, NULL, 0);
    json_decref(odd);
    check(next(&what) == UPLINK_LOST);
    close(fd);
    fd = answer_call(listener);
    check(next(&what) == UPLINK_STANDING);
    close(fd);
    close(listener);
    unlink(path);
    check(next(&what) == UPLINK_LOST);
}

int main(void)
{
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    SDL_Init(SDL_INIT_VIDEO);
    snprintf(path, sizeof path, "/tmp/uplink-%d", getpid());
    type = SDL_RegisterEvents(1);
    check(uplink_open(&uplink, path, "ui.main", &door_core_to_ui, type) == OK);
    SDL_Delay(120); /* core is not there at first */
    test_round();
    test_round();
    test_nonsense();
    uplink_close(&uplink);
    SDL_Quit();
    turn_end();
    return test_end();
}
