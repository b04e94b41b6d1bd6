import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printComplaints } from '../document.ts'
import { readPlan } from './read-plan.ts'

const SMALL = `
operator: { name: Harbor, timezone: America/New_York, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example } }
sites: { harbor.example: { url: https://harbor.example } }
`
const variables = { SMTP: 'smtp://127.0.0.1:25', IMAP: 'imaps://answers%40harbor.example:p%40ss@mail.harbor.example/Answers' }

function read(inbox: string, more = '') {
  const lookup = (name: string) => (variables as Record<string, string>)[name] ?? ''
  const text = `${SMALL}${more}channels: { mail: { smtp: "\${SMTP}", inbox: ${inbox} } }\n`
  const { plan, secrets, complaints } = readPlan(text, 'a.yaml', { variables: { lookup, unsetIsEmpty: true }, checkSchemas: {} })
  return { plan, secrets, said: printComplaints(complaints) }
}

test('an inbox is read over IMAP, listened for, or both; its login is a secret (COM-5)', () => {
  const { plan, secrets, said } = read('{ address: answers@harbor.example, imap: "${IMAP}", listen: "127.0.0.1:2525" }')
  assert.equal(said, '')
  assert.deepEqual(plan!.channels.inbox, {
    address: 'answers@harbor.example',
    imap: { host: 'mail.harbor.example', port: 993, secure: true, user: 'answers@harbor.example', mailbox: 'Answers' },
    listen: { host: '127.0.0.1', port: 2525 },
  })
  assert.equal(secrets.get('channels.mail.inbox.imap'), variables.IMAP)
  assert.doesNotMatch(JSON.stringify(plan), /p%40ss|p@ss/)
})

test('a mailbox whose secret is empty is not read, and that is said', () => {
  const { plan, said } = read('{ address: answers@harbor.example, imap: "${NONE}" }')
  assert.equal(plan!.channels.inbox!.imap, null)
  assert.match(said, /channels\.mail\.inbox\.imap is empty: the mailbox is not read/)
})

for (const [what, inbox, said] of [
  ['no way in', '{ address: answers@harbor.example }', 'nothing says how mail gets in; add "imap: imaps://…" or "listen: 127.0.0.1:2525"'],
  [
    'no room for a token',
    '{ address: a-name-that-is-much-too-long-for-it@harbor.example, listen: "127.0.0.1:2525" }',
    'leaves no room for "+" and the token',
  ],
  ['a plus of its own', '{ address: care+answers@harbor.example, listen: "127.0.0.1:2525" }', 'without a "+"'],
  [
    'no mailbox',
    '{ address: answers@harbor.example, imap: "https://mail.example/" }',
    'is not the address of a mailbox; write it as imaps://user',
  ],
  [
    'a percent sign that is none',
    '{ address: answers@harbor.example, imap: "imap://a:100%@mail.example/" }',
    'is not the address of a mailbox',
  ],
  ['no port', '{ address: answers@harbor.example, listen: localhost }', '"localhost" is no address to listen on; write HOST:PORT'],
] as const) {
  test(`an inbox with ${what} is complained about`, () => {
    assert.ok(read(inbox).said.includes(said), read(inbox).said)
  })
}

const BRIGHTSIDE = 'partners: { brightside: { name: B, cc: [r@b.example], brand: { from: Care <care@brightside.example>REPLY } } }\n'

test("a partner whose clients would answer to another's domain is warned of it (COM-1)", () => {
  const inbox = '{ address: answers@harbor.example, listen: "127.0.0.1:2525" }'
  assert.match(
    read(inbox, BRIGHTSIDE.replace('REPLY', '')).said,
    /its clients answer to answers@harbor\.example, which is not in its name; add "reply: care@brightside\.example"/,
  )
  const well = read(inbox, BRIGHTSIDE.replace('REPLY', ', reply: hello@brightside.example'))
  assert.equal(well.said, '')
  assert.equal(well.plan!.partners.brightside!.brand.reply, 'hello@brightside.example')
})
