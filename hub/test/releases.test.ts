import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { sql } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { startLab } from '../../lab/src/lab.ts'
import { runHub } from '../src/cli/run-hub.ts'
import { loadPlan } from '../src/config.ts'
import { createChannelNetwork } from '../src/network/create-network.ts'
import { restoreBackup, writeBackup } from '../src/store/backup.ts'
import { eventsOf, foldEvents } from '../src/store/events.ts'
import { findIncident } from '../src/store/incidents.ts'
import { migrate } from '../src/store/migrate.ts'
import { migrations } from '../src/store/migrations/index.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { openStore, openToRead } from '../src/store/store.ts'
import type { Store } from '../src/store/store.ts'
import { onEveryDatabase, START } from '../src/store/stores.double.ts'
import { keptReleases, MASTER_KEY } from './kept-releases.ts'

/** An upgrade is cut short at every third statement; at each of them takes three times as long. */
const STRIDE = 3
const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))

type Row = Record<string, unknown>
function rowsOf(file: string, query: string): Row[] {
  using database = new DatabaseSync(file, { readOnly: true })
  return database.prepare(query).all().map((row) => ({ ...row })) // prettier-ignore
}

/** The mails to clients and partners in the order of their keys. */
type Kept = { key: string; state: string; due_at: number; tries: number; reason: string | null; id: string }
const messagesIn = (file: string) =>
  rowsOf(file, `select key, state, due_at, tries, reason, message_id as id from outbox where contract = 'message' and channel = 'mail' order by key`) as Kept[] // prettier-ignore
const isPending = ({ state }: Kept) => ['waiting', 'sending', 'committing'].includes(state)

