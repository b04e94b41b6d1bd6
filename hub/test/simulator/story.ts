import { readSpan, milliseconds } from '../../src/domain/instant.ts'
import type { Instant, Span } from '../../src/domain/instant.ts'
import { iso } from '../../src/domain/instant.ts'
import { PLANS } from './agency.ts'
import type { PlanName } from './agency.ts'
import { FAULTS } from './faults.ts'
import type { Fault } from './faults.ts'
import { MOVES } from './moves.ts'
import type { MoveName } from './moves.ts'

/** One thing that happens in a story: after how long, what, at which site, and the number that decides its particulars. */
export type Move = { readonly after: Span; readonly what: MoveName; readonly site: number; readonly roll: number }

/** A story is data: told again, it goes the same way to the byte, whatever else is simulated beside it. */
export type Story = {
  readonly seed: number
  readonly start: Instant
  readonly plan: PlanName
  readonly faults: readonly Fault[]
  readonly moves: readonly Move[]
}

/** A story as one line that can be told again: `seed start plan fault+fault | 40s down@2:17 | 4m post@0:3`. */
export function writeStory({ seed, start, plan, faults, moves }: Story): string {
  const head = [seed, iso(start), plan, faults.join('+') || 'none'].join(' ')
  return [head, ...moves.map(({ after, what, site, roll }) => `${say(after)} ${what}@${site}:${roll}`)].join(' | ')
}

/** The story of such a line; what cannot be read is thrown with its place. */
export function readStory(line: string): Story {
  const [head = '', ...moves] = line.split('|').map((part) => part.trim())
  const [seed, start, plan, faults] = head.split(/\s+/) as [string, string, PlanName, string]
  const unknown = faults === 'none' ? undefined : faults?.split('+').find((fault) => !(fault in FAULTS))
  if (!(plan in PLANS) || faults === undefined || unknown !== undefined || Number.isNaN(Date.parse(start)))
    throw new Error(`not the beginning of a story: ${head}`)
  return {
    seed: Number(seed),
    start: Date.parse(start) as Instant,
    plan,
    faults: faults === 'none' ? [] : (faults.split('+') as Fault[]),
    moves: moves.map(readMove),
  }
}

function readMove(part: string): Move {
  const [, length, what, site, roll] = /^(\S+) ([a-z-]+)@(\d+):(\d+)$/.exec(part) ?? []
  const after = length?.endsWith('ms') ? milliseconds(Number.parseInt(length)) : readSpan(length ?? '')
  if (!what || !(what in MOVES) || after === null) throw new Error(`not a move of a story: ${part}`)
  return { after, what: what as MoveName, site: Number(site), roll: Number(roll) }
}

const say = (span: Span) => (span % 1000 === 0 ? `${span / 1000}s` : `${span}ms`)
