import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHttpDouble } from '../../network/http.double.ts'
import { createBackOff } from '../deliver/back-off.ts'
import { deliverDue } from '../deliver/deliver.ts'
import { openPostOffice } from '../deliver/post-office.double.ts'
import { respond, suspect } from '../respond/respond.ts'

test('an outage is posted once, every update replies to that post, and where they stand is in the timeline (COM-7)', async (t) => {
  const double = await startHttpDouble((_, n) => ({ body: { id: String(n), url: `https://social.example/@b/${n}` } }))
  const office = await openPostOffice('{ address: answers@harbor.example, listen: "127.0.0.1:0" }')
  t.after(() => Promise.all([double.close(), office.close()]))
  const written = office.room.plan()
  const social = { mastodon: { url: double.url, account: null, place: null } }
  const brightside = { ...written.partners['brightside']!, announce: ['mastodon'], social } as const
  const plan = { ...written, partners: { brightside } }
  const secrets = new Map([...office.room.secrets(), ['partners.brightside.social.mastodon.token', 'a token']])
  const room = { ...office.room, plan: () => plan, secrets: () => secrets }
  const happens = (happening: Parameters<typeof respond>[3]) => respond(room, 'brightside', 1, happening)
  const deliver = () =>
    deliverDue({ ...room, backOff: createBackOff(() => 0.5), respond: async (...told) => void (await respond(room, ...told)) })

  await suspect(room, plan.sites['cornerbakery.example']!, room.clock.now())
  const verdict = { verdict: 'genuine', reason: null, class: 'status', code: 'status_500', deterministic: true, because: ['It is down.'] } as const // prettier-ignore
  await happens({ type: 'confirmed', verdict, since: room.clock.now() })
  await deliver()
  await happens({ type: 'update-written', by: 'ana', stage: 'identified', text: 'We were wrong before: it is the database.' })
  await deliver()

  const posts = double.heard.map(({ body }) => JSON.parse(body) as { status: string; in_reply_to_id?: string })
  assert.deepEqual(
    posts.map(({ in_reply_to_id: first }) => first),
    [undefined, '1'],
  )
  assert.match(posts[1]!.status, /^cornerbakery\.example: identified\n\nWe were wrong before: it is the database\.\n\nhttp/)
  const lines = (await office.timeline()).filter((line) => line.includes('posted'))
  assert.deepEqual(lines, [1, 2].map((n) => `announcement  posted https://social.example/@b/${n}`)) // prettier-ignore
})
