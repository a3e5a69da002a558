/* looks.c - live questions to an agency. A simulated agency knows the few that the services of this project ask. */
#include "office/office.h"

#include <string.h>

static json_t *look_person(struct office *office, const json_t *input)
{
    return people_find(office, json_text(input, "nik"));
}

/* Health insurance: active, except for NIKs that end in 0. */
static json_t *look_jkn(struct office *office, const json_t *input)
{
    const char *nik = json_text(input, "nik");
    json_t *person = people_find(office, nik);
    if (!person)
        return NULL;
    json_wipe(person);
    return json_pack("{sb}", "active", nik[15] != '0');
}

static const struct {
    const char *agency, *name;
    json_t *(*find)(struct office *office, const json_t *input);
} looks[] = {
    {"dukcapil", "dukcapil.person", look_person},
    {"polri", "polri.jkn", look_jkn},
};

/* On this machine anybody may ask; from elsewhere only who signs as letters are signed. */
static bool may_ask(struct office *office, struct request *request, const char *agency)
{
    return request_is_local(request) || office_signed(office, request, agency);
}

void looks_post(void *mine, struct request *request)
{
    struct office *office = mine;
    const char *agency = office_agency(office, request);
    if (!agency || !may_ask(office, request, agency) || !request_json(request))
        return;
    for (size_t i = 0; i < COUNT(looks); i++) {
        if (strcmp(looks[i].agency, agency) != 0 || strcmp(looks[i].name, request->part[1]) != 0)
            continue;
        json_t *value = looks[i].find(office, request_json(request));
        if (value)
            request_answer(request, 200, value);
        else
            request_refuse(request, 404, "not known", "check the number and try again");
        return;
    }
    json_t *value;
    if (!cases_look(office, agency, request->part[1], request_json(request), &value))
        request_refuse(request, 404, "no such look", "%s does not answer this question", agency);
    else if (value)
        request_answer(request, 200, value);
    else
        request_refuse(request, 404, "not known", "check the number and try again");
}
