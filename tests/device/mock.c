/* mock.c - see mock.h. */
#define _GNU_SOURCE
#include "mock.h"

#include <errno.h>
#include <linux/usb/ch9.h>
#include <linux/usbdevice_fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

enum { IDLE_US = 1000 }; /* the emulated file always says it is ready: whoever believes it is held up so long */

struct transfer {
    UMockdevIoctlClient *client; /* the open file it belongs to: what one that has died has submitted is nobody's */
    UMockdevIoctlData *urb, *data;
    unsigned long address; /* by which its owner knows it */
    int taken;
    bool ended;
};

static UMockdevTestbed *testbed;
static GMutex lock;
static int last_number = 1;

/* ---- transfers; all of it under the lock */

static struct usbdevfs_urb *urb_of(const struct transfer *t)
{
    return (struct usbdevfs_urb *)(void *)t->urb->data;
}

static void end(struct transfer *t, int status, int actual)
{
    urb_of(t)->status = status;
    urb_of(t)->actual_length = actual;
    t->ended = true;
}

static void free_transfer(void *mine)
{
    struct transfer *t = mine;
    g_object_unref(t->client);
    g_object_unref(t->urb);
    g_object_unref(t->data);
    g_free(t);
}

static void come_to_an_end(struct mock *mock)
{
    mock->gone = mock->end == MOCK_LEAVES;
    mock->stalled = mock->end == MOCK_STALLS;
}

/* The device takes what it has room for; the rest waits, as a device lets its host wait. */
static void take(struct mock *mock, struct transfer *t)
{
    size_t left = (size_t)(urb_of(t)->buffer_length - t->taken), most = left;
    bool ends = mock->end != MOCK_STAYS && mock->end_after <= left;
    if (g_get_monotonic_time() < mock->ready_at)
        return;
    mock->ready_at = g_get_monotonic_time() + mock->slow_us;
    if (ends)
        most = mock->end_after;
    size_t n = mock->take(mock, t->data->data + t->taken, most);
    t->taken += (int)n;
    mock->end_after -= n;
    if (ends && n == most)
        come_to_an_end(mock);
    if (ends && n == most && mock->end == MOCK_FAILS)
        end(t, -EPROTO, 0);
    else if (t->taken == urb_of(t)->buffer_length)
        end(t, 0, t->taken);
    if (ends && n == most)
        mock->end = MOCK_STAYS;
}

/* What is longer than the transfer has room for is cut off, as by a controller that says babble. */
static void give(struct mock *mock, struct transfer *t)
{
    GBytes *answer = g_queue_pop_head(&mock->answers[urb_of(t)->endpoint & (MOCK_ENDPOINTS - 1)]);
    if (!answer)
        return;
    gsize n;
    const void *bytes = g_bytes_get_data(answer, &n);
    n = MIN(n, (gsize)urb_of(t)->buffer_length);
    memcpy(t->data->data, bytes, n);
    g_bytes_unref(answer);
    end(t, 0, (int)n);
}

static void go_on(struct mock *mock, struct transfer *t)
{
    bool in = urb_of(t)->endpoint & USB_DIR_IN;
    if (mock->gone)
        end(t, -ESHUTDOWN, 0);
    else if (in)
        give(mock, t);
    else if (mock->stalled)
        end(t, -EPIPE, t->taken);
    else
        take(mock, t);
}

static int submit(struct mock *mock, UMockdevIoctlClient *client, UMockdevIoctlData *urb)
{
    size_t n = (size_t)((struct usbdevfs_urb *)(void *)urb->data)->buffer_length;
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(urb, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer), n, NULL);
    if (!data)
        return -EFAULT;
    struct transfer *t = g_new0(struct transfer, 1);
    t->client = g_object_ref(client);
    t->urb = g_object_ref(urb);
    t->data = g_object_ref(data);
    t->address = urb->client_addr;
    g_ptr_array_add(mock->transfers, t);
    return 0;
}

static int discard(struct mock *mock, UMockdevIoctlClient *client, const UMockdevIoctlData *arg)
{
    unsigned long address;
    memcpy(&address, arg->data, sizeof address);
    for (guint i = 0; i < mock->transfers->len; i++) {
        struct transfer *t = mock->transfers->pdata[i];
        if (t->client == client && t->address == address && !t->ended) {
            end(t, -ENOENT, t->taken);
            return 0;
        }
    }
    return -EINVAL;
}

static int reap(struct mock *mock, UMockdevIoctlClient *client, UMockdevIoctlData *to)
{
    for (guint i = 0; i < mock->transfers->len; i++) {
        struct transfer *t = mock->transfers->pdata[i];
        if (t->client == client && !t->ended)
            go_on(mock, t);
        if (t->client != client || !t->ended)
            continue;
        umockdev_ioctl_data_set_ptr(to, 0, t->urb);
        g_ptr_array_remove_index(mock->transfers, i);
        return 0;
    }
    return mock->gone ? -ENODEV : -EAGAIN;
}

