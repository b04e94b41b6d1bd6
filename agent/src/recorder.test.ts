import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Sample } from '@allclear/wire/agent.ts'
import { isPressed } from './moment-of.ts'
import { createRecorder } from './recorder.ts'
import { openRing } from './ring.ts'

const root = mkdtempSync(join(tmpdir(), 'allclear-ring-'))
after(() => rmSync(root, { recursive: true, force: true }))
const SMALL = { segmentBytes: 2000, segments: 4 }

/** Chance with a seed (mulberry32), so that a failure can be told again. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

test('a program that starts a hundred times pushes nothing out of its ring (MON-6)', () => {
  const folder = join(root, 'starts')
  for (let n = 0; n < 100; n++) {
    const ring = openRing(folder, { segmentBytes: 100_000, segments: 4 })
    ring.append({ n })
    ring.close()
  }
  const ring = openRing(folder, SMALL)
  assert.equal(ring.read().length, 100)
  ring.close()
})

test('a ring cut off at any byte keeps every whole record, takes new ones, and stays within its bounds (MON-6)', () => {
  const below = chance(7)
  for (let round = 0; round < 60; round++) {
    const folder = join(root, `cut-${round}`)
    let ring = openRing(folder, SMALL)
    const count = 5 + below(60)
    for (let n = 0; n < count; n++) ring.append({ n })
    ring.close()
    const before = ring.read() as { n: number }[]
    const newest = join(folder, readdirSync(folder).sort((a, b) => Number.parseInt(a) - Number.parseInt(b)).at(-1)!) // prettier-ignore
    const size = statSync(newest).size
    truncateSync(newest, below(size + 1))
    ring = openRing(folder, SMALL)
    const left = ring.read() as { n: number }[]
    assert.deepEqual(left, before.slice(0, left.length), `round ${round}`)
    ring.append({ n: 'new' })
    ring.close()
    assert.deepEqual(ring.read().at(-1), { n: 'new' })
    assert.ok(readdirSync(folder).length <= SMALL.segments + 1)
  }
})

const sample = (at: number, load: number): Sample =>
  ({ at, load: [load, load / 2, 0.2], cores: 2, cpu: null, memory: null, swap: null, pressure: null, disks: null, sockets: null, processes: null, visitors: null }) as unknown as Sample // prettier-ignore

test('after a restart of the machine the minutes before it are told, after one of the agent alone nothing (MON-6)', () => {
  const folder = join(root, 'restart')
  const first = createRecorder(openRing(folder), 'boot-1', 0)
  for (let n = 0; n <= 90; n++) first.keep(sample(n * 10_000, n / 10))
  assert.deepEqual(createRecorder(openRing(folder), 'boot-1', 1).news(), [])
  const [event] = createRecorder(openRing(folder), 'boot-2', 1_000_000).news()
  assert.deepEqual([event!.kind, event!.at, event!.moments.at(-1)!.load![0]], ['restarted', 1_000_000, 9])
  assert.ok(event!.moments[0]!.at >= 300_000 && event!.moments.length <= 60)
})

test('a load that rises towards the cores is pressure, a high one that falls is none (MON-6)', () => {
  assert.equal(isPressed(sample(0, 4)), true)
  assert.equal(isPressed({ ...sample(0, 1), load: [1, 4, 4] }), false)
})
