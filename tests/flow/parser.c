/* parser: the mistakes of an author, each with file and line and what to do. A good plugin is broken in one place. */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "fake.h"
#include "test.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MANIFEST, RULES, INDONESIAN, ENGLISH, JAVANESE, FILES };

static struct fake core;

static const char *const good[FILES] = {
    "id = \"x.y\"; api = 1; version = \"1\"; agency = \"x\"; queue = \"A\"; minutes = 2; law = \"UU 1\";\n"
    "stages = [ \"one\" ];\n"
    "looks = [ \"a.b\" ];\n"
    "services = (\n"
    "  { id = \"x.y\"; icon = \"badge\"; words = \"y\"; need = true; }\n"
    ");\n",
    "rules = (\n"
    "  { name = \"fee\"; value = 1; valid_from = \"2020-01-01\"; valid_to = \"2020-12-31\"; law = \"PP 1\"; },\n"
    "  { name = \"fee\"; value = 2; valid_from = \"2021-01-01\"; law = \"PP 2\"; },\n"
    "  { name = \"far\"; value = 3; valid_from = \"2021-01-01\"; law = \"PP 3\"; place = \"35\"; }\n"
    ");\n",
    "services = { y = { title = \"T\"; line = \"L\"; }; };\nstages = { one = \"S\"; };\n",
    "services = { y = { title = \"T\"; line = \"L\"; }; };\nstages = { one = \"S\"; };\n",
    "services = { y = { title = \"J\"; }; };\n",
};

/* A file of rules that plugins share, "" for none; the good plugin lists nothing of it. */
static const char *shared = "";

/* The answer of a parser child to the good plugin with `from` replaced by `to` in one file. */
static json_t *parsed(int file, const char *from, const char *to)
{
    struct kid kid = fake_fork(&core, "parse");
    struct packet packet;
    int fds[FILES + 1], n_fds = *shared ? FILES + 1 : FILES;
    for (int i = 0; i < FILES; i++) {
        const char *at = i == file ? strstr(good[i], from) : NULL;
        must(i != file || at);
        char *text =
            at ? turn_text("%.*s%s%s", (int)(at - good[i]), good[i], to, at + strlen(from)) : turn_text("%s", good[i]);
        fds[i] = memfile_make("file", text, strlen(text));
    }
    if (*shared)
        fds[FILES] = memfile_make("file", shared, strlen(shared));
    kid_send(&kid,
             json_pack("{ss,ss,s[sss],so*}", "type", "parse", "service", "x.y", "languages", "id", "en", "jv", "shared",
                       *shared ? json_pack("[s]", "all.conf") : NULL),
             fds, n_fds);
    for (int i = 0; i < n_fds; i++)
        close(fds[i]);
    must(wire_receive(kid.socket, &door_parser_to_core, &packet) == E_STATE || packet.body);
    while (!packet.body)
        if (wire_receive(kid.socket, &door_parser_to_core, &packet) == E_STATE)
            usleep(500);
    json_t *body = json_deep_copy(packet.body);
    if (packet.n_fds) {
        char *bytes;
        size_t n;
        must(memfile_read("plugin", packet.fds[0], 1 << 20, &bytes, &n) == OK);
        json_object_set_new(body, "plugin", json_read("plugin", bytes, n, JSON_MAX_FILE_DEPTH));
        free(bytes);
    }
    packet_free(&packet);
    check_text(fake_end(&core, &kid), "exit 0");
    return body;
}

static void wrong(int file, const char *from, const char *to, const char *message)
{
    json_t *body = parsed(file, from, to);
    check_text(json_text(body, "type"), "error");
    check_text(json_text(body, "message"), message);
    json_decref(body);
    turn_end();
}

static void test_good(void)
{
    json_t *body = parsed(-1, "", ""), *plugin = json_object_get(body, "plugin");
    const json_t *service = json_array_get(json_at(plugin, "manifest.services"), 0);
    check_text(json_text(body, "type"), "parsed");
    check_text(json_text(service, "agency"), "x");
    check_text(json_text(service, "queue"), "A");
    check(json_is_array(json_at(plugin, "manifest.letters")) && json_array_size(json_object_get(plugin, "rules")) == 3);
    check_text(json_string_value(json_at(plugin, "words.en.services.y.title")), "T");
    json_decref(body);
}