/* The one question libusb asks while it opens: which configuration is set. */
static int control(UMockdevIoctlData *arg)
{
    struct usbdevfs_ctrltransfer *c = (struct usbdevfs_ctrltransfer *)(void *)arg->data;
    if (c->bRequest != USB_REQ_GET_CONFIGURATION || c->wLength < 1)
        return -EPIPE;
    UMockdevIoctlData *data =
        umockdev_ioctl_data_resolve(arg, G_STRUCT_OFFSET(struct usbdevfs_ctrltransfer, data), c->wLength, NULL);
    if (!data)
        return -EFAULT;
    data->data[0] = 1;
    return 1;
}

static int answer(struct mock *mock, UMockdevIoctlClient *client, UMockdevIoctlData *data)
{
    unsigned long what = umockdev_ioctl_client_get_request(client);
    if (mock->gone && what != USBDEVFS_REAPURB && what != USBDEVFS_REAPURBNDELAY)
        return -ENODEV;
    switch (what) {
    case USBDEVFS_GET_CAPABILITIES:
        *(guint32 *)(void *)data->data =
            USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_REAP_AFTER_DISCONNECT | USBDEVFS_CAP_NO_PACKET_SIZE_LIM;
        return 0;
    case USBDEVFS_CONNECTINFO:
        mock->looked_at++;
        *(struct usbdevfs_connectinfo *)(void *)data->data = (struct usbdevfs_connectinfo){(unsigned)mock->number, 0};
        return 0;
    case USBDEVFS_GET_SPEED:
        return 2;
    case USBDEVFS_CONTROL:
        return control(data);
    case USBDEVFS_GETDRIVER:
        return -ENODATA;
    case USBDEVFS_CLEAR_HALT:
        mock->stalled = false;
        return 0;
    case USBDEVFS_RESET:
        mock->resets++;
        return 0;
    case USBDEVFS_CLAIMINTERFACE:
    case USBDEVFS_DISCONNECT_CLAIM:
        mock->claims++;
        mock->gone |= mock->shy;
        return mock->shy ? -ENODEV : 0;
    case USBDEVFS_RELEASEINTERFACE:
        return 0;
    case USBDEVFS_SUBMITURB:
        return submit(mock, client, data);
    case USBDEVFS_DISCARDURB:
        return discard(mock, client, umockdev_ioctl_client_get_arg(client));
    case USBDEVFS_REAPURB:
    case USBDEVFS_REAPURBNDELAY:
        return reap(mock, client, data);
    default:
        return -ENOTTY;
    }
}

/* ---- umockdev's side */

static gboolean answer_late(void *mine)
{
    umockdev_ioctl_client_complete(mine, -1, EAGAIN);
    g_object_unref(mine);
    return FALSE;
}

static void wait_a_little(UMockdevIoctlClient *client)
{
    GSource *source = g_timeout_source_new(IDLE_US / 1000);
    g_source_set_callback(source, answer_late, g_object_ref(client), NULL);
    g_source_attach(source, g_main_context_get_thread_default());
    g_source_unref(source);
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *mine)
{
    unsigned long what = umockdev_ioctl_client_get_request(client);
    UMockdevIoctlData *arg = umockdev_ioctl_client_get_arg(client), *data = NULL;
    (void)base;
    bool has_data = _IOC_SIZE(what) && what != (unsigned long)USBDEVFS_DISCARDURB;
    if (has_data)
        data = umockdev_ioctl_data_resolve(arg, 0, _IOC_SIZE(what), NULL);
    g_mutex_lock(&lock);
    int code = has_data && !data ? -EFAULT : answer(mine, client, data); /* who asks may be killed at any moment */
    g_mutex_unlock(&lock);
    if (code == -EAGAIN)
        wait_a_little(client);
    else
        umockdev_ioctl_client_complete(client, code < 0 ? -1 : code, code < 0 ? -code : 0);
    return TRUE;
}

/* ---- the test's side */

/* A bus begins with its hub. */
bool mock_start(void)
{
    static const char hub[] =
        "P: /devices/pci0000:00/usb1\nN: bus/usb/001/001\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
        "E: DEVNAME=/dev/bus/usb/001/001\nE: BUSNUM=001\nE: DEVNUM=001\nE: MAJOR=189\nE: MINOR=0\n"
        "A: busnum=1\\n\nA: devnum=1\\n\nA: idVendor=1d6b\\n\nA: idProduct=0002\\n\n";
    mock_hide();
    testbed = umockdev_testbed_new();
    return testbed && umockdev_testbed_add_from_string(testbed, hub, NULL);
}

void mock_stop(void)
{
    g_object_unref(testbed);
}

void mock_show(void)
{
    setenv("LD_PRELOAD", PRELOAD, 1);
}

void mock_hide(void)
{
    unsetenv("LD_PRELOAD");
}

static char *in_hex(const uint8_t *bytes, size_t n)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(text, "%02X", bytes[i]);
    return g_string_free(text, FALSE);
}

/* Where the kernel shows it, and its one interface, which is what pcscd looks for. */
static char *place_of(const struct mock *mock)
{
    return g_strdup_printf("/devices/pci0000:00/usb1/%s", mock->path);
}

static char *interface_of(const struct mock *mock)
{
    return g_strdup_printf("/devices/pci0000:00/usb1/%s/%s:1.0", mock->path, mock->path);
}

