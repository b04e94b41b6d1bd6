import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { actionIds } from '../src/actions/index.ts'
import { channels } from '../src/channels/index.ts'
import { CHECKS } from '../src/checks/index.ts'
import { judgeConfig } from '../src/config.ts'
import { CONTENTS } from '../src/docs/contents.ts'
import { describedSchema } from '../src/docs/described-schema.ts'
import { configKeys } from '../src/docs/settings.ts'
import { openSite } from '../src/docs/site.ts'
import { CAUSES } from '../src/domain/diagnosis/taxonomy.ts'
import type { Complaint } from '../src/domain/document.ts'
import { IMPORT_KINDS } from '../src/domain/import/index.ts'
import { templateNames } from '../src/domain/message/template.ts'
import { APP_KINDS } from '../src/domain/plan/app-kinds.ts'
import { KEYS } from '../src/domain/playbook/language.ts'
import { readPlaybook } from '../src/domain/playbook/read-playbook.ts'
import { ICON } from '../src/http/icon.ts'
import { loadLibrary } from '../src/library.ts'
import { cliVerbs } from './cli-verbs.ts'
import { blocksIn, codesIn } from './pages.ts'
import type { Block } from './pages.ts'
import { complaintMarks, problemCodes } from './problem-codes.ts'

const site = await openSite(ICON)
const drawn = site.paths.filter((path) => path.endsWith('.html')).map((path) => ({ path, html: String(site.file(path)!.body) }))
const idsIn = (html: string) => [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)
const ids = new Map(drawn.map(({ path, html }) => [path, new Set(idsIn(html))]))

const ROOT = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
const files = site.pages.map(({ source, text }) => ({ path: source, text }))
const blocks = files.flatMap(blocksIn)

const EXAMPLE = parse(read('docs/examples/allclear.yaml')) as Written
const { templates } = await loadLibrary({})
const around = { templates: templateNames(templates), actions: actionIds }

/** Says which page fails what, all at once. */
const noneOf = (fails: (page: (typeof drawn)[number]) => readonly string[]) =>
  assert.deepEqual(drawn.flatMap((page) => fails(page).map((what) => `${page.path}: ${what}`)), []) // prettier-ignore

test('every link of the docs leads to a page that is there, and to a place on it', () => {
  noneOf(({ path, html }) =>
    [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)]
      .map(([, link]) => link!)
      .filter((link) => !link.startsWith('https://'))
      .filter((link) => {
        const [to = '', anchor] = link.split('#')
        const target = to === '' ? path : posix.join(posix.dirname(path), to)
        return link === '' || !site.paths.includes(target) || (anchor !== undefined && !ids.get(target)?.has(anchor))
      }),
  )
})

test('whatever the search can find is there', () => {
  const entries = JSON.parse(String(site.file('search.json')!.body)) as { href: string; title: string }[]
  const lost = entries.filter(({ href }) => {
    const [path = '', anchor] = href.split('#')
    return !ids.has(path) || (anchor !== undefined && !ids.get(path)!.has(anchor))
  })
  assert.deepEqual(lost, [])
  assert.deepEqual([...ids.keys()].filter((path) => path !== 'search.html' && !entries.some(({ href }) => href === path)), []) // prettier-ignore
})