static void test_manifest(void)
{
    wrong(MANIFEST, "api = 1", "api = 2", "plugin.conf:1: this runtime speaks api = 1");
    wrong(MANIFEST, "id = \"x.y\"", "id = \"x.z\"",
          "plugin.conf:1: id is x.z, but the folder is called x.y; make them the same");
    wrong(MANIFEST, "version = \"1\"; ", "", "plugin.conf:1: version is missing; write version = a text");
    wrong(MANIFEST, "looks", "lookz",
          "plugin.conf:3: nothing is called lookz here; there is: id, api, version, agency, queue, stages, looks, "
          "letters, pays, "
          "shares, devices, minutes, law, services, calls, rules");
    wrong(MANIFEST, "[ \"one\" ]", "[ \"one\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\" ]",
          "plugin.conf:2: at most 6 stages: nobody wants to see more steps");
    wrong(MANIFEST, "[ \"one\" ]", "\"one\"",
          "plugin.conf:2: stages is not a list of names like [ \"need\", \"check\" ]");
    wrong(MANIFEST, "icon = \"badge\"; ", "",
          "plugin.conf:5: icon is missing; write icon = a name like \"polri.skck\"");
    wrong(MANIFEST, "need = true", "need = 1", "plugin.conf:5: need is not true or false");
    wrong(MANIFEST, "  { id = \"x.y\"; icon = \"badge\"; words = \"y\"; need = true; }\n", "",
          "plugin.conf:4: a plugin has at least one service");
    wrong(MANIFEST, "need = true; }\n", "need = true; },\n{ id = \"x.y\"; icon = \"a\"; words = \"y\"; }\n",
          "plugin.conf:6: another service is called x.y already");
    wrong(MANIFEST, "\nservices", "\n@include \"/etc/passwd\"\nservices",
          "plugin.conf:4: @include is not allowed; write the settings here");
    wrong(MANIFEST, "minutes = 2;", "calls = ( { service = \"a.b\"; } );",
          "plugin.conf:1: shares is missing; write shares = a list of names like [ \"need\", \"check\" ]");
    wrong(MANIFEST, "minutes = 2;", "calls = ( { service = \"x.y\"; shares = []; } );",
          "plugin.conf:1: x.y would call itself");
    wrong(MANIFEST, "need = true;", "accepts = \"nik\";",
          "plugin.conf:5: accepts is not a list of names like [ \"need\", \"check\" ]");
    wrong(MANIFEST, "stages = [", "stages = = [", "plugin.conf:2: syntax error");
}

static void test_rules(void)
{
    wrong(RULES, "law = \"PP 2\"; ", "", "rules.conf:3: law is missing; write law = a text");
    wrong(RULES, "valid_from = \"2021-01-01\"; ", "",
          "rules.conf:3: valid_from is missing; write valid_from = a day like \"2020-12-21\"");
    wrong(RULES, "2021-01-01", "2021-02-30", "rules.conf:3: valid_from is not a day like \"2020-12-21\"");
    wrong(RULES, "value = 2; ", "", "rules.conf:3: value is missing; write value = ...");
    wrong(RULES, "2021-01-01", "2020-12-31",
          "rules.conf:3: on some day fee has this value and that of rule 1; end one with valid_to");
    wrong(RULES, "valid_to = \"2020-12-31\"; ", "",
          "rules.conf:3: on some day fee has this value and that of rule 1; end one with valid_to");
    wrong(RULES, "2020-12-31", "2019-12-31", "rules.conf:2: fee ends before it begins");
    wrong(RULES, "rules = (", "rule = (", "rules.conf:1: nothing is called rule here; there is: rules");
    wrong(RULES, "{ name = \"fee\"; value = 2;", "{ value = 2;",
          "rules.conf:3: name is missing; write name = a name like \"polri.skck\"");
    wrong(RULES, "value = 2;", "value = 2; place = \"33.7\";",
          "rules.conf:3: place is not a region code like \"33\" or \"33.07\"");
    wrong(
        RULES, "valid_to = \"2020-12-31\"; law = \"PP 1\"; },",
        "law = \"PP 1\"; place = \"33\"; }, { name = \"fee\"; value = 3; valid_from = \"2024-01-01\"; law = \"PP 3\"; "
        "place = \"33\"; },",
        "rules.conf:2: on some day fee has this value and that of rule 1; end one with valid_to");
    wrong(RULES, "law = \"PP 1\";", "law = \"\";", "rules.conf:2: law is not a text");
}

static const char common[] =
    "rules = (\n"
    "  { name = \"common.days\"; value = 7; valid_from = \"2020-01-01\"; law = \"SKB 1\"; },\n"
    "  { name = \"fee\"; value = 5; valid_from = \"2022-01-01\"; law = \"Perda 1\"; place = \"33\"; },\n"
    "  { name = \"other\"; value = 5; valid_from = \"2022-01-01\"; law = \"Perda 1\"; place = \"33\"; }\n"
    ");\n";

/* The plugin's manifest with a list of rules from outside; how many rows it has then. */
static void shared_gives(const char *list, size_t n)
{
    json_t *body = parsed(MANIFEST, "minutes = 2;", turn_text("rules = [ %s ];", list));
    check_text(json_text(body, "type"), "parsed");
    check(json_array_size(json_at(body, "plugin.rules")) == n);
    json_decref(body);
    turn_end();
}

static void shared_wrong(const char *from, const char *to, const char *message)
{
    const char *at = strstr(common, from);
    char *text = make_text(turn_text("%.*s%s%s", (int)(at - common), common, to, at + strlen(from)));
    shared = text;
    wrong(MANIFEST, "minutes = 2;", "rules = [ \"fee\" ];", message);
    shared = "";
    free(text);
}

