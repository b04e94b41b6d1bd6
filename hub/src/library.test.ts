import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, test } from 'node:test'
import { playbookCheck } from './cli/playbook-check.ts'
import { playbookList } from './cli/playbook-list.ts'
import { printComplaints } from './domain/document.ts'
import { FACT_NAMES } from './domain/incident/facts.ts'
import { findTemplate } from './domain/message/template.ts'
import { choosePlaybook } from './domain/playbook/choose.ts'
import { checkPlaybooks, loadLibrary } from './library.ts'

const room = await mkdtemp(join(tmpdir(), 'allclear-library-'))
after(() => rm(room, { recursive: true }))

async function directory(name: string, files: Record<string, string>): Promise<string> {
  const path = join(room, name)
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(path, file, '..'), { recursive: true })
    await writeFile(join(path, file), text)
  }
  return path
}
const playbook = (id: string, cause: string, template = 'investigating') =>
  `# ours\nplaybook: ${id}\ncauses: ["${cause}"]\nsteps:\n  - { id: tell, start: at once, message: { to: client, template: ${template} } }\n`

function listening() {
  const heard = { stdout: '', stderr: '' }
  const out = { stdout: (text: string) => void (heard.stdout += text), stderr: (text: string) => void (heard.stderr += text) }
  return { heard, out }
}

test('the built-in playbooks and templates are without a complaint, and name no person or schedule (REA-1)', async () => {
  assert.equal(printComplaints(await checkPlaybooks([])), '')
  const { playbooks, templates, complaints } = await loadLibrary({})
  assert.deepEqual(complaints, [])
  const [builtIn] = playbooks
  assert.ok(builtIn!.length >= 12)
  for (const { steps } of builtIn!) {
    for (const { does } of steps) {
      if (does.do === 'task') assert.ok(['on-call', 'next'].includes(does.for), does.for)
      if (does.do === 'escalate') assert.equal(does.to, 'next')
    }
  }
  for (const name of [
    'incident-opened',
    'investigating',
    'still-working',
    'all-clear',
    'relapse',
    'cause-corrected',
    'morning-summary',
    'page',
  ])
    assert.ok(templates.has(`en/${name}`), name)
})

test('a playbook of the operator goes before the built-in ones, with words of its own; scenarios beside it are not meant', async () => {
  const playbooksDir = await directory('ours', {
    'tls.yaml': playbook('ours', 'tls.*', 'our-words'),
    'tls.rehearsal.yaml': 'site: a.example\n',
    'readme.txt': 'playbook: no',
    'templates/en/our-words.md': '---\nsubject: x\n---\nOurs for {{ site }}\n',
    'templates/en/all-clear.md': '---\nsubject: x\n---\nOur all clear\n',
  })
  const { playbooks, templates, complaints } = await loadLibrary({ playbooksDir })
  assert.deepEqual(complaints, [])
  assert.equal(choosePlaybook(playbooks, 'tls.expired').id, 'ours')
  assert.equal(choosePlaybook(playbooks, 'domain.expired').id, 'domain')
  assert.equal(templates.get('en/all-clear')?.body, 'Our all clear')
})

test('a partner may have words of its own; those for a partner that nobody knows are a complaint (COM-1)', async () => {
  const words = '---\nsubject: x\n---\nOurs for {{ site }}\n'
  const playbooksDir = await directory('partners', { 'templates/partners/brightside/de/all-clear.md': words })
  const { templates, complaints } = await loadLibrary({ playbooksDir, partners: ['brightside'] })
  assert.deepEqual(complaints, [])
  const found = (partner: string) => findTemplate(templates, { partner, language: 'de', name: 'all-clear' })
  assert.equal(found('brightside')?.body, 'Ours for {{ site }}')
  assert.equal(found('fjord')?.file, 'playbooks/templates/de/all-clear.md')
  const said = printComplaints((await loadLibrary({ playbooksDir, partners: ['fjord'] })).complaints)
  assert.match(said, /all-clear\.md:1:1 {2}there is no partner "brightside"/)
})

