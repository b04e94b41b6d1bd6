import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { after as afterwards, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { seededHub } from '../../../test/seeded-hub.ts'
import { aWindow } from '../../../test/seeded-maintenance.ts'
import { after, days, hours, seconds } from '../../domain/instant.ts'
import { startServer } from '../server.ts'
import type { Server } from '../server.ts'
import { pagesOf } from './pages.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let server: Server
before(async () => {
  hub = await seededHub()
  server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
})
afterwards(async () => {
  await server.close()
  await hub.store.close()
})

async function answer(asked: ClientRequest) {
  const [message] = (await once(asked.end(), 'response')) as [IncomingMessage]
  const { date: _, ...headers } = message.headers
  return { status: message.statusCode, headers, body: Buffer.concat(await message.toArray()) }
}
const ask = (path: string, headers = {}) => answer(get(`${server.url}${path}`, { headers, agent: false }))

test('a page that is ready answers as its route does, packed, known, whole and headless (COM-6)', async () => {
  const asks = [
    {},
    { 'accept-encoding': 'gzip, br' },
    { 'accept-language': 'de-AT,de;q=0.9' },
    { 'if-none-match': (await ask('status/brightside/')).headers.etag },
  ]
  for (const path of ['status/brightside/', 'status/brightside/api/v2/summary.json', 'status/brightside/embed.html'])
    for (const headers of asks) {
      const { page } = await fromRoute(path, headers)
      const atOnce = await ask(path, headers)
      assert.deepEqual(atOnce, page, `${path} ${JSON.stringify(headers)}`)
    }
  const packed = await ask('status/brightside/', { 'accept-encoding': 'gzip' })
  assert.match(gunzipSync(packed.body).toString(), /cornerbakery\.example is not available/)
  const head = await answer(request(`${server.url}status/brightside/`, { method: 'HEAD', agent: false }))
  assert.deepEqual([head.status, head.body.length, Number(head.headers['content-length']) > 1000], [200, 0, true])
})

// A query that means nothing is never ready: the same answer on the way through the routes.
async function fromRoute(path: string, headers: object) {
  await ask(path, headers)
  return { page: await ask(`${path}?`, headers) }
}

test('what is not ready, unknown or no reading goes the way of every request', async () => {
  assert.equal(pagesOf(hub.around).fresh('nobody'), null)
  assert.equal((await ask('status/nobody/')).status, 404)
  assert.equal((await ask('status/brightside/nothing-here')).status, 404)
  assert.equal((await ask('status/brightside')).status, 303)
  assert.equal((await answer(request(`${server.url}status/brightside/`, { method: 'POST', agent: false }))).status, 404)
  assert.equal((await ask('status/brightside/', { authorization: 'Bearer nonsense' })).status, 401)
})

test('planned work stands on the pages of its sites as soon as it is planned or called off, in the language of the reader (MNT-3, COM-6)', async () => {
  const inGerman = async () => (await ask('status/brightside/', { 'accept-language': 'de' })).body.toString()
  assert.doesNotMatch(await inGerman(), /Geplante Wartung/)
  const window = aWindow('disks', after(hub.clock.at, days(10)), hours(2), { sites: ['cornerbakery.example'] })
  hub.clock.at = after(hub.clock.at, seconds(1))
  await hub.around.maintenance.schedule('operator', window, 'ana')
  const planned = await inGerman()
  assert.match(planned, /<h3>Geplante Wartung: cornerbakery\.example<\/h3>[^]*?Geplant[^]*?Grund: Security[^]*?So erreichen Sie uns: Mail/)
  assert.doesNotMatch(planned, /Planned|Going on|Reason:|Benefit:|Support:|Called off/)
  hub.clock.at = after(hub.clock.at, seconds(1))
  await hub.around.maintenance.change('operator', 'disks', { type: 'cancelled', by: 'ana', reason: 'Not needed.' })
  assert.match(await inGerman(), /Abgesagt/)
})
