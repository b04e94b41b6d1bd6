import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext } from 'node:test'
import pg from 'pg'
import type { Incident } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import { openStore, type Place as At, type Store } from './store.ts'
import type { NewMessage } from './messages.ts'

const SERVER = process.env['TEST_DATABASE_URL']

/** Where the stores of one test are. `another` is a second hub on the same data where the database allows one, else the same store. */
export type Place = { open(): Promise<Store>; another(store: Store): Promise<Store>; readonly at: At }

/** Runs the suite on SQLite and, where `TEST_DATABASE_URL` names a server, on PostgreSQL; `place` gives each test empty data of its own. */
export function onEveryDatabase(suite: (place: (t: TestContext) => Promise<Place>, kind: Store['kind']) => void): void {
  describe('on SQLite', () => suite(sqlitePlace, 'sqlite'))
  if (SERVER) describe('on PostgreSQL', () => suite((t) => postgresPlace(t, SERVER), 'postgres'))
}

/** One line for who reads the output, where half of the suite had no server. */
export function saySkipped(): void {
  if (!SERVER) process.stdout.write('PostgreSQL: not set (TEST_DATABASE_URL); the store suite ran on SQLite only.\n')
}

/** An empty directory until the test ends. */
export function emptyDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'allclear-store-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

async function sqlitePlace(t: TestContext): Promise<Place> {
  const file = join(emptyDirectory(t), 'allclear.db')
  const opened = closing(t)
  return { open: () => opened({ file }), another: async (store) => store, at: { file } }
}

async function postgresPlace(t: TestContext, server: string): Promise<Place> {
  const schema = `allclear_${crypto.randomUUID().replaceAll('-', '')}`
  // As a hub's role should be: a superuser would see past every wall.
  await ask(server, `do $$ begin create role allclear_suite login; exception when duplicate_object or unique_violation then null; end $$`)
  await ask(server, `create schema ${schema} authorization allclear_suite`)
  t.after(() => ask(server, `drop schema ${schema} cascade`))
  const url = new URL(server)
  url.username = 'allclear_suite'
  url.searchParams.set('options', `-c search_path=${schema}`)
  const opened = closing(t)
  const at = { url: url.href, masterKey: { given: randomBytes(32).toString('hex') } } // hubs on one database have the same
  const open = () => opened(at)
  return { open, another: open, at }
}

// Hooks of a test run in the order in which they were given: the stores must be closed before their place goes.
function closing(t: TestContext) {
  return async (where: At): Promise<Store> => {
    const store = await openStore(where)
    t.after(() => store.close())
    return store
  }
}

async function ask(server: string, sql: string) {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** The hour at which these stories begin. */
export const START = Date.UTC(2026, 2, 4, 16) as Instant

/** A suspected incident of `brightside`'s bakery, with what the test says otherwise. */
export const anIncident = (more: Partial<Incident> = {}): Incident =>
  ({
    id: '1',
    site: 'cornerbakery.example',
    partner: 'brightside',
    phase: 'suspected',
    detectedAt: START,
    confirmedAt: null,
    outages: 1,
    steps: {},
    tasks: {},
    told: [],
    resolvedAt: null,
    parent: null,
    snooze: null,
    drill: null,
    wakeAt: null,
    ...more,
  }) as Incident

/** A message to the bakery's owner that is due at once, with what the test says otherwise. */
export const aMessage = (key: string, more: Partial<NewMessage> = {}): NewMessage => ({
  partner: 'brightside',
  key,
  incident: null,
  step: 'certificate-notice',
  contract: 'message',
  recipient: {
    audience: 'client',
    name: 'Ada Baker',
    channel: 'mail',
    address: ['ada@cornerbakery.example'],
    from: 'Brightside <care@brightside.example>',
    cc: ['team@brightside.example'],
    why: null,
  },
  template: 'certificate-notice',
  subject: 'Your site',
  text: 'Its certificate has expired.',
  html: null,
  link: 'https://status.brightside.example/',
  messageId: `<${key}@allclear.example>`,
  orderedAt: START,
  dueAt: START,
  ...more,
})
