import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './write-whole.ts'

const MOST = 2880 // a day of reports every 30 s; then the oldest go, and the hub sees the gap

/** Reports that wait for the hub, one file each, in the order of their numbers. They survive a restart. */
export function openSpool(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // What was being written when the agent was ended is no report, and nobody writes it anew.
  for (const name of readdirSync(folder)) if (name.endsWith('.new')) rmSync(join(folder, name), { force: true })
  let waiting = readdirSync(folder)
    .flatMap((name) => (/^\d+\.json$/.test(name) ? [Number(name.slice(0, -5))] : []))
    .sort((a, b) => a - b)
  const pathOf = (number: number) => join(folder, `${number}.json`)
  const drop = (number: number) => {
    rmSync(pathOf(number), { force: true })
    waiting = waiting.filter((other) => other !== number)
  }
  return {
    count: () => waiting.length,
    last: () => waiting.at(-1) ?? 0,
    add(number: number, body: string) {
      writeWhole(pathOf(number), body)
      waiting.push(number)
      while (waiting.length > MOST) drop(waiting[0]!)
    },
    /** The oldest that waits; null when none does. */
    first(): { readonly number: number; readonly body: string } | null {
      const number = waiting[0]
      return number === undefined ? null : { number, body: readFileSync(pathOf(number), 'utf8') }
    },
    drop,
  }
}
