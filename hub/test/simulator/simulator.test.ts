import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { knownFor } from '../../src/domain/audience/known-for.ts'
import { drawStory } from './draw.ts'
import { INVARIANTS, lawsOf } from './invariants.ts'
import { LAW_NAMES } from './judges.ts'
import type { Decide } from './life.ts'
import { decide } from '../../src/domain/incident/decide.ts'
import { brokenBy, shrink } from './shrink.ts'
import { LAWS_OF_STORES, tellStored } from './stored.ts'
import { readStory, writeStory } from './story.ts'
import { tellStory } from './tell.ts'

const STORIES = 40
const STORED = [10, 18, 31]

test('stories of whole agencies under every kind of fault break none of the laws', () => {
  const cells = new Set<string>()
  let hours = 0
  for (let seed = 1; seed <= STORIES; seed++) {
    const told = tellStory(drawStory(seed), { cells })
    assert.deepEqual(told.broken.slice(0, 3), [], `npm run simulate -- --story '${writeStory(drawStory(seed))}'`)
    hours += told.hours
  }
  assert.ok(hours > 300 && cells.size > 1500, `${hours} hours, ${cells.size} cells`)
})

test('what is looked up once for all stories is what the hub would look up', () => {
  for (const { moment, plan, deadChannels } of tellStory(drawStory(5)).world.log) {
    const { before: incident, event, at } = moment
    const { known, ...happening } = event
    const secretsPresent = (path: string) => !deadChannels.includes(path.split('.')[1]!)
    assert.deepEqual(known, knownFor({ plan, secretsPresent, incident, happening, at }))
  }
})

test('a story goes through the store and two hubs as it went without them, although transactions are cut off and leases are lost (I-47, I-49, I-51, I-52)', async () => {
  for (const seed of STORED) {
    const { broken, decisions } = await tellStored(tellStory(drawStory(seed)).world)
    assert.deepEqual(broken.slice(0, 2), [], `seed ${seed}`)
    assert.ok(decisions > 50)
  }
})

test('a story that is written down and read again is the same story, and goes the same way', () => {
  const story = drawStory(3)
  assert.deepEqual(readStory(writeStory(story)), story)
  const [one, other] = [tellStory(story), tellStory(readStory(writeStory(story)))]
  assert.equal(
    JSON.stringify(one.world.lives.map(({ entries }) => entries)),
    JSON.stringify(other.world.lives.map(({ entries }) => entries)),
  )
})

test('a story that breaks a law is told as its shortest one', () => {
  const forgetful: Decide = (incident, event, at) => {
    const { incident: next, effects } = decide(incident, event, at)
    return { incident: next, effects: effects.filter((effect) => effect.do !== 'cancel') }
  }
  const story = Array.from({ length: 50 }, (_, seed) => drawStory(seed + 1)).find((one) => brokenBy(one, forgetful) === 'I-14 called back')!
  const short = shrink(story, 'I-14 called back', forgetful)
  assert.ok(short.moves.length <= 4, writeStory(short))
  assert.ok(
    short.moves.some(({ what }) => /down|flap/.test(what)),
    writeStory(short),
  )
})

test('every invariant has a law here or a named test elsewhere, and every law belongs to an invariant or a requirement', async () => {
  assert.equal(INVARIANTS.length, 60)
  for (const { id, elsewhere } of INVARIANTS) {
    if (!elsewhere) assert.ok(lawsOf(id).length > 0, `${id} has neither a law nor a test`)
    else
      assert.ok(
        (await readFile(new URL(`../../../${elsewhere[0]}`, import.meta.url), 'utf8')).includes(elsewhere[1]),
        `${elsewhere[0]} no longer says: ${elsewhere[1]}`,
      )
  }
  const known = new Set(INVARIANTS.map(({ id }) => id))
  for (const law of [...LAW_NAMES, ...LAWS_OF_STORES]) if (law.startsWith('I-')) assert.ok(known.has(law.split(' ')[0]!), law)
})
