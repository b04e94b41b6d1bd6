import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../test/asked-hub.ts'
import { listMessages } from '../store/messages.ts'
import { listTasks } from '../store/tasks.ts'
import { makeToken } from './tokens.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const AUTHORITY = { people: ['ana'], for: ['corner-bakery'], proof: 'signed on 2026-02-01' }

async function hubWithProviders() {
  const hub = await askedHub()
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
  })
  const anchor = { ...hub.plan.providers['anchor-hosting']!, managed: false, authority: AUTHORITY }
  const form = { ...anchor, id: 'form', name: 'Form Only', support: { url: 'https://form.example/help', mail: null, phone: null } }
  Object.assign(hub.plan, { providers: { 'anchor-hosting': anchor, form } })
  const number = await hub.asks('domain.expired')
  const token = async (person: string | null, partner: string | null = null) =>
    (await makeToken(hub.store.db, { kind: 'api', name: 'test', role: 'responder', person, partner, now: hub.clock.at })).secret
  const tokens = { ana: await token('ana'), kofi: await token('kofi'), partner: await token(null, 'brightside') }
  const writes = (provider: string, who: keyof typeof tokens = 'ana') =>
    hub.app.inject({
      method: 'POST',
      url: `/api/v1/incidents/${number}/ticket`,
      headers: { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json' },
      payload: { provider },
    })
  const tickets = async () =>
    (await listMessages(hub.store.db, { incident: number, limit: 100 })).filter(({ template }) => template === 'ticket')
  const reads = (provider: string) =>
    hub.app.inject({ url: `/incidents/${number}/ticket?provider=${provider}`, headers: { authorization: `Bearer ${tokens.ana}` } })
  return { ...hub, number, writes, reads, tickets }
}

test('a ticket goes to the provider’s support by mail in the operator’s name, once, with the recorded authority, and a task chases it (REA-10)', async () => {
  const hub = await hubWithProviders()
  await hub.happens(hub.number, { type: 'noted', by: 'ana', text: 'Their support is slow again.' })
  const shown = await hub.reads('anchor-hosting')
  assert.match(shown.body, /By mail to support@anchor\.example[\s\S]*Send; a task chases it/)
  assert.deepEqual(await hub.tickets(), [], 'reading it sends nothing')
  const { sent, to, text } = (await hub.writes('anchor-hosting')).json()
  assert.deepEqual([sent, to], [true, 'support@anchor.example'])
  const [ticket, ...more] = await hub.tickets()
  assert.deepEqual(
    [more.length, ticket!.contract, ticket!.recipient.from, ticket!.text],
    [0, 'message', 'Harbor Web Care <noc@harbor.example>', text],
  )
  assert.match(ticket!.subject, /^cornerbakery\.example is down since .* \(our reference: incident 1\)$/)
  assert.match(text, /Ana Ruiz may speak with you for Corner Bakery: signed on 2026-02-01/)
  assert.doesNotMatch(text, /slow again|bo\.hart|rosa@|Kofi|Mei|river-dental/, 'nothing of ours or of clients goes out')
  const again = await hub.writes('anchor-hosting')
  assert.deepEqual([again.statusCode, again.json().code], [409, 'ticket_written'])
  const tasks = await listTasks(hub.store.db, { partner: 'brightside', incident: hub.number, limit: 50 })
  const chased = tasks.find(({ id }) => id === 'ticket-anchor-hosting')!
  assert.deepEqual([chased.title, chased.dueAt! - hub.clock.at], ['Ticket with Anchor Hosting: see that it is mended', 3_600_000])
  assert.match((await hub.reads('anchor-hosting')).body, /It was written\./)
})

test('where the provider takes no mail the text and the link are given, and a task says to send it', async () => {
  const hub = await hubWithProviders()
  const { sent, to, url, subject } = (await hub.writes('form')).json()
  assert.deepEqual([sent, to, url], [false, null, 'https://form.example/help'])
  assert.match(subject, /incident 1/)
  assert.deepEqual(await hub.tickets(), [])
  assert.ok(
    (await hub.tasks(hub.number)).some(({ title }) => title === 'Ticket with Form Only: send it by their form, and see that it is mended'),
  )
})

test('who is not recorded as speaking for the client writes no ticket, nor does a partner (REA-10)', async () => {
  const hub = await hubWithProviders()
  const stranger = await hub.writes('anchor-hosting', 'kofi')
  assert.deepEqual([stranger.statusCode, stranger.json().code], [403, 'authority_missing'])
  assert.equal(stranger.json().message, 'It is not recorded that Kofi Mensah may speak with Anchor Hosting for Corner Bakery.')
  assert.equal((await hub.writes('anchor-hosting', 'partner')).json().code, 'operator_only')
  assert.equal((await hub.writes('nobody')).json().code, 'provider_unknown')
  assert.deepEqual(await hub.tickets(), [])
})

test('a ticket that did not arrive is said in the timeline', async () => {
  const hub = await hubWithProviders()
  await hub.writes('anchor-hosting')
  const { key } = (await hub.tickets())[0]!
  await hub.happens(hub.number, { type: 'delivered', key, outcome: 'refused', reason: 'no such user' })
  assert.ok((await hub.notes(hub.number)).includes('The provider did not take the ticket: no such user. Call them, or use their form.'))
})
