import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { ACKNOWLEDGE_WORDS } from '../src/http/acknowledge/acknowledge-words.ts'
import { TEAM_WORDS } from '../src/http/console/words/index.ts'
import { UNSUBSCRIBE_WORDS } from '../src/http/status/unsubscribe-words.ts'
import { bareEnglish } from './bare-english.ts'
import { readProject } from './source-files.ts'

// The catalogues of web/ are written for a browser, so they are read here without their types.
type Words = { readonly [key: string]: string | Words }
const WEB = new URL('../../web/src/', import.meta.url)
const OTHERS = ['de', 'es', 'fr', 'pt'] as const
const inWeb = async <Of>(path: string) => (await import(new URL(path, WEB).href)) as Of

const folders = readdirSync(WEB, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const rooms = folders.filter((name) => existsSync(new URL(`${name}/words/en.ts`, WEB)))
const catalogues = await Promise.all(
  rooms.flatMap((room) =>
    OTHERS.map(async (language) => {
      const [{ en }, translated] = await Promise.all([
        inWeb<{ en: Words }>(`${room}/words/en.ts`),
        inWeb<Record<string, Words>>(`${room}/words/${language}.ts`),
      ])
      return { room, language, en, words: translated[language]! }
    }),
  ),
)

const isPlural = (words: string | Words): words is Words => typeof words !== 'string' && 'other' in words
const holesOf = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].toSorted()

/** What another catalogue lacks, has too much, or fills otherwise than the English one. */
function differences(en: Words, words: Words, path: string): string[] {
  const keys = [...new Set([...Object.keys(en), ...Object.keys(words)])]
  return keys.flatMap((key) => {
    const [ours, theirs] = [en[key], words[key]]
    const at = `${path}.${key}`
    if (ours === undefined) return [`${at} stands in no English catalogue`]
    if (theirs === undefined) return [`${at} is missing`]
    if (typeof ours === 'string' && typeof theirs === 'string') return filled(ours, theirs, at)
    if (typeof ours === 'string' || typeof theirs === 'string') return [`${at} is a sentence in one and several in the other`]
    return isPlural(ours) ? pluralOf(ours, theirs, at) : differences(ours, theirs, at)
  })
}

function filled(ours: string, theirs: string, at: string): string[] {
  const [wanted, given] = [holesOf(ours).join(' '), holesOf(theirs).join(' ')]
  return [
    ...(wanted === given ? [] : [`${at} is filled with ${given || 'nothing'}, not with ${wanted || 'nothing'}`]),
    ...(theirs.trim() === '' && ours.trim() !== '' ? [`${at} says nothing`] : []),
  ]
}

// Each language has its own categories; `one` may say the number in a word.
const pluralOf = (ours: Words, theirs: Words, at: string): string[] => [
  ...['one', 'other'].flatMap((category) => (typeof theirs[category] === 'string' ? [] : [`${at}.${category} is missing`])),
  ...filled(String(ours['other']), String(theirs['other']), at),
]

test('every catalogue of the screens says all that English says, with the same to fill in', () => {
  const complaints = catalogues.flatMap(({ room, language, en, words }) => differences(en, words, `${room}/words/${language}`))
  assert.equal(complaints.join('\n'), '')
})

