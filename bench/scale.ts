import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openStore } from '../hub/src/store/store.ts'
import type { Place, Store } from '../hub/src/store/store.ts'
import { printFigures } from './figure.ts'
import type { Figure } from './figure.ts'
import { fleetOf, planOf } from './scale/fleet.ts'
import { measureLeasing } from './scale/leasing.ts'
import { tell, timed } from './scale/measure.ts'
import { measureReading } from './scale/reading.ts'
import { measureScheduling } from './scale/scheduling.ts'
import { fillSites, measureStoring } from './scale/storing.ts'

/**
 * Whether a fleet fits: the product's own schedule, leases and storage with simulated sites on a virtual clock, on SQLite and, where
 * TEST_DATABASE_URL names a server, on PostgreSQL. `--monitors N`, a million by default; `--json`.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, monitors: { type: 'string', default: '1000000' } } })
const monitors = Number(values.monitors)
const sites = fleetOf(monitors)
const plan = planOf(sites)
const figures: Figure[] = await measureScheduling(sites)

async function measure(name: string, place: Place) {
  const store = await openStore(place)
  try {
    tell(`${name}: filling`)
    await fillSites(store, sites)
    for (const part of [measureLeasing, measureStoring, (one: Store) => measureReading(one, plan)])
      figures.push(...(await part(store, sites, plan)).map((one) => ({ ...one, figure: `${name}, ${one.figure}` })))
  } finally {
    await store.close()
  }
}

async function onSqlite() {
  const dir = await mkdtemp(join(tmpdir(), 'allclear-scale-'))
  await measure('SQLite', { file: join(dir, 'allclear.sqlite') }).finally(() => rm(dir, { recursive: true, force: true }))
}

async function onPostgres(server: string) {
  const name = `scale_${crypto.randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(`create database ${name}`)
    await measure('PostgreSQL', { url: Object.assign(new URL(server), { pathname: `/${name}` }).href })
  } finally {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
}

const server = process.env['TEST_DATABASE_URL']
const { wallMs } = await timed(async () => {
  await onSqlite()
  if (server) await onPostgres(server)
  else tell('PostgreSQL is left out: TEST_DATABASE_URL names no server')
})
tell(`${monitors} monitors in ${(wallMs / 1000).toFixed(0)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB at the end`)
printFigures(figures, values.json)
