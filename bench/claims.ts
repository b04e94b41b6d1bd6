import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { seconds } from '../hub/src/domain/instant.ts'
import type { Instant } from '../hub/src/domain/instant.ts'
import { insertIncident, takeDueIncident } from '../hub/src/store/incidents.ts'
import { postMessage, takeDueMessage } from '../hub/src/store/outbox.ts'
import { openStore } from '../hub/src/store/store.ts'
import type { Store } from '../hub/src/store/store.ts'
import { aMessage, anIncident, START } from '../hub/src/store/stores.double.ts'
import { printFigures } from './figure.ts'
import type { Figure } from './figure.ts'

// How many due rows hubs claim per second, with 1, 2 and 4 of them on one PostgreSQL, each with connections of its own, beside the naive way in the
// same run: a SELECT and then an UPDATE that looks whether it came first. A claim is a transaction that is on the disk, as in a hub; what follows
// from it is not done. Arguments: --json, --quick.
const ROWS = process.argv.includes('--quick') ? 500 : 2000
const WORKERS = [1, 2, 4]
const LEASE = seconds(60)
const POSTGRES = fileURLToPath(new URL('../.ci/postgres', import.meta.url))
const asJson = process.argv.includes('--json')

const env = { ...process.env, ALLCLEAR_TEST_POSTGRES: join(tmpdir(), `allclear-claims-${process.pid}`) }
const postgres = async (verb: string) => (await promisify(execFile)(POSTGRES, [verb], { env })).stdout.trim()

/** What a worker claims; null when nothing is due any more. */
type Claim = (store: Store) => Promise<string | number | null>

const messages: Claim = async ({ db }) => (await takeDueMessage(db, START, LEASE))?.key ?? null

// A wake moves the incident on in the transaction that claims it.
const incidents: Claim = ({ transaction }) =>
  transaction(async (tx) => {
    const due = await takeDueIncident(tx, START, [])
    if (due) await tx.updateTable('incident').set({ wake_at: null }).where('id', '=', due.number).execute()
    return due?.number ?? null
  })

const naiveMessages: Claim = async ({ db }) => {
  for (;;) {
    const due = db.selectFrom('outbox').select(['seq', 'key']).where('settled_at', 'is', null).where('state', '=', 'waiting')
    const first = await due.where('due_at', '<=', START).orderBy('contract', 'desc').orderBy('due_at').orderBy('seq').limit(1).executeTakeFirst() // prettier-ignore
    if (!first) return null
    const own = db.updateTable('outbox').set({ state: 'sending', lease_until: START }).where('seq', '=', first.seq)
    if ((await own.where('state', '=', 'waiting').executeTakeFirstOrThrow()).numUpdatedRows === 1n) return first.key
  }
}

const naiveIncidents: Claim = async ({ db }) => {
  for (;;) {
    const first = await db.selectFrom('incident').select('id').where('wake_at', '<=', START).orderBy('wake_at').limit(1).executeTakeFirst()
    if (!first) return null
    const own = db.updateTable('incident').set({ wake_at: null }).where('id', '=', first.id).where('wake_at', 'is not', null)
    if ((await own.executeTakeFirstOrThrow()).numUpdatedRows === 1n) return first.id
  }
}

async function fill(store: Store) {
  await store.db.deleteFrom('outbox').execute()
  await store.db.deleteFrom('incident').execute()
  const numbers = Array.from({ length: ROWS }, (_, n) => n + 1)
  await store.transaction(async (tx) => {
    for (const n of numbers)
      await postMessage(tx, { ...aMessage(`m${n}`), recipient: { ...aMessage('').recipient, address: [`${n}@x.example`] } })
    for (const n of numbers)
      await insertIncident(tx, anIncident({ id: String(n), site: `${n}.example`, wakeAt: (START - n) as Instant }), 1)
  })
  await sql`analyze`.execute(store.db) // as PostgreSQL does by itself within a minute
}

/** The address for a role that the walls between tenants bind, as that of a hub should be: a superuser sees past them. */
async function asOrdinaryRole(server: string): Promise<string> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query('create role hub login; create schema authorization hub')
  await client.end()
  const url = new URL(server)
  url.username = 'hub'
  return url.href
}

/** Claims everything with so many workers; gives rows per second, and throws when a row was claimed twice or left. */
async function race(stores: readonly Store[], claim: Claim): Promise<number> {
  const claimed: (string | number)[] = []
  const began = performance.now()
  await Promise.all(
    stores.map(async (store) => {
      for (let one = await claim(store); one !== null; one = await claim(store)) claimed.push(one)
    }),
  )
  const tookMs = performance.now() - began
  if (claimed.length !== ROWS || new Set(claimed).size !== ROWS) throw new Error(`${claimed.length} claims of ${ROWS} rows`)
  return Math.round((ROWS / tookMs) * 1000)
}

const figures: Figure[] = []
try {
  const url = await asOrdinaryRole((await postgres('start')).split('\n').at(-1)!)
  const stores: Store[] = []
  for (let n = 0; n < Math.max(...WORKERS); n++) stores.push(await openStore({ url }))
  const pairs = { messages: [messages, naiveMessages], incidents: [incidents, naiveIncidents] } as const
  for (const [what, [claim, naive]] of Object.entries(pairs)) {
    for (const workers of WORKERS) {
      const rate = async (one: Claim) => {
        await fill(stores[0]!)
        return race(stores.slice(0, workers), one)
      }
      const value = await rate(claim)
      figures.push({ figure: `claims: due ${what} on PostgreSQL, ${workers} ${workers === 1 ? 'worker' : 'workers'}`, value, unit: '/s', baseline: `${await rate(naive)} /s by SELECT, then UPDATE` }) // prettier-ignore
    }
  }
  for (const store of stores) await store.close()
} finally {
  await postgres('stop')
}
printFigures(figures, asJson)
