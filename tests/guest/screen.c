/* screen: the citizen's window on the kernel's own display, without an X server: SDL's KMSDRM on a virtual card, and a
 * finger on a panel of uinput. QEMU takes a picture of the display at home, and of what the finger opened; outside,
 * `seen` holds both against what they should be. */
#define _GNU_SOURCE
#include "screen/seat.h"

#include "guest.h"
#include "host.h"
#include "screen.h"

#include <linux/uinput.h>
#include <sys/ioctl.h>

/* --- a finger ------------------------------------------------------------------------------------------------------
 */

static int panel = -1;

static void put_event(unsigned type, unsigned code, int value)
{
    const struct input_event event = {.type = (uint16_t)type, .code = (uint16_t)code, .value = value};
    check(write(panel, &event, sizeof event) == sizeof event);
}

static void add_axis(unsigned code, int most)
{
    const struct uinput_abs_setup axis = {.code = (uint16_t)code, .absinfo = {.maximum = most}};
    check(ioctl(panel, UI_SET_ABSBIT, code) == 0 && ioctl(panel, UI_ABS_SETUP, &axis) == 0);
}

static void open_panel(void)
{
    const struct uinput_setup is = {.id = {BUS_USB, 0x0eef, 1, 1}, .name = "Panel"};
    panel = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    check(panel >= 0 && ioctl(panel, UI_SET_EVBIT, EV_KEY) == 0 && ioctl(panel, UI_SET_KEYBIT, BTN_TOUCH) == 0);
    check(ioctl(panel, UI_SET_EVBIT, EV_ABS) == 0 && ioctl(panel, UI_SET_PROPBIT, INPUT_PROP_DIRECT) == 0);
    add_axis(ABS_X, WIDE - 1);
    add_axis(ABS_Y, HIGH - 1);
    add_axis(ABS_MT_SLOT, 9);
    add_axis(ABS_MT_TRACKING_ID, 65535);
    add_axis(ABS_MT_POSITION_X, WIDE - 1);
    add_axis(ABS_MT_POSITION_Y, HIGH - 1);
    check(ioctl(panel, UI_DEV_SETUP, &is) == 0 && ioctl(panel, UI_DEV_CREATE) == 0);
}

static void tap(struct probe *probe, const char *id)
{
    const json_t *target = probe_target(probe, id);
    check(target != NULL);
    int x = (int)(json_number(target, "x", 0) + json_number(target, "width", 0) / 2);
    int y = (int)(json_number(target, "y", 0) + json_number(target, "height", 0) / 2);
    put_event(EV_ABS, ABS_MT_SLOT, 0);
    put_event(EV_ABS, ABS_MT_TRACKING_ID, 1);
    put_event(EV_ABS, ABS_MT_POSITION_X, x);
    put_event(EV_ABS, ABS_MT_POSITION_Y, y);
    put_event(EV_KEY, BTN_TOUCH, 1);
    put_event(EV_ABS, ABS_X, x);
    put_event(EV_ABS, ABS_Y, y);
    put_event(EV_SYN, SYN_REPORT, 0);
    usleep(100000);
    put_event(EV_ABS, ABS_MT_TRACKING_ID, -1);
    put_event(EV_KEY, BTN_TOUCH, 0);
    put_event(EV_SYN, SYN_REPORT, 0);
}

/* --- the window
 * -------------------------------------------------------------------------------------------------------- */

int main(void)
{
    struct probe probe;
    signal(SIGPIPE, SIG_IGN);
    setenv("SDL_VIDEODRIVER", "KMSDRM", 1);
    setenv("XDG_RUNTIME_DIR", "/run", 1);
    open_panel();
    kiosk_folder();
    kiosk_describe(SCREEN_PANEL, SCREEN_SETTINGS);
    check(symlink("/dev/console", turn_text("%s/ui.log", kiosk_run)) == 0);
    int listener = wire_listen(wire_path(kiosk_run, "ui.main"));
    pid_t ui = seat_start_window();
    int core = seat_answer(listener);
    probe_open(&probe, kiosk_run, "main");
    check(seat_sees(&probe, "tab:agency", true));
    note("home");
    host_shoot("home.ppm");
    tap(&probe, "tab:agency");
    check(seat_sees(&probe, "agency:imigrasi", true));
    note("a finger on the tab of the agencies");
    host_shoot("agencies.ppm");
    kill(ui, SIGTERM);
    check(waitpid(ui, NULL, 0) == ui);
    close(core);
    probe_close(&probe);
    kiosk_remove();
    turn_end();
    return test_end();
}
