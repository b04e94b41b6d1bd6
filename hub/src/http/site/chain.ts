import type { Link } from '@allclear/wire/site.ts'
import { cdnBefore } from '../../domain/diagnosis/cdn.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import { sayAuthority } from '../../domain/handover/contacts.ts'
import { isoOrNull } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { SEEN } from '../console/phase-words.ts'
import { worstOf } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { endsOf } from '../../domain/warning/ends-of.ts'

type View = { readonly plan: Plan; readonly baseline: Baseline | null; readonly isOurs: boolean }

/** What a visit passes on its way from the name to the page, whose each is and when it ends. */
export function chainOf(state: SiteState, { plan, baseline, isOurs }: View): Link[] {
  const { site } = state
  const ends = endsOf(state, baseline)
  const link = (name: string, provider: string | null, { kinds = [], known, ...rest }: Part): Link => ({
    name,
    ...whoseIs(plan, provider, known ?? null, isOurs),
    said: saidBy(state, kinds),
    ...{ seen: (rest.seen ?? []).flatMap((one) => one ?? []), expires: isoOrNull(rest.ends ?? null) },
  })
  const cdn = baseline && cdnBefore(baseline)
  const client = plan.clients[site.client ?? '']?.name ?? plan.operator.name
  const { dns, page, tls } = baseline ?? {}
  return [
    link('Registrar', site.registrar, { kinds: ['domain'], known: baseline?.registration?.registrar, ends: ends.domain }),
    link('DNS', site.dns, { kinds: ['dns'], seen: dns?.ns ?? [] }),
    ...(site.cdn === null && !cdn ? [] : [link('CDN', site.cdn, { known: cdn })]),
    link('Certificate', null, { kinds: ['tls'], known: tls?.issuer, ends: ends.certificate }),
    link('Host', site.hosting, { kinds: ['ping', 'tcp', 'ssh'], seen: [site.host, site.plan, ...(dns?.a ?? []), ...(dns?.aaaa ?? [])] }),
    link('App', null, { kinds: ['http'], known: client, seen: [site.stack, page?.generator ?? page?.server] }),
  ]
}

type Part = {
  readonly kinds?: readonly string[] // of the checks that look at it
  readonly known?: string | null | undefined // whose it is, where no provider is written
  readonly seen?: readonly (string | null | undefined)[]
  readonly ends?: Parameters<typeof isoOrNull>[0]
}

const NOT_CHECKED = { words: 'Not checked', icon: 'ring', tone: 'idle' } as const

function saidBy({ site, seen }: SiteState, kinds: readonly string[]): Link['said'] {
  const isOfThese = (id: string) => kinds.some((kind) => id.endsWith(`/${kind}`))
  const worst = worstOf(seen.filter(({ monitor }) => isOfThese(monitor)))
  if (worst) return SEEN[worst.result.state]
  return site.monitors.some(({ id }) => isOfThese(id)) ? SEEN.unknown : NOT_CHECKED
}

// Who may speak with a provider for whom concerns several tenants.
function whoseIs(plan: Plan, id: string | null, known: string | null, isOurs: boolean): Pick<Link, 'owner' | 'keptBy'> {
  const provider = id === null ? undefined : plan.providers[id]
  if (!provider) return { owner: known, keptBy: null }
  const { name, authority } = provider
  return { owner: name, keptBy: isOurs && authority !== null ? sayAuthority(authority, plan) : null }
}
