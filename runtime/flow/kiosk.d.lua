---@meta kiosk

-- Everything a service script may say: what editors complete from (LuaLS) and what `anjungan docs` makes the manual of.
-- tests/kit/definitions.c holds it against engine.lua: every name, every option, its type and whether it is needed.
--
-- `--#` begins a chapter of the manual, `--|` is its text, `--=` lists what there is of a part of Lua.

--# Types
--| What options and answers are made of.

--- Letters, digits, `_` and `.`, beginning with a letter, at most 64: `"polri.skck"`.
---@alias name string

--- 1 to 20 names: `{ "ktp", "kk" }`.
---@alias names name[]

--- 2 to 7 different names.
---@alias choices name[]

--- 1 to 600 rows, each id once: `{ { id = "2001", text = "Losari" }, ... }`. An `id` has at most 64 letters, `text` and `line`
--- (a second, smaller text) at most 120.
---@alias rows { id: string, text: string, line?: string }[]

--- 1 to 600 slots, each id once: `{ { id = "7", day = "2026-06-09", time = "10:00" }, ... }`. An `id` has at most 64 letters,
--- `line` (a second, smaller text) at most 120.
---@alias slots { id: string, day: day, time: string, line?: string }[]

--- 2 to 12 bars, each a name and a whole number that is not negative: `{ { "sent", 12 }, { "done", 7 } }`.
---@alias bars { [1]: name, [2]: integer }[]

--- Texts and numbers by name, put into `{name}` of the words: `{ months = 12 }`.
---@alias values table<string, string|number|boolean>

--- Texts, numbers and lists by name, for a document: `{ name = ktp.name, members = { { name = "SITI" } } }`.
---@alias tables table<string, any>

--- What a look answered as `document`: which PDF came with it, not the PDF.
---@alias file { sha256: string, size: integer }

--- What the kiosk took. It stands for the picture: a letter has the JPEG itself where this stands in what is sent. `sha256` is
--- of the JPEG, in hex.
---@alias picture { id: string, sha256: string, bytes: integer, width: integer, height: integer }

--- `"2026-05-14"`. Days compare as texts.
---@alias day string

--- What a check says against an answer: a key of the words, or `t("key", values)`.
---@alias said name|{ words: name, with?: values }

--# Questions
--| Each is one screen and can be taken back. The key finds the texts `KEY.title`, `KEY.hint` and `KEY.label` (short, for the
--| review). Every question but `ask.review` takes `with`, and every one a `check`; of `ask.consent` that is the agency, and
--| what goes into its texts is `values`.

---@class ask
ask = {}

---@class ask.consent
---@field [1] name the key
---@field with name the agency's id
---@field shares names what is shared, worded in `KEY.list.NAME`; it stands in `shares` of the manifest too
---@field by? day for a letter that waits (`send`): it is not sent after this day, and the screen says so
---@field values? values for the texts: of several who agree, who this is
---@field check? fun(value: true): boolean, said? see `ask.text`

--- Asks the citizen to agree, before anything is read or sent.
---@param question ask.consent
---@return true # who does not agree goes back, or ends
function ask.consent(question) end

---@class ask.choice
---@field [1] name the key
---@field from choices what can be chosen, in this order, worded in `KEY.from.NAME`
---@field with? values for the texts
---@field check? fun(value: name): boolean, said? see `ask.text`

--- One of several.
---@param question ask.choice
---@return name # the one that was chosen
function ask.choice(question) end

---@class ask.pick
---@field [1] name the key
---@field from rows what can be picked, in this order: what an agency answered, or a rule lists. Their texts are shown as they are
---@field with? values for the texts
---@field check? fun(value: { id: string, text: string }): boolean, said? see `ask.text`

--- One of many, with a search while typing. For up to seven that have words of their own there is `ask.choice`.
---@param question ask.pick
---@return { id: string, text: string } # the row that was picked
function ask.pick(question) end

