import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { printComplaints } from '../document.ts'
import { readPlan } from './read-plan.ts'

const EXAMPLE = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')

// What one change of the example leads to: the place, the mistake, and what to write instead. Warnings are not shown.
function said(from: string | RegExp, to: string): string {
  const text = EXAMPLE.replace(from, () => to)
  assert.notEqual(text, EXAMPLE, `the example has no ${String(from)}`)
  const { plan, complaints } = readPlan(text, 'a', { variables: { lookup: () => undefined, unsetIsEmpty: false }, checkSchemas: {} })
  assert.equal(
    plan === null,
    complaints.some(({ level }) => level === 'error'),
  )
  return printComplaints(complaints.filter(({ level }) => level === 'error')).trimEnd()
}

const INTERVAL = 'interval: 60s'
const NAME = 'name: Ana Ruiz'
const ZONE = 'timezone: Asia/Tokyo'
const URL_OF_SITE = 'url: https://cornerbakery.example/'
const MAIL = 'mail: ana@harbor.example'
const PHONE = 'phone: "+12125550101"'
const CONTAINS = 'contains: Fresh bread'
const STACK = 'stack: WordPress'

type Mistake = readonly [name: string, from: string | RegExp, to: string, expected: string]

const mistakes: readonly Mistake[] = [
  [
    'an interval of nothing is out of range',
    INTERVAL,
    'interval: 0s',
    'a:90:15  sites.cornerbakery.example.interval: "0s" is out of range; write 1s to 1d',
  ],
  [
    'a negative interval is no duration',
    INTERVAL,
    'interval: -5s',
    'a:90:15  sites.cornerbakery.example.interval: "-5s" is not a duration; write 90s, 15m, 4h or 2 days',
  ],
  [
    'a duration needs its unit',
    INTERVAL,
    'interval: 60',
    'a:90:15  sites.cornerbakery.example.interval: "60" is not a duration; write 90s, 15m, 4h or 2 days',
  ],
  [
    'half a number is no duration',
    INTERVAL,
    'interval: 0.5',
    'a:90:15  sites.cornerbakery.example.interval: "0.5" is not a duration; write 90s, 15m, 4h or 2 days',
  ],
  [
    'a number as computers write it is no duration',
    INTERVAL,
    'interval: 1e9',
    'a:90:15  sites.cornerbakery.example.interval: "1000000000" is not a duration; write 90s, 15m, 4h or 2 days',
  ],
  [
    'a site is looked at once a day at least',
    INTERVAL,
    'interval: 2 days',
    'a:90:15  sites.cornerbakery.example.interval: "2 days" is out of range; write 1s to 1d',
  ],
  ['nobody waits for more than a year', 'wait: 10m', 'wait: 400d', 'a:41:52  escalation.1.wait: "400d" is out of range; write 1s to 366d'],
  ['a name that was left out is missing', NAME, 'name: ""', 'a:23:17  people.ana.name is missing; add "name:" (string)'],
  ['a name without a value is missing too', NAME, 'name:', 'a:23:16  people.ana.name is empty; write a text'],
  [
    'a name has an end',
    NAME,
    'name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'a:23:17  people.ana.name: has 201 characters; write 1 to 200 characters',
  ],
  [
    'a name that nobody can see is none',
    NAME,
    'name: "\\u200b\\u200d"',
    'a:23:17  people.ana.name: has no visible letters; write 1 to 200 characters',
  ],
  [
    'a NUL is refused with its position',
    NAME,
    'name: "Ana\\0Ruiz"',
    'a:23:17  the text has a character at position 4 that nobody sees (U+0000); remove it',
  ],
  [
    'text that runs backwards is refused with its position',
    NAME,
    'name: "Ana \\u202eziuR"',
    'a:23:17  the text has a character at position 5 that nobody sees (U+202E); remove it',
  ],
  [
    'half a character is refused with its position',
    NAME,
    'name: "Ana \\ud800"',
    'a:23:17  the text has a character at position 5 that nobody sees (U+D800); remove it',
  ],
  [
    'a number where a text belongs is shown as it was read',
    NAME,
    'name: 1.10',
    'a:23:17  people.ana.name: "1.1" is not a text; put it in quotes',
  ],
  [
    'a bare no is the word no',
    /role: owner/,
    'role: no',
    'a:23:114  people.ana.role: "no" is not allowed here; write one of owner, responder, viewer',
  ],
  [
    'the 30th of February is no date',
    '2026-01-05',
    '2026-02-30',
    'a:32:73  schedules.first-line.rotations.0.from: "2026-02-30" is not a date; write it as 2026-01-05',
  ],
  [
    'a day has no hour 24:61',
    '09:00-18:00',
    '24:61-18:00',
    'a:37:33  schedules.developers.rotations.0.hours: "24:61-18:00" are not hours of a day; write them as 09:00-17:30',
  ],
  [
    'hours have minutes',
    '09:00-18:00',
    '9-18',
    'a:37:33  schedules.developers.rotations.0.hours: "9-18" are not hours of a day; write them as 09:00-17:30',
  ],
  [
    'days have names',
    'days: mon-fri',
    'days: mon-fry',
    'a:37:17  schedules.developers.rotations.0.days: "mon-fry" are not days of a week; write mon-fri, or sat, sun',
  ],
  [
    'a turn has a length',
    'every: 1 week',
    'every: weekly',
    'a:32:59  schedules.first-line.rotations.0.every: "weekly" is not the length of a turn; write 1 week or 3 days',
  ],
  [
    'an abbreviation is no time zone: it knows no summer',
    ZONE,
    'timezone: EST5',
    'a:25:90  people.mei.timezone: "EST5" is not a time zone; write a name such as America/New_York',
  ],
  [
    'Mars has no time zone',
    ZONE,
    'timezone: Mars/Base',
    'a:25:90  people.mei.timezone: "Mars/Base" is not a time zone; write a name such as America/New_York',
  ],
  [
    'a mistyped time zone names the nearest',
    ZONE,
    'timezone: Asia/Tokio',
    'a:25:90  people.mei.timezone: "Asia/Tokio" is not a time zone; did you mean "Asia/Tokyo"?',
  ],
  [
    'an offset is no time zone',
    ZONE,
    'timezone: "+09:00"',
    'a:25:90  people.mei.timezone: "+09:00" is not a time zone; write a name such as America/New_York',
  ],
  [
    'FTP is not asked',
    URL_OF_SITE,
    'url: ftp://cornerbakery.example/',
    'a:89:10  sites.cornerbakery.example.url: ftp: addresses are not asked; write an address that begins with https:// or http://',
  ],
  [
    'a file is not asked',
    URL_OF_SITE,
    'url: file:///etc/passwd',
    'a:89:10  sites.cornerbakery.example.url: file: addresses are not asked; write an address that begins with https:// or http://',
  ],
  [
    'a script is not asked',
    URL_OF_SITE,
    'url: javascript:alert(1)',
    'a:89:10  sites.cornerbakery.example.url: javascript: addresses are not asked; write an address that begins with https:// or http://',
  ],
  [
    'a password in an address is refused and not repeated',
    URL_OF_SITE,
    'url: http://user:pw@cornerbakery.example/',
    'a:89:10  sites.cornerbakery.example.url: the address has a user name or password in it; write the address without it',
  ],
  [
    'there is no port 99999',
    URL_OF_SITE,
    'url: https://cornerbakery.example:99999/',
    'a:89:10  sites.cornerbakery.example.url: "https://cornerbakery.example:99999/": there is no port 99999; write a port from 1 to 65535, or none',
  ],
  [
    'a host alone is no web address',
    URL_OF_SITE,
    'url: cornerbakery.example',
    'a:89:10  sites.cornerbakery.example.url: "cornerbakery.example" is not a web address; write it as https://cornerbakery.example/',
  ],
  [
    'a host that mixes alphabets is shown as what it is',
    URL_OF_SITE,
    'url: https://c\u043erner.example/',
    'a:89:10  sites.cornerbakery.example.url: "https://cоrner.example/" mixes Latin and Cyrillic letters; write it in one script, or as xn--crner-jye.example',
  ],
  [
    'a label of 64 letters is no host',
    URL_OF_SITE,
    'url: https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/',
    'a:89:10  sites.cornerbakery.example.url: "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example" is not a web address; write it as https://cornerbakery.example/',
  ],
  [
    'a label that is no Punycode is no host',
    URL_OF_SITE,
    'url: https://xn--a.example/',
    'a:89:10  sites.cornerbakery.example.url: "https://xn--a.example/" is not a web address; write it as https://cornerbakery.example/',
  ],
  [
    'a line break in a mail address does not reach a header',
    MAIL,
    'mail: "a@b\\r\\nBcc:x"',
    'a:23:36  the text has a character at position 4 that nobody sees (U+000D); remove it',
  ],
  [
    'a quoted local part with a comment is refused',
    MAIL,
    'mail: \'"x"@ok.com(y)evil.com\'',
    'a:23:36  people.ana.mail: ""x"@ok.com(y)evil.com" is not a mail address: it has characters before the "@" that are not plain letters, digits and dots between them; write it as care@brightside.example',
  ],
  [
    'a group of addresses is refused',
    MAIL,
    'mail: "group: a@b.example;"',
    'a:23:36  people.ana.mail: "group: a@b.example;" is not a mail address: it has characters before the "@" that are not plain letters, digits and dots between them; write it as care@brightside.example',
  ],
  [
    'a name is no mail address',
    MAIL,
    'mail: ana',
    'a:23:36  people.ana.mail: "ana" is not a mail address: it has no name before an "@"; write it as care@brightside.example',
  ],
  [
    'a phone number is digits',
    PHONE,
    'phone: "+1 (555) abc"',
    'a:23:64  people.ana.phone: "+1 (555) abc" is not a phone number; write it in quotes, with its country and digits only: "+13125550110"',
  ],
  [
    'a phone number that YAML read as a number lost its plus',
    PHONE,
    'phone: +12125550101',
    'a:23:64  people.ana.phone: "12125550101" is not a phone number; write it in quotes, with its country and digits only: "+13125550110"',
  ],
  [
    'a phone number names its country',
    PHONE,
    'phone: "0044 20 1234"',
    'a:23:64  people.ana.phone: "0044 20 1234" is not a phone number; write it in quotes, with its country and digits only: "+13125550110"',
  ],
  [
    'a pattern is not looked for',
    CONTAINS,
    'contains: (a+)+$',
    'a:91:38  sites.cornerbakery.example.expect.contains: is a pattern, and patterns are not supported; write words that stand on the page',
  ],
  [
    'a pattern between slashes neither',
    CONTAINS,
    'contains: /fresh/i',
    'a:91:38  sites.cornerbakery.example.expect.contains: is a pattern, and patterns are not supported; write words that stand on the page',
  ],
  [
    'two sites with one address are one too many',
    /\nchannels:/,
    '\n  other.example: { url: https://CornerBakery.example }\nchannels:',
    'a:98:25  sites.other.example.url: sites.cornerbakery.example watches this address already; remove one of the two',
  ],
  [
    'a tab is no indent',
    '  name: Harbor',
    '\tname: Harbor',
    'a:10:1  Tabs are not allowed as indentation; indent with spaces\na:10:8  Nested mappings are not allowed in compact mappings; mend the YAML here\na:10:8  Implicit keys need to be on a single line; mend the YAML here\na:11:13  Nested mappings are not allowed in compact mappings; mend the YAML here\na:11:13  Implicit keys need to be on a single line; mend the YAML here\na:12:9  Nested mappings are not allowed in compact mappings; mend the YAML here\na:12:9  Implicit keys need to be on a single line; mend the YAML here',
  ],
  [
    'a byte order mark is refused',
    '# A complete',
    '\ufeff# A complete',
    'a:1:1  the file begins with a byte order mark; save it as UTF-8 without one',
  ],
  [
    'bytes that are not UTF-8 are refused where they stand',
    'Ana Ruiz',
    'Ana \ufffd',
    'a:23:21  the file is not UTF-8 here; save it as UTF-8',
  ],
  [
    'a duplicate key names both lines',
    'first-response: 15m',
    'first-response: 15m\nfirst-response: 20m',
    'a:21:1  the key "first-response" stands in line 20 already; keep one of the two',
  ],
  [
    'a foreign tag is refused',
    NAME,
    'name: !!js/function "x"',
    'a:23:17  Unresolved tag: tag:yaml.org,2002:js/function; remove the tag: plain values are enough here',
  ],
  [
    'an unset variable is named, never its value',
    '${BRIGHTSIDE_SLACK_TOKEN:-}',
    '${BRIGHTSIDE_SLACK_TOKEN}',
    'a:56:40  the environment variable BRIGHTSIDE_SLACK_TOKEN is not set; set it, or give a default: ${BRIGHTSIDE_SLACK_TOKEN:-…}',
  ],
  [
    'a ladder that ends in office hours can end in nobody',
    / {2}- \{ notify: ana, .*\n/,
    '',
    'a:42:15  escalation.2: the ladder can end in nobody: no one is on duty for developers on Mon 00:00 WET; add a last rung that names a person',
  ],
  [
    'a ladder that ends in a schedule with a gap at night can end in nobody',
    / {2}- \{ notify: developers,.*\n {2}- \{ notify: ana, .*\n/,
    '',
    'a:41:15  escalation.1: the ladder can end in nobody: no one is on duty for first-line on Mon 03:00 EST; add a last rung that names a person',
  ],
  [
    'a ladder that ends in a person without a phone can end in nobody',
    ' phone: "+12125550101",',
    '',
    'a:43:31  escalation.3: the ladder can end in nobody: ana has no address for voice; add it to people.ana, or name another channel',
  ],
  [
    'the last rung of a ladder is always called',
    'by: [voice],       repeat: 3 }',
    'by: [voice], repeat: 3, only: { hours: 09:00-17:00 } }',
    'a:43:57  escalation.3: the ladder can end in nobody: its last rung is not always called; leave "only" out here, or add a last rung',
  ],
  [
    'a ladder has a rung',
    /escalation:\n( {2}- .*\n)+/,
    'escalation: []\n',
    'a:39:13  escalation: the ladder has no rung; add "- { notify: ana, by: [mail] }"',
  ],
  [
    'a rung names somebody',
    'notify: ana',
    'notify: anna',
    'a:43:15  escalation.3.notify: there is no person, schedule or team "anna"; did you mean "ana"?',
  ],
  [
    'a client names its ladder',
    'partner: brightside\n',
    'partner: brightside\n    escalation: golden\n',
    'a:62:17  clients.corner-bakery.escalation: there is no ladder "golden"; add it, or leave this out',
  ],
  [
    'a ladder of its own can end in nobody as well',
    'escalation:\n',
    'escalations: { gold: [{ notify: first-line, by: [mail] }] }\nescalation:\n',
    'a:39:33  escalations.gold.0: the ladder can end in nobody: no one is on duty for first-line on Mon 03:00 EST; add a last rung that names a person',
  ],
  [
    'a team has a name of its own',
    'escalation:\n',
    'teams: { first-line: [ana] }\nescalation:\n',
    'a:39:10  teams: "first-line" is a person or schedule already; use another name',
  ],
  [
    'a team names its people',
    'escalation:\n',
    'teams: { all: [ana, kofy] }\nescalation:\n',
    'a:39:21  teams.all.1: there is no person "kofy"; did you mean "kofi"?',
  ],
  [
    'a rung names a channel',
    'by: [voice]',
    'by: [vocie]',
    'a:43:32  escalation.3.by.0: "vocie" is not allowed here; did you mean "voice"?',
  ],
  [
    'a rung is called a number of times',
    'repeat: 3',
    'repeat: many',
    'a:43:54  escalation.3.repeat: "many" is not a number; write a number',
  ],
  ['a rung is called at least once', 'repeat: 3', 'repeat: 0', 'a:43:54  escalation.3.repeat: is out of range; write 1 to 100'],
  [
    'an unknown key names the nearest',
    'first-response:',
    'first-respond:',
    'a:20:1  unknown key "first-respond"; did you mean "first-response"?',
  ],
  ['an unknown key deep inside too', 'colour:', 'color:', 'a:51:7  partners.brightside.brand: unknown key "color"; did you mean "colour"?'],
  [
    'a site names its client',
    'client: corner-bakery',
    'client: corner-bakrey',
    'a:88:13  sites.cornerbakery.example.client: there is no client "corner-bakrey"; did you mean "corner-bakery"?',
  ],
  [
    'a client names its partner',
    /partner: brightside/,
    'partner: brightsied',
    'a:61:14  clients.corner-bakery.partner: there is no partner "brightsied"; did you mean "brightside"?',
  ],
  [
    'a site names its host',
    'hosting: anchor-hosting',
    'hosting: anchor',
    'a:94:14  sites.cornerbakery.example.hosting: there is no provider "anchor"; known: anchor-hosting, namesilver',
  ],
  [
    'a site names a plan of its host',
    'plan: Small',
    'plan: Smal',
    'a:95:11  sites.cornerbakery.example.plan: there is no plan of anchor-hosting "Smal"; did you mean "Small"?',
  ],
  [
    'a rotation names its people',
    'people: [mei]',
    'people: [mey]',
    'a:33:40  schedules.first-line.rotations.1.people.0: there is no person "mey"; did you mean "mei"?',
  ],
  [
    'a gap names whom it calls',
    'gap: wait',
    'gap: kofy',
    'a:19:8  coverage.gap: there is no person, schedule or team "kofy"; did you mean "kofi"?',
  ],
  [
    'a calendar of holidays exists',
    'holidays: US-IL',
    'holidays: US-ILL',
    'a:64:15  clients.corner-bakery.holidays: "US-ILL" is not a calendar of holidays; did you mean "US-IL"?',
  ],
  [
    'a country exists',
    /holidays: US /,
    'holidays: UZZ ',
    'a:18:13  coverage.holidays: "UZZ" is not a calendar of holidays; did you mean "UZ"?',
  ],
  [
    'a calendar is closed on days that it knows',
    / {2}holidays: US .*\n/,
    '  closed-on-holidays: true\n',
    'a:18:23  coverage.closed-on-holidays: no calendar is named; add "holidays: US"',
  ],
  [
    'a check exists',
    STACK,
    'checks: { htpp: { interval: 5m } }',
    'a:96:15  sites.cornerbakery.example.checks: there is no check "htpp"; did you mean "http"?',
  ],
  [
    'the interval of a check is a duration',
    STACK,
    'checks: { tls: { interval: 5x } }',
    'a:96:32  sites.cornerbakery.example.checks.tls.interval: "5x" is not a duration; write 90s, 15m, 4h or 2 days',
  ],
  [
    'a check is a map',
    STACK,
    'checks: { dns: 5 }',
    'a:96:20  sites.cornerbakery.example.checks.dns: is not a map of options; write "{ interval: 5m }", or false to leave this check out',
  ],
  ['an id is lower-case', /ana: {2}\{/, 'Ana: {', 'a:23:3  people: "Ana" is not a name; use lower-case letters, digits and hyphens'],
  ['a map is no list', /people:\n( {2}\w+: .*\n)+/, 'people: [ana]\n', 'a:22:9  people: is not a map; write ids as keys: "ana: { … }"'],
  [
    'a person is not called on-call',
    / {2}dev1:/,
    '  on-call:',
    'a:26:3  people: "on-call" has a meaning of its own; use another name\na:37:55  schedules.developers.rotations.0.people.0: there is no person "dev1"; known: ana, kofi, mei, on-call',
  ],
  [
    'a colour is written in hexadecimal',
    '"#0b6e4f"',
    'green',
    'a:51:15  partners.brightside.brand.colour: "green" is not a colour; write it as "#0b6e4f"',
  ],
  [
    'a brand has a sender',
    'Brightside Care <care@brightside.example>',
    'Brightside Care',
    'a:50:13  partners.brightside.brand.from: "Brightside Care" is not a sender; write it as Brightside Care <care@brightside.example>',
  ],
  [
    'a partner is in copy, always (COM-1)',
    'cc: [rosa@brightside.example]',
    'cc: []',
    'a:55:9  partners.brightside.cc: nobody would be in copy of the mail to its clients; add "cc: [rosa@brightside.example]"',
  ],
  [
    'mail leaves through a mail server',
    '${SMTP_URL:-smtp://127.0.0.1:1025}',
    'http://user:secret@x',
    'a:99:17  channels.mail.smtp: is not the address of a mail server; write it as smtp://user:password@mail.harbor.example:587',
  ],
  [
    'a resolver is an address',
    'resolvers: [system]',
    'resolvers: [sytem]',
    'a:108:15  network.resolvers.0: "sytem" is not the address of a server; did you mean "system"?',
  ],
  [
    'a server has a port that exists',
    'resolvers: [system]',
    'resolvers: ["192.0.2.53:99999"]',
    'a:108:15  network.resolvers.0: "192.0.2.53:99999" is not the address of a server; write it as 192.0.2.53 or 192.0.2.53:5300',
  ],
  [
    'a switch is true or false',
    'allow-private-targets: false',
    'allow-private-targets: no',
    'a:109:26  network.allow-private-targets: "no" is not true or false; write true or false',
  ],
  [
    'ports come in pairs',
    'allow-private-targets: false',
    'ports: { 443: x }',
    'a:109:12  network.ports.443: is not a pair of ports; write them as { 443: 8443 }',
  ],
  ['a network is known', 'mastodon:', 'mastodn:', 'a:104:5  channels.social: unknown key "mastodn"; did you mean "mastodon"?'],
  [
    'a provider has a kind',
    'kind: registrar',
    'kind: registar',
    'a:82:11  providers.namesilver.kind: "registar" is not allowed here; did you mean "registrar"?',
  ],
  [
    'an amount of data has its unit',
    'disk: 10GB',
    'disk: 10',
    'a:78:31  providers.anchor-hosting.plans.0.disk: "10" is not an amount of data; write it as 500MB, 10GB or 2TB',
  ],
  [
    'a client is not named as a partner is',
    '  corner-bakery:',
    '  brightside:',
    'a:60:3  clients: "brightside" is taken: it names a status page already; use another name\na:88:13  sites.cornerbakery.example.client: there is no client "corner-bakery"; known: brightside',
  ],
  [
    'a person can be reached',
    / mail: mei@harbor.example, +phone: "\+12125550103",/,
    '',
    'a:25:9  people.mei has neither mail nor phone; add one of them, so that pages arrive',
  ],
]
for (const [name, from, to, expected] of mistakes) test(name, () => assert.equal(said(from, to), expected))
