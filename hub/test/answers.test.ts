import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../lab/src/visitor.double.ts'
import { listMessages } from '../src/store/messages.ts'
import { startHubOnLab } from './hub-on-lab.ts'

test('an answer in Slack and a press in a mail reach the incident, over real servers (COM-5)', { timeout: 30_000 }, async ({ signal }) => {
  await using world = await startHubOnLab(60, signal)
  const { lab, hub, until } = world
  await lab.order({ do: 'slack-app', requestUrl: new URL('hooks/slack', hub().url).href })
  await lab.order({ do: 'break', site: 'alpenhof.example', fault: 'domain-expired' })
  const told = (audience: string) =>
    until(1, 'northlight', (timeline) => timeline.some((entry) => entry.kind === 'message' && entry.audience === audience))
  await Promise.all([told('client'), told('partner')])
  const isDelivered = async () =>
    (await listMessages(hub().store.db, { incident: 1, limit: 20 })).every(({ state }) => state === 'delivered')
  while (!signal.aborted && !(await isDelivered())) await new Promise(setImmediate)

  const thread = lab.posts().find(({ channel, threadTs }) => channel === 'C0NORTH' && threadTs === null)!
  await lab.order({ do: 'slack-say', channel: 'C0NORTH', thread: thread.ts, text: 'We are asking <them> & will tell you.' })
  await until(1, 'northlight', (timeline) => timeline.some(({ note }) => note?.includes('“We are asking <them> & will tell you.”')))

  const letter = lab.mails().find(({ text }) => text.includes('/done'))!
  const path = /(?<path>\/a\/[\w-]+)\/done/.exec(letter.text)!.groups!['path']!
  const [stored] = await listMessages(hub().store.db, { incident: 1, limit: 20 }).then((all) =>
    all.filter(({ text }) => text.includes('/done')),
  )
  assert.ok(!stored!.text.includes(path), 'the token leaves with the letter and is kept nowhere')
  const pressed = await ask(new URL(path, hub().url).href, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'answer=done',
  })
  assert.equal(pressed.status, 303)
  await until(1, 'northlight', (timeline) => timeline.some(({ note }) => note?.startsWith('The client replied.')))
})