---@class ask.slot
---@field [1] name the key
---@field from slots what an agency has free, in any order
---@field with? values for the texts
---@field check? fun(value: { id: string, day: day, time: string }): boolean, said? see `ask.text`

--- A day and a time among those that are free: first the day, then one of its times, written as the citizen's language does.
---@param question ask.slot
---@return { id: string, day: day, time: string } # the slot that was chosen
function ask.slot(question) end

---@class ask.country
---@field [1] name the key
---@field with? values for the texts
---@field check? fun(value: string): boolean, said? see `ask.text`

--- A country, searched by its name in any language of the kiosk.
---@param question name|ask.country
---@return string # `"IDN"`: three letters of ISO 3166-1, as in passports (ICAO 9303)
function ask.country(question) end

---@class ask.address
---@field [1] name the key
---@field with? values for the texts
---@field check? fun(value: table): boolean, said? see `ask.text`

--- An address in Indonesia: from the province down to the village, street, RT and RW. Who does not find the village types the
--- place: then there is `place`, and nothing of `region` and the four names.
---@param question name|ask.address
---@return { text: string, street: string, rt?: string, rw?: string, region?: string, village?: string, district?: string, regency?: string, province?: string, place?: string } # `region` is `"33.02.04.2001"`, `rt` `"002"`, `text` all of it in one line
function ask.address(question) end

---@class ask.yes
---@field [1] name the key
---@field list? names things to have, worded in `KEY.list.NAME`: a check list above the two answers
---@field with? values for the texts
---@field check? fun(value: boolean): boolean, said? see `ask.text`

--- Yes or no.
---@param question name|ask.yes
---@return boolean
function ask.yes(question) end

---@class ask.text
---@field [1] name the key
---@field min? integer the fewest letters; 1
---@field max? integer the most letters; 60
---@field upper? boolean capital letters only
---@field digits? boolean nothing but digits, on a pad: the number of a card, which is no amount
---@field with? values for the texts
---@field check? fun(value: string): boolean, said? looks at the answer, asks nothing; `false` and a key of the words refuse it

--- A line of text.
---@param question name|ask.text
---@return string # without spaces at the ends
function ask.text(question) end

---@class ask.number
---@field [1] name the key
---@field min integer the smallest
---@field max integer the largest
---@field unit? string worded in `KEY.unit.UNIT`, or shown as it is
---@field with? values for the texts
---@field check? fun(value: integer): boolean, said? see `ask.text`

--- A whole number.
---@param question ask.number
---@return integer
function ask.number(question) end

---@class ask.nik
---@field [1] name the key
---@field with? values for the texts
---@field check? fun(value: string): boolean, said? see `ask.text`

--- The 16 digits of a NIK. An odd one is a warning on the screen, never a refusal: people's true numbers look odd.
---@param question name|ask.nik
---@return string
function ask.nik(question) end

---@class ask.phone
---@field [1] name the key
---@field with? values for the texts
---@field check? fun(value: string): boolean, said? see `ask.text`

--- A mobile number of Indonesia.
---@param question name|ask.phone
---@return string # `"+62..."`
function ask.phone(question) end

---@class ask.date
---@field [1] name the key
---@field from? day the first day
---@field to? day the last day
---@field with? values for the texts
---@field check? fun(value: day): boolean, said? see `ask.text`

--- A day.
---@param question name|ask.date
---@return day
function ask.date(question) end

---@class ask.year
---@field [1] name the key
---@field min? integer the first year; 1900
---@field max? integer the last year; 2100
---@field with? values for the texts
---@field check? fun(value: integer): boolean, said? see `ask.text`

--- A year.
---@param question name|ask.year
---@return integer
function ask.year(question) end

---@class ask.pin
---@field [1] name the key
---@field digits? integer from 4 to 12; 6
---@field with? values for the texts
---@field check? fun(value: string): boolean, said? see `ask.text`

