import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { onEveryDatabase } from '../src/store/stores.double.ts'
import { seededHub } from './seeded-hub.ts'
import { withTimes } from '../src/cli/bring-notices.ts'
import { importInstatus } from '../src/domain/import/instatus.ts'
import { seconds } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'

const SAMPLE = new URL('../src/domain/import/samples/instatus-incidents.json', import.meta.url)

onEveryDatabase((place) => {
  test('what another status page told stands on ours with its words and times; it is in no feed, counts nowhere, is there once and can be taken away (COM-6)', async (t) => {
    const hub = await seededHub(undefined, undefined, (await place(t)).at)
    const app = await buildServer(hub.around, routesOf(hub.around))
    try {
      const headers = { authorization: `Bearer ${await hub.token('owner', null, null)}` }
      const url = '/api/v1/status-pages/brightside/past-notices'
      const notices = importInstatus(readFileSync(SAMPLE, 'utf8')).history!.map(withTimes)
      const bring = async (dryRun = false): Promise<unknown> =>
        (await app.inject({ method: 'POST', url, headers, payload: { notices, dryRun } })).json()
      const look = async (path: string) => {
        hub.clock.at = (hub.clock.at + seconds(31)) as Instant // a page is made anew twice a minute
        return app.inject({ url: `/status/brightside/${path}` })
      }
      const quiet = [await look('feed.atom'), await look('embed.json')].map(({ body }) => body)

      assert.deepEqual(await bring(true), { isDone: false, added: 1, renewed: 0 })
      assert.doesNotMatch((await look('history/2025-09')).body, /Rocket/)
      assert.deepEqual(await bring(), { isDone: true, added: 1, renewed: 0 })
      assert.deepEqual(await bring(), { isDone: true, added: 0, renewed: 1 })
      assert.equal((await look('history/2025-09')).body.match(/Rocket is going down/g)!.length, 1)
      const page = (await look('incidents/instatus-ckf01m59ueaqb0a32wrljz1yd.de.html')).body
      assert.match(page, /It flies again\.[\s\S]*We are looking into it\.[\s\S]*Von unserer früheren Statusseite übernommen \(Instatus\)/)
      const { incidents } = (await look('api/v2/incidents.json')).json<{ incidents: { name: string; created_at: string }[] }>()
      assert.deepEqual(
        incidents.filter(({ name }) => name.startsWith('Rocket')).map(({ created_at: at }) => at),
        ['2025-09-12T19:05:17.398Z'],
      )
      assert.deepEqual(
        [await look('feed.atom'), await look('embed.json')].map(({ body }) => body),
        quiet,
      )
      assert.doesNotMatch((await app.inject({ url: '/status/fjord/history/2025-09' })).body, /Rocket/)

      assert.deepEqual((await app.inject({ method: 'DELETE', url, headers })).json(), { dropped: 1 })
      assert.equal((await look('incidents/instatus-ckf01m59ueaqb0a32wrljz1yd')).statusCode, 404)
    } finally {
      await app.close()
      await hub.store.close()
    }
  })
})