test('every page of the docs has one heading of the first level, a title, a description, a language, and each id once', () => {
  noneOf(({ html }) => {
    const all = idsIn(html)
    return [
      ...(html.match(/<h1[ >]/g)?.length === 1 ? [] : ['not one h1']),
      ...(/<title>[^<]+ · Allclear<\/title>/.test(html) ? [] : ['no title']),
      ...(/<meta name="description" content="[^"]{10,}">/.test(html) ? [] : ['no description']),
      ...(/<html lang="en">/.test(html) ? [] : ['no language']),
      ...all.filter((id, index) => all.indexOf(id) !== index).map((id) => `the id ${id} twice`),
      ...[...html.matchAll(/<img (?![^>]*\balt="[^"]*")[^>]*>/g)].map(([image]) => `no words for ${image}`),
    ]
  })
})

test('a page of the docs loads nothing from elsewhere', () => {
  noneOf(({ html }) =>
    [...html.matchAll(/<(?:link|script|img|source|iframe|object|form|use)[^>]+https?:[^>]*>|<style|\sstyle="|\son\w+="/g)].map(
      ([all]) => all,
    ),
  )
  for (const path of ['docs.css']) assert.doesNotMatch(String(site.file(path)!.body), /url\(|@import/)
})

test('the contents name every page of the guide, and no page that is not there', () => {
  const named = CONTENTS.flatMap(({ pages }) => pages)
  const sources = site.pages.map(({ source }) => source)
  assert.deepEqual(named.filter((source) => !sources.includes(source)), []) // prettier-ignore
  assert.deepEqual(sources.filter((source) => source.startsWith('docs/guide/') && !named.includes(source)), []) // prettier-ignore
})

test('every channel, check, cause, playbook step and problem code has its page, and nothing else has', () => {
  const folder = (name: string) => site.paths.flatMap((path) => new RegExp(`^${name}/(?!index)(.+)[.]html$`).exec(path)?.[1] ?? []).sort()
  const spoken = channels.map(({ kind }) => kind).filter((kind) => kind !== 'app')
  assert.deepEqual(folder('channels'), [...spoken, ...Object.keys(APP_KINDS)].sort())
  assert.deepEqual(folder('checks'), CHECKS.map(({ kind }) => kind).sort()) // prettier-ignore
  assert.deepEqual(folder('causes'), CAUSES.map(({ id }) => id).sort()) // prettier-ignore
  assert.deepEqual(folder('steps'), Object.keys(KEYS).filter((map) => map !== 'playbook' && map !== 'step').sort()) // prettier-ignore
  assert.deepEqual(folder('problems'), [...problemCodes(), ...complaintMarks()].sort())
})

test('every program that sites are imported from has its way over, with the command', () => {
  const told = files.find(({ path }) => path === 'docs/guide/importing.md')!
  const named = blocksIn(told).flatMap(({ text }) =>
    [...text.matchAll(/^npm run -s allclear -- import ([\w-]+) /gm)].map(([, kind]) => kind!),
  )
  assert.deepEqual([...new Set(named)].sort(), [...IMPORT_KINDS].sort())
})

test('an editor is told what every key of the configuration means', () => {
  const silent = configKeys(describedSchema()).filter(({ schema }) => !schema.description)
  assert.deepEqual(silent.map(({ key }) => key), []) // prettier-ignore
})

test('a page made from the code leaves nothing unsaid: every setting, cause and code is described', () => {
  const made = site.pages.filter(({ source }) => /^docs\/(channels|checks|causes|steps|problems)\//.test(source))
  const silent = made.filter(({ text }) => /^# .*\n\n\s*(#|$)/.test(text) || /^\| [^|]+ \|\s*\|/m.test(text))
  assert.deepEqual(silent.map(({ source }) => source), []) // prettier-ignore
})

type Written = { [key: string]: unknown }
const isMap = (value: unknown): value is Written => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A part laid over a whole configuration: maps go together, the rest is replaced. `…` stands for what is there. */
const laidOver = (whole: Written, part: Written): Written => ({
  ...whole,
  ...Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => key !== '…')
      .map(([key, value]) => [key, isMap(value) && isMap(whole[key]) ? laidOver(whole[key], value) : value]),
  ),
})

async function complaintsAbout({ name, text }: Block): Promise<readonly Complaint[]> {
  switch (name) {
    case 'allclear.yaml': {
      const files = [{ name, text: stringify(laidOver(EXAMPLE, parse(text) as Written)) }]
      return (await judgeConfig({ path: name, folder: '.', isFolder: false, files }, { unsetIsEmpty: true })).complaints
    }
    case 'playbook.yaml':
      return readPlaybook(`playbook: example\ncauses: ["*"]\nsteps:\n${text.replace(/^/gm, '  ')}`, name, around).complaints
    case 'prometheus.yml': // another program's
      return isMap(parse(text)) ? [] : assert.fail('this is no map')
    default:
      return assert.fail(`say what it is a part of, not ${name}`)
  }
}

test('every block of the docs says in which language it is, and YAML of what it is a part', () => {
  const fences = files.flatMap(({ path, text }) =>
    [...text.matchAll(/^ *```(.*)\n[^]*?^ *```$/gm)].map(([, info]) => [path, info!] as const),
  )
  assert.deepEqual(fences.filter(([, info]) => info === ''), []) // prettier-ignore
  const unnamed = blocks.filter(({ language, name }) => language === 'yaml' && name === null)
  assert.deepEqual(unnamed.map(({ page, text }) => `${page}: write "yaml part of allclear.yaml" before ${text}`), []) // prettier-ignore
})

test('every JSON of the docs is JSON', () => {
  for (const { language, page, text } of blocks) if (language === 'json') assert.doesNotThrow(() => JSON.parse(text), page)
})

test('every part of a configuration or a playbook in the docs is read without an error', async () => {
  const parts = blocks.filter(({ part }) => part === 'part of')
  assert.ok(parts.length > 50)
  const wrong = await Promise.all(
    parts.map(async (block) =>
      (await complaintsAbout(block))
        .filter(({ level }) => level === 'error')
        .map(({ message }) => `${block.page}: ${message}\n${block.text}`),
    ),
  )
  assert.deepEqual(wrong.flat(), [])
})

test('what the docs show of a playbook stands in that playbook', () => {
  const lines = (text: string) => text.split('\n').map((line) => line.trim()).join('\n') // prettier-ignore
  for (const { page, name, text } of blocks.filter(({ part }) => part === 'from')) assert.ok(lines(read(name!)).includes(lines(text)), page)
})

test('the docs name the keys of the screens as they are', () => {
  const keys = new Map([...read('web/src/shell/screen-list.ts').matchAll(/to: '([^']+)'.*key: '(.)'/g)].map(([, to, key]) => [to!, key!]))
  const named = files.flatMap(({ text }) =>
    [...text.matchAll(/`(\/[\w/-]*)`, or `g` `(.)`/g)].map(([, to, key]) => ({ to: to!, key: key! })),
  )
  assert.ok(named.length > 3)
  assert.deepEqual(named.filter(({ to, key }) => keys.get(to) !== key), []) // prettier-ignore
})

const CALLED = /(?:npm run -s allclear --|npx allclear|(?<![\w/.-])allclear) (?<words>[a-z][^#|>&;\n]*)/g
const SCRIPT = /npm run (?:-s )?(?<script>[a-z][\w:-]*)/g

/** What is wrong with a command line: a verb that is not there, or an option that the verb does not take. */
function faultsIn(words: string, verbs: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const [first = '', second = '', ...rest] = words.trim().split(/\s+/)
  const verb = [`${first} ${second}`, first].find((one) => verbs.has(one))
  if (verb === undefined) return [`no verb: ${words}`]
  const options = [second, ...rest].filter((word) => word.startsWith('--')).map((word) => word.replace(/[=\]].*/, ''))
  return options.filter((option) => !verbs.get(verb)!.has(option)).map((option) => `${verb} takes no ${option}`)
}

test('every command line in the docs names a verb that is there, and options that it takes', () => {
  const verbs = cliVerbs()
  const { scripts } = JSON.parse(read('package.json')) as { scripts: object }
  const wrong = files.flatMap(({ path, text }) => {
    const shells = blocksIn({ path, text }).filter(({ language }) => ['sh', 'console', 'text'].includes(language))
    const inline = codesIn(text).filter((code) => /^(npm run|npx) /.test(code))
    const lines = [...shells.map((block) => block.text), ...inline]
    return lines.flatMap((line) => [
      ...[...line.matchAll(CALLED)].flatMap(({ groups }) => faultsIn(groups!.words!, verbs)),
      ...[...line.matchAll(SCRIPT)].filter(({ groups }) => !(groups!.script! in scripts)).map(([all]) => `no script: ${all}`),
    ].map((fault) => `${path}: ${fault}`)) // prettier-ignore
  })
  assert.deepEqual(wrong, [])
})