--- Digits that only the citizen knows: covered while they are typed, never spoken, not on the review. Keep them no longer than
--- you need them.
---@param question name|ask.pin
---@return string
function ask.pin(question) end

---@class ask.sign
---@field [1] name the key
---@field with? values for the texts
---@field check? fun(value: table): boolean, said? see `ask.text`

--- A signature by finger. `path` is the path of an SVG with `viewBox="0 0 1000 400"`, of `M` and `L` with whole numbers; who
--- cannot sign says so, and an officer witnesses: then there is no `path`.
---@param question name|ask.sign
---@return { by: "finger"|"witness", path?: string }
function ask.sign(question) end

---@class ask.confirm
---@field [1] name the key
---@field list? names what happens, and cannot be undone, worded in `KEY.list.NAME`
---@field with? values for the texts
---@field check? fun(value: true): boolean, said? see `ask.text`

--- What cannot be undone, said before it happens: the citizen marks that this was understood (`KEY.understood`), and only then
--- the button `KEY.next` is there. Not needed before `pay`, which has its own screen.
---@param question name|ask.confirm
---@return true # who does not want it goes back, or ends
function ask.confirm(question) end

---@class ask.review
---@field [1] name the key
---@field check? fun(value: true): boolean, said? see `ask.text`

--- Everything that was answered so far, each answer with *Ubah*.
---@param question name|ask.review
---@return true
function ask.review(question) end

---@class show
show = {}

---@class show.info
---@field [1] name the key
---@field list? names worded in `KEY.list.NAME`
---@field bars? bars a simple chart, worded in `KEY.bars.NAME`
---@field unit? string of the bars, worded in `KEY.unit.UNIT`, or shown as it is
---@field with? values for the texts

--- Says something, in `KEY.body`, and goes on.
---@param screen name|show.info
---@return true
function show.info(screen) end

---@class show.stop
---@field [1] name the key
---@field go_to? name the agency to go to
---@field list? names worded in `KEY.list.NAME`
---@field with? values for the texts

--- The visit ends here: say what is missing and where to get it.
---@param screen name|show.stop
function show.stop(screen) end

---@class show.done
---@field [1] name the key
---@field list? names worded in `KEY.list.NAME`
---@field with? values for the texts

--- The visit ends here, with the number, the case and the bill, if there are any.
---@param screen name|show.done
function show.done(screen) end

--# Facts
--| Read, looked up or known. They are not asked twice.

---@class read
read = {}

---@class read.ktp
---@field [1] name the key

--- The identity card. When it cannot be read the citizen types the NIK: then only the NIK is sure to be there.
---@param card name|read.ktp
---@return { nik: string, source: "card"|"typed", name?: string, birth?: day, sex?: string, address?: string, region?: string }
function read.ktp(card) end

---@class read.code
---@field [1] name the key
---@field min? integer letters when it is typed; 1 when missing
---@field max? integer letters when it is typed; 60 when missing
---@field upper? boolean typed letters become capitals
---@field with? values for the texts

--- A QR code or barcode that the citizen holds before the scanner, or types. A scanned one is up to 2,000 bytes of
--- whatever is printed there: look at it before you use it.
---@param code name|read.code
---@return { code: string, source: "scanner"|"typed", symbology?: string }
function read.code(code) end

---@class read.photo
---@field [1] name the key
---@field may_fail? boolean without a camera that works the script goes on and gets `nil`
---@field with? values for the texts

--- A photograph of the citizen, upright, 3 by 4. They aim, take it, look at it and may take it again. Without a camera
--- that works they get a screen with a way on, and the script never sees it; with `may_fail = true` it goes on.
---@param photo name|read.photo
---@return picture
function read.photo(photo) end

---@class read.scan
---@field [1] name the key
---@field may_fail? boolean without a camera that works the script goes on and gets `nil`
---@field with? values for the texts

--- A page that the citizen lays under the camera, whole.
---@param scan name|read.scan
---@return picture
function read.scan(scan) end

