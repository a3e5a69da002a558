/* plugin: the files of a plugin become what core can rely on, or a reason with file and line; seven parts: plugin.conf,
 * rules.conf, words.id.conf, words.en.conf, and three files of shared rules. */
#include "fuzz.h"

#include "base/memfile.h"
#include "flow/plugin.h"

#include <string.h>
#include <unistd.h>

static void check_plugin(const json_t *plugin)
{
    const json_t *services = json_at(plugin, "manifest.services"), *row;
    size_t i;
    must(json_array_size(services) > 0 && json_is_array(json_object_get(plugin, "rules")));
    json_array_foreach (services, i, row) {
        const char *title = turn_text("id.services.%s.title", json_text(row, "words"));
        must(json_string_length(json_at(json_object_get(plugin, "words"), title)) > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *rest = fuzz_text(bytes, n), why[PLUGIN_WHY] = "";
    struct packet packet = {
        .body = json_pack("{s[ss],s[sss]}", "languages", "id", "en", "shared", "a.conf", "b.conf", "c.conf"),
        .n_fds = PACKET_FDS};
    for (int i = 0; i < PACKET_FDS; i++) {
        const char *text = fuzz_part(&rest);
        packet.fds[i] = memfile_make("part", text, strlen(text));
    }
    json_t *plugin = plugin_read(&packet, why, sizeof why);
    must(plugin || strchr(why, ':'));
    if (plugin)
        check_plugin(plugin);
    json_decref(plugin);
    json_decref(packet.body);
    for (int i = 0; i < PACKET_FDS; i++)
        close(packet.fds[i]);
    turn_end();
    return 0;
}
