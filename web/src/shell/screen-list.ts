import type { Session } from '@allclear/wire/session.ts'
import type { IconName } from '@allclear/wire/icon.ts'
import { words } from './words/index.ts'

type Destination = {
  readonly to: string
  readonly name: keyof typeof words.names
  readonly icon: IconName
  readonly key: string
  readonly ours?: true
}

// `ours`: for the operator's people alone. `key` follows g: g n is Now.
const AT_NIGHT: readonly Destination[] = [
  { to: '/', name: 'now', icon: 'bell', key: 'n' },
  { to: '/sites', name: 'sites', icon: 'eye', key: 's' },
  { to: '/tasks', name: 'tasks', icon: 'check', key: 't' },
  { to: '/on-call', name: 'onCall', icon: 'clock', key: 'o', ours: true },
  { to: '/providers', name: 'providers', icon: 'gear', key: 'v', ours: true },
]
const GROUPS: readonly { readonly name: keyof typeof words.groups; readonly screens: readonly Destination[] }[] = [
  {
    name: 'words',
    screens: [
      { to: '/messages', name: 'messages', icon: 'up', key: 'x' },
      { to: '/inbox', name: 'inbox', icon: 'mail', key: 'i' },
    ],
  },
  {
    name: 'ahead',
    screens: [
      { to: '/maintenance', name: 'maintenance', icon: 'tool', key: 'm' },
      { to: '/warnings', name: 'warnings', icon: 'warning', key: 'w' },
      { to: '/proposals', name: 'proposals', icon: 'flag', key: 'c' },
      { to: '/readiness', name: 'readiness', icon: 'moon', key: 'r' },
      { to: '/drills', name: 'drills', icon: 'wave', key: 'd', ours: true },
      { to: '/playbooks', name: 'playbooks', icon: 'flag', key: 'l', ours: true },
    ],
  },
  {
    name: 'who',
    screens: [
      { to: '/people', name: 'people', icon: 'people', key: 'p', ours: true },
      { to: '/brands', name: 'brands', icon: 'flag', key: 'b' },
      { to: '/hosts', name: 'hosts', icon: 'gear', key: 'h', ours: true },
      { to: '/probes', name: 'probes', icon: 'search', key: 'k', ours: true },
    ],
  },
  {
    name: 'back',
    screens: [
      { to: '/reports', name: 'reports', icon: 'check', key: 'e' },
      { to: '/larger', name: 'larger', icon: 'half', key: 'f', ours: true },
      { to: '/audit', name: 'audit', icon: 'eye', key: 'u', ours: true },
      { to: '/health', name: 'health', icon: 'sun', key: 'a', ours: true },
    ],
  },
]

// Found by ⌘K and their keys: a name in the bar leads to the account already, chats are connected once, and the docs are no screen.
const BESIDE: readonly Destination[] = [
  { to: '/account', name: 'account', icon: 'people', key: 'y', ours: true },
  { to: '/channels', name: 'channels', icon: 'bell', key: 'j', ours: true },
  { to: '/docs/', name: 'docs', icon: 'search', key: 'q', ours: true },
]

/** Where the reader may go from everywhere: what matters at 3 am, and the rest by what it is about. */
export function barFor({ partner }: Session): { readonly first: readonly Destination[]; readonly rest: typeof GROUPS } {
  const theirs = (screens: readonly Destination[]) => screens.filter(({ ours }) => !ours || partner === null)
  const rest = GROUPS.map(({ name, screens }) => ({ name, screens: theirs(screens) }))
  return { first: theirs(AT_NIGHT), rest: rest.filter(({ screens }) => screens.length > 0) }
}

/** The same in one list. */
export function destinationsFor(session: Session): readonly Destination[] {
  const { first, rest } = barFor(session)
  return [...first, ...rest.flatMap(({ screens }) => screens), ...(session.partner === null ? BESIDE : [])]
}
