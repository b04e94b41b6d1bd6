import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { rehearseVerb } from '../src/cli/rehearse.ts'
import type { RehearseOptions } from '../src/cli/rehearse.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const EXAMPLES = join(PROJECT, 'docs/examples')
const CONFIG = join(EXAMPLES, 'allclear.yaml')
const SCENARIO = join(EXAMPLES, 'scenario.ssl-unresolved.yaml')

const folder = mkdtempSync(join(tmpdir(), 'allclear-rehearsals-'))
after(() => rmSync(folder, { recursive: true }))

async function rehearsed(options: Omit<RehearseOptions, 'config'>) {
  let [stdout, stderr] = ['', '']
  const out = { stdout: (words: string) => void (stdout += words), stderr: (words: string) => void (stderr += words) }
  const status = await rehearseVerb({ config: CONFIG, ...options }, out)
  return { status, stdout, stderr }
}

/** A scenario of its own: the example, with some of its lines changed. */
function changed(name: string, change: (text: string) => string): string {
  const file = join(folder, name)
  writeFileSync(file, change(readFileSync(SCENARIO, 'utf8')))
  return file
}

async function run(...words: string[]) {
  const child = spawn(process.execPath, [join(PROJECT, 'hub/src/main.ts'), 'rehearse', ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { status: await ended, stdout, stderr }
}

const playbooks = join(PROJECT, 'playbooks')
const names = readdirSync(playbooks)
const scenarios = names.filter((name) => /\.rehearsal\..+\.yaml$/.test(name))

for (const name of scenarios) {
  const says = readFileSync(join(playbooks, name), 'utf8').match(/^# (.*)/)?.[1]
  test(`rehearsal ${name}: ${says}`, async () => {
    const { status, stderr } = await rehearsed({ scenario: join(playbooks, name) })
    assert.equal(stderr, '')
    assert.equal(status, 0)
  })
}

test('each playbook has a rehearsal beside it, and each rehearsal a playbook and its story in words (REA-1)', () => {
  const subjects = names.filter((name) => /^[a-z-]+\.yaml$/.test(name)).map((name) => name.replace('.yaml', ''))
  assert.deepEqual(new Set(scenarios.map((name) => name.split('.')[0])), new Set(subjects))
  for (const name of scenarios) assert.match(readFileSync(join(playbooks, name), 'utf8'), /^# \S/, name)
})

test('the example scenario passes with the example playbook, which goes before the built-in one', async () => {
  const { status, stdout } = await rehearsed({ scenario: SCENARIO, playbooks: EXAMPLES })
  assert.equal(status, 0)
  assert.match(stdout, /Playbook ssl-certificate/)
  assert.match((await rehearsed({ scenario: SCENARIO })).stdout, /Playbook tls/)
})

const KINDS = ['state', 'page', 'message', 'announcement', 'task', 'action', 'approval', 'escalation']
const FIELDS: Readonly<Record<string, 'text' | 'list'>> = {
  ...{ at: 'text', after: 'text', kind: 'text', step: 'text', audience: 'text', channel: 'text', from: 'text', to: 'list', cc: 'list' },
  ...{ subject: 'text', template: 'text', state: 'text', note: 'text' },
}

test('--json prints one document: the timeline in order of time, each entry as the contract has it, and the phase it ended in', async () => {
  const { stdout, stderr } = await rehearsed({ scenario: SCENARIO, playbooks: EXAMPLES, json: true })
  assert.equal(stderr, '')
  const { timeline, ended, ...more } = JSON.parse(stdout) as { timeline: Record<string, unknown>[]; ended: string }
  assert.deepEqual([ended, more], ['resolved', {}])
  const start = Date.parse('2026-03-04T10:00:00-06:00')
  for (const entry of timeline) {
    for (const [field, value] of Object.entries(entry))
      assert.ok(
        FIELDS[field] === 'list' ? Array.isArray(value) && value.every((one) => typeof one === 'string') : typeof value === 'string',
        field,
      )
    for (const field of Object.keys(entry)) assert.ok(field in FIELDS, `${field} is no field of the contract`)
    assert.ok(KINDS.includes(String(entry['kind'])))
    assert.match(String(entry['at']), /^2026-03-04T\d\d:\d\d:\d\dZ$/)
    const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(String(entry['after']))!
    const since = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
    assert.equal(Date.parse(String(entry['at'])), start + since)
    assert.doesNotMatch(String(entry['after']), /^PT$|T0[HM]|[HM]0[MS]/)
  }
  const times = timeline.map(({ at }) => String(at))
  assert.deepEqual(times, [...times].sort())
  assert.deepEqual(
    timeline.find(({ template }) => template === 'certificate-investigating'),
    {
      at: '2026-03-04T16:15:00Z',
      after: 'PT15M',
      kind: 'message',
      step: 'tell-client',
      audience: 'client',
      channel: 'mail',
      from: 'Brightside Care <care@brightside.example>',
      to: ['bo@cornerbakery.example'],
      cc: ['rosa@brightside.example'],
      subject: 'cornerbakery.example: a security warning, and we are looking into it',
      template: 'certificate-investigating',
    },
  )
  assert.deepEqual(
    timeline.filter(({ kind }) => kind === 'escalation').map(({ after: since, to }) => [since, to]),
    [
      ['PT45M', ['developers']],
      ['PT1H', ['ana']],
    ],
  )
  const resolved = timeline.find(({ state }) => state === 'resolved')
  assert.equal(resolved?.['after'], 'PT1H25M')
})

test('an expectation that is not met, and one that must never be met, give exit status 1 and say which, at its place', async () => {
  const file = changed('unmet.yaml', (words) => words.replace('after: 15m', 'after: 14m').replace('before: 85m', 'before: 86m'))
  const { status, stdout, stderr } = await run('--config', CONFIG, '--scenario', file, '--playbooks', EXAMPLES, '--json')
  assert.equal(status, 1)
  assert.equal((JSON.parse(stdout) as { ended: string }).ended, 'resolved')
  assert.match(stderr, /unmet\.yaml:12:5 .*expected, but not in the timeline: after: 14m, kind: message, audience: client/)
  assert.match(stderr, /unmet\.yaml:15:5 .*must never be, but is in the timeline: kind: state, state: resolved, before: 86m/)
})

test('bad input gives exit status 2 and every complaint with its place, as lines or as one document', async () => {
  const file = changed('bad.yaml', (words) => words.replace('cornerbakery', 'cornerbakry').replace('site: up', 'sit: up'))
  const options = ['--config', CONFIG, '--scenario', file]
  const [plain, json] = await Promise.all([run(...options), run(...options, '--json')])
  assert.deepEqual([plain.status, plain.stdout, json.status], [2, '', 2])
  assert.match(plain.stderr, /bad\.yaml:2:7 .*did you mean "cornerbakery\.example"/)
  assert.match(plain.stderr, /bad\.yaml:9:16 .*did you mean "site"/)
  const { ok, complaints } = JSON.parse(json.stdout) as { ok: boolean; complaints: { line: number; column: number }[] }
  assert.equal(ok, false)
  assert.deepEqual(
    [complaints[0], complaints[1]].map((one) => [one?.line, one?.column]),
    [
      [2, 7],
      [9, 16],
    ],
  )
})
