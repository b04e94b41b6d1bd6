import { prove, provable } from '../../channels/prove.ts'
import type { Proof } from '../../channels/prove.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { after, hours, minutes, saySpan, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { channelProofs, keepChannelProof, syncChannelProofs, takeChannelProof } from '../../store/channel-proofs.ts'
import type { ChannelProof } from '../../store/channel-proofs.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import { sendProofLetter } from './proof-letter.ts'
import type { Room } from '../room.ts'

const EVERY = hours(24)
const AFTER_FAILURE = minutes(15)
const AFTER_START = minutes(10) // a hub that just started has other things to do
const LEASE = minutes(2)
const PATIENCE = seconds(30)
const COMES_BACK = minutes(10) // a letter that takes longer is as good as lost to whoever waits for a page
const FAILURES_TO_PAGE = 2

/** Proves every channel once a day, and a failing one each 15 minutes, without bothering anyone (PRP-4). */
export function startProvingChannels(room: Room): Loop {
  const stopping = new AbortController()
  let isSynced = false
  const loop = startLoop({
    clock: room.clock,
    most: minutes(1),
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      const names = provable(room.plan(), room.secrets())
      if (!isSynced) await room.store.transaction((tx) => syncChannelProofs(tx, names, after(now, AFTER_START)))
      isSynced = true
      await proveDue(room, stopping.signal)
      return null
    },
  })
  return {
    ...loop,
    stop() {
      stopping.abort()
      return loop.stop()
    },
  }
}

/** Proves what is due. A channel that fails twice in a row pages whoever is on call over the others, once until it works again. */
export async function proveDue(room: Room, stopping: AbortSignal): Promise<void> {
  const due = (await channelProofs(room.store.db)).filter(({ dueAt }) => dueAt <= room.clock.now())
  await Promise.all(due.map((proof) => proveOne(room, proof, stopping)))
}

async function proveOne(room: Room, proof: ChannelProof, stopping: AbortSignal) {
  if (!(await takeChannelProof(room.store.db, proof, room.clock.now(), LEASE))) return
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(PATIENCE)])
  const inbox = room.plan().channels.inbox?.address
  if (proof.channel === 'mail' && inbox !== undefined) return proveMail(room, proof, inbox, { signal, stopping })
  const wrong = await prove(proof.channel, { plan: room.plan(), secrets: room.secrets(), network: room.channels, signal })
  if (!stopping.aborted) await keep(room, proof, wrong)
}

// Through the mail server and back to the own inbox: a letter that was taken and never came is a failure like any other.
async function proveMail(room: Room, proof: ChannelProof, inbox: string, { signal, stopping }: Record<'signal' | 'stopping', AbortSignal>) {
  if (proof.awaits !== null) {
    const why = `The mail server took a letter to ${inbox}, and it did not come back within ${saySpan(COMES_BACK)}.`
    return keep(room, proof, why)
  }
  const at = room.clock.now()
  await keepChannelProof(room.store.db, { ...proof, awaits: at, dueAt: after(at, COMES_BACK) }) // it may come back before the server has answered
  const end = await sendProofLetter(room, inbox, at, signal)
  if (end.outcome !== 'delivered' && !stopping.aborted) await keep(room, proof, end.reason)
}

/** The letter that left then has come back to the inbox: mail works. False when nobody waits for it any more. */
export async function mailCameBack({ store, clock }: Pick<Room, 'store' | 'clock'>, sentAt: Instant): Promise<boolean> {
  return store.transaction(async (tx) => {
    const proof = (await channelProofs(tx)).find(({ channel, awaits }) => channel === 'mail' && awaits === sentAt)
    if (proof) await keepChannelProof(tx, provedNow(proof, null, clock.now()))
    return proof !== undefined
  })
}

async function keep(room: Room, before: ChannelProof, wrong: Proof) {
  const now = room.clock.now()
  const proof = provedNow(before, wrong, now)
  await room.store.transaction(async (tx) => {
    await keepChannelProof(tx, proof)
    if (proof.failures === FAILURES_TO_PAGE) await pageOnCall(room, tx, alarmFor(proof))
  })
  room.loops.deliver?.nudge()
}

const provedNow = ({ channel, failures, failingSince }: ChannelProof, wrong: Proof, now: Instant): ChannelProof =>
  wrong === null
    ? { channel, dueAt: after(now, EVERY), provedAt: now, failures: 0, failingSince: null, reason: null, awaits: null }
    : {
        ...{ channel, dueAt: after(now, AFTER_FAILURE), provedAt: now },
        ...{ failures: failures + 1, failingSince: failingSince ?? now, reason: wrong, awaits: null },
      }

const alarmFor = ({ channel, failingSince, reason }: ChannelProof) => ({
  key: `channel-fails/${channel}/${failingSince!}`,
  template: 'channel-fails',
  subject: `${nameOf(channel)} does not work`,
  text: `The daily test of ${nameOf(channel)} failed twice: ${reason ?? 'nobody knows why'}\n\nWhat goes out over it may not arrive. It is tested again every 15 minutes.`,
  without: channel,
})

/** What people call a channel. */
export const nameOf = (channel: string) =>
  ({ mail: 'Mail', push: 'Push', sms: 'SMS', voice: 'Phone calls', slack: 'Slack', 'status-page': 'The status page' })[channel] ??
  channel.replace(/^slack\//, 'Slack of ').replace(/^app\//, 'The app ')

/** How far the proof of a channel goes, in words that promise no more. */
export function sayProof(name: string, { channels }: Plan): string {
  const [kind] = name.split('/') as [string]
  if (kind === 'mail')
    return channels.inbox
      ? 'a letter left and came back to the inbox'
      : 'the mail server would take a letter; whether one arrives nobody knows without an inbox'
  if (kind === 'slack') return 'the token is good'
  if (kind === 'push') return 'the server of ntfy is well'
  if (kind === 'app') return 'the other side knows us'
  return kind === 'status-page' ? 'it was fetched over its public address' : 'the account is active'
}
