import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { printComplaints } from '../document.ts'
import { hours, minutes } from '../instant.ts'
import { readPlaybook } from './read-playbook.ts'

const around = {
  templates: ['investigating', 'still-working', 'certificate-investigating', 'certificate-escalated'],
  actions: ['certificate-renew'],
}
const read = (text: string, people?: string[]) => readPlaybook(text, 'p.yaml', people ? { ...around, people } : around)
const said = (text: string, people?: string[]) => printComplaints(read(text, people).complaints)
const HEAD = 'playbook: p\ncauses: ["*"]\nsteps:\n'
const withSteps = (...steps: string[]) => HEAD + steps.map((step) => `  - { ${step} }\n`).join('')
const TELL = 'message: { to: client, template: investigating }'

test('the example playbook is read as it stands (REA-6)', () => {
  const text = readFileSync(new URL('../../../../docs/examples/playbook.ssl-certificate.yaml', import.meta.url), 'utf8')
  const { playbook, complaints } = read(text)
  assert.deepEqual(complaints, [])
  assert.equal(playbook?.id, 'ssl-certificate')
  assert.equal(playbook.stableFor, minutes(15))
  assert.deepEqual(
    playbook.steps.map(({ id }) => id),
    ['renew', 'ask-own-hosting', 'ask-their-hosting', 'tell-client', 'escalate', 'update-everyone', 'keep-posted'],
  )
  assert.deepEqual(playbook.steps[0]?.does, { do: 'action', run: 'certificate-renew', on: 'hosting', timeout: minutes(10), approval: null })
  assert.deepEqual(playbook.steps[6], {
    id: 'keep-posted',
    start: { kind: 'after', delay: { span: hours(4) }, of: { step: 'update-everyone' } },
    every: { span: hours(4) },
    until: ['recovered'],
    atMost: null,
    onlyIf: [],
    unless: [],
    does: { do: 'message', to: ['client', 'public'], template: 'still-working', via: null },
  })
})

test('all six kinds of step are read, with what they leave out (REA-1)', () => {
  const { playbook, complaints } = read(
    withSteps(
      `id: a, start: at once, ${TELL}`,
      'id: b, start: at once, task: { title: Look, for: on-call, due: 1 business day, contact: hosting.support }',
      'id: c, start: at once, action: { run: certificate-renew, on: hosting, approval: partner }',
      'id: d, start: at once, approval: { from: client, template: investigating, offers: the bigger plan }',
      'id: e, start: at once, escalate: { to: next }',
      'id: f, start: at once, every: 1h, at-most: 3, announce: { template: still-working }',
      'id: g, start: when d times out, message: { to: [responders, public], template: investigating, via: sms }',
    ),
  )
  assert.deepEqual(complaints, [])
  assert.deepEqual(
    playbook?.steps.map(({ does }) => does.do),
    ['message', 'task', 'action', 'approval', 'escalate', 'announce', 'message'],
  )
  assert.deepEqual(playbook.steps[3]?.does, {
    do: 'approval',
    from: 'client',
    template: 'investigating',
    offers: 'the bigger plan',
    for: { businessDays: 2 },
  })
  assert.deepEqual(playbook.steps[6]?.does, { do: 'message', to: ['responder', 'public'], template: 'investigating', via: 'sms' })
  assert.deepEqual([playbook.firstContact, playbook.severity, playbook.stableFor, playbook.version], ['client', 'major', minutes(15), 1])
})

