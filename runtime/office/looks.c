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

/* A licence of `class` that ends so many days from now; it was issued five years before. */
static json_t *licence(const char *class, int days)
{
    char issued[11], expires[11];
    struct day day = day_from_number(day_number(clock_local(office_now()).day) + days);
    day_write(day, expires);
    day.year -= 5;
    day.day = day.month == 2 && day.day == 29 ? 28 : day.day;
    day_write(day, issued);
    return json_pack("{ss,ss,ss}", "class", class, "issued", issued, "expires", expires);
}

/* The register of licences: what somebody holds is told by the last digit of the NIK (README). */
static json_t *look_sim(struct office *office, const json_t *input)
{
    static const struct {
        char digit;
        const char *class;
        int days;
    } held[] = {{'2', "C", 60},  {'2', "A", 60},   {'3', "C", 30},      {'4', "C", -1}, {'5', "C", 5 * 365 - 180},
                {'6', "C", 700}, {'6', "CI", 900}, {'7', "A_umum", 45}, {'8', "C", 900}};
    const char *nik = json_text(input, "nik");
    json_t *person = people_find(office, nik), *list = json_array();
    for (size_t i = 0; person && i < COUNT(held); i++)
        if (held[i].digit == nik[15])
            json_array_append_new(list, licence(held[i].class, held[i].days));
    json_t *answer = person ? json_pack("{sO}", "licences", list) : NULL;
    json_wipe(person);
    json_decref(list);
    return answer;
}

/* Where the police serve besides the counter: the queue of the vehicle lane, when the hall has one. */
static json_t *look_lanes(struct office *office, const json_t *input)
{
    (void)input;
    const json_t *row = site_row(office->site, "queues", "lane", "drive");
    return json_pack("{ss*}", "drive", row ? json_text(row, "letter") : NULL);
}

static json_t *look_slots(struct office *office, const json_t *input)
{
    return slots_find(office, json_text(input, "from"));
}

static const struct {
    const char *agency, *name;
    json_t *(*find)(struct office *office, const json_t *input);
} looks[] = {
    {"dukcapil", "dukcapil.person", look_person},
    {"dukcapil", "dukcapil.document", look_document},
    {"polri", "polri.jkn", look_jkn},
    {"polri", "polri.sim", look_sim},
    {"polri", "polri.lanes", look_lanes},
    {"kua", "kua.slots", look_slots},
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
