import type { Session } from '@allclear/wire/session.ts'
import type { IconName } from '../parts/icon.tsx'

type Destination = {
  readonly to: string
  readonly name: string
  readonly icon: IconName
  readonly key: string
  readonly ours?: true
}

// `ours`: for the operator's people alone. `key` follows g: g n is Now.
const AT_NIGHT: readonly Destination[] = [
  { to: '/', name: 'Now', icon: 'bell', key: 'n' },
  { to: '/sites', name: 'Sites', icon: 'eye', key: 's' },
  { to: '/tasks', name: 'Tasks', icon: 'check', key: 't' },
  { to: '/on-call', name: 'On call', icon: 'clock', key: 'o', ours: true },
  { to: '/providers', name: 'Providers', icon: 'gear', key: 'v', ours: true },
]
const GROUPS: readonly { readonly name: string; readonly screens: readonly Destination[] }[] = [
  {
    name: 'Words',
    screens: [
      { to: '/messages', name: 'Outbox', icon: 'up', key: 'x' },
      { to: '/inbox', name: 'Inbox', icon: 'mail', key: 'i' },
    ],
  },
  {
    name: 'Ahead',
    screens: [
      { to: '/maintenance', name: 'Maintenance', icon: 'tool', key: 'm' },
      { to: '/warnings', name: 'Warnings', icon: 'warning', key: 'w' },
      { to: '/proposals', name: 'Proposals', icon: 'flag', key: 'c' },
      { to: '/readiness', name: 'Readiness', icon: 'moon', key: 'r' },
      { to: '/drills', name: 'Drills', icon: 'wave', key: 'd', ours: true },
      { to: '/playbooks', name: 'Playbooks', icon: 'flag', key: 'l', ours: true },
    ],
  },
  {
    name: 'Who and where',
    screens: [
      { to: '/people', name: 'People', icon: 'people', key: 'p', ours: true },
      { to: '/brands', name: 'Brands', icon: 'flag', key: 'b' },
      { to: '/hosts', name: 'Hosts', icon: 'gear', key: 'h', ours: true },
      { to: '/probes', name: 'Probes', icon: 'search', key: 'k', ours: true },
    ],
  },
  {
    name: 'Looking back',
    screens: [
      { to: '/reports', name: 'Reports', icon: 'check', key: 'e' },
      { to: '/larger', name: 'Larger outages', icon: 'half', key: 'f', ours: true },
      { to: '/audit', name: 'Audit log', icon: 'eye', key: 'u', ours: true },
      { to: '/health', name: 'Health', icon: 'sun', key: 'a', ours: true },
    ],
  },
]

// Found by ⌘K and its key; a name in the bar leads there already.
const ACCOUNT: Destination = { to: '/account', name: 'Your account', icon: 'people', key: 'y', ours: true }

/** Where the reader may go from everywhere: what matters at 3 am, and the rest by what it is about. */
export function barFor({ partner }: Session): { readonly first: readonly Destination[]; readonly rest: typeof GROUPS } {
  const theirs = (screens: readonly Destination[]) => screens.filter(({ ours }) => !ours || partner === null)
  const rest = GROUPS.map(({ name, screens }) => ({ name, screens: theirs(screens) }))
  return { first: theirs(AT_NIGHT), rest: rest.filter(({ screens }) => screens.length > 0) }
}

/** The same in one list. */
export function destinationsFor(session: Session): readonly Destination[] {
  const { first, rest } = barFor(session)
  return [...first, ...rest.flatMap(({ screens }) => screens), ...(session.partner === null ? [ACCOUNT] : [])]
}
