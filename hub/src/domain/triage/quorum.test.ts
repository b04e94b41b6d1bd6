import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contradicted, countVotes } from './quorum.ts'
import type { Vote } from './quorum.ts'

const SEES: Readonly<Record<string, Vote['sees']>> = { f: 'failing', w: 'well', b: 'cannot-see', s: 'silent', a: 'set-aside' }
/** `ffw`: three locations, of which two see it fail. */
const votes = (letters: string): Vote[] => [...letters].map((letter, n) => ({ location: `at-${n}`, sees: SEES[letter]! }))

const rows: readonly [string, number, string][] = [
  ['f', 2, 'outage'],
  ['w', 2, 'well'],
  ['ff', 2, 'outage'],
  ['fw', 2, 'split'],
  ['ffw', 2, 'outage'],
  ['fww', 2, 'well'],
  ['fwb', 2, 'split'],
  ['fbs', 2, 'outage'],
  ['ffa', 2, 'outage'],
  ['wsa', 2, 'well'],
  ['bsa', 2, 'split'],
  ['ffwww', 2, 'outage'],
  ['ffw', 3, 'split'],
  ['fffww', 3, 'outage'],
  ['fw', 1, 'outage'],
]
for (const [seen, quorum, says] of rows)
  test(`${seen}, ${quorum} needed: ${says} (TRI-1, I-3)`, () => assert.equal(countVotes(votes(seen), quorum).says, says))

const anyVotes = fc.array(fc.constantFrom('f', 'w', 'b', 's', 'a'), { maxLength: 7 }).map((letters) => votes(letters.join('')))
const anyQuorum = fc.integer({ min: 1, max: 7 })
const turned = (vote: Vote): Vote => (vote.sees === 'well' ? { ...vote, sees: 'failing' } : vote)

test('who cannot see, is silent or is set aside changes nothing, whatever it would say (I-3, I-4)', () => {
  fc.assert(
    fc.property(anyVotes, anyQuorum, (cast, quorum) => {
      const voting = cast.filter(({ sees }) => sees === 'failing' || sees === 'well')
      assert.deepEqual(countVotes(cast, quorum), countVotes(voting, quorum))
    }),
  )
})

test('one location alone makes no outage while another one votes, and prevents none that two see (I-3)', () => {
  fc.assert(
    fc.property(anyVotes, (cast) => {
      const { says, failing, well } = countVotes(cast, 2)
      assert.equal(says === 'outage', failing.length >= 2 || (failing.length === 1 && well.length === 0))
    }),
  )
})

test('one more location that fails never turns an outage into health', () => {
  fc.assert(
    fc.property(anyVotes, anyQuorum, (cast, quorum) => {
      if (countVotes(cast, quorum).says === 'outage') assert.equal(countVotes(cast.map(turned), quorum).says, 'outage')
    }),
  )
})

test('two others that agree contradict a single one, in either direction; one against one contradicts nobody (I-6)', () => {
  const against = (letters: string) => contradicted(countVotes(votes(letters), 2))
  assert.deepEqual([against('fww'), against('wff'), against('fw'), against('ffww'), against('fffww')], [['at-0'], ['at-0'], [], [], ['at-3', 'at-4']]) // prettier-ignore
})
