/* office: any requests to the back office, in any order, are answered, also with letters that are signed and sealed as
 * a kiosk does it (letter.h): those whose header webhook-signature is "right". */
#include "fuzz.h"
#include "httpd.h"
#include "letter.h"

#include "base/conf.h"
#include "base/webhook.h"
#include "office/office.h"

#include <string.h>

static struct office office;
static struct site site;
static struct letter_keys keys;
static const unsigned char webhook_key[WEBHOOK_KEY] = "thirty-two bytes that nobody has";

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char settings[] = "place = \"Lokaraya\"; site = \"LKR\"; kiosk = \"07\";"
                                   " agencies = ( { id = \"polri\"; }, { id = \"dukcapil\"; } );";
    char error[256];
    (void)argc, (void)argv;
    letter_keys(&keys);
    fuzz_write("share/kiosk.pub", letter_hex(keys.kiosk, sizeof keys.kiosk));
    fuzz_write("secrets/office/agency.key", turn_text("polri %s\n", letter_hex(keys.box_secret, 32)));
    fuzz_write("secrets/office/webhook", turn_text("polri %s\n", letter_hex(webhook_key, WEBHOOK_KEY)));
    fuzz_write("secrets/office/officers", "officer\n");
    site = (struct site){.run = fuzz_folder(), .name = ""};
    site.settings = conf_read("site.conf", settings, error, sizeof error);
    must(site.settings);
    office_open(&office, &site, 0);
    turn_end();
    return 0;
}

/* The envelope as its kiosk would have finished it. */
static const char *finish_body(const char *body)
{
    json_t *envelope = json_read("letter", body, strlen(body), JSON_MAX_DEPTH);
    if (!json_is_object(envelope)) {
        json_decref(envelope);
        return body;
    }
    letter_finish(&keys, envelope);
    char *text = json_write(envelope), *finished = turn_text("%s", text);
    wipe_text(text);
    json_decref(envelope);
    return finished;
}

static void sign(struct httpd_request *request)
{
    static char signature[WEBHOOK_SIGNATURE];
    const char *given = httpd_header(request, "webhook-signature"), *id = httpd_header(request, "webhook-id");
    if (!given || strcmp(given, "right") != 0)
        return;
    request->body = finish_body(request->body);
    struct webhook hook = {id ? id : "", turn_text("%lld", (long long)office_now()), request->body,
                           strlen(request->body)};
    webhook_sign(webhook_key, &hook, signature);
    httpd_set_header(request, "webhook-timestamp", hook.timestamp);
    httpd_set_header(request, "webhook-signature", signature);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    httpd_serve(&office.db, fuzz_text(bytes, n), sign);
    memset(office.faults, 0, sizeof office.faults); /* ordered by this input */
    turn_end();
    return 0;
}
