import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../test/seeded-hub.ts'
import { keepEvidence } from '../store/evidence.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
const tokens: Record<string, string> = {}
const CANARY = 'canary-0f3a9b77c1d24e58'

before(async () => {
  hub = await seededHub()
  const headers = { 'set-cookie': CANARY }
  await hub.store.transaction((tx) =>
    keepEvidence(tx, 'brightside', 2, hub.clock.at, 'check', {
      monitor: 'cornerbakery.example/http',
      result: { state: 'down', headers, diary: [`GET https://u:${CANARY}@a.example/`, '<img src=x onerror=alert(1)>'] },
    }),
  )
  app = await buildServer(hub.around, routesOf(hub.around))
  tokens.viewer = await hub.token('viewer')
  tokens.brightside = await hub.token('viewer', 'brightside', null)
  tokens.fjord = await hub.token('responder', 'fjord', null)
  tokens.machine = await hub.token('machine')
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const get = (url: string, who: string) => app.inject({ url, headers: { authorization: `Bearer ${tokens[who]}` } })
const FILE = '/api/v1/incidents/2/hand-over'
const PAGE = '/incidents/2/hand-over'

test('the hand-over comes as a file that says cause, change, what was tried and what to do next (DIA-8)', async () => {
  const { statusCode, headers, json } = await get(FILE, 'viewer')
  assert.equal(statusCode, 200)
  assert.equal(headers['content-disposition'], 'attachment; filename="incident-2.json"')
  const over = json()
  assert.match(
    over.broken,
    /^cornerbakery\.example \(Corner Bakery, a client of Brightside Studio\) has been down since Wed 4 Mar 2026, 10:53 EST/,
  )
  assert.equal(over.cause.id, 'tls.expired')
  assert.equal(over.lastGood.seen, '2026-03-04T14:53:00Z')
  assert.deepEqual(
    over.changed.changes.map(({ what, firstSeen }: { what: string; firstSeen: string }) => [what, firstSeen]),
    [
      ['certificate', '2026-03-04T15:53:06Z'],
      ['answer', '2026-03-04T15:53:06Z'],
    ],
  )
  assert.deepEqual(over.tried[0], {
    kind: 'action',
    at: '2026-03-04T15:53:06Z',
    what: 'Certificate renew on hosting panel',
    result: 'failed',
    endedAt: '2026-03-04T15:53:30Z',
    by: null,
    output: 'AutoSSL was started for the account bakery.\nThe panel answered 503: the certificate authority is busy.',
  })
  assert.equal(over.next.tasks[0].title, 'Renew the certificate by hand in the panel')
  assert.deepEqual(
    over.told.map(({ audience, state }: { audience: string; state: string }) => [audience, state]),
    [
      ['responder', 'delivered'],
      ['client', 'uncertain'],
    ],
  )
  assert.equal(over.evidence.looks.length, 1)
})

test('a partner gets the hand-over of its own incident, and of another’s not even that there is one', async () => {
  assert.equal((await get(FILE, 'brightside')).statusCode, 200)
  for (const url of [FILE, PAGE]) {
    const [other, never] = [await get(url, 'fjord'), await get(url.replace('2', '999'), 'fjord')]
    assert.equal(other.statusCode, 404, url)
    assert.equal(never.statusCode, 404, url)
    assert.equal((await get(url, 'machine')).statusCode, 403, url)
  }
  assert.doesNotMatch((await get(FILE, 'brightside')).body, /fjord|pinecabins/i)
})

test('neither the file nor the page holds a secret, and text from outside is text', async () => {
  const [file, page] = [await get(FILE, 'viewer'), await get(PAGE, 'viewer')]
  for (const { body } of [file, page]) {
    assert.ok(!body.includes(CANARY))
    assert.match(body, /\[removed\]/)
  }
  assert.doesNotMatch(page.body, /<img src=x|<script>alert/)
})

test('the page leads to the file', async () => {
  const { body } = await get(PAGE, 'viewer')
  assert.match(body, /href="\/api\/v1\/incidents\/2\/hand-over"/)
  for (const words of ['What changed since it last worked', 'What was tried', 'What to do next', 'Who was told', 'Evidence'])
    assert.match(body, new RegExp(words))
})

test('the pages of an incident are in the language of who reads them; what the hub says stays English and says so', async () => {
  const headers = { authorization: `Bearer ${tokens.viewer}`, 'accept-language': 'fr-CA, en;q=0.5' }
  const { body } = await app.inject({ url: PAGE, headers })
  assert.match(body, /<html lang="fr">[^]*Ce qui a été tenté[^]*mercredi 4 mars 2026/)
  assert.match(body, /<p class="broken" lang="en">cornerbakery\.example/)
  assert.match((await app.inject({ url: '/incidents/2/preview', headers })).body, /<h1>Aperçu<\/h1>/)
  assert.match((await app.inject({ url: '/incidents/999/hand-over', headers })).body, /<h1 lang="en">[^<]*999[^]*Référence /)
})

test('an incident that was only opened is handed over too', async () => {
  const over = (await get('/api/v1/incidents/3/hand-over', 'fjord')).json()
  assert.equal(over.cause, null)
  assert.equal((await get('/incidents/3/hand-over', 'fjord')).statusCode, 200)
})