static char *node_of(const struct mock *mock)
{
    return g_strdup_printf("/dev/bus/usb/001/%03d", mock->number);
}

static void add_device(const struct mock *mock)
{
    const uint8_t *d = mock->descriptors;
    char *hex = in_hex(d, mock->n_descriptors), *place = place_of(mock);
    char *serial = mock->serial ? g_strdup_printf("A: serial=%s\\n\n", mock->serial) : g_strdup("");
    char *text = g_strdup_printf(
        "P: %s\nN: bus/usb/001/%03d=%s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
        "E: DEVNAME=/dev/bus/usb/001/%03d\nE: BUSNUM=001\nE: DEVNUM=%03d\nE: MAJOR=189\nE: MINOR=%d\nA: busnum=1\\n\n"
        "A: devnum=%d\\n\nA: speed=12\\n\nA: bConfigurationValue=1\\n\nH: descriptors=%s\n"
        "A: idVendor=%02x%02x\\n\nA: idProduct=%02x%02x\\n\n%s",
        place, mock->number, hex, mock->number, mock->number, mock->number - 1, mock->number, hex, d[9], d[8], d[11],
        d[10], serial);
    umockdev_testbed_add_from_string(testbed, text, NULL);
    g_free(text);
    g_free(serial);
    g_free(place);
    g_free(hex);
}

static void add_interface(const struct mock *mock)
{
    char *place = interface_of(mock);
    char *text =
        g_strdup_printf("P: %s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nA: bInterfaceNumber=00\\n\n", place);
    umockdev_testbed_add_from_string(testbed, text, NULL);
    g_free(text);
    g_free(place);
}

static void remove_one(char *place)
{
    char *shown = g_strdup_printf("/sys%s", place);
    umockdev_testbed_uevent(testbed, shown, "remove");
    umockdev_testbed_remove_device(testbed, shown);
    g_free(shown);
    g_free(place);
}

static void forget_answers(struct mock *mock)
{
    for (int i = 0; i < MOCK_ENDPOINTS; i++)
        g_queue_clear_full(&mock->answers[i], (GDestroyNotify)g_bytes_unref);
}

void mock_in(struct mock *mock)
{
    UMockdevIoctlBase *base = umockdev_ioctl_base_new();
    g_mutex_lock(&lock);
    mock->number = ++last_number;
    mock->gone = mock->stalled = false;
    mock->looked_at = mock->claims = 0;
    mock->end = MOCK_STAYS;
    if (!mock->transfers)
        mock->transfers = g_ptr_array_new_with_free_func(free_transfer);
    g_mutex_unlock(&lock);
    char *node = node_of(mock);
    g_signal_connect(base, "handle-ioctl", G_CALLBACK(on_ioctl), mock);
    umockdev_testbed_attach_ioctl(testbed, node, base, NULL);
    g_free(node);
    add_device(mock);
    add_interface(mock);
}

void mock_out(struct mock *mock)
{
    g_mutex_lock(&lock);
    mock->gone = true;
    forget_answers(mock);
    g_mutex_unlock(&lock);
    remove_one(interface_of(mock));
    remove_one(place_of(mock));
}

void mock_answer(struct mock *mock, uint8_t endpoint, const void *bytes, size_t n)
{
    g_queue_push_tail(&mock->answers[endpoint & (MOCK_ENDPOINTS - 1)], g_bytes_new(bytes, n));
}

static bool waits_for_more(struct mock *mock, uint8_t endpoint)
{
    for (guint i = 0; i < mock->transfers->len; i++) {
        const struct transfer *t = mock->transfers->pdata[i];
        if (urb_of(t)->endpoint == endpoint && !t->ended)
            return g_queue_is_empty(&mock->answers[endpoint & (MOCK_ENDPOINTS - 1)]);
    }
    return false;
}

bool mock_heard(struct mock *mock, uint8_t endpoint)
{
    bool heard = false;
    for (int ms = 0; ms < 20000 && !heard; ms += 5) {
        g_usleep(5000);
        g_mutex_lock(&lock);
        heard = waits_for_more(mock, endpoint);
        g_mutex_unlock(&lock);
    }
    return heard;
}

void mock_end_after(struct mock *mock, enum mock_end how, size_t bytes)
{
    g_mutex_lock(&lock);
    mock->end = how;
    mock->end_after = bytes;
    g_mutex_unlock(&lock);
}

void mock_set_slow(struct mock *mock, unsigned us)
{
    g_mutex_lock(&lock);
    mock->slow_us = us;
    g_mutex_unlock(&lock);
}

int mock_claims(struct mock *mock)
{
    int looked_at = 0, claims = 0;
    for (int ms = 0; ms < 20000 && looked_at == 0; ms += 5) {
        g_usleep(5000);
        g_mutex_lock(&lock);
        looked_at = mock->looked_at;
        claims = mock->claims;
        g_mutex_unlock(&lock);
    }
    return looked_at ? claims : -1;
}

void mock_lock(void)
{
    g_mutex_lock(&lock);
}

void mock_unlock(void)
{
    g_mutex_unlock(&lock);
}
