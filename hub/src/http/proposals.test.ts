import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Playbook } from '@allclear/wire/playbook.ts'
import { Proposal, Proposals, Trial } from '@allclear/wire/proposal.ts'
import { Review } from '@allclear/wire/review.ts'
import { z } from 'zod'
import { keepStory, slowRenewal } from '../../test/seeded-proposals.ts'
import { seededHub } from '../../test/seeded-hub.ts'
import { agency, World } from '../../test/stories/world.ts'
import { after, days } from '../domain/instant.ts'
import { listAudit } from '../store/audit.ts'
import { dueLookBacks } from '../store/proposals.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

async function started() {
  const hub = await seededHub(agency)
  const app = await buildServer(hub.around, routesOf(hub.around))
  const room = { ...hub.around, news: () => {} }
  const ours = await hub.token('owner')
  type Asking = { readonly token?: string; readonly payload?: object }
  const send = async (method: 'GET' | 'POST' | 'PUT', url: string, { token = ours, payload }: Asking) =>
    app.inject({ method, url: `/api/v1/${url}`, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
  const get = async <T>(shape: z.ZodType<T>, url: string, asking: Asking = {}) => shape.parse((await send('GET', url, asking)).json())
  const decide = async (how: 'accept' | 'decline', id: number, reason: string, asking: Asking = {}) =>
    Proposal.parse((await send('POST', `proposals/${id}/${how}`, { ...asking, payload: { reason } })).json())
  const refusal = async (method: 'GET' | 'POST', url: string, asking: Asking = {}) =>
    z.looseObject({ code: z.string() }).parse((await send(method, url, asking)).json()).code
  const proposals = async (query: string, asking: Asking = {}) => (await get(Proposals, `proposals${query}`, asking)).items
  const close = async () => {
    await app.close()
    await hub.store.close()
  }
  return { hub, room, send, get, decide, refusal, proposals, close }
}
const LATE = 'ask-own-hosting'
const isLate = ({ saw }: Proposal) => saw.includes(LATE)

test('what two reviews saw is proposed once, tried before it is accepted, and holds from the next incident on (REV-2)', async () => {
  const { hub, room, get, decide, refusal, proposals, close } = await started()
  try {
    const first = await keepStory(room, slowRenewal('2026-02-03'))
    const second = await keepStory(room, slowRenewal('2026-02-10'))
    await keepStory(room, slowRenewal('2026-02-11'))
    assert.deepEqual(await dueLookBacks(hub.store.db, 10), [])
    const late = (await proposals('?state=open')).filter(isLate)
    assert.deepEqual(
      late.map(({ rule, incidents, playbook, mayDecide }) => ({ rule, incidents, playbook, mayDecide })),
      [{ rule: 'step-late', incidents: [second, first], playbook: 'tls', mayDecide: true }],
    )
    const { id } = late[0]!
    const trial = await get(Trial, `proposals/${id}/trial`)
    assert.equal(trial.wrong, null)
    assert.match(trial.rehearsed!, /ends (resolved|reviewed)\./)
    assert.deepEqual(trial.replays.map(({ changes }) => changes), Array(3).fill([{ step: `${LATE}-late`, says: 'new' }])) // prettier-ignore
    assert.ok(trial.lines.some(({ kind, text }) => kind === 'added' && text.includes(`id: ${LATE}-late`)))
    assert.ok((await get(Review, `incidents/${second}/review`)).proposals.some((one) => one.id === id))

    assert.equal(await refusal('POST', `proposals/${id}/accept`, { payload: { reason: ' ' } }), 'field_invalid')
    assert.equal((await decide('accept', id, 'It was late twice.')).state, 'accepted')
    const { version, body, versions } = await get(Playbook, 'playbooks/tls')
    assert.deepEqual([version, versions[0]!.incident, versions[0]!.by], [2, second, 'ana'])
    assert.match(versions[0]!.reason!, /^It was late twice\. \(proposal \d+: Call the next rung/)
    assert.match(body, /# Only where we can act in the hosting's panel/)
    assert.equal(await refusal('POST', `proposals/${id}/decline`, { payload: { reason: 'No.' } }), 'proposal_decided')
    assert.ok((await listAudit(hub.store.db, { limit: 5 })).some(({ what }) => what === 'proposal-accepted'))

    hub.clock.at = after(hub.clock.at, days(16))
    const next = await keepStory(room, slowRenewal('2026-03-19'))
    const [helped] = (await get(Review, `incidents/${next}/review`)).helped
    assert.match(helped!, /^Since 2026-03-04 \(version 2\): .* Too few incidents to say whether it helped: 3 before, 1 since/)
  } finally {
    await close()
  }
})

test('a proposal that the playbook has left behind is refused, and one that was declined does not come back (REV-2)', async () => {
  const { room, send, get, decide, refusal, proposals, close } = await started()
  try {
    await keepStory(room, slowRenewal('2026-02-03'))
    await keepStory(room, slowRenewal('2026-02-10'))
    const { id } = (await proposals('')).find(isLate)!
    const { body } = await get(Playbook, 'playbooks/tls')
    const payload = { body: body.replaceAll(LATE, 'ask-hosting'), reason: 'Another name.' }
    assert.equal((await send('PUT', 'playbooks/tls', { payload })).statusCode, 200)
    assert.equal(await refusal('POST', `proposals/${id}/accept`, { payload: { reason: 'Late.' } }), 'proposal_outdated')
    assert.ok((await proposals('?state=open')).some(isLate))
    assert.equal((await decide('decline', id, 'It is meant so.')).state, 'declined')
    await keepStory(room, slowRenewal('2026-02-17'))
    assert.equal((await proposals('?state=open')).some(isLate), false)
    assert.equal(await refusal('GET', 'proposals/999'), 'proposal_unknown')
  } finally {
    await close()
  }
})

test('a tenant decides about its own contacts, and learns nothing of playbooks and other tenants', async () => {
  const { hub, room, decide, refusal, proposals, close } = await started()
  try {
    const world = new World('2026-02-03T10:00:00-06:00', { post: 'by hand' }).goesDown().showsCause('tls.expired').passes('20m')
    const { key } = world.posted.find(({ contract, to }) => contract === 'message' && to.includes('@'))!
    await keepStory(room, world.settles(key, 'refused', 'No such mailbox.').comesBack().passes('1h'))
    await keepStory(room, slowRenewal('2026-02-10'))
    await keepStory(room, slowRenewal('2026-02-17'))
    const seenBy = async (partner: string) => proposals('', { token: await hub.token('owner', partner, null) })
    const [bounced, ...more] = await seenBy('brightside')
    assert.deepEqual([bounced!.rule, more], ['contact-bounced', []])
    assert.match(bounced!.place!.to!, /^\/contacts\//)
    assert.deepEqual([await seenBy('fjord'), await seenBy('operator')], [[], []])
    const token = await hub.token('owner', 'brightside', null)
    const done = await decide('accept', bounced!.id, 'They sent another.', { token })
    assert.deepEqual([done.state, done.version], ['accepted', null])
    const [other] = await proposals('?state=open')
    assert.equal(await refusal('GET', `proposals/${other!.id}/trial`, { token }), 'proposal_unknown')
  } finally {
    await close()
  }
})
