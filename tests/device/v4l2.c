/* v4l2: the real anjungan-driver with the real camera.so, on an emulated camera of the system (umockdev): pictures in
 * both forms that cameras speak, frames of before, frames that are broken, a light that is on only while somebody aims,
 * and a camera that vanishes at each call it gets.
 *
 * The emulated node is a regular file: what the driver maps is what the test writes into it. */
#define _GNU_SOURCE
#include "rig.h"

#include "domain/picture.h"
#include "proof/frame.h"

#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <umockdev.h>

enum { BUFFERS = 3, ROOM = 1 << 20, WIDTH = 320, HEIGHT = 240, IDLE_MS = 1, PATIENCE = 20000, CALLS = 8 };

#define NODE "/dev/video0"

/* All that a driver may ask of it, in the order in which it first does. */
static const unsigned long calls[CALLS] = {VIDIOC_QUERYCAP, VIDIOC_S_FMT,    VIDIOC_REQBUFS, VIDIOC_QUERYBUF,
                                           VIDIOC_QBUF,     VIDIOC_STREAMON, VIDIOC_DQBUF,   VIDIOC_STREAMOFF};

static GMutex lock;
static struct camera {
    bool only_yuyv, only_plays; /* speaks no MJPEG; is no camera at all */
    bool taken;                 /* another program films with it */
    bool light, gone;
    bool looked_at; /* somebody has asked what it is */
    bool queued[BUFFERS];
    unsigned long leaves_at; /* the call that finds it gone; 0: none */
    const char *frame;       /* what it sees (proof/frame.h); NULL: nothing comes */
    int old, bad;            /* before that: so many frames of before it was asked, so many that are marked as broken */
    uint32_t claims;         /* bytes a frame says it has; 0: the truth */
    unsigned lies;           /* added to the number of the buffer */
    int starts;              /* how often the light went on */
} camera;

static struct rig rig;
static struct rig_core core;
static int64_t last_id;
static UMockdevTestbed *bed;
static char *node; /* where it really lies */
static int memory = -1;

/* --- the camera, under the lock ----------------------------------------------------------------------------------- */

static int set_format(struct v4l2_format *format)
{
    struct v4l2_pix_format *pix = &format->fmt.pix;
    bool mjpeg = pix->pixelformat == V4L2_PIX_FMT_MJPEG && !camera.only_yuyv;
    pix->pixelformat = mjpeg ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
    pix->width = WIDTH;
    pix->height = HEIGHT;
    pix->bytesperline = mjpeg ? 0 : WIDTH * 2;
    pix->sizeimage = ROOM;
    return 0;
}

/* The next buffer that waits, with the next frame in it. */
static int fill_buffer(struct v4l2_buffer *b)
{
    struct kd_frame frame;
    unsigned i = 0;
    while (i < BUFFERS && !camera.queued[i])
        i++;
    if (i == BUFFERS || !camera.frame)
        return -EAGAIN;
    bool old = camera.old > 0, bad = !old && camera.bad > 0;
    must(frame_make(old ? "jpeg 320x240 ff0000" : camera.frame, &frame) == OK && frame.bytes.n <= ROOM);
    must(pwrite(memory, frame.bytes.at, frame.bytes.n, (off_t)i * ROOM) == (ssize_t)frame.bytes.n);
    camera.old -= old;
    camera.bad -= bad;
    camera.queued[i] = false;
    b->index = i + camera.lies;
    b->bytesused = camera.claims ? camera.claims : (uint32_t)frame.bytes.n;
    b->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | (bad ? V4L2_BUF_FLAG_ERROR : 0);
    int64_t at = old ? 1 : clock_ms() + 1;
    b->timestamp = (struct timeval){at / 1000, at % 1000 * 1000};
    return 0;
}

static int set_light(bool on)
{
    camera.light = on;
    camera.starts += on;
    memset(camera.queued, 0, on ? 0 : sizeof camera.queued);
    return 0;
}

static int queue_buffer(const struct v4l2_buffer *b)
{
    if (b->index >= BUFFERS || camera.queued[b->index])
        return -EINVAL;
    camera.queued[b->index] = true;
    return 0;
}

