import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { keyOfHub } from '../identity.ts'
import { readText } from '../metrics/files.ts'
import { writeWhole } from '../write-whole.ts'
import { readAllowList } from './allow-list.ts'
import { takeUp } from './take-up.ts'
import type { Sealed } from './take-up.ts'

const MOST_BYTES = 16_384
const KEPT_MS = 7 * 86_400_000

export type HandPlaces = {
  readonly hand: string
  readonly allow: string
  readonly hub: string
  readonly stop: string
  readonly owner?: number
}

/**
 * `hand`: the root helper. systemd starts it when an order lies in its folder; it judges each by itself, whatever the agent says, runs what the
 * host allows, and leaves the end where the agent reads it.
 */
export async function useHand({ hand, allow, hub, stop, owner = 0 }: HandPlaces): Promise<number> {
  const trusted = JSON.parse(readText(hub) ?? 'null') as { agent: string; host: string; hubKey: string } | null
  const results = join(hand, 'results')
  mkdirSync(results, { recursive: true, mode: 0o755 })
  forgetOld(join(hand, 'seen'))
  forgetOld(results)
  for (const name of readdirSync(join(hand, 'orders')).filter((one) => /^[0-9a-f]{24}\.json$/.test(one))) {
    const sealed = readOrder(join(hand, 'orders', name))
    rmSync(join(hand, 'orders', name), { force: true })
    if (!sealed || !trusted) continue
    const rules = {
      ...trusted,
      hubKey: keyOfHub(trusted.hubKey),
      allowed: readAllowList(allow, owner),
      isStopped: existsSync(stop),
      now: Date.now(),
    }
    const end = await takeUp(sealed, { rules, seen: join(hand, 'seen') })
    if (end) writeWhole(join(results, `${end.id}.json`), JSON.stringify(end), 0o644)
  }
  return 0
}

// The folder is the agent's to write: what lies there may be anything, a link included.
function readOrder(path: string): Sealed | null {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const info = fstatSync(file)
      if (!info.isFile() || info.size > MOST_BYTES) return null
      const { order, signature } = JSON.parse(readFileSync(file, 'utf8')) as Sealed
      return typeof order === 'string' && typeof signature === 'string' ? { order, signature } : null
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}

// An order lives ten minutes: one from a week ago can never run again.
function forgetOld(folder: string) {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { force: true })
  }
}
