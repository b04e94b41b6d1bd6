import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededHub } from '../../../test/seeded-hub.ts'
import { startServer } from '../server.ts'
import { openStream } from '../../../test/open-stream.ts'

test('who comes back hears the news that they missed, of their own tenant; after a restart they are told to ask again', async () => {
  const hub = await seededHub()
  const secret = await hub.token('viewer', 'brightside', null)
  const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
  const hears = (count: number, lastId?: string) => openStream(server.url, secret, count, lastId)
  const [begun] = await hears(1)
  assert.equal(begun!.event, 'begun')
  hub.news({ partner: 'brightside', incident: 2 })
  hub.news({ partner: 'fjord', incident: 3 })
  hub.news({ partner: 'brightside', incident: 1 })
  const missed = await hears(2, begun!.id)
  assert.deepEqual(
    missed.map(({ data }) => data),
    ['2', '1'],
  )
  assert.deepEqual(
    (await hears(1, missed[0]!.id)).map(({ data }) => data),
    ['1'],
  )
  assert.equal((await hears(1, 'another-run-7'))[0]!.event, 'missed')
  await server.close()
  await hub.store.close()
})