static int answer(unsigned long what, void *with)
{
    struct v4l2_capability *can = with;
    struct v4l2_requestbuffers *wanted = with;
    struct v4l2_buffer *b = with;
    camera.gone |= what == camera.leaves_at;
    if (camera.gone)
        return -ENODEV;
    switch (what) {
    case VIDIOC_QUERYCAP:
        camera.looked_at = true;
        can->capabilities = (camera.only_plays ? V4L2_CAP_VIDEO_OUTPUT : V4L2_CAP_VIDEO_CAPTURE) | V4L2_CAP_STREAMING;
        return 0;
    case VIDIOC_S_FMT:
        return camera.taken ? -EBUSY : set_format(with);
    case VIDIOC_REQBUFS:
        wanted->count = wanted->count > BUFFERS ? BUFFERS : wanted->count;
        return 0;
    case VIDIOC_QUERYBUF:
        b->length = ROOM;
        b->m.offset = b->index * ROOM;
        return 0;
    case VIDIOC_QBUF:
        return queue_buffer(b);
    case VIDIOC_DQBUF:
        return camera.light ? fill_buffer(b) : -EINVAL;
    case VIDIOC_STREAMON:
    case VIDIOC_STREAMOFF:
        return set_light(what == VIDIOC_STREAMON);
    default:
        return -ENOTTY;
    }
}

/* --- umockdev's side -----------------------------------------------------------------------------------------------
 */

static gboolean answer_late(void *mine)
{
    umockdev_ioctl_client_complete(mine, -1, EAGAIN);
    g_object_unref(mine);
    return FALSE;
}

/* The file says that it is ready at all times: whoever believes it is held up for a moment. */
static void wait_a_little(UMockdevIoctlClient *client)
{
    GSource *source = g_timeout_source_new(IDLE_MS);
    g_source_set_callback(source, answer_late, g_object_ref(client), NULL);
    g_source_attach(source, g_main_context_get_thread_default());
    g_source_unref(source);
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *mine)
{
    unsigned long what = umockdev_ioctl_client_get_request(client);
    UMockdevIoctlData *data =
        umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, _IOC_SIZE(what), NULL);
    (void)base, (void)mine;
    g_mutex_lock(&lock);
    int code = answer(what, data->data);
    g_mutex_unlock(&lock);
    if (code == -EAGAIN)
        wait_a_little(client);
    else
        umockdev_ioctl_client_complete(client, code < 0 ? -1 : code, code < 0 ? -code : 0);
    return TRUE;
}

