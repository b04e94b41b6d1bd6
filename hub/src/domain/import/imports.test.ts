import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importBetterStack } from './better-stack.ts'
import { importCsv } from './csv.ts'
import type { Imported } from './imported.ts'
import { importPingdom } from './pingdom.ts'
import { importUptimeRobot } from './uptimerobot.ts'

const said = ({ changes, maps, left }: Imported) => ({
  changes: Object.fromEntries(changes.map(({ kind, id, set }) => [`${kind}.${id}`, set])),
  loses: maps.filter(({ loses }) => loses.length > 0).map(({ from, loses }) => `${from}: ${loses.join(', ')}`),
  left: left.map(({ from, why }) => `${from}: ${why}`),
})

test('a table becomes sites and their clients, with quotes, semicolons and columns that nobody knows', () => {
  const text = `\uFEFFURL;Client;Contact;Mail;Keyword;Tags;Price\r
bakery.example;"Corner; Bakery";Bo Hart;bo@mailbox.example;"Fresh ""bread""";shop,gold;12\r
https://bakery.example/shop;"Corner; Bakery";Mia;mia@mailbox.example;;;\r
;Nobody;;;;;\r
`
  assert.deepEqual(said(importCsv(text)), {
    changes: {
      'clients.corner-bakery': {
        name: 'Corner; Bakery',
        contacts: [
          { name: 'Bo Hart', mail: 'bo@mailbox.example' },
          { name: 'Mia', mail: 'mia@mailbox.example' },
        ],
      },
      'clients.nobody': { name: 'Nobody' },
      'sites.bakery.example': {
        url: 'https://bakery.example/',
        expect: { contains: 'Fresh "bread"' },
        tags: ['shop', 'gold'],
        client: 'corner-bakery',
      },
      'sites.bakery.example-shop': { url: 'https://bakery.example/shop', client: 'corner-bakery' },
    },
    loses: [],
    left: ['the column "price": nothing here is called that', 'row 4: has no url'],
  })
})

test('monitors of UptimeRobot become sites, and what looks at the same host joins them', () => {
  const monitors = [
    { friendly_name: 'Shop', url: 'https://shop.example', type: 2, keyword_type: 2, keyword_value: 'Basket', interval: 300, status: 2 },
    { friendly_name: 'Shop ping', url: 'shop.example', type: 3, interval: 300, status: 2 },
    { friendly_name: 'Mail', url: 'mail.example', type: 4, port: 25, interval: 60, status: 2 },
    { friendly_name: 'Old', url: 'https://old.example', type: 1, interval: 60, status: 0 },
    { friendly_name: 'Job', url: '', type: 5, interval: 60, status: 2 },
  ]
  assert.deepEqual(said(importUptimeRobot(JSON.stringify({ stat: 'ok', monitors }))), {
    changes: {
      'sites.shop.example': {
        url: 'https://shop.example/',
        interval: '300s',
        expect: { contains: 'Basket' },
        checks: { ping: { interval: '300s' } },
      },
      'sites.mail.example': {
        url: 'https://mail.example/',
        checks: { http: false, tls: false, dns: false, tcp: { port: 25, interval: '60s' } },
      },
    },
    loses: [],
    left: ['HTTP "Old": it is paused there', 'heartbeat "Job": it reports by itself: give its site the check "heartbeat"'],
  })
})

test('monitors of Better Stack become sites, and what is lost is said', () => {
  const monitor = (attributes: object) => ({ id: '1', type: 'monitor', attributes })
  const data = [
    monitor({
      url: 'https://a.example/',
      pronounceable_name: 'A',
      monitor_type: 'expected_status_code',
      expected_status_codes: [301],
      check_frequency: 30,
    }),
    monitor({
      url: 'https://b.example/',
      pronounceable_name: 'B',
      monitor_type: 'keyword_absence',
      required_keyword: 'Error',
      check_frequency: 60,
    }),
    monitor({ url: 'c.example', monitor_type: 'imap', port: '993', check_frequency: 60 }),
    monitor({ url: 'https://d.example', monitor_type: 'playwright' }),
  ]
  assert.deepEqual(said(importBetterStack(JSON.stringify({ data }))), {
    changes: {
      'sites.a.example': { url: 'https://a.example/', interval: '30s', expect: { status: 301 } },
      'sites.b.example': { url: 'https://b.example/' },
      'sites.c.example': {
        url: 'https://c.example/',
        checks: { http: false, tls: false, dns: false, imap: { port: 993, interval: '60s' } },
      },
    },
    loses: ['keyword_absence "B": the word that must be missing'],
    left: ['playwright "https://d.example": there is no check of this kind here'],
  })
})

test('checks of Pingdom become sites, with or without their details', () => {
  const checks = [
    { name: 'A', hostname: 'a.example', type: 'http', resolution: 5, status: 'up', tags: [{ name: 'gold', type: 'u', count: 1 }] },
    {
      name: 'B',
      hostname: 'b.example',
      type: { http: { url: '/shop', encryption: false, shouldcontain: 'Basket' } },
      resolution: 1,
      status: 'up',
    },
    { name: 'C', hostname: 'c.example', type: 'udp', resolution: 1, status: 'paused' },
  ]
  assert.deepEqual(said(importPingdom(JSON.stringify({ checks }))), {
    changes: {
      'sites.a.example': { url: 'https://a.example/', interval: '300s', tags: ['gold'] },
      'sites.b.example': { url: 'http://b.example/shop', expect: { contains: 'Basket' } },
    },
    loses: ['http "A": path and port: the export without them names the host alone'],
    left: ['udp "C": it is paused there'],
  })
})

test('a file of something else is refused with where to get the right one', () => {
  assert.throws(() => importPingdom('{"checks": [{}]}'), {
    code: 'import_unreadable',
    message: /checks\.0\.hostname/,
    fix: /api\.pingdom\.com/,
  })
  assert.throws(() => importUptimeRobot('no JSON'), { code: 'import_unreadable' })
})
