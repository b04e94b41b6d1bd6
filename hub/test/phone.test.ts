import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabCall } from '@allclear/wire/lab.ts'
import type { Entry } from '../src/domain/incident/entry.ts'
import type { Plan } from '../src/domain/plan/plan.ts'
import { freePort } from '../src/network/free-port.double.ts'
import { startHubOnLab } from './hub-on-lab.ts'

const PHONES: Readonly<Record<string, string>> = { '+12125550101': 'ana', '+12125550102': 'kofi', '+12125550103': 'mei' }
const byPhone = { by: ['sms', 'voice', 'slack'] as const, repeat: 100 }

const inSlack = (people: Plan['people']) =>
  Object.fromEntries(Object.entries(people).map(([id, person]) => [id, { ...person, slack: `U0${id.toUpperCase()}` }]))

test(
  'a page by text message is answered with "ACK 1", a call with key 1, one in Slack by a button, and each says who has it (RES-3, RES-6)',
  { timeout: 40_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(
      300,
      signal,
      (plan) => ({
        ...plan,
        people: inSlack(plan.people),
        escalation: [{ ...plan.escalation[0]!, ...byPhone }, ...plan.escalation.slice(1)],
      }),
      await freePort(),
    )
    const { lab, hub, until } = world
    const { url } = hub()
    await lab.order({ do: 'phone-app', smsUrl: `${url}hooks/twilio/sms` })
    await lab.order({ do: 'break', site: 'cornerbakery.example', fault: 'certificate-expired' })
    const came = (is: (call: LabCall) => boolean) => until(1, 'brightside', () => lab.calls().some(is))

    await came(({ kind }) => kind === 'voice')
    const call = lab.calls().find(({ kind }) => kind === 'voice')!
    assert.match(call.says, /cornerbakery dot example.*Press 1 to acknowledge\./)
    await lab.order({ do: 'phone-press', key: '1' })
    const taken = (by: string) => (timeline: readonly Entry[]) => timeline.some(({ note }) => note?.startsWith(`${by} `) === true)
    await until(1, 'brightside', taken(PHONES[call.to]!))
    assert.match(lab.calls().at(-1)!.says, /^Thank you\./)

    await came(({ kind, by, to }) => kind === 'sms' && by === 'app' && to === call.to)
    const page = lab.calls().find(({ kind }) => kind === 'sms')!
    assert.match(page.says, /cornerbakery\.example.*Reply ACK 1 to take it\. http/)
    await lab.order({ do: 'phone-text', from: page.to, text: 'ACK 1' })
    assert.match(lab.calls().at(-1)!.says, /incident 1/i)

    const theirs = () => lab.posts().find(({ channel }) => channel === `D0${PHONES[call.to]!.toUpperCase()}`)
    const buttons = () => theirs()?.buttons?.map(({ says }) => says)
    await until(1, 'brightside', () => buttons()?.[0] === 'Escalate')
    assert.match(theirs()!.text, /cornerbakery\.example[^]*You have it\.$/)
    await lab.order({ do: 'slack-app', requestUrl: `${url}hooks/slack` })
    await lab.order({ do: 'slack-press', channel: theirs()!.channel, choice: 'page-escalate' })
    await until(1, 'brightside', (timeline) => timeline.some(({ note }) => note === `${PHONES[call.to]!} escalated it.`))
  },
)
