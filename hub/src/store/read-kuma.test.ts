import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { importKuma } from '../domain/import/uptime-kuma.ts'
import { KUMA_SCHEMA } from './kuma.double.ts'
import { readKuma } from './read-kuma.ts'

const MONITORS = `
insert into monitor (name, type, url, interval) values ('Gold', 'group', null, 60);
insert into monitor (name, type, url, keyword, interval, parent) values ('Bakery', 'keyword', 'https://bakery.example', 'Fresh bread', 60, 1);
insert into monitor (name, type, hostname, interval) values ('Bakery ping', 'ping', 'bakery.example', 120);
insert into monitor (name, type, url, interval, accepted_statuscodes_json, method, auth_method, basic_auth_pass)
  values ('API', 'http', 'https://api.example/health', 20, '["200-299","401"]', 'POST', 'basic', 'hunter2');
insert into monitor (name, type, database_connection_string, database_query, interval)
  values ('Db', 'mysql', 'mysql://root:hunter2@db.example:3307/shop', 'select 1', 60);
insert into monitor (name, type, push_token, interval) values ('Backup', 'push', 'abc', 60);
insert into monitor (name, type, url, active) values ('Old', 'http', 'https://old.example', 0);
insert into monitor (name, type, url, upside_down) values ('Must be down', 'http', 'https://bad.example', 1);
insert into monitor (name, type, docker_container) values ('Container', 'docker', 'web');
insert into monitor (name, type, hostname, port, smtp_security, interval) values ('Mail', 'smtp', 'mail.example', 587, 'starttls', 300);
insert into monitor (name, type, url, json_path, expected_value, json_path_operator) values ('Few', 'json-query', 'https://few.example', 'left', 'none', '!=');
insert into monitor (name, type, url, conditions) values ('Many', 'http', 'https://many.example', '[{"type":"expression"}]');
insert into tag (name, color) values ('team', '#fff'), ('wordpress', '#000');
insert into monitor_tag (monitor_id, tag_id, value) values (2, 1, 'blue'), (2, 2, '');
insert into notification (name) values ('Slack'), ('Mail');
`

