import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Room } from '@allclear/wire/room.ts'
import { iso } from '../src/domain/instant.ts'
import { choosePlaybook } from '../src/domain/playbook/choose.ts'
import { makeToken } from '../src/http/tokens.ts'
import { loadLibrary } from '../src/library.ts'
import { askedHub } from './asked-hub.ts'

const { playbooks } = await loadLibrary({})
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

/** A site that its plan cannot carry any more, and the people who look after it. */
async function overloaded() {
  const hub = await askedHub()
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [])
  })
  const number = await hub.asks(choosePlaybook(playbooks, 'hosting.capacity'))
  const call = async (method: 'GET' | 'POST', url: string, payload?: object, partner: string | null = null) => {
    const person = partner === null ? 'ana' : null
    const token = { kind: 'api', name: partner ?? 'ana', role: 'responder', person, partner, now: hub.clock.at } as const
    const { secret } = await makeToken(hub.store.db, token)
    return hub.app.inject({ method, url, headers: { authorization: `Bearer ${secret}` }, ...(payload && { payload }) })
  }
  const says = (payload: object, partner?: string) => call('POST', `/api/v1/incidents/${number}/statistics`, payload, partner)
  const room = async () => (await call('GET', `/api/v1/incidents/${number}/room`)).json() as Room
  const templates = async () => (await hub.incident(number)).told.map(({ template }) => template)
  return { ...hub, number, call, says, room, templates }
}

test('the figures of a site lead to a plan, the plan to the partner, its yes to the client, and that yes to the list of tasks (REA-5)', async () => {
  const hub = await overloaded()
  const form = (await hub.room()).may.statistics
  assert.deepEqual([form?.uses.map(({ use }) => use), form?.offer], [['disk', 'transfer', 'visits'], true])
  const half = (await hub.says({ disk: '9GB', transfer: '310GB' })).json()
  assert.deepEqual([half.statistics.length, half.offer], [2, null])
  assert.ok(!(await hub.templates()).includes('capacity-offer'), 'nobody is asked before plan and price are known')

  const { statistics, offer } = (await hub.says({ visits: 79000 })).json()
  const said = { by: 'ana', at: iso(hub.clock.at) }
  assert.deepEqual(statistics[2], { use: 'visits', figure: 79000, ...said })
  assert.deepEqual(offer, { plan: 'Medium', price: '60 USD/month', ...said })
  const [ask, gather] = [await hub.letter(hub.number, 'capacity-offer'), (await hub.incident(hub.number)).tasks['gather-figures']]
  assert.equal(gather?.done, true)
  assert.match(ask.text, /9 GB of disk\. 310 GB of transfer\. 79,000 visits\./)
  assert.match(ask.text, /We recommend Medium at 60 USD\/month/)
  const { may, asked } = await hub.room()
  assert.equal(may.statistics, null)
  assert.equal(asked[0]?.offer, 'Medium at 60 USD/month', 'what the partner is asked to allow stands in the room')

  const yes = { type: 'approved', by: 'Rosa Lind', message: ask.key, step: 'ask-partner', ref: 'slack 1' } as const
  await hub.happens(hub.number, { ...yes, who: 'partner' })
  const question = await hub.letter(hub.number, 'capacity-migration')
  assert.match(question.text, /move it to Medium at 60 USD\/month/)
  const press = await hub.app.inject({
    method: 'POST',
    url: hub.linkOf(question),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'answer=yes&name=Bo',
  })
  assert.equal(press.statusCode, 303)
  assert.equal((await hub.incident(hub.number)).tasks['migrate']?.checklist.length, 6)
})

test('who said yes to what, and when, stands in the incident room with a link to the words they saw, and in the API (REA-5)', async () => {
  const hub = await overloaded()
  await hub.says({ disk: '9GB', transfer: '310GB', visits: 79000 })
  const { key, subject } = await hub.letter(hub.number, 'capacity-offer')
  await hub.happens(hub.number, { type: 'declined', who: 'partner', by: 'Rosa Lind', text: 'Too dear.', message: key, step: 'ask-partner' })
  const shown = { who: 'Rosa Lind', yes: false, said: 'said no', at: iso(hub.clock.at), text: 'Too dear.', message: { key, subject } }
  assert.deepEqual((await hub.room()).answers, [shown])
  const incident = (await hub.call('GET', `/api/v1/incidents/${hub.number}`)).json()
  const at = iso(hub.clock.at)
  const given = { who: 'partner', what: 'declined', at, by: 'Rosa Lind', text: 'Too dear.', says: null, step: 'ask-partner', message: key }
  assert.deepEqual(incident.answers, [given])
})

test('what was asked about stays as it was asked, whatever figures come later', async () => {
  const hub = await overloaded()
  await hub.says({ plan: 'Bespoke', price: '200 USD/month' })
  const { offer, statistics } = (await hub.says({ disk: '1GB', transfer: '1GB', visits: 1 })).json()
  assert.deepEqual([offer.plan, offer.price, statistics.length], ['Bespoke', '200 USD/month', 3])
  assert.match((await hub.letter(hub.number, 'capacity-offer')).text, /We recommend Bespoke at 200 USD\/month/)
  assert.ok((await hub.notes(hub.number)).includes('The question has been asked: its plan and price stay.'))
})

test('a plan has a price, figures are amounts, and a partner names no plan', async () => {
  const hub = await overloaded()
  const refused = async (payload: object, partner?: string) => (await hub.says(payload, partner)).json().code
  for (const payload of [{}, { plan: 'Medium' }, { price: '1 USD' }]) assert.equal(await refused(payload), 'field_missing')
  for (const payload of [{ disk: '9' }, { visits: -1 }, { visits: 'many' }]) assert.equal(await refused(payload), 'field_invalid')
  assert.equal(await refused({ plan: 'Medium', price: '1 USD' }, 'brightside'), 'operator_only')
  const theirs = (await hub.says({ disk: '9GB' }, 'brightside')).json()
  assert.deepEqual(theirs.statistics.map(({ use }: { use: string }) => use), ['disk']) // prettier-ignore
  assert.equal(await refused({ disk: '9GB' }, 'rival'), 'incident_unknown')
})
