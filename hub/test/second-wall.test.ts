import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Around } from '../src/http/around.ts'
import { api } from '../src/http/route.ts'
import type { Route } from '../src/http/route.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'
import { addAudit, listAudit } from '../src/store/audit.ts'
import { onEveryDatabase } from '../src/store/stores.double.ts'
import type { Db } from '../src/store/store.ts'
import { bodyFor, urlFor } from './route-samples.ts'
import { seededHub } from './seeded-hub.ts'

const JSON_BODY = { 'content-type': 'application/json' }
const FORM_BODY = { 'content-type': 'application/x-www-form-urlencoded' }
const endless = ({ path }: Route) => path === '/events'
// An answer has an id of its own, and pages a nonce.
const without = (text: string) => text.replaceAll(/"id":"[0-9a-f]{12}"|Reference [0-9a-f]{12}|nonce="[^"]+"/g, '')

async function takeDown(db: Db) {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relrowsecurity`.execute(db)
  for (const { name } of rows) await sql`alter table ${sql.table(name)} disable row level security`.execute(db)
}

/** As a mistake would be: it lists everybody's lines to whoever asks. */
const forgetful = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/forgetful',
    who: 'viewer',
    does: 'Forgets the tenant.',
    query: z.strictObject({}),
    gives: z.array(z.string()),
    answer: async () => ({ json: (await listAudit(around.store.db, { limit: 99 })).flatMap(({ partner }) => partner ?? []) }),
  })

/** Another mistake: it writes into the log of a partner that is named, not of the one who asks. */
const mistaken = (around: Around): Route =>
  api({
    method: 'POST',
    path: '/mistaken',
    who: 'viewer',
    does: 'Mistakes the tenant.',
    gives: z.null(),
    async answer() {
      await addAudit(around.store.db, { at: around.clock.now(), partner: 'fjord', who: 'ana', what: 'voted', about: 'mistaken' })
      return { json: null }
    },
  })

onEveryDatabase((place, kind) => {
  if (kind === 'sqlite') return // it has no second wall
  test('behind the wall a tenant is answered as before it, at every address: it takes nothing away that is theirs (I-58)', async (t) => {
    const { at } = await place(t)
    const hub = await seededHub(undefined, undefined, at)
    const routes = routesOf(hub.around).filter((route) => route.method === 'GET' && route.who !== 'anyone' && !endless(route))
    const app = await buildServer(hub.around, [...routes, forgetful(hub.around), mistaken(hub.around)])
    t.after(async () => {
      await app.close()
      await hub.store.close()
    })
    const tokens = [await hub.token('owner', 'brightside'), await hub.token('partner-admin', 'brightside'), await hub.token('client', 'brightside')] // prettier-ignore
    const answers = async () => {
      const all: string[] = []
      for (const route of routes)
        for (const token of tokens) {
          const asked = { url: urlFor(route, 'own'), headers: { authorization: `Bearer ${token}` } }
          const { statusCode, body } = await app.inject(asked)
          all.push(`${route.path} ${statusCode} ${without(body)}`)
        }
      return all
    }
    await addAudit(hub.store.db, { at: hub.clock.at, partner: 'fjord', who: 'liv', what: 'voted', about: 'x' })
    const forgotten = await app.inject({ url: '/forgetful', headers: { authorization: `Bearer ${tokens[0]!}` } })
    assert.deepEqual(forgotten.json(), [], 'nothing of Fjord, though the query forgot to ask whose')
    const mistake = await app.inject({ method: 'POST', url: '/mistaken', headers: { ...JSON_BODY, authorization: `Bearer ${tokens[0]!}` }, payload: '{}' }) // prettier-ignore
    assert.equal(mistake.statusCode, 500)
    assert.match(String(hub.bugs.pop()), /row-level security/)
    assert.deepEqual((await listAudit(hub.store.db, { limit: 99 })).filter(({ about }) => about === 'mistaken'), []) // prettier-ignore
    const behind = await answers()
    await takeDown(hub.store.db)
    const before = await answers()
    const differing = behind.flatMap((text, n) =>
      text === before[n] ? [] : [`${text.slice(0, 300)}\n  is not\n${before[n]!.slice(0, 300)}`],
    )
    assert.deepEqual(differing, [])
    assert.ok(behind.filter((text) => text.split(' ')[1] === '200').length > 40)
    assert.deepEqual(hub.bugs, [])
  })

  test('whatever a tenant changes is changed behind the wall as before it, at every address (I-58)', async (t) => {
    const answersOf = async (walled: boolean) => {
      const { at } = await place(t)
      const hub = await seededHub(undefined, undefined, at)
      const routes = routesOf(hub.around).filter(
        ({ method, who, path }) => method !== 'GET' && who !== 'anyone' && !path.endsWith('/logout'),
      )
      const app = await buildServer(hub.around, routes)
      t.after(async () => {
        await app.close()
        await hub.store.close()
      })
      if (!walled) await takeDown(hub.store.db)
      const answers: string[] = []
      for (const role of ['owner', 'partner-admin', 'client'] as const) {
        const token = await hub.token(role, 'brightside')
        for (const route of routes) {
          const body = bodyFor(route)
          const isForm = route.reads === 'form'
          const { statusCode } = await app.inject({
            method: route.method,
            url: urlFor(route, 'own'),
            headers: { authorization: `Bearer ${token}`, ...(body === null ? {} : isForm ? FORM_BODY : JSON_BODY) },
            ...(body === null ? {} : { payload: isForm ? new URLSearchParams(body as never).toString() : JSON.stringify(body) }),
          })
          answers.push(`${route.method} ${route.path} ${role} ${statusCode}`)
        }
      }
      assert.deepEqual(hub.bugs, [])
      return answers
    }
    const behind = await answersOf(true)
    assert.deepEqual(behind, await answersOf(false))
    assert.ok(behind.filter((line) => /20\d$/.test(line)).length > 25)
  })
})