--- What an agency answers. When it cannot be had the citizen gets a screen with a way on, and the script never sees it;
--- with `may_fail = true` among the input the script goes on and gets `nil`. It stands in `looks` of the manifest.
---@param what name
---@param input? { may_fail?: boolean, [string]: any }
---@return any
function look(what, input) end

--- The value of `rules.conf` that is valid today.
---@param what name
---@return any
function rule(what) end

--- The day, the same for the whole visit.
---@return day
function today() end

--- The moment, in Unix seconds.
---@return integer
function now() end

--# Effects
--| What cannot be taken back. Ask first, let the citizen review, then pay, send and print.

---@class pay.options
---@field [1] name the key
---@field amount integer whole rupiah, more than 0, from a rule or a look
---@field of name the rule or look it is from, whose value holds the amount: the bill names the law of that rule
---@field bill name it stands in `pays` of the manifest
---@field later? boolean it may be paid elsewhere before the code expires

--- A bill, paid by the citizen's phone.
---@param bill pay.options
---@return { state: "paid"|"billed", code?: string, number?: string } # `number` (NTPN) only when paid; no `code` when the biller was away
function pay(bill) end

--- A letter to the agency it is named after: `send { "polri.skck.apply", nik = ktp.nik }`. Stored before this returns,
--- delivered later, once. What is in it must be as `letters/NAME.schema.json` says. It stands in `letters` of the manifest.
---
--- `after` (an earlier letter, or its case) keeps it back until that one has arrived. With `when` and `by` it also waits for
--- the word of the agency that got the earlier one: `when` is a look of that agency (in `looks` of the manifest), asked with
--- `{ case }` until it answers `{ state = "confirmed" }` or `"refused"`; `by` is the last day it waits for. Refused, or not
--- confirmed by then, it is never sent: what it says is destroyed, and its own agency is told that the case is withdrawn.
---@param letter { [1]: name, after?: string|{ case: string }, when?: name, by?: day, [string]: any }
---@return { case: string }
function send(letter) end

---@class give
give = {}

---@class give.ticket
---@field [1] name the key
---@field queue? string a letter of the hall, else the manifest's
---@field case? string the case it is for

--- A number for the counter, on paper.
---@param ticket name|give.ticket
---@return { number: string, printed: boolean }
function give.ticket(ticket) end

---@class give.reprint
---@field [1] name the key
---@field number string that a look `mpp.number` of this visit found valid: `number = found.number`
---@field with? values for the texts

--- The slip of a number that was given before, perhaps at another kiosk, once more. Its heading is `KEY.title` (say that it
--- is a copy), its last line `KEY.note`. The number itself stays as it is.
---@param reprint give.reprint
---@return { number: string, printed: boolean }
function give.reprint(reprint) end

---@class give.slip
---@field [1] name the key
---@field list names worded in `KEY.list.NAME`, one a line with a box to tick
---@field have? names what is there already, worded the same: below, with its box ticked
---@field with? values for the texts

--- A list on paper to take home: what is missing, and where to get it. No number. Its heading is `KEY.title`, its last line
--- `KEY.note`. Without paper the list is on the screen, with a code that holds it.
---@param slip give.slip
---@return { printed: boolean }
function give.slip(slip) end

---@class give.document
---@field [1] name the key
---@field template name of `document.NAME.json` beside main.lua
---@field with? tables its values: texts, numbers, lists of texts, lists of rows
---@field link? string an address for the phone, shown as a code when no paper comes

--- A document on A4 of your own, filled from a template. `KEY.title` names it on the screen when no paper comes; then it is
--- printed again, or the citizen goes on without.
---@param document give.document
---@return { printed: boolean }
function give.document(document) end

---@class give.copy
---@field [1] name the key
---@field file file what came with a look of this visit: `file = found.document`
---@field with? values for the text
---@field link? string an address for the phone, shown as a code when no paper comes

