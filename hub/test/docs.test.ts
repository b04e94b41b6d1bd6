import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, posix } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { HOST_ACTIONS } from '@allclear/wire/host-actions.ts'
import type { HostAction } from '@allclear/wire/host-actions.ts'
import { CHECKS } from '../src/checks/index.ts'
import { checkConfig, loadPlan } from '../src/config.ts'
import { readBaseline } from '../src/domain/diagnosis/baseline.ts'
import { causes } from '../src/domain/diagnosis/causes/index.ts'
import type { Complaint } from '../src/domain/document.ts'
import { configKeys } from '../src/docs/settings.ts'
import type { Instant } from '../src/domain/instant.ts'
import { FACT_NAMES } from '../src/domain/incident/facts.ts'
import { readMaintenance } from '../src/domain/maintenance/read-maintenance.ts'
import { WORD_PATHS } from '../src/domain/message/word-facts.ts'
import { readScenario } from '../src/domain/rehearsal/read-scenario.ts'
import { routesOf } from '../src/http/routes.ts'
import { checkPlaybooks } from '../src/library.ts'
import { anchorsIn, blocksIn, codesIn, linksIn, readPages, rowsIn } from './pages.ts'
import type { Block } from './pages.ts'
import { complaintMarks, problemCodes } from './problem-codes.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const EXAMPLE = join(ROOT, 'docs/examples/allclear.yaml')
const pages = readPages()
const page = (path: string) => pages.find((one) => one.path === path) ?? assert.fail(`There is no ${path}.`)

/** Both ways: what is missing there, and what stands there and is gone. */
const same = (documented: readonly string[], real: readonly string[]) =>
  assert.deepEqual([...new Set(documented)].sort(), [...new Set(real)].sort())

/** Every code in the first cell of the tables that are headed so. */
const firstCodes = (path: string, heading: string) => rowsIn(page(path), heading).flatMap(([first]) => codesIn(first!))

test('every key of the configuration stands in the guide, and the guide names no other', () => {
  same(firstCodes('docs/guide/configuration.md', 'key'), ['sites.<id>.checks', ...configKeys().map(({ key }) => key)])
})

test('every check of a site has its options in the guide', () => {
  const kinds = firstCodes('docs/guide/configuration.md', 'key').flatMap((key) => /^sites\.<id>\.checks\.(\w+)\./.exec(key)?.[1] ?? [])
  same(kinds, CHECKS.map(({ kind }) => kind)) // prettier-ignore
})

test('every fact stands in the guide, and the guide names no other (REA-1)', () => {
  const listed = blocksIn(page('docs/guide/playbooks.md')).find(({ text }) =>
    text.startsWith('$ npm run -s allclear -- playbook list --facts'),
  )!
  const facts = listed.text.split('\n').slice(1, -1)
  same(facts.map((line) => line.split(/ {2,}/)[0]!), FACT_NAMES) // prettier-ignore
})

test('every variable of a template stands in the guide, and the guide names no other (COM-8)', () => {
  same(firstCodes('docs/guide/playbooks.md', 'variable'), WORD_PATHS)
})

test('every action of a host stands in the guide with its arguments, its way back and who must agree, and no other (REA-11)', () => {
  const real = Object.entries<HostAction>(HOST_ACTIONS).map(
    ([id, { takes, does, wayBack, twoPeople }]) =>
    [`\`${id}\``, Object.keys(takes).map((name) => `\`${name}\``).join(', '), does, wayBack, twoPeople ? 'yes' : ''], // prettier-ignore
  )
  assert.deepEqual(rowsIn(page('docs/guide/agent.md'), 'action'), real)
})

test('every cause that the hub can name stands in the guide with what it rests on (DIA-1)', () => {
  same(firstCodes('docs/guide/diagnosis.md', 'cause'), causes.map(({ id }) => id)) // prettier-ignore
})

