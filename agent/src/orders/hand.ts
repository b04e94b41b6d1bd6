import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { keyOfHub } from '../identity.ts'
import { readText } from '../metrics/files.ts'
import { readOwnFile } from '../own-file.ts'
import { writeWhole } from '../write-whole.ts'
import { isOwnersAlone, readAllowList } from './allow-list.ts'
import { carryOut } from './carry-out.ts'
import { handOf } from './catalogue.ts'
import { premisesOf } from './premises.ts'
import { forgetAside } from './put-aside.ts'
import { takeUp } from './take-up.ts'
import type { Sealed } from './take-up.ts'

const MOST_BYTES = 16_384
const KEPT_MS = 7 * 86_400_000

export type HandPlaces = {
  readonly hand: string
  readonly allow: string
  readonly hub: string
  readonly stop: string
  readonly own: string
  readonly proc: string
  readonly owner?: number
}

/**
 * `hand`: the root helper. systemd starts it when an order lies in its folder; it judges each by itself, whatever the agent says, runs what the
 * host allows, and leaves the end where the agent reads it.
 */
export async function useHand({ hand, allow, hub, stop, own, proc, owner = 0 }: HandPlaces): Promise<number> {
  const trusted = JSON.parse(readText(hub) ?? 'null') as { agent: string; host: string; hubKey: string; hub?: string } | null
  const [results, kept] = [join(hand, 'results'), join(hand, 'kept')]
  mkdirSync(results, { recursive: true, mode: 0o755 })
  forgetOld(join(hand, 'seen'))
  forgetOld(results)
  forgetAside(kept, Date.now())
  // Which folders are websites is the owner's word, as what is allowed: a file that others may write says nothing.
  const sites = isOwnersAlone(own, owner) ? readOwnFile(own).own.sites : []
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
    const around = { sites, kept, proc, now: rules.now, hub: trusted.hub ?? null }
    const end = await takeUp(sealed, {
      ...{ rules, seen: join(hand, 'seen') },
      perform: ({ id, action, args, dryRun }) => carryOut(handOf(action)!, args, premisesOf(around, id), dryRun),
    })
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
