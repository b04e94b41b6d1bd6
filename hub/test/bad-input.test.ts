import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { up } from '../src/cli/up.ts'
import { printComplaints, readDocument } from '../src/domain/document.ts'
import { readMaintenance } from '../src/domain/maintenance/read-maintenance.ts'
import { readPlaybook } from '../src/domain/playbook/read-playbook.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer, startServer } from '../src/http/server.ts'
import { NOW, seededHub } from './seeded-hub.ts'

const ROOT = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
const TABLE = read('docs/guarantees/bad-input.md')

test('each of the 93 bad inputs stands in the table once, and every test that it names is there', () => {
  const rows = [...TABLE.matchAll(/^\| (\d+) +\|(.*)$/gm)]
  assert.deepEqual(
    rows.map(([, id]) => Number(id)),
    Array.from({ length: 93 }, (_, n) => n + 1),
  )
  const missing = rows.flatMap(([, id, row]) =>
    [...row!.matchAll(/`(hub[^`]+\.test\.ts)` “([^”]+)”/g)]
      .filter(([, file, words]) => !existsSync(new URL(file!, ROOT)) || !read(file!).includes(words!))
      .map(([, file, words]) => `${id}: ${file} has no “${words}”`),
  )
  assert.deepEqual(missing, [])
})

test('files that would grow without end are refused: aliases of aliases, and five megabytes (bad input 40, 53)', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefgh'].map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[n]}`).join(', ')}]`)] // prettier-ignore
  const said = (text: string) => printComplaints(readDocument(text, 'f').complaints)
  assert.match(said(bomb.join('\n')), /aliases in this file expand to too much; write the values out/)
  assert.match(said('x'.repeat(5 * 1024 * 1024)), /characters, more than 1048576; split it/)
})

test('times that are none, and a window that ends before it begins, are refused by name (bad input 14, 16)', () => {
  const example = read('docs/examples/maintenance.yaml')
  const said = (key: string, value: string) =>
    printComplaints(readMaintenance(example.replace(new RegExp(`^${key}:.*$`, 'm'), `${key}: ${value}`), 'm', { now: NOW }).complaints)
  assert.match(said('starts', '2027-02-30T02:00:00Z'), /starts: .* is not a date and time; write it/)
  assert.match(said('starts', '2027-02-03T24:61:00Z'), /m:\d+:\d+ {2}starts/)
  assert.match(said('starts', '2027-02-03T02:00:00'), /m:\d+:\d+ {2}starts: .*offset|zone/)
  for (const wrong of ['-5m', '0m', '15', '400d']) assert.match(said('lasts', wrong), /m:\d+:\d+ {2}lasts: .*; /, wrong)
})

test('a playbook with a mistake is refused at its place, with what to write (bad input 44, 46, 49, 51)', () => {
  const said = (...lines: string[]) => {
    const text = ['playbook: x', 'title: X', 'causes: [tls.expired]', 'severity: high', 'first-contact: client', ...lines].join('\n')
    return printComplaints(readPlaybook(text, 'p', { templates: ['all-clear'], actions: ['certbot'] }).complaints)
  }
  const circle = said('steps:', '  - { id: a, start: 15m after b, task: { title: A, for: on-call } }', '  - { id: b, start: 15m after a, task: { title: B, for: on-call } }') // prettier-ignore
  assert.match(circle, /step_cycle/)
  assert.match(said('steps:', '  - { id: a, start: 15m after nobody, task: { title: A, for: on-call } }'), /p:\d+:\d+ .*nobody/)
  assert.match(said('steps:', '  - { id: a, start: at once, action: { run: certbut, on: host } }'), /certbut.*certbot/)
  assert.match(
    said('stable-for: 0s', 'steps:', '  - { id: a, start: at once, task: { title: A, for: on-call } }'),
    /stability_window_required/,
  )
  assert.match(said('version: 99', 'steps:', '  - { id: a, start: at once, task: { title: A, for: on-call } }'), /p:6:\d+ /)
})

test('whoever asks for more than a route gives, or sends more than it takes, is told so (bad input 24, 67)', async () => {
  const hub = await seededHub()
  const app = await buildServer(hub.around, routesOf(hub.around))
  try {
    const headers = { authorization: `Bearer ${await hub.token('responder')}`, 'content-type': 'application/json' }
    const post = async (url: string, payload: string) =>
      (await app.inject({ method: 'POST', url, headers, payload })).json<{ code: string }>().code
    assert.equal(await post('/api/v1/incidents/2/note', '{"text":"x","role":"owner"}'), 'field_unknown')
    assert.equal(await post('/api/agent/v1/enrol', `{"token":"${'x'.repeat(600_000)}"}`), 'body_too_large')
    assert.deepEqual(hub.bugs, [])
  } finally {
    await app.close()
    await hub.store.close()
  }
})

test('a length and chunks at once are refused, and the connection ends (bad input 26)', async () => {
  const hub = await seededHub()
  const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
  try {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let heard = ''
    socket.on('data', (bytes) => (heard += bytes.toString('latin1')))
    socket.write(
      'POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
    )
    await once(socket, 'close')
    assert.match(heard, /^HTTP\/1\.1 400 /)
    assert.equal(heard.match(/HTTP\/1\.1/g)?.length, 1)
  } finally {
    await server.close()
    await hub.store.close()
  }
})

test('a port that is taken and a configuration that is not there are named before anything is begun (bad input 93)', async (t) => {
  const data = join(mkdtempSync(join(tmpdir(), 'allclear-bad-input-')), 'data')
  t.after(() => rmSync(dirname(data), { recursive: true }))
  const silent = { stdout: () => {}, stderr: () => {}, isWatched: false }
  await assert.rejects(up({ config: join(data, 'not-there.yaml'), data, listen: '127.0.0.1:0' }, silent), {
    ...{ kind: 'bad-input', code: 'config_missing', message: /There is no .*not-there\.yaml here/, fix: /--config/ },
  })
  assert.equal(existsSync(data), false)
  const other = createServer()
  await once(other.listen(0, '127.0.0.1'), 'listening')
  t.after(() => other.close())
  const hub = await seededHub()
  t.after(() => hub.store.close())
  const { port } = other.address() as AddressInfo
  await assert.rejects(startServer(hub.around, { host: '127.0.0.1', port }), {
    ...{ kind: 'bad-input', code: 'port_taken', message: `127.0.0.1:${port} is taken.`, fix: /--listen/ },
  })
})
