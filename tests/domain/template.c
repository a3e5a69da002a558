/* template: a document of an agency is read with a reason when it is none, and filled with words and values; nothing
 * that was not said is on it. Bytes that are not those of an agency are not printed. */
#include "domain/pdf.h"
#include "domain/template.h"
#include "test.h"

#define SHA "e16fa5d9b51928755db85b917f0297babaf22c7a47e97d9212adab56e61ba04e"

static char why[TEMPLATE_WHY];

static json_t *read(const char *text)
{
    int line;
    *why = 0;
    return template_read(text, strlen(text), why, &line);
}

static void refused(const char *text, const char *part)
{
    json_t *template = read(text);
    check(!template && strstr(why, part) != NULL);
    json_decref(template);
}

static void test_read(void)
{
    static const char *const good[] = {
        "{\"blocks\": [{\"text\": \"a\"}, {\"break\": true}]}",
        "{\"blocks\": [{\"fields\": [\"name\", \"birth:day\"]}, {\"heading\": \"b\"}]}",
        "{\"blocks\": [{\"table\": \"all\", \"columns\": [\"name\"]}, {\"list\": \"c\"}]}",
        "{\"blocks\": [{\"qr\": \"link\", \"text\": \"scan\"}]}"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        json_t *template = read(good[i]);
        check(template != NULL);
        json_decref(template);
    }
    refused("{\"blocks\": [", "no JSON");
    refused("{}", "1 to 60 blocks");
    refused("{\"blocks\": [{\"text\": \"a\"}], \"size\": 3}", "nothing else");
    refused("{\"blocks\": [{\"picture\": \"a\"}]}", "block 1 is none of");
    refused("{\"blocks\": [{\"text\": \"a\"}, {\"text\": \"not a name\"}]}", "block 2");
    refused("{\"blocks\": [{\"fields\": [\"birth:year\"]}]}", "names");
    refused("{\"blocks\": [{\"fields\": []}]}", "names");
    refused("{\"blocks\": [{\"table\": \"all\"}]}", "table and columns");
    refused("{\"blocks\": [{\"text\": \"a\", \"bold\": true}]}", "more than");
    refused("[[[[[[[[[[[[[[1]]]]]]]]]]]]]]", "deeper");
}

static json_t *words(void)
{
    return json_pack("{s{s{s{ss,ss,ss,ss,ss}}}}", "id", "documents", "surat", "title", "Surat {name}", "intro",
                     "Bahwa {name} lahir {birth:day}.", "name", "Nama", "birth", "Lahir", "scan", "Pindai");
}

static void test_fill(void)
{
    json_t *template = read("{\"blocks\": [{\"text\": \"intro\"}, {\"fields\": [\"name\", \"birth:day\"]}, "
                            "{\"table\": \"kin\", \"columns\": [\"name\", \"birth:day\"]}, {\"list\": \"papers\"}, "
                            "{\"qr\": \"link\", \"text\": \"scan\"}]}");
    json_t *said = words(), *with = json_pack("{ss,ss,s[{ss}],ss}", "name", "SITI {birth}", "birth", "1994-07-12",
                                              "kin", "name", "A", "link", "https://x");
    json_t *filled = template_fill(template, "surat", said, "id", with, why);
    check_text(json_text(filled, "title"), "Surat SITI {birth}");   /* what somebody is called is no text to fill */
    check(json_array_size(json_object_get(filled, "blocks")) == 4); /* no papers, no list */
    check_text(json_text(json_array_get(json_object_get(filled, "blocks"), 0), "text"),
               "Bahwa SITI {birth} lahir 12 Juli 1994.");
    json_t *table = json_array_get(json_object_get(filled, "blocks"), 2);
    json_t *row = json_array_get(json_object_get(table, "rows"), 0);
    check_text(json_string_value(json_array_get(row, 0)), "A");
    check_text(json_string_value(json_array_get(row, 1)), "");
    json_decref(filled);
    json_object_del(json_at(said, "id.documents.surat"), "scan");
    filled = template_fill(template, "surat", said, "id", with, why);
    check(!filled);
    check_text(why, "the words have no documents.surat.scan");
    json_t *needed = template_words(template);
    check(json_array_size(needed) == 7);
    json_decref(needed);
    json_decref(with);
    json_decref(said);
    json_decref(template);
}

static void test_name(void)
{
    check_text(template_name("document.surat.json"), "surat");
    check_text(template_file("surat"), "document.surat.json");
    check(!template_name("document.json") && !template_name("document..json") && !template_name("words.id.conf"));
}

static void test_pdf(void)
{
    static const char bytes[] = "%PDF-1.4";
    json_t *said = json_pack("{ss,si}", "sha256", "c7e1b3a4", "size", 8);
    check(!pdf_fits(said, bytes, 8));
    json_object_set_new(said, "sha256", json_string(SHA));
    check(pdf_fits(said, bytes, 8));
    check(!pdf_fits(said, bytes, 7));
    check(!pdf_fits(said, "%PDF-1.5", 8));
    check(!pdf_fits(said, "<html>..", 8));
    json_decref(said);
}

int main(void)
{
    test_read();
    test_fill();
    test_name();
    test_pdf();
    turn_end();
    return test_end();
}
