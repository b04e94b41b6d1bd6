import type { HostEvent, Sample } from '@allclear/wire/agent.ts'

const MANY = 200 // mails (causes.md 5.1)
const LEAST = 50
const TIMES_USUAL = 5
const MANY_TURNED_AWAY = 20 // of the 500 that are read
const FOLLOWS = 0.005 // a look: half of a change is usual after an hour or so
const QUIET_MS = 6 * 3_600_000

/** Watches for mail that somebody else sends through this host (PRE-2): a queue that grows far above what is usual, and large providers that put it off. */
export function watchSpam() {
  let usual: number | null = null
  let toldAt = -Infinity
  return {
    /** What the queue is worth telling. */
    hear(mail: Sample['mail'], now: number): HostEvent[] {
      if (!mail) return []
      const { waiting, turnedAway, senders } = mail
      const before = usual ?? 0
      usual = before + (waiting - before) * (usual === null ? 1 : FOLLOWS)
      const isLong = waiting >= MANY || (waiting >= LEAST && waiting >= TIMES_USUAL * before)
      const away = turnedAway.filter(([, count]) => count >= MANY_TURNED_AWAY)
      if ((!isLong && away.length === 0) || now - toldAt < QUIET_MS) return []
      toldAt = now
      const [most] = senders
      const says = [
        `${waiting} mails wait to leave, where ${Math.round(before)} are usual.`,
        ...away.map(([who, count]) => `${who} puts off ${count} of them.`),
        ...(most && most[1] > 0.3 * Math.min(waiting, 500) ? [`Most are from ${most[0] || 'the mail system itself'}.`] : []),
      ]
      const lines = senders.map(([sender, count]) => `${count} from ${sender}`)
      return [{ at: now, kind: 'spam', says: says.join(' ').slice(0, 500), lines, moments: [] }]
    },
  }
}
