import { setTimeout as rest } from 'node:timers/promises'
import type { Entry } from '../domain/incident/entry.ts'
import type { Engine } from '../engine/start.ts'
import type { Store } from '../store/store.ts'
import { timelineOf } from '../store/timeline.ts'

/** The news of one site as acts: the lines of its incident's timeline as they are stored. */
export function followTimeline(store: Store, events: Engine['events'], tell: (entry: Entry, incident: number) => void) {
  const seen = new Map<number, number>()
  let reading = Promise.resolve()
  const read = async (partner: string, incident: number) => {
    for (const { seq, ...entry } of await timelineOf(store.db, partner, incident, seen.get(incident) ?? 0)) {
      seen.set(incident, seq)
      tell(entry, incident)
    }
  }
  const unsubscribe = events.subscribe(({ partner, incident }) => {
    if (partner === null || incident === null) return
    reading = reading.then(() => read(partner, incident)).catch(() => undefined) // the store was closed: the story is over
  })
  return async () => {
    unsubscribe()
    await reading
  }
}

/** One line of the story: who did what, in words. Null for what only the incident room shows. */
export function sayAct(entry: Entry): { readonly mark: string; readonly text: string } | null {
  const to = entry.to?.join(', ') ?? ''
  switch (entry.kind) {
    case 'state': {
      if (entry.state === 'suspected' && !entry.note) return { mark: '?', text: 'A check failed. It is verified before anyone is told.' }
      const title =
        { open: 'Confirmed. ', stabilising: 'Recovered. ', resolved: '', 'false-alarm': 'False alarm. ' }[entry.state ?? ''] ?? ''
      const mark = entry.state === 'resolved' ? '✓' : entry.state === 'stabilising' ? '↑' : entry.state === 'open' ? '!' : '·'
      return {
        mark,
        text: entry.note?.startsWith('Cause') || entry.note?.includes('acknowledged') ? entry.note : `${title}${entry.note ?? entry.state}`,
      }
    }
    case 'page':
      return { mark: '☎', text: `Paged ${to} by ${entry.channel}: ${entry.subject}` }
    case 'message':
      return {
        mark: '✉',
        text: `Told the ${entry.audience} by ${entry.channel} (${to}${entry.cc ? `, cc ${entry.cc.join(', ')}` : ''}) as ${entry.from}: ${entry.subject}`,
      }
    case 'announcement':
      return { mark: '◉', text: `Status page, ${entry.state}: ${entry.subject}` }
    case 'task':
      return { mark: '☐', text: `Task ${entry.state}: ${entry.note ?? entry.step}` }
    case 'action':
      return { mark: '⚙', text: `Action ${entry.step} ${entry.state}${entry.note ? `: ${entry.note.split('\n')[0]}` : ''}` }
    case 'approval':
      return { mark: '?', text: `Approval ${entry.state} by the ${entry.audience}` }
    case 'escalation':
      return { mark: '⇧', text: entry.note ?? `Escalated to ${to}` }
  }
}

/** Waits until `happened` says so; false when the time is over first. */
export async function waitFor(happened: () => boolean, spanMs: number, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + spanMs
  while (!happened() && performance.now() < until && !signal.aborted) await rest(100, undefined, { signal }).catch(() => undefined)
  return happened()
}