/* A plugin has of the shared rules what its manifest lists, and nothing else; and with nothing listed their mistakes
 * are not its own. */
static void test_shared(void)
{
    shared = common;
    shared_gives("", 3);
    shared_gives("\"common.days\"", 4);
    shared_gives("\"common.days\", \"fee\", \"nobody\"", 5);
    shared = "rules = (";
    shared_gives("", 3);
    shared = "";
    wrong(
        RULES, "\"fee\"; value = 2", "\"common.fee\"; value = 2",
        "rules.conf:3: common.fee is for everybody and comes with the kiosk; list it in rules of plugin.conf, or give "
        "yours another name");
    shared = "rules = ( { name = \"far\"; value = 5; valid_from = \"2022-01-01\"; law = \"P 1\"; place = \"35\"; } );";
    shared_gives("\"fee\"", 3);
    wrong(MANIFEST, "minutes = 2;", "rules = [ \"far\" ];",
          "all.conf:1: another file says something else of far on some of these days; end one with valid_to");
    shared_wrong("rules = (", "rule = (", "all.conf:1: nothing is called rule here; there is: rules");
    shared_wrong("law = \"SKB 1\"; ", "", "all.conf:2: law is missing; write law = a text");
    shared_wrong("\"common.days\"", "\"days\"",
                 "all.conf:2: days belongs to a plugin; write place = the region code for which this row holds");
    shared_wrong("name = \"common.days\"; value = 7; valid_from = \"2020-01-01\"; law = \"SKB 1\";",
                 "name = \"fee\"; value = 7; valid_from = \"2020-01-01\"; law = \"SKB 1\"; place = \"33\";",
                 "all.conf:3: on some day fee has this value and that of rule 1; end one with valid_to");
}

static void test_words(void)
{
    wrong(ENGLISH, "line = \"L\"; ", "",
          "words.en.conf:1: the text services.y.line is missing; the manifest speaks of it");
    wrong(INDONESIAN, "title = \"T\"; ", "",
          "words.id.conf:1: the text services.y.title is missing; the manifest speaks of it");
    wrong(ENGLISH, "one = \"S\"", "two = \"S\"",
          "words.en.conf:2: the text stages.one is missing; the manifest speaks of it");
    wrong(ENGLISH, "one = \"S\"", "one = 1", "words.en.conf:2: stages.one is not a text");
    wrong(ENGLISH, "\"L\"", "\"L", "words.en.conf:3: syntax error");
}

/* A language that falls back to Indonesian may lack texts, and all of them; what it has are texts. */
static void test_fallback(void)
{
    json_t *body = parsed(JAVANESE, "title = \"J\"; ", "");
    check_text(json_text(body, "type"), "parsed");
    json_decref(body);
    body = parsed(JAVANESE, good[JAVANESE], "");
    check_text(json_text(body, "type"), "parsed");
    check(json_is_object(json_at(body, "plugin.words.jv")));
    json_decref(body);
    wrong(JAVANESE, "\"J\"", "1", "words.jv.conf:1: services.y.title is not a text");
}

/* Sorting more than 64 names asks the C library how much memory there is: it must be allowed to find out. */
static void test_many_words(void)
{
    char *many = turn_text("%s", "");
    for (int i = 0; i < 100; i++)
        many = turn_text("%sw%d = \"T\"; ", many, i);
    json_t *body = parsed(ENGLISH, "stages", turn_text("%s stages", many));
    check_text(json_text(body, "type"), "parsed");
    json_decref(body);
    turn_end();
}

/* A parser child hears one sort of packet, and believes sealed files only. */
static void test_refusals(void)
{
    struct kid kid = fake_fork(&core, "parse");
    int open = memfd_create("open", MFD_CLOEXEC), fds[3] = {open, open, open};
    kid_send(&kid, json_pack("{ss,ss,s[s]}", "type", "parse", "service", "x.y", "languages", "id"), fds, 3);
    json_t *said = kid_hear(&kid, 3000);
    check_text(json_text(said, "message"), "plugin.conf:1: not a sealed file of at most 256 KiB");
    json_decref(said);
    kid_send(&kid, json_pack("{ss,ss,s[ss]}", "type", "parse", "service", "x.y", "languages", "id", "en"), fds, 3);
    said = kid_hear(&kid, 3000);
    check_text(json_text(said, "message"),
               "plugin: a file of words for each language is needed, and those of shared rules");
    json_decref(said);
    kid_send(&kid, json_pack("{ss}", "type", "answer"), NULL, 0);
    check_text(fake_gone(&core, &kid, 3000), "exit 2");
    close(kid.socket);
    close(open);
}

int main(void)
{
    fake_start(&core);
    test_good();
    test_manifest();
    test_rules();
    test_shared();
    test_words();
    test_fallback();
    test_many_words();
    test_refusals();
    fake_stop(&core);
    return test_end();
}
