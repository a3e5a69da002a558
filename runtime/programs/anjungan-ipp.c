/* anjungan-ipp - one printer of documents, by IPP: what anjungan-driver is for devices that are reached by bytes.
 *
 * Ends with 1 when its settings are wrong or the printer does not give back what it was sent; the supervisor starts it
 * again. */
#include "ipp/document.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    struct site site;
    site_start(
        &site, argc, argv,
        "usage: anjungan-ipp --run FOLDER NAME\nNAME is that of a row of devices in site.conf, of class document");
    struct loop *loop = loop_new(NULL, NULL);
    struct document *document = make(sizeof *document);
    int code = document_open(document, loop, &site, site.name);
    if (code == OK) {
        code = loop_run(loop);
        document_close(document);
    }
    if (document->exchange.busy)
        _Exit(code == OK ? 0 : 1); /* its thread still waits for the printer, and uses all of this */
    loop_free(loop);
    free(document);
    site_free(&site);
    return code == OK ? 0 : 1;
}
