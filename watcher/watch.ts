#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { judge, NOTHING_WRONG } from './judge.ts'
import type { Page } from './judge.ts'
import { look } from './look.ts'
import { readOrders } from './read-orders.ts'
import type { Orders } from './read-orders.ts'
import { nameOf, send } from './send.ts'
import type { Way } from './send.ts'

// Watches a hub from outside of it and pages by its own ways when the hub's due work stops moving (MON-9). It shares no code with what it watches.

const EVERY = 10 // seconds
const USAGE = 'Use: node watcher/watch.ts ORDERS.json [--test]\n'

const [file, wish] = process.argv.slice(2)
if (!file || (wish && wish !== '--test')) give(2, USAGE)
const orders = readOrders(
  await readFile(file!, 'utf8').catch(() => give(2, `${file} cannot be read: write it as docs/guide/watcher.md says.\n`)),
)
if (!('hub' in orders)) give(2, orders.map((complaint) => `${file}: ${complaint}\n`).join(''))
const well = orders as Orders
if (wish) give((await page(well, { subject: 'A test of the Allclear watcher', text: 'Nothing is wrong. This is a test.' })) ? 0 : 1, '')
log(`watching ${well.hub} as ${well.name}`)
for (let memory = NOTHING_WRONG; ; await sleep((well.every ?? EVERY) * 1000)) {
  const seen = await look(well.hub, well.name)
  if (seen.hub !== 'well') log(seen.why)
  const judged = judge(memory, seen)
  // A page that went no way at all is tried again at the next look.
  if (!judged.page || (await page(well, judged.page))) memory = judged.memory
}

/** Pages every way; whether one of them took it. */
async function page({ page: ways }: Orders, said: Page): Promise<boolean> {
  const taken = await Promise.all(ways.map((way) => pageBy(way, said)))
  return taken.includes(true)
}

async function pageBy(way: Way, said: Page): Promise<boolean> {
  try {
    await send(way, said)
  } catch (error) {
    log(`${nameOf(way)} did not take the page: ${(error as Error).message}`)
    return false
  }
  log(`paged by ${nameOf(way)}: ${said.subject}`)
  return true
}

function log(line: string) {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`)
}

function give(status: number, words: string): never {
  process.stderr.write(words)
  process.exit(status)
}
