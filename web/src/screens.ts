import type { FetchInfiniteQueryOptions, FetchQueryOptions } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { plannerQuery, scopeQuery } from './maintenance/planner-query.ts'
import { auditQuery } from './audit/audit-query.ts'
import { contactBookQuery } from './contacts/contacts-query.ts'
import { drillsQuery } from './drills/drills-query.ts'
import { brandsQuery } from './brands/brands-query.ts'
import { channelKindsQuery } from './channels/channels-query.ts'
import { healthQuery } from './health/health-query.ts'
import { hostQuery, hostsQuery } from './hosts/hosts-query.ts'
import { inboxQuery } from './inbox/inbox-query.ts'
import { largerQuery } from './larger/larger-query.ts'
import { messageQuery, messagesQuery } from './messages/message-query.ts'
import { nowQuery } from './now/now-query.ts'
import { probesQuery } from './probes/probes-query.ts'
import { proposalsQuery } from './proposals/proposals-query.ts'
import { readinessQuery } from './readiness/readiness-query.ts'
import { reportQuery } from './reports/report-query.ts'
import { onCallQuery } from './on-call/on-call-query.ts'
import { playbookQuery, playbooksQuery } from './playbooks/playbook-query.ts'
import { peopleQuery } from './people/people-query.ts'
import { providersQuery } from './providers/providers-query.ts'
import { roomQuery } from './room/room-query.ts'
import { sessionQuery } from './session.ts'
import { choicesQuery, settingsQuery } from './sites/plan-query.ts'
import { siteQuery, sitesQuery } from './sites/site-query.ts'
import { tasksQuery } from './tasks/tasks-query.ts'
import { reviewQuery } from './review/review-query.ts'
import { warningsQuery } from './warnings/warnings-query.ts'

type Screen = {
  readonly path: string
  readonly load: () => Promise<{ default: ComponentType }>
  /** What it asks first, so that the question leaves before the screen is here. */
  readonly asks: (
    params: Readonly<Record<string, string>>,
  ) => Pick<FetchQueryOptions, 'queryKey'> | Pick<FetchInfiniteQueryOptions, 'queryKey' | 'initialPageParam'>
}

/**
 * The screens that are drawn here. Each address stands in TAKEN_OVER of hub/src/http/console/app.ts too; every other page is made by the hub,
 * and a link to it loads that page. `$id` stands for a part of the address.
 */
export const SCREENS: readonly Screen[] = [
  { path: '/', load: () => import('./now/now.tsx'), asks: () => nowQuery },
  { path: '/incidents/$id', load: () => import('./room/room.tsx'), asks: ({ id }) => roomQuery(id!) },
  { path: '/messages', load: () => import('./messages/messages.tsx'), asks: () => messagesQuery('', '') },
  { path: '/messages/$key', load: () => import('./messages/message.tsx'), asks: ({ key }) => messageQuery(key!) },
  { path: '/reports', load: () => import('./reports/reports.tsx'), asks: () => reportQuery('') },
  { path: '/playbooks', load: () => import('./playbooks/playbooks.tsx'), asks: () => playbooksQuery },
  { path: '/playbooks/$name', load: () => import('./playbooks/playbook.tsx'), asks: ({ name }) => playbookQuery(name!) },
  { path: '/proposals', load: () => import('./proposals/proposals.tsx'), asks: () => proposalsQuery },
  { path: '/sites', load: () => import('./sites/sites.tsx'), asks: () => sitesQuery },
  { path: '/sites/new', load: () => import('./sites/new-site.tsx'), asks: () => choicesQuery },
  { path: '/sites/import', load: () => import('./sites/import.tsx'), asks: () => sessionQuery },
  { path: '/sites/$id/edit', load: () => import('./sites/edit-site.tsx'), asks: ({ id }) => settingsQuery('sites', id!) },
  { path: '/sites/$id', load: () => import('./sites/site.tsx'), asks: ({ id }) => siteQuery(id!) },
  { path: '/maintenance', load: () => import('./maintenance/planner.tsx'), asks: () => plannerQuery('', 7) },
  { path: '/maintenance/new', load: () => import('./maintenance/new-window.tsx'), asks: () => scopeQuery },
  { path: '/readiness', load: () => import('./readiness/readiness.tsx'), asks: () => readinessQuery('') },
  { path: '/contacts/$book', load: () => import('./contacts/contacts.tsx'), asks: ({ book }) => contactBookQuery(book!) },
  { path: '/drills', load: () => import('./drills/drills.tsx'), asks: () => drillsQuery },
  { path: '/on-call', load: () => import('./on-call/on-call.tsx'), asks: () => onCallQuery('') },
  { path: '/hosts', load: () => import('./hosts/hosts.tsx'), asks: () => hostsQuery },
  { path: '/hosts/$host', load: () => import('./hosts/host.tsx'), asks: ({ host }) => hostQuery(host!) },
  { path: '/probes', load: () => import('./probes/probes.tsx'), asks: () => probesQuery },
  { path: '/people', load: () => import('./people/people.tsx'), asks: () => peopleQuery },
  { path: '/providers', load: () => import('./providers/providers.tsx'), asks: () => providersQuery },
  { path: '/larger', load: () => import('./larger/larger.tsx'), asks: () => largerQuery },
  { path: '/inbox', load: () => import('./inbox/inbox.tsx'), asks: () => inboxQuery('waiting') },
  { path: '/clients/$id/edit', load: () => import('./owners/edit-client.tsx'), asks: ({ id }) => settingsQuery('clients', id!) },
  { path: '/partners/$id/edit', load: () => import('./owners/edit-partner.tsx'), asks: ({ id }) => settingsQuery('partners', id!) },
  { path: '/tasks', load: () => import('./tasks/tasks.tsx'), asks: () => tasksQuery(true) },
  { path: '/brands', load: () => import('./brands/brands.tsx'), asks: () => brandsQuery },
  { path: '/warnings', load: () => import('./warnings/warnings.tsx'), asks: () => warningsQuery },
  { path: '/incidents/$id/review', load: () => import('./review/review.tsx'), asks: ({ id }) => reviewQuery(id!) },
  { path: '/channels', load: () => import('./channels/channels.tsx'), asks: () => channelKindsQuery },
  { path: '/health', load: () => import('./health/health.tsx'), asks: () => healthQuery },
  { path: '/audit', load: () => import('./audit/audit.tsx'), asks: () => auditQuery('') },
]

const patterns = SCREENS.map(({ path }) => new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`))

/** Whether an address is one of ours. */
export const isScreen = (to: string): boolean => {
  const { origin, pathname } = new URL(to, location.href)
  return origin === location.origin && patterns.some((pattern) => pattern.test(pathname))
}
