import type { Session } from '@allclear/wire/session.ts'
import type { IconName } from '../parts/icon.tsx'

type Destination = {
  readonly to: string
  readonly name: string
  readonly icon: IconName
  readonly key: string
  readonly ours?: true
  readonly aside?: true
}

// `ours`: for the operator's people alone. `aside`: found by ⌘K and its key, not in the bar. `key` follows g: g n is Now.
const DESTINATIONS: readonly Destination[] = [
  { to: '/', name: 'Now', icon: 'bell', key: 'n' },
  { to: '/sites', name: 'Sites', icon: 'eye', key: 's' },
  { to: '/tasks', name: 'Tasks', icon: 'check', key: 't' },
  { to: '/messages', name: 'Outbox', icon: 'mail', key: 'x' },
  { to: '/maintenance', name: 'Maintenance', icon: 'tool', key: 'm' },
  { to: '/brands', name: 'Brands', icon: 'flag', key: 'b' },
  { to: '/reports', name: 'Reports', icon: 'check', key: 'e' },
  { to: '/readiness', name: 'Readiness', icon: 'moon', key: 'r' },
  { to: '/on-call', name: 'On call', icon: 'clock', key: 'o', ours: true },
  { to: '/drills', name: 'Drills', icon: 'wave', key: 'd', ours: true },
  { to: '/playbooks', name: 'Playbooks', icon: 'flag', key: 'l', ours: true },
  { to: '/providers', name: 'Providers', icon: 'gear', key: 'v', ours: true },
  { to: '/hosts', name: 'Hosts', icon: 'gear', key: 'h', ours: true },
  { to: '/people', name: 'People', icon: 'people', key: 'p', ours: true },
  { to: '/proposals', name: 'Proposals', icon: 'up', key: 'c', aside: true },
  { to: '/inbox', name: 'Inbox', icon: 'mail', key: 'i', aside: true },
  { to: '/larger', name: 'Larger outages', icon: 'half', key: 'f', ours: true, aside: true },
  { to: '/warnings', name: 'Warnings', icon: 'warning', key: 'w', aside: true },
  { to: '/health', name: 'Health of Allclear', icon: 'check', key: 'a', ours: true, aside: true },
  { to: '/account', name: 'Your account', icon: 'people', key: 'y', ours: true, aside: true },
  { to: '/audit', name: 'Audit log', icon: 'eye', key: 'u', ours: true, aside: true },
]

/** Where the reader may go from everywhere. */
export const destinationsFor = ({ partner }: Session): readonly Destination[] =>
  DESTINATIONS.filter(({ ours }) => !ours || partner === null)