--- A document on A4 that an agency made and signed, printed byte for byte.
---@param copy give.copy
---@return { printed: boolean }
function give.copy(copy) end

--# Other services

--- Runs another service in the middle of this visit, in a process of its own, and gives what its script returns; `nil` when
--- it ended on `show.stop` or `show.done`, or with `may_fail = true` when nobody offers it. What is handed over stands in
--- `calls` of this manifest and in `accepts` of the other one.
---@param service name
---@param input? { may_fail?: boolean, [string]: any }
---@return any
function call(service, input) end

--# Order

--- Begins a stage of the manifest: the bar "Langkah 2 dari 5".
---@param name name
function stage(name) end

--- Runs `f` that often and gives the list of its results. Keys inside become `child[1].name`, their words stay those of
--- `name`.
---@generic T
---@param key name
---@param n integer 0 to 20
---@param f fun(i: integer): T
---@return T[]
function each(key, n, f) end

--- Which of the things that a question listed are not there: the question `key` again, of each of them alone. For who said no to
--- all of them together and goes to get them. One alone is not asked again; who has each of them after all gets the whole list.
--- What is `known` to be missing is not asked about, and comes first; then each of the others is asked.
---@param key name of the question, `ask.yes { "ready", list = papers }`
---@param list names
---@param with? values for the texts
---@param known? name one of the list
---@return names # what is missing, for `give.slip { "slip", list = missing, have = have }`
---@return names|nil # what is there
function lacking(key, list, with, known) end

--- What a check says against an answer, with values for the text.
---@param key name
---@param with? values
---@return said
function t(key, with) end

--- For you, on a desk. A kiosk in service drops it.
---@param ... any
function log(...) end

--# Days

day = {}

--- So many days, months or years later, or earlier. The end of a month stays one.
---@param from day
---@param n integer
---@param unit? "days"|"months"|"years" days
---@return day
function day.add(from, n, unit) end

--- How many days later.
---@param from day
---@param to day
---@return integer
function day.between(from, to) end

--- Whole years.
---@param birth day
---@param on day
---@return integer
function day.age(birth, on) end

--- The day on which somebody is that many years old. Born on 29 February: 1 March in years that have no such day.
---@param birth day
---@param years integer 0 to 200
---@return day
function day.birthday(birth, years) end

--- The first working day not before it (0), the n-th after it, or before it when `n` is negative. Saturdays, Sundays and
--- `holidays` are none.
---@param from day
---@param n integer
---@param holidays day[] up to 1,000: a rule, because it changes every year
---@return day
function day.add_working(from, n, holidays) end

--- How many working days later.
---@param from day
---@param to day
---@param holidays day[]
---@return integer
function day.between_working(from, to, holidays) end

--- Whether `holidays` has the 1 January of every year from one day to the other. If not, nobody has told the holidays of that
--- year yet, and a deadline that reaches it is only the earliest it can be: say so.
---@param from day
---@param to day
---@param holidays day[]
---@return boolean
function day.is_known(from, to, holidays) end

---@param on day
---@param holidays day[]
---@return boolean
function day.is_working(on, holidays) end

--# Numbers, money and deadlines
--| Helpers that only look and reckon: no step, so they may stand in a `check`. What is no such number gives `nil`. What only
--| looks odd gives its table with `odd`, a list: warn with it, never refuse with it.

id = {}

--- The day `on` decides the century; no `birth` when the digits are no day.
---@param text string
---@param on day
---@return { sex: "P"|"L", birth?: day, odd: string[] }|nil # odd: `date` `region` `serial`
function id.nik(text, on) end

--- A family card.
---@param text string
---@param on day
---@return { recorded?: day, odd: string[] }|nil # odd: `date` `region` `serial`
function id.kk(text, on) end

--- Takes 15 and 16 digits.
---@param text string
---@return { number: string, written: string, is_nik: boolean, odd: string[] }|nil # odd: `check`
function id.npwp(text) end