const mistakes: [string, string, string][] = [
  [
    'a fact that is none names the nearest',
    withSteps(`id: a, start: at once, unless: [recoverd], ${TELL}`),
    '4:39  steps.0.unless.0: "recoverd" is not allowed here; did you mean "recovered"?',
  ],
  [
    'a template that is none names the nearest',
    withSteps('id: a, start: at once, message: { to: client, template: investigatin }'),
    'there is no template "investigatin"; did you mean "investigating"?',
  ],
  [
    'a fact that a letter needs and nobody knows names the nearest',
    withSteps('id: a, start: at once, message: { to: client, template: investigating, needs: [registar] }'),
    'did you mean "registrar"?',
  ],
  [
    'a step that is none is named in either of two starts',
    withSteps(`id: ask, start: at once, ${TELL}`, `id: b, start: 1h after ask or when aks is done, ${TELL}`),
    'b: there is no step "aks"; did you mean "ask"?',
  ],
  [
    'an end that cannot come is named in either of two starts',
    withSteps(`id: ask, start: at once, ${TELL}`, `id: b, start: 1h after ask or when ask fails, ${TELL}`),
    '"ask" is a message, which never fails',
  ],
  [
    'an action that is none names the nearest',
    withSteps('id: a, start: at once, action: { run: certificate-renw, on: hosting }'),
    'there is no action "certificate-renw"; did you mean "certificate-renew"?',
  ],
  [
    'a step that is none names the nearest',
    withSteps(`id: ask, start: at once, ${TELL}`, `id: b, start: 1h after aks, ${TELL}`),
    'b: there is no step "aks"; did you mean "ask"?',
  ],
  [
    'a channel that is none names the nearest',
    withSteps('id: a, start: at once, message: { to: client, template: investigating, via: slak }'),
    'there is no channel "slak"; did you mean "slack"?',
  ],
  [
    'a recipient that is none names the nearest',
    withSteps('id: a, start: at once, message: { to: cleint, template: investigating }'),
    '"cleint" is not allowed here; did you mean "client"?',
  ],
  [
    'a cause that is none names the nearest',
    'playbook: p\ncauses: [tls.expird]\nsteps:\n  - { id: a, start: at once, escalate: { to: next } }\n',
    '2:10  there is no cause "tls.expird"; did you mean "tls.expired"?',
  ],
  [
    'a family that is none names the nearest',
    'playbook: p\ncauses: ["tsl.*"]\nsteps:\n  - { id: a, start: at once, escalate: { to: next } }\n',
    'there is no cause "tsl.*"; did you mean "tls.*"?',
  ],
  [
    'steps that wait for each other are shown as a circle',
    withSteps(`id: a, start: 1h after b, ${TELL}`, `id: b, start: 1h after a, ${TELL}`),
    'a: these steps wait for each other: a > b > a (step_cycle)',
  ],
  ['a step that waits for itself is a circle', withSteps(`id: a, start: 1h after a, ${TELL}`), 'a > a (step_cycle)'],
  [
    'a message cannot fail',
    withSteps(`id: a, start: at once, ${TELL}`, `id: b, start: when a fails, ${TELL}`),
    'b: "a" is a message, which never fails; write "when a succeeds" or "when a is done"',
  ],
  [
    'a task without a due time cannot time out',
    withSteps('id: a, start: at once, task: { title: Look, for: next }', `id: b, start: when a times out, ${TELL}`),
    '"a" has no "due", so it never times out',
  ],
  [
    'a step cannot need a fact and its absence',
    withSteps(`id: a, start: at once, only-if: [acknowledged], unless: [acknowledged], ${TELL}`),
    'can never start',
  ],
  [
    'a step cannot wait for one that never runs where it may',
    withSteps(
      'id: a, start: at once, only-if: [has-agent], action: { run: certificate-renew, on: agent }',
      `id: b, start: when a fails, unless: [has-agent], ${TELL}`,
    ),
    'b: it waits for "a", which never runs where this step may ("has-agent"), so it can never start',
  ],
  [
    'two steps of one name are refused',
    withSteps(`id: a, start: at once, ${TELL}`, `id: a, start: at once, ${TELL}`),
    'two steps are called "a"',
  ],
  ['a word of the language is no name', withSteps(`id: confirmed, start: at once, ${TELL}`), '"confirmed" is a word of the language'],
  ['a step without a deed does nothing', withSteps('id: a, start: at once'), 'this step does nothing; add one of message, task'],
  [
    'a step does one thing',
    withSteps(`id: a, start: at once, ${TELL}, escalate: { to: next }`),
    'one step does one thing, and this one does message and escalate',
  ],
  [
    'a time-out without a unit is told what to write',
    withSteps('id: a, start: at once, action: { run: certificate-renew, on: hosting, timeout: 15 }'),
    '"15" has no unit; write 15s, 15m, 15h or 15d',
  ],
  [
    'a repetition less than once is none',
    withSteps(`id: a, start: at once, every: 1h, at-most: 0, ${TELL}`),
    'at-most: is less than 1; write 1 or more',
  ],
  ['a repetition without pause is none', withSteps(`id: a, start: at once, every: 0m, ${TELL}`), '"every" is no time at all'],
  ['an all clear needs a stability window', `stable-for: 0m\n${withSteps(`id: a, start: at once, ${TELL}`)}`, 'stability_window_required'],
  ['a playbook for a newer Allclear says so', `version: 2\n${withSteps(`id: a, start: at once, ${TELL}`)}`, 'version_newer'],
  [
    'a misspelt key names the nearest',
    `sevrity: major\n${withSteps(`id: a, start: at once, ${TELL}`)}`,
    'unknown key "sevrity"; did you mean "severity"?',
  ],
  ['a tab is no indent', 'playbook: p\nsteps:\n\t- x\n', 'p.yaml:3:1'],
  ['a foreign tag is refused', 'playbook: !!js/function "x"\n', 'p.yaml:1:11'],
  ['an empty file is no playbook', '', 'p.yaml:1:1'],
]
for (const [name, text, part] of mistakes) {
  test(name, () => {
    assert.ok(said(text).includes(part), said(text))
    assert.equal(read(text).playbook, null)
  })
}

test('every mistake is told at once', () => {
  const text = withSteps(
    'id: a, start: 15 after confirmed, escalate: { to: next }',
    'id: b, start: when c fails, escalate: { to: next }',
    'id: d, start: at once',
  )
  assert.equal(said(text).split('\n').length - 1, 3, said(text))
})

test('what has no effect is a warning, and the playbook is read all the same', () => {
  const { playbook, complaints } = read(withSteps(`id: a, start: at once, until: [recovered], ${TELL}`))
  assert.deepEqual(
    complaints.map(({ level }) => level),
    ['warning'],
  )
  assert.ok(playbook)
})

test('people and schedules are judged only where a configuration says who there is', () => {
  const text = withSteps('id: a, start: at once, task: { title: Look, for: frist-line }', 'id: b, start: at once, escalate: { to: next }')
  assert.equal(said(text), '')
  assert.match(said(text, ['first-line', 'ana']), /there is no person or schedule "frist-line"; did you mean "first-line"\?/)
})