static void plug_one_that(struct camera is)
{
    UMockdevIoctlBase *base = umockdev_ioctl_base_new();
    g_mutex_lock(&lock);
    camera = is;
    g_mutex_unlock(&lock);
    g_signal_connect(base, "handle-ioctl", G_CALLBACK(on_ioctl), NULL);
    check(umockdev_testbed_attach_ioctl(bed, NODE, base, NULL));
    memory = open(node, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    check(memory >= 0 && ftruncate(memory, (off_t)BUFFERS * ROOM) == 0);
    g_object_unref(base);
}

static void plug(void)
{
    plug_one_that((struct camera){0});
}

/* Of what is mapped the driver keeps the file; the name is gone. */
static void unplug(void)
{
    g_mutex_lock(&lock);
    camera.gone = true;
    g_mutex_unlock(&lock);
    check(unlink(node) == 0);
    close(memory);
    check(umockdev_testbed_detach_ioctl(bed, NODE, NULL));
}

/* --- what is wanted of it ------------------------------------------------------------------------------------------
 */

/* What it sees from now on; the rest of it is as `is` says. */
static void see(struct camera is)
{
    g_mutex_lock(&lock);
    camera.frame = is.frame;
    camera.old = is.old;
    camera.bad = is.bad;
    camera.claims = is.claims;
    camera.lies = is.lies;
    camera.leaves_at = is.leaves_at;
    g_mutex_unlock(&lock);
}

static struct camera look(void)
{
    g_mutex_lock(&lock);
    struct camera is = camera;
    g_mutex_unlock(&lock);
    return is;
}

static bool is_dark(void)
{
    return !look().light;
}

static bool is_known(void)
{
    return look().gone || look().looked_at;
}

/* What the driver does without a word to core. */
static void await(bool (*wanted)(void))
{
    for (int64_t until = clock_ms() + RIG_PATIENCE; !wanted() && clock_ms() < until;)
        poll(NULL, 0, 5);
    check(wanted());
}

static int64_t take(void)
{
    core_ask(&core, ++last_id, "take", json_pack("{ss,si,si}", "use", "document", "width", WIDTH, "height", HEIGHT),
             PATIENCE, -1);
    return last_id;
}

static void tell(const char *what)
{
    json_t *body = json_pack("{ss,sI,ss}", "type", "tell", "id", (json_int_t)last_id, "what", what);
    check(wire_send(core.fd, body, NULL, 0) == OK);
    json_decref(body);
}

static void expect_frame(unsigned colour)
{
    int before = core.frames;
    struct look look = {0};
    tell("aim");
    while (core.frames == before && core_hear(&core))
        ;
    check(core.frames == before + 1 && core.width == WIDTH && core.height == HEIGHT);
    if (core.frames == before + 1)
        look_at_rgb(&look, (const uint8_t *)core.frame, (uint32_t)core.width, (uint32_t)core.height);
    check(look_is(&look, turn_text("%dx%d %06x", WIDTH, HEIGHT, colour)));
}

static void expect_picture(const char *frame)
{
    int width = 0, height = 0;
    see((struct camera){.frame = frame});
    int64_t id = take();
    tell("shoot");
    core_expect(&core, id, "ok", "done");
    check(core.picture && picture_size(core.picture, core.n_picture, &width, &height) && width == WIDTH);
    await(is_dark); /* a moment after the done */
}

/* --- tests ---------------------------------------------------------------------------------------------------------
 */

/* Nobody is filmed before somebody aims, nor after the picture. */
static void test_light(void)
{
    int64_t id = take();
    core_expect(&core, (core_ask(&core, ++last_id, "take", json_object(), PATIENCE, -1), last_id), "broken", "none");
    last_id = id; /* it is the driver's by now, and nothing was asked of the camera */
    check(is_dark() && look().starts == 0);
    see((struct camera){.frame = "jpeg 320x240 4080c0"});
    expect_frame(0x4080c0);
    expect_frame(0x4080c0);
    check(!is_dark() && look().starts == 1);
    tell("shoot");
    core_expect(&core, id, "ok", "done");
    last_id++;
    await(is_dark); /* a moment after the done */
}

/* What was seen before somebody asked, and what the camera itself calls broken, is not shown. */
static void test_old_and_broken(void)
{
    int64_t id = take();
    see((struct camera){.frame = "jpeg 320x240 20a060", .old = 3, .bad = 2});
    expect_frame(0x20a060);
    core_cancel(&core, id);
    core_expect(&core, id, "cancelled", "none");
}

static void test_garbage(void)
{
    static const struct camera garbage[] = {{.frame = "jpeg 320x240 20a060 700"},
                                            {.frame = "noise 320x240 000000"},
                                            {.frame = "jpeg 320x240 20a060", .claims = 30},
                                            {.frame = "noise 320x240 000000", .claims = UINT32_MAX}};
    for (size_t i = 0; i < COUNT(garbage); i++) {
        see(garbage[i]);
        int64_t id = take();
        tell("shoot");
        core_expect(&core, id, "broken", "none");
        check_text(json_text(core.attr, "reason"), "garbage");
    }
    expect_picture("jpeg 320x240 c08040");
}

/* A buffer that there is not: it cannot be given back either, so the camera is as good as gone, and comes back. */
static void test_lies(void)
{
    see((struct camera){.frame = "jpeg 320x240 20a060", .lies = 70});
    int64_t id = take();
    tell("shoot");
    core_expect(&core, id, "gone", "none");
    core_expect_status(&core, "noDevice", "unknown");
    core_expect_status(&core, "online", "unknown");
    expect_picture("jpeg 320x240 c08040");
}

static void test_silent(void)
{
    see((struct camera){.frame = NULL});
    int64_t id = take();
    tell("aim");
    core_expect(&core, id, "timeout", "none");
    check_text(json_text(core.attr, "reason"), "silent");
    await(is_dark); /* a moment after the done */
}

static void come_back(void)
{
    unplug();
    core_expect_status(&core, "noDevice", "unknown");
    plug();
    core_expect_status(&core, "online", "unknown");
    expect_picture("jpeg 320x240 c08040");
}

/* From the third call on while a request is open; the last one comes when it is over. */
static void test_vanishes(void)
{
    for (int i = 2; i < CALLS; i++) {
        bool over = calls[i] == VIDIOC_STREAMOFF;
        see((struct camera){.frame = "jpeg 320x240 c08040", .leaves_at = calls[i]});
        int64_t id = take();
        tell("shoot");
        core_expect(&core, id, over ? "ok" : "gone", over ? "done" : "none");
        come_back();
    }
}

/* It is gone again before it was open, or is something else: nothing of it reaches core. */
static void test_not_opened(void)
{
    static const struct camera others[] = {
        {.leaves_at = VIDIOC_QUERYCAP}, {.leaves_at = VIDIOC_S_FMT}, {.only_plays = true}};
    for (size_t i = 0; i < COUNT(others); i++) {
        unplug();
        core_expect_status(&core, "noDevice", "unknown");
        plug_one_that(others[i]);
        await(is_known);
        core_expect(&core, take(), "gone", "none");
        come_back();
    }
}

/* There, and not to be had: staff hear why. */
static void test_refused(void)
{
    static const struct {
        struct camera is;
        const char *detail;
    } others[] = {{{.taken = true}, "claimed"}, {{.only_plays = true}, "shape"}};
    for (size_t i = 0; i < COUNT(others); i++) {
        unplug();
        core_expect_status(&core, "noDevice", "unknown");
        plug_one_that(others[i].is);
        while (strcmp(core.detail, others[i].detail) != 0 && core_hear(&core))
            ;
        check_text(core.detail, others[i].detail);
        come_back();
    }
}

static void test_yuyv(void)
{
    unplug();
    core_expect_status(&core, "noDevice", "unknown");
    plug_one_that((struct camera){.only_yuyv = true});
    core_expect_status(&core, "online", "unknown");
    int64_t id = take();
    see((struct camera){.frame = "yuyv 320x240 808080"});
    expect_frame(0x808080);
    tell("shoot");
    core_expect(&core, id, "ok", "done");
    id = take();
    see((struct camera){.frame = "yuyv 320x240 808080 5000"});
    tell("shoot");
    core_expect(&core, id, "broken", "none");
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    rig_start(&rig, BUILD "/lib/drivers", "{ name = \"printer\"; port = \"tcp:127.0.0.1:%d\"; }");
    rig_write(
        rig_path(&rig, "site.conf"),
        turn_text("folders = { drivers = \"%s\"; }; devices = ( { name = \"camera\"; class = \"camera\"; driver = "
                  "\"camera\"; port = \"v4l2:" NODE "\"; profile = { }; } );\n",
                  BUILD "/lib/drivers"));
    bed = umockdev_testbed_new();
    if (!bed) {
        printf("skipped: umockdev cannot show devices here\n");
        rig_stop(&rig);
        return 77;
    }
    char *root = umockdev_testbed_get_root_dir(bed);
    node = make_text(turn_text("%s" NODE, root));
    check(g_mkdir_with_parents(turn_text("%s/dev", root), 0700) == 0);
    setenv("LD_PRELOAD", PRELOAD, 1);
    core_open(&core, &rig, "camera");
    unsetenv("LD_PRELOAD");
    core_expect_status(&core, "noDevice", "unknown");
    plug();
    core_expect_status(&core, "online", "unknown");
    test_light();
    test_old_and_broken();
    test_garbage();
    test_lies();
    test_silent();
    test_vanishes();
    test_not_opened();
    test_refused();
    test_yuyv();
    check(rig_end(core.pid) == 0);
    core_close(&core);
    unplug();
    g_object_unref(bed);
    g_free(root);
    free(node);
    rig_stop(&rig);
    return test_end();
}
