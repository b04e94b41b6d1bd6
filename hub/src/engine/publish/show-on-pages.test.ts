import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { listMessages } from '../../store/messages.ts'

test('a page in an app says who has the incident and when it is over, where it stands (RES-3, RES-6)', async () => {
  const hub = await askedHub({ 'channels.apps.pager.token': 'x' })
  try {
    const { kofi } = hub.plan.people
    Object.assign(hub.plan, {
      people: { ...hub.plan.people, kofi: { ...kofi!, app: 'pager' } },
      channels: {
        ...hub.plan.channels,
        apps: { pager: { id: 'pager', kind: 'pagerduty', name: 'PagerDuty', api: 'https://e.example', to: null } },
      },
      escalation: [{ notify: 'kofi', by: ['app'], wait: 900_000, repeat: 1, only: null }],
    })
    const number = await hub.asks('domain.expired')
    await hub.delivers()
    const pages = async () =>
      (await listMessages(hub.store.db, { incident: number, limit: 100 })).toReversed().flatMap(({ recipient, template }) => (recipient.channel === 'app' ? [`${recipient.address[0]} ${template}`] : [])) // prettier-ignore
    assert.deepEqual(await pages(), ['pager page'])
    await hub.happens(number, { type: 'acknowledged', by: 'mei' })
    assert.deepEqual(await pages(), ['pager page', 'pager page-taken'])
    hub.passes('1m')
    await hub.happens(number, { type: 'seen-up' })
    await hub.happens(number, { type: 'resolved-by-hand', by: 'mei', reason: 'Renewed.' })
    assert.deepEqual((await pages()).at(-1), 'pager page-over')
    assert.deepEqual(hub.bugs, [])
  } finally {
    await hub.close()
  }
})
