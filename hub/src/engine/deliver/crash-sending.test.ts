import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { seconds } from '../../domain/instant.ts'
import type { Script } from '../../network/smtp.double.ts'
import { recoverMessages } from '../../store/outbox.ts'
import { deliverDue } from './deliver.ts'
import { CLIENT, openOffice, PAGE, START, THREAD } from './office.double.ts'

// A hub that dies at a step of a conversation, and the next one over the same outbox. `bench/crash-sending.ts` kills real processes.
const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

type Office = Awaited<ReturnType<typeof openOffice>>

/** What the other side says at that step, and in the first life the end of that life: the next one begins before the word is heard. */
const dying = (office: () => Office, says: string) => {
  let isFirst = true
  return () => {
    if (!isFirst) return says === 'hang' ? '250 ok' : says
    isFirst = false
    void recoverMessages(office().store.db, START, 'all')
    return says
  }
}

async function livesTwice(office: Office) {
  closing.push(office.close)
  const around = { ...office.around, attemptMs: 200 }
  await deliverDue(around)
  office.passes(seconds(5))
  await deliverDue(around)
  assert.deepEqual(office.bugs, [])
}

for (const [step, says, state, most] of [
  ['connect', '220 hello', 'delivered', 1],
  ['EHLO', '250 hello', 'delivered', 1],
  ['MAIL', '250 ok', 'delivered', 1],
  ['RCPT', '250 ok', 'delivered', 1],
  ['DATA', '354 go on', 'delivered', 1],
  ['dot', 'hang', 'uncertain', 1],
  ['dot', '250 ok', 'uncertain', 1],
] as const)
  test(`a hub that dies at ${step} (${says}) leaves a mail to a client ${state}, and it is never sent twice (I-31)`, async () => {
    const script: Script = { [step]: dying(() => office, says) }
    const office = await openOffice(script)
    await office.post('a')
    await livesTwice(office)
    const message = await office.find('a')
    assert.deepEqual([message.state, office.mail.letters.length <= most], [state, true], message.reason ?? '')
    if (state === 'delivered') assert.equal(office.mail.letters.length, 1)
    assert.deepEqual(
      office.heard.map(({ happening }) => happening.type === 'delivered' && happening.outcome),
      [state],
    )
  })

for (const says of ['hang', '250 ok'] as const)
  test(`a page whose hub died at the dot (${says}) arrives at least once`, async () => {
    const office = await openOffice({ dot: dying(() => office, says) })
    await office.post('p', { recipient: PAGE, contract: 'page' })
    await livesTwice(office)
    assert.deepEqual([(await office.find('p')).state, office.mail.letters.length], ['delivered', 2])
  })

for (const answer of ['hang', 'drop', { body: { ok: true, ts: '1.1' } }] as const)
  test(`a hub that dies once Slack has the whole post (${JSON.stringify(answer)}) leaves it uncertain, and it is posted once`, async () => {
    const die = dying(() => office, '')
    const office = await openOffice({}, () => {
      die()
      return answer
    })
    await office.post('s', { recipient: THREAD })
    await livesTwice(office)
    assert.deepEqual([(await office.find('s')).state, office.slack.heard.length], ['uncertain', 1])
  })

test('a letter of which nobody knows holds up nobody else, and what follows it to the same reader goes on', async () => {
  let dots = 0
  const office = await openOffice({ dot: () => (dots++ === 0 ? 'drop' : '250 ok') })
  await office.post('a')
  await office.post('b')
  await office.post('c', { recipient: { ...CLIENT, address: ['kim@other.example'] } })
  await livesTwice(office)
  const states = await Promise.all(['a', 'b', 'c'].map(async (key) => (await office.find(key)).state))
  assert.deepEqual([states.filter((state) => state === 'uncertain').length, states.filter((state) => state === 'delivered').length], [1, 2])
})