test('playbook check judges a template by itself, with the place of what is wrong and the nearest name', async () => {
  const there = await directory('words', { 'templates/de/all-clear.md': '---\nsubject: x\n---\nHallo\n{{ recipent }}\n' })
  const said = printComplaints(await checkPlaybooks([join(there, 'templates/de/all-clear.md')]))
  assert.match(said, /all-clear\.md:5:4 {2}there is no variable "recipent" \(variable_unknown\); did you mean "recipient"\?/)
  assert.deepEqual(await checkPlaybooks([fileURLToPath(new URL('../../playbooks/templates/fr/relapse.md', import.meta.url))]), [])
})

test('two playbooks that claim one cause, or one name, are a complaint; a built-in one may be replaced', async () => {
  const twice = await directory('twice', { 'a.yaml': playbook('ours', 'tls.*'), 'b.yaml': playbook('ours', 'tls.*') })
  const said = printComplaints((await loadLibrary({ playbooksDir: twice })).complaints)
  assert.match(said, /b\.yaml:1:1 {2}"ours" is also the name of the playbook in .*a\.yaml/)
  assert.match(said, /the cause "tls\.\*" is also claimed by .*a\.yaml/)
  const once = await directory('once', { 'a.yaml': playbook('tls', 'tls.*') })
  assert.deepEqual((await loadLibrary({ playbooksDir: once })).complaints, [])
})

test('a directory that is not there, and a person whom the configuration lacks, are said', async () => {
  assert.match(printComplaints((await loadLibrary({ playbooksDir: join(room, 'nowhere') })).complaints), /there is no such directory/)
  const playbooksDir = await directory('people', {
    'a.yaml': playbook('a', 'tls.*').replace(/message:.*/, 'escalate: { to: developrs } }'),
  })
  const said = printComplaints((await loadLibrary({ playbooksDir, people: ['developers'] })).complaints)
  assert.match(said, /there is no person or schedule "developrs"; did you mean "developers"\?/)
})

test('playbook check tells every complaint, and its exit status says how bad it is', async () => {
  const good = await directory('good', { 'a.yaml': playbook('a', 'tls.*') })
  const bad = await directory('bad', { 'a.yaml': playbook('a', 'tsl.*', 'investigatin') })
  const check = async (files: string[], json = false) => {
    const { heard, out } = listening()
    return { status: await playbookCheck(files, { json }, out), ...heard }
  }
  assert.equal((await check([join(good, 'a.yaml')])).status, 0)
  assert.equal((await check([])).status, 0)
  const found = await check([join(bad, 'a.yaml')])
  assert.equal(found.status, 2)
  assert.match(found.stdout, /a\.yaml:3:10 {2}there is no cause "tsl\.\*"; did you mean "tls\.\*"\?/)
  assert.match(found.stdout, /a\.yaml:5:\d+ {2}there is no template "investigatin"; did you mean "investigating"\?/)
  const json = JSON.parse((await check([bad], true)).stdout) as { ok: boolean; complaints: { level: string; line: number }[] }
  assert.deepEqual(
    [json.ok, json.complaints.map(({ level, line }) => [level, line])],
    [
      false,
      [
        ['error', 3],
        ['error', 5],
      ],
    ],
  )
  assert.equal((await check([join(room, 'nothing.yaml')])).status, 2)
})

test('a file that is too big is refused before it is read', async () => {
  const big = await directory('big', { 'a.yaml': `playbook: a\n#${'x'.repeat(1024 * 1024)}` })
  assert.match(printComplaints(await checkPlaybooks([join(big, 'a.yaml')])), /more than 1048576/)
})

test('playbook list shows the playbooks by precedence, and every fact with its sentence', async () => {
  const { heard, out } = listening()
  assert.equal(await playbookList({}, out), 0)
  assert.match(heard.stdout, /^tls +tls\.\* +11 steps +Certificate error$/m)
  const facts = listening()
  await playbookList({ facts: true }, facts.out)
  assert.deepEqual(
    facts.heard.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
    [...FACT_NAMES],
  )
})