test('every problem code is explained, and no code is explained that is gone', () => {
  same(firstCodes('docs/problems.md', 'code'), problemCodes())
  same(firstCodes('docs/problems.md', 'mark'), complaintMarks())
})

test('every route of the API stands in the guide with who may use it, and no other', () => {
  const written = rowsIn(page('docs/guide/api.md'), 'route').map(([route, who]) => `${codesIn(route!)[0]} ${who}`)
  const routes = routesOf(undefined as never).filter(({ speaks }) => speaks === 'json') // what they do is not asked here
  same(written, routes.map(({ method, path, who }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')} ${who}`)) // prettier-ignore
})

test('every dependency is named with what it saves, and none that is gone', async () => {
  const read = async (machine: string) =>
    JSON.parse(await readFile(join(ROOT, machine, 'package.json'), 'utf8')) as { dependencies: object }
  const used = (await Promise.all(['hub', 'lab', 'web', 'agent'].map(read))).flatMap(({ dependencies }) => Object.keys(dependencies))
  same(firstCodes('docs/decisions/0009-dependencies.md', 'package'), used)
})

test('every relative link leads to a file, and to a heading that is there', () => {
  const dead = pages.flatMap((from) =>
    linksIn(from).flatMap((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? from.path : posix.join(posix.dirname(from.path), path)
      if (!existsSync(join(ROOT, target))) return [`${from.path}: ${link}`]
      return anchor === undefined || anchorsIn(page(target)).includes(anchor) ? [] : [`${from.path}: ${link}`]
    }),
  )
  assert.deepEqual(dead, [])
})

// Both the examples and the whole files in pages are named for what they are: `playbook.ssl-certificate.yaml`.
async function complaintsAbout(file: string): Promise<readonly Complaint[]> {
  const text = await readFile(file, 'utf8')
  switch (basename(file).split('.')[0]) {
    case 'allclear':
      return checkConfig(file, Date.parse('2026-03-04T16:00:00Z') as Instant)
    case 'playbook':
      return checkPlaybooks([file])
    case 'scenario':
      return readScenario(text, file, (await loadPlan(EXAMPLE, { unsetIsEmpty: true })).plan).complaints
    case 'maintenance':
      return readMaintenance(text, file, { now: null }).complaints
    case 'baseline':
      return readBaseline(text, file).complaints
    default:
      return assert.fail(`${file}: say by its name what it is`)
  }
}

const errorsOf = async (file: string) => (await complaintsAbout(file)).filter(({ level }) => level === 'error')

const EXAMPLES = ['allclear.yaml', 'baseline.yaml', 'maintenance.yaml', 'playbook.ssl-certificate.yaml', 'scenario.ssl-unresolved.yaml']
for (const name of EXAMPLES) {
  test(`the example ${name} loads as it stands`, async () => assert.deepEqual(await errorsOf(join(ROOT, 'docs/examples', name)), []))
}

const isWhole = ({ name, part }: Block) => name !== null && part === null

/** A folder as a reader has it: the project's docs, and the whole files of one page. */
async function deskFor(path: string): Promise<AsyncDisposable & { readonly folder: string; readonly files: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-docs-'))
  await symlink(join(ROOT, 'docs'), join(folder, 'docs'))
  const named = blocksIn(page(path)).filter(isWhole)
  for (const { name, text } of named) await writeFile(join(folder, name!), text)
  return { folder, files: named.map(({ name }) => name!), [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

const withBlocks = (is: (block: Block) => boolean) => pages.filter((one) => blocksIn(one).some(is)).map(({ path }) => path)

for (const path of withBlocks(isWhole)) {
  test(`the whole files in ${path} load, and those that show a mistake do not`, async () => {
    await using desk = await deskFor(path)
    for (const name of desk.files) {
      const errors = await errorsOf(join(desk.folder, name))
      if (name.endsWith('.wrong.yaml') && name.startsWith('allclear')) assert.notDeepEqual(errors, [], name)
      else assert.deepEqual(errors, [], name)
    }
  })
}

const MAIN = join(ROOT, 'hub/src/main.ts')

/** Runs `npm run -s allclear -- …` as npm would, and gives what a terminal shows. */
async function shown(command: string, folder: string): Promise<string> {
  const words = /^npm run -s allclear -- (?<words>.+)$/.exec(command)?.groups!.words!.split(' ') ?? assert.fail(`not run here: ${command}`)
  const { FORCE_COLOR: _, ...env } = process.env
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, env: { ...env, NO_COLOR: '1' } })
  const said: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text))
  await new Promise((resolve) => child.once('close', resolve))
  return said.stdout + said.stderr
}

// A line that is nothing but an ellipsis stands for any number of lines.
function matches(seen: string, expected: string) {
  const parts = expected.split(/^…\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (!new RegExp(`^${parts.join('(?:.*\\n)*?')}$`).test(seen)) assert.equal(seen, expected)
}

for (const path of withBlocks(({ language }) => language === 'console')) {
  test(`the commands of a page say what the page says: ${path}`, async () => {
    await using desk = await deskFor(path)
    const runs = blocksIn(page(path))
      .filter(({ language }) => language === 'console')
      .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
      .map((run) => [run.slice(0, run.indexOf('\n')), run.slice(run.indexOf('\n') + 1)] as const)
    await Promise.all(runs.map(async ([command, expected]) => matches(await shown(command, desk.folder), expected)))
  })
}

const REQUIREMENTS = 'MON:9 TRI:4 DIA:9 RES:6 REA:12 COM:11 CLR:2 MNT:3 PRE:5 PRP:6 REV:3'
const TRACES = 'docs/traceability.md'

test('every requirement is traced once, in order', () => {
  const all = REQUIREMENTS.split(' ').flatMap((family) => {
    const [name, count] = family.split(':')
    return Array.from({ length: Number(count) }, (_, n) => `${name}-${n + 1}`)
  })
  assert.deepEqual(rowsIn(page(TRACES), 'id').map(([id]) => id), all) // prettier-ignore
})

/** The tests that a cell names beside their files; each must be there. */
async function proofsIn(id: string, proof: string) {
  const proofs = [...proof.matchAll(/`(?<file>[^`]+)` “(?<words>[^”]+)”/g)].map(({ groups }) => groups!)
  assert.equal(proofs.length, codesIn(proof).length, `${id}: name the test beside its file`)
  for (const { file, words } of proofs) {
    const text = await readFile(join(ROOT, file!), 'utf8').catch(() => assert.fail(`${id}: there is no ${file}`))
    assert.ok(text.includes(words!), `${id}: no test in ${file} is called “${words}”`)
  }
  return proofs
}

test('every item of ASVS that applies names its proof', async () => {
  for (const [item, , proof] of rowsIn(page('docs/security.md'), 'item'))
    assert.ok((await proofsIn(item!, proof!)).length > 0, `${item}: nothing proves it`)
})

test('every file and every test that a requirement is traced to is there, and what is missing is said', async () => {
  for (const row of rowsIn(page(TRACES), 'id')) {
    const [id, where, proof, missing] = row
    assert.ok(row.length === 4 && row.every((cell) => cell.split('`').length % 2 === 1), `${id}: a cell or a mark is missing`)
    for (const path of codesIn(where!)) assert.ok(existsSync(join(ROOT, path)), `${id}: there is no ${path}`)
    const proofs = await proofsIn(id!, proof!)
    assert.ok(proofs.length > 0 || missing !== '', `${id}: nothing proves it, and nothing is said to be missing`)
  }
})

test('every decision has its context, its choice and what was given up', () => {
  for (const { path, text } of pages.filter(({ path }) => dirname(path) === 'docs/decisions')) {
    for (const part of ['**Context.**', '**Choice.**', '**What we gave up.**']) assert.ok(text.includes(part), `${path} lacks ${part}`)
  }
})
