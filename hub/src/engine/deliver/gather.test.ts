import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Happening } from '../../domain/incident/incident.ts'
import { seconds } from '../../domain/instant.ts'
import { readPlaybook } from '../../domain/playbook/read-playbook.ts'
import { findIncident } from '../../store/incidents.ts'
import { timelineOf } from '../../store/timeline.ts'
import { letterOf, openPostOffice } from './post-office.double.ts'
import { receive } from '../inbox/receive.ts'
import { respond, suspect } from '../respond/respond.ts'

const SITES = ['cornerbakery.example', 'lanternbooks.example', 'quayside.example']
const PLAYBOOK = `
playbook: informing
causes: ["*"]
stable-for: 1m
steps:
  - { id: tell, start: at once, message: { to: client, template: investigating } }
  - { id: ask, start: 30s after confirmed, approval: { from: client, template: still-working } }
`
const VERDICT = { verdict: 'genuine', reason: null, class: 'status', code: 'status_500', deterministic: true, because: ['Down.'] } as const

/** Three sites of one client that are down by one larger outage. */
async function outage() {
  const sites = `sites: { ${SITES.map((site) => `${site}: { client: bakery, url: "https://${site}" }`).join(', ')} }\n`
  const open = await openPostOffice('{ address: answers@harbor.example, listen: 127.0.0.1:0 }', { sites })
  const { room } = open
  const playbook = readPlaybook(PLAYBOOK, 'p.yaml', { templates: ['investigating', 'still-working'], actions: [] }).playbook!
  const hears = async (happening: Happening, ...numbers: number[]) => {
    for (const number of numbers.length > 0 ? numbers : SITES.keys().map((n) => n + 1)) await respond(room, 'brightside', number, happening)
  }
  for (const site of SITES) await suspect(room, room.plan().sites[site]!, room.clock.now())
  await hears({ type: 'confirmed', verdict: VERDICT, since: room.clock.now() })
  for (const n of SITES.keys()) await hears({ type: 'joined', parent: { id: 1, says: 'Part.', sites: 3, leads: n === 0 } }, n + 1)
  const diagnosis = { cause: 'app.fatal', confidence: 1, because: [], alternatives: [], facts: {} }
  await hears({ type: 'diagnosed', diagnosis, playbook })
  const incident = async (number: number) => (await findIncident(room.store.db, 'brightside', number))!.incident
  const lines = async (number: number) => (await timelineOf(room.store.db, 'brightside', number)).map(({ note }) => note ?? '')
  const toClient = () => open.mail.letters.filter(({ to }) => to.includes('bo@cornerbakery.example')).map(({ raw }) => raw)
  return { ...open, hears, incident, lines, toClient, [Symbol.asyncDispose]: () => open.close() }
}

const subjectOf = (raw: string) => /^Subject: (.*)$/m.exec(raw)?.[1]

test('a client with several sites of one larger outage gets one letter, the partner in copy (TRI-3, I-36)', async () => {
  await using open = await outage()
  await open.deliver()
  assert.deepEqual(open.toClient(), [])
  open.passes(seconds(29))
  await open.deliver()
  assert.deepEqual(open.toClient(), [])
})

test('a question does not wait for the digest, nor what was said before it (I-32)', async () => {
  await using open = await outage()
  open.passes(seconds(30))
  await open.hears({ type: 'clock' }, 2)
  await open.deliver()
  assert.deepEqual(open.toClient().map(subjectOf), ['3 messages about your websites', 'lanternbooks.example: we are still working on it'])
  for (const { to } of open.mail.letters) if (to.includes('bo@cornerbakery.example')) assert.ok(to.includes('rosa@brightside.example'))
  for (const number of [1, 2, 3])
    assert.ok((await open.lines(number)).includes('investigating to bo@cornerbakery.example: It went within one digest of 3 messages.'))
})

test('an answer to a digest is heard by every incident that it tells of, and all of them are cleared once (COM-5, CLR-2)', async () => {
  await using open = await outage()
  open.passes(seconds(90))
  await open.deliver()
  const [digest] = open.toClient()
  const to = /^Reply-To: (.*)$/m.exec(digest!)![1]!.trim()
  assert.equal(await receive(open.room, letterOf({ to, words: 'Thank you.' }), []), true)
  assert.equal(await receive(open.room, letterOf({ to, words: 'Thank you.' }), []), false)
  for (const number of [1, 2, 3]) assert.equal((await open.incident(number)).answers.length, 1)
  await open.hears({ type: 'seen-up' })
  open.passes(seconds(60))
  await open.hears({ type: 'clock' })
  open.passes(seconds(90))
  await open.deliver()
  const last = open.toClient().at(-1)!
  assert.equal(subjectOf(last), '3 messages about your websites')
  for (const site of SITES) assert.match(last, new RegExp(`${site}: all clear`))
  await open.deliver()
  assert.equal(open.toClient().filter((raw) => raw.includes('all clear')).length, 1)
})