--- Land or a building.
---@param text string
---@return { number: string, written: string, odd: string[] }|nil # odd: `region` `serial` `kind`
function id.nop(text) end

---@param text string
---@return string|nil # `"+62812..."`, a mobile number
function id.phone(text) end

---@param text string
---@return string|nil # `"R 1234 AB"`
function id.plate(text) end

--- Only the form; whether there is such a place the agency knows.
---@param text string
---@return { code: string, kind: string, within?: string }|nil
function id.region(text) end

money = {}

--- For letters, always Indonesian.
---@param amount integer
---@return string # `"seratus dua puluh ribu rupiah"`
function money.words(amount) end

--- A billing code.
---@param text string
---@return { code: string, owner: "tax"|"customs"|"state", made: any }|nil
function money.billing(text) end

--- A payment code that was scanned: what it asks for, never that it was paid. No `amount` when the payer types it.
---@param text string
---@return { name: string, city: string, merchant: string, amount?: integer, bill?: string, once: boolean }|nil
function money.qris(text) end

skm = {}

--- The index of satisfaction: 87.96 is `hundredths = 8796`.
---@param answers integer[][] of each person, 1 to 4, 0 for none
---@param weight? number|number[] left out: all weigh the same
---@return { hundredths: integer, grade: string, text: string, means: any }
function skm.index(answers, weight) end

--# Of Lua
--| Nothing else of Lua is there: a script is the same every time, and it reaches nothing but this. `pairs` walks in order of
--| the names, `sort` keeps equal things in order.
--= assert error ipairs pairs pcall select tonumber tostring type
--= string: byte char find format gmatch gsub len lower match rep reverse sub upper
--= table: concat insert move pack remove sort unpack
--= math: abs ceil floor fmod huge max maxinteger min mininteger pi tointeger type
--= utf8: char charpattern codepoint codes len offset

--# Tests
--| Only in `test.lua`: `anjungan test` runs it.

---@class test.expect
---@field steps? string[] the keys of all steps, in order, without rules and `today`
---@field asked? table<string, table> by key, with what options a step is asked: `{ ready = { list = { "ktp" } } }`
---@field letter? { [1]: name, [string]: any } the one letter that is sent: its name, and what must be in it
---@field letters? { [1]: name, [string]: any }[] several, in order; `{}`: none
---@field pay? { bill?: name, amount?: integer, later?: boolean } what is to be paid
---@field ticket? { queue?: string } the ticket that is given
---@field reprint? { number?: string } the number that is printed once more
---@field slip? { list?: names, have?: names } the slip that is given
---@field document? { template?: name, file?: table, link?: string } the document that is given
---@field refused? name the script's own check refuses the last answer, with this key
---@field ends? name the key of the last step
---@field returns? any what the script returns, when others call it

---@class test.case
---@field service? name which service of the plugin; the first
---@field today? day the day of the visit; today
---@field place? string the region code of where the kiosk stands, `"33.07"`: rules of that place hold; nowhere
---@field nik? string the NIK of the card
---@field ktp? table all that the card says, or `{ nik = ..., source = "typed" }`; of several cards each is said in `answers`, by its key
---@field input? any what the script is called with; else that of the manifest
---@field answers? table<string, any> by key. A choice and a yes must be said; the rest has something ordinary
---@field looks? table<name, any> what the agencies answer; `false`: it cannot be had
---@field calls? table<name, any> what called services return; `false`: nothing
---@field paid? boolean `false`: the bill is paid later
---@field expect? test.expect

--- One visit: what the citizen answers, and what must come of it.
---@param name string
---@param case test.case
function test(name, case) end

--- A copy of a table with some of it said differently: `like(base, { today = "2026-05-15" })`. What is in a group of it is not
--- mixed: `answers = like(base.answers, { kind = "new" })`.
---@param case table
---@param more table
---@return table
function like(case, more) end