/** A data directory as the release left it. */
function dataOf(t: TestContext, database: Buffer) {
  const data = mkdtempSync(join(tmpdir(), 'allclear-release-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  const file = join(data, 'allclear.sqlite')
  writeFileSync(file, database)
  return { data, file }
}

async function allFold(store: Store) {
  const incidents = await store.db.selectFrom('incident').select(['partner', 'id']).execute()
  for (const { partner, id } of incidents) {
    const { incident } = (await findIncident(store.db, partner, id))!
    assert.deepEqual(foldEvents(await eventsOf(store.db, partner, id)), incident)
  }
  return incidents.length
}

for (const { name, database } of keptReleases()) {
  test(`the data of ${name} is upgraded: incidents fold to what is stored, what was due stays due, and the way back is kept (I-50, F30, F31)`, async (t) => {
    const { data, file } = dataOf(t, database)
    const before = { messages: messagesIn(file), tables: tablesIn(file) }
    const known = migrations.filter(({ name }) => before.tables.migration!.some((row) => row.name === name))
    const store = await openStore({ file })
    assert.ok((await allFold(store)) >= 5)
    await store.close()
    assert.deepEqual(messagesIn(file), before.messages)

    if (known.length === migrations.length) return assert.ok(!existsSync(join(data, 'before-upgrade')), 'there was nothing to upgrade')

    const upgraded = readFileSync(file)
    await assert.rejects(openStore({ file }, known), {
      code: 'data_newer',
      message: /was written by a newer Allclear, \d+\.\d+\.\d+: it has/,
    })
    assert.ok(readFileSync(file).equals(upgraded), 'the older program has left it as it was')

    const [kept, ...more] = readdirSync(join(data, 'before-upgrade')).map((copy) => join(data, 'before-upgrade', copy))
    assert.deepEqual(more, [])
    assert.deepEqual(rowsOf(kept!, 'pragma integrity_check'), [{ integrity_check: 'ok' }])
    const { restoring, program: _, ...tables } = tablesIn(kept!)
    const { program: __, ...then } = before.tables
    assert.deepEqual([restoring!.length, tables], [1, then])
    const back = openSqlite(kept!)
    await migrate(back.db, known, 1)
    await back.close()
    await (await openStore({ file: kept! })).close()
    const held = before.messages.map((one) => [one.key, isPending(one) ? 'uncertain' : one.state])
    assert.deepEqual(messagesIn(kept!).map(({ key, state }) => [key, state]), held) // prettier-ignore
  })

  test(`the upgrade from ${name} goes on wherever it was cut short (F31)`, async (t) => {
    const { file } = dataOf(t, database)
    const known = migrations.filter((one) => rowsOf(file, 'select name from migration').some((row) => row.name === one.name))
    const store = await openStore({ file }, known)
    t.after(() => store.close())
    await sql`pragma synchronous = off`.execute(store.db)
    const done = async () => (await store.db.selectFrom('migration').select('name').execute()).length
    let cuts = 0
    for (let at = 1, before = await done(); await isCutShort(store, at); at += STRIDE, cuts++) {
      const now = await done()
      if (now !== before) at = 1 - STRIDE
      before = now
    }
    assert.ok(cuts > migrations.length - known.length, `${cuts} cuts`)
    const whole = dataOf(t, database)
    await (await openStore({ file: whole.file })).close()
    const shape = `select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_stat%' order by type, name`
    assert.deepEqual(rowsOf(file, shape), rowsOf(whole.file, shape))
    assert.deepEqual(messagesIn(file), messagesIn(whole.file))
  })

  test(`on the data of ${name} a hub is ready, and what was pending is mailed once (F31)`, { timeout: 30_000 }, async (t) => {
    const { data, file } = dataOf(t, database)
    const before = messagesIn(file)
    await using stack = new AsyncDisposableStack()
    const lab = stack.adopt(await startLab(), (lab) => lab.close())
    Object.assign(process.env, labEnvironment(lab.ready), { ALLCLEAR_MASTER_KEY: MASTER_KEY, LOG_LEVEL: 'fatal' })
    const basis = await loadPlan(AGENCY, { quickened: 300, listening: 'http://127.0.0.1:8470/' })
    const hub = stack.adopt(await runHub({ basis, data, listen: { host: '127.0.0.1', port: 0 }, banner: null }), (hub) => hub.stop())
    const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
    const isReady = async () => {
      const answer = await network.request({ url: `${hub.url}readyz` }, { signal: t.signal })
      return answer.ok && answer.status === 200
    }
    const pending = before.filter(isPending).map(({ key }) => key)
    const now = () => messagesIn(file).filter(({ key }) => pending.includes(key))
    const inVain = once(t.signal, 'abort').then(() => assert.fail('waited in vain'))
    inVain.catch(() => undefined)
    for (;;) {
      const news = new Promise<void>((resolve) => {
        const off = hub.engine.events.subscribe(() => (off(), resolve()))
      })
      if (now().every(({ state }) => state === 'delivered' || state === 'cancelled')) break
      await Promise.race([news, inVain])
    }
    while (!(await isReady())) t.signal.throwIfAborted()
    const sent = lab.mails().map(({ messageId }) => messageId)
    const idsOf = (key: string) => messagesIn(file).filter((one) => [key, `digest/${key}`].includes(one.key)).map(({ id }) => id) // prettier-ignore
    const timesSent = (key: string) => sent.filter((id) => idsOf(key).includes(id)).length
    for (const { key } of before.filter(({ state }) => state === 'delivered')) assert.equal(timesSent(key), 0, key)
    for (const { key, state } of now()) assert.equal(timesSent(key), state === 'delivered' ? 1 : 0, `${key} is ${state}`)
  })
}

onEveryDatabase((place) => {
  for (const { name, database } of keptReleases())
    test(`a backup of ${name} is restored and brought up to today (F30, F31)`, async (t) => {
      const { file } = dataOf(t, database)
      const [old, lines] = [await openToRead({ file }), [] as string[]]
      await writeBackup(old, START, async (line) => void lines.push(line))
      await old.close()
      const here = await place(t)
      const asLines = async function* () {
        yield* lines
      }
      const { held } = await restoreBackup(here.at, asLines, START)
      assert.ok(held > 0)
      assert.ok((await allFold(await here.open())) >= 5)
    })
})

/** Every table of the file with its rows. */
function tablesIn(file: string): Record<string, Row[]> {
  const tables = rowsOf(file, `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1`)
  return Object.fromEntries(tables.map(({ name }) => [String(name), rowsOf(file, `select * from "${String(name)}"`)]))
}

/** Upgrades until that statement, which fails as if the power went; false when there are not so many. */
async function isCutShort(store: Store, at: number): Promise<boolean> {
  let statement = 0
  const cut: KyselyPlugin = {
    transformQuery({ node }) {
      if (++statement === at) throw new Error('the power went')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  try {
    await migrate(store.db.withPlugin(cut), migrations, 1)
    return false
  } catch (error) {
    assert.match((error as Error).message, /the power went/)
    return true
  }
}