test('a language brings every room at once, and a word for each state that the hub gives', async () => {
  const names = rooms.map((room) => room.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
  const given = readProject()
    .filter(({ path }) =>
      /^hub\/src\/http\/(console\/(phase-words|deadlines)|room\/(step-words|show-head)|maintenance\/say-window|show-(locations|people)|readiness)\.ts$/.test(
        path,
      ),
    )
    .flatMap(({ text }) => [...text.matchAll(/\b(?:words|name): '([^']+)'/g)].map(([, said]) => said!))
  assert.ok(given.length > 20, 'the pattern of the states is out of date')
  for (const language of OTHERS) {
    const whole = (await inWeb<Record<string, { rooms: Words; states: Words }>>(`languages/${language}.ts`))[language]!
    assert.deepEqual(Object.keys(whole.rooms).toSorted(), names.toSorted())
    const unsaid = given.filter((state) => typeof whole.states[state] !== 'string')
    assert.deepEqual(unsaid, [], `states of the hub without a word in ${language}`)
  }
})

test('French keeps its colons, semicolons, question and exclamation marks on the line of their word', () => {
  const french = catalogues.filter(({ language }) => language === 'fr')
  const said = (words: Words): string[] => Object.values(words).flatMap((one) => (typeof one === 'string' ? [one] : said(one)))
  assert.deepEqual(
    french.flatMap(({ words }) => said(words).filter((sentence) => / [:;?!»]|« /.test(sentence))),
    [],
  )
})

test('every room has a catalogue, and a screen says nothing that is not in it', () => {
  const left = folders.filter((name) => !rooms.includes(name) && name !== 'languages')
  assert.deepEqual(left, [], 'rooms without a catalogue')
  const complaints = readProject()
    .filter(({ path }) => path.startsWith('web/src/') && /\.tsx?$/.test(path) && !/\/(words|languages)\/|\/language\.ts$/.test(path))
    .flatMap(({ path, text }) => bareEnglish(text).map((complaint) => `${path}:${complaint}`))
  assert.equal(complaints.join('\n'), '')
})

test('a page that the hub draws says nothing that is not in a catalogue, however it is reached', () => {
  const unread = ['Problem', 'Error', 'does', 'what', 'through', 'text', 'type', 'vary', 'cache-control', 'TAKEN_OVER']
  const drawn = readProject().filter(
    ({ path, text }) => /^hub\/src\/http\/.*(?<!\.test|words)\.ts$/.test(path) && !path.includes('/words/') && text.includes('html`'),
  )
  assert.ok(drawn.length > 30, 'the pages stand elsewhere now')
  assert.deepEqual(
    drawn.flatMap(({ path, text }) => bareEnglish(text, unread).map((complaint) => `${path}:${complaint}`)),
    [],
  )
})

test('a page of the hub has its own words in each language, and French keeps its marks on the line', () => {
  const made = (words: unknown): string[] => {
    if (typeof words === 'string') return [words]
    if (typeof words === 'function') return [String(words('1', '2', '3'))]
    return Object.values(words as object).flatMap(made)
  }
  for (const catalogue of [TEAM_WORDS, ACKNOWLEDGE_WORDS, UNSUBSCRIBE_WORDS])
    for (const language of OTHERS) {
      const [ours, theirs] = [made(catalogue.en), made(catalogue[language])]
      assert.deepEqual(
        theirs.filter((said) => said.trim() === ''),
        [],
        language,
      )
      const same = theirs.filter((said, at) => said === ours[at] && / \p{L}/u.test(said))
      assert.deepEqual(same, [], `still English in ${language}`)
      if (language === 'fr')
        assert.deepEqual(
          theirs.filter((said) => / [:;?!»]|« /.test(said)),
          [],
        )
    }
})

test('bare English is found between tags, in names said aloud and in keys, and not in classes or addresses', () => {
  const screen = `
    import { x } from './one two.ts'
    const keys = [{ keys: 'j', does: 'Next site' }]
    export const A = ({ on }: { on: 'up and down' }) => (
      <p className="card bad" title="Close" id="one two">{on ? 'today' : ''} {words.well} <a href="/sites">{say(words.since, { n })}</a> and so on</p>
    )`
  assert.deepEqual(bareEnglish(screen), ['3 says “Next site”', '5 says “Close”', '5 says “today”', '5 says “and so on”'])
})

test('in a page of the hub it is found in the same places, and in what fills its holes', () => {
  const page =
    'const one = (n: number) => html`<p class="one two" title="Close ${n}">Next ${n === 1 ? "site" : words.sites}<code>npm start</code></p>`'
  assert.deepEqual(bareEnglish(page), ['1 says “Next”', '1 says “Close”', '1 says “site”'])
  assert.deepEqual(bareEnglish(`throw new Problem('not-found', 'There is none.')`, ['Problem']), [])
})