test('the database of Uptime Kuma becomes sites, and what does not map is said without a secret', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-kuma-'))
  const file = join(folder, 'kuma.db')
  try {
    const database = new DatabaseSync(file)
    database.exec(KUMA_SCHEMA + MONITORS)
    database.close()
    const imported = importKuma(readKuma(file))
    assert.deepEqual(Object.fromEntries(imported.changes.map(({ id, set }) => [id, set])), {
      'bakery.example': {
        ...{ url: 'https://bakery.example/', expect: { contains: 'Fresh bread' }, tags: ['Gold', 'team: blue', 'wordpress'] },
        checks: { ping: { interval: '120s' } },
      },
      'api.example': { url: 'https://api.example/health', interval: '20s' },
      'db.example': { url: 'https://db.example/', checks: { http: false, tls: false, dns: false, mysql: { port: 3307, interval: '60s' } } },
      'mail.example': {
        url: 'https://mail.example/',
        checks: { http: false, tls: false, dns: false, smtp: { port: 587, tls: 'starttls', interval: '300s' } },
      },
      'few.example': { url: 'https://few.example/', interval: '20s' },
      'many.example': { url: 'https://many.example/', interval: '20s' },
    })
    assert.deepEqual(
      imported.maps.filter(({ loses }) => loses.length > 0).map(({ from, loses }) => `${from}: ${loses.join('; ')}`),
      [
        'http "API": the statuses 200-299, 401; here every 2xx is well; the method POST; its login',
        'json-query "Few": the question to the JSON',
        'http "Many": its conditions',
        'mysql "Db": the query: the server is only greeted',
      ],
    )
    assert.deepEqual(
      imported.left.map(({ from }) => from),
      ['push "Backup"', 'http "Old"', 'http "Must be down"', 'docker "Container"', '2 notifications'],
    )
    assert.ok(!JSON.stringify(imported).includes('hunter2'))
    await writeFile(join(folder, 'other.db'), 'nothing of the kind')
    assert.throws(() => readKuma(join(folder, 'other.db')), { code: 'import_unreadable' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

// What made the file stands in samples/README.md.
const REAL = new URL('../domain/import/samples/uptime-kuma.db.gz', import.meta.url)
const noPage = { http: false, tls: false, dns: false }
const only = (kind: string, options: object) => ({ checks: { ...noPage, [kind]: options } })

test('a file that the real Uptime Kuma wrote: every monitor comes along as it was meant, or stays behind with the reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-kuma-'))
  const file = join(folder, 'kuma.db')
  try {
    await writeFile(file, gunzipSync(await readFile(REAL)))
    const { changes, maps, left } = importKuma(readKuma(file))
    assert.deepEqual(Object.fromEntries(changes.map(({ id, set: { url, ...rest } = {} }) => [`${id} ${url}`, rest])), {
      'bakery.example http://bakery.example/': {
        ...{ interval: '20s', expect: { contains: 'Fresh bread' }, tags: ['Gold', 'team: blue', 'Servers'] },
        checks: { ping: { interval: '120s' }, tcp: { port: 2525, interval: '60s' }, dns: { interval: '60s' } },
      },
      'bakery.example-old http://bakery.example/old': { expect: { status: 301 }, checks: { http: { redirects: 0 } } },
      'bakery.example-straight http://bakery.example/straight': { checks: { http: { redirects: 2 } } },
      'api.example http://api.example/health': {
        ...{ interval: '30s', tags: ['a tag that is longer than forty characte'], checks: { http: { json: { status: 'ok' } } } },
      },
      'api.example-health-deep http://api.example/health?deep': { checks: { http: { json: { 'checks.0.up': true } } } },
      'api.example-health-count http://api.example/health?count': {},
      'api.example-orders http://api.example/orders': {},
      'token.example http://token.example/': {},
      'inside.example https://inside.example:8443/': {},
      'login.example http://login.example/': {},
      'quiet.example http://quiet.example/': {},
      'xn--bckerei-5wa.example https://xn--bckerei-5wa.example/brot?tag=k%C3%A4se': {
        ...{ expect: { contains: 'Grüß Gott „Brötchen“ 🥐' }, tags: ['Käse 🧀: reif'] },
      },
      'odd.example https://odd.example/': {},
      'long.example https://long.example/': {},
      'drawn.example https://drawn.example/': {},
      '2001-db8--1 https://[2001:db8::1]/': only('ping', { interval: '60s' }),
      '192.0.2.7 https://192.0.2.7/': only('tcp', { port: 22, interval: '60s' }),
      'db.example https://db.example/': only('mysql', { port: 3307, interval: '60s' }),
      'books.example https://books.example/': only('postgresql', { interval: '60s' }),
      'cache.example https://cache.example/': only('redis', { port: 6380, interval: '60s' }),
      'tail.example https://tail.example/': only('ping', { interval: '60s' }),
    })
    assert.deepEqual(
      maps.filter(({ loses }) => loses.length > 0).map(({ from, loses }) => `${from}: ${loses.join('; ')}`),
      [
        'json-query "API, counted": the question to the JSON',
        'http "API, written to": the statuses 200-299, 401; here every 2xx is well; the method POST; the headers it sends; the body it sends; its login',
        'http "API, with a token": its login',
        'http "Self-signed": that it overlooks a wrong certificate',
        'http "Login in the address": the login in its address',
        'keyword "No error": the word that must be missing',
        'real-browser "Drawn": the browser: the page is read, not drawn',
        'mysql "Shop database": the query: the server is only greeted',
        'postgres "Books database": the query: the server is only greeted',
      ],
    )
    assert.equal(maps.find(({ to }) => to === 'odd.example')?.from, 'http " "quoted", <b>bold</b>; [31mred second line "')
    const noCheck = ['mongodb "Documents"', 'sqlserver "Payroll"', 'docker "Container"', 'mqtt "Broker"', 'radius "Radius"', 'gamedig "Game"', 'grpc-keyword "gRPC"'] // prettier-ignore
    const [without, others] = [left.filter(({ why }) => why === 'there is no check of this kind here'), left.filter(({ why }) => why !== 'there is no check of this kind here')] // prettier-ignore
    assert.deepEqual(without.map(({ from }) => from), noCheck) // prettier-ignore
    assert.deepEqual(
      others.map(({ from, why }) => `${from}: ${why}`),
      [
        'dns "Bakery MX": only the addresses of a name are asked here, not its MX',
        'http "Must be down": it is well when the site is down',
        'push "Backup": it reports by itself: give its site the check "heartbeat", which has an address of its own',
        'http "Old shop": it is paused there',
        'http "Cellar": its group is paused there',
        '2 notifications: whom to tell, and how, is written in the file: people, escalation, channels',
        '1 status page: each partner and client has one of its own here',
        '1 maintenance window: plan them anew with their seven facts',
        'http "Bakery again": the same address is looked at already',
        'port "Bakery second port": a site has one check of the kind tcp, and this would be a second',
      ],
    )
    assert.equal(maps.length + left.length, 38 + 3, 'every monitor but the three groups, and three kinds of other things')
    assert.ok(!JSON.stringify({ changes, maps, left }).includes('hunter2'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
