import { OPERATOR } from '../../audience/pages.ts'
import { pagesOfSameFate } from '../../plan/same-fate.ts'
import type { Plan } from '../../plan/plan.ts'
import { pageOf } from '../../status/page.ts'
import type { StatusPage } from '../../status/page.ts'
import type { FindingKind, Look, Wrong } from '../finding-kind.ts'
import type { Fleet } from '../fleet.ts'

export const statusPageFallsToo: FindingKind = {
  id: 'status-page-falls-too',
  title: 'A status page that falls with its sites',
  weight: 3,
  owner: 'operator',
  why: 'The page that should say what is going on is under the same name or on the same server, and says nothing either.',

  look: (fleet) => {
    const { plan } = fleet
    const sameName = new Map(pagesOfSameFate(plan).map((fate) => [fate.page, fate]))
    return [OPERATOR, ...Object.keys(plan.partners), ...Object.keys(plan.clients)].flatMap((slug): Look[] => {
      const page = pageOf(plan, slug)!
      const fate = sameName.get(slug)
      const common = fate ? wrong(plan, page, `is under ${fate.domain}, as ${named(fate.sites)}`) : sharedAddress(fleet, page)
      return page.sites.length === 0 ? [] : [{ subject: slug, partner: page.partner, sites: page.sites.map(({ id }) => id), wrong: common }]
    })
  },
}

// Another name does not help where it leads to the same machine, or to the same front of a network.
function sharedAddress({ plan, pages, baselines }: Fleet, page: StatusPage): Look['wrong'] {
  const own = pages.get(new URL(page.url).hostname)
  if (!own) return 'unknown'
  const beside = page.sites.filter(({ id }) => {
    const { a, aaaa } = baselines.get(id)?.dns ?? { a: null, aaaa: null }
    return [...(a ?? []), ...(aaaa ?? [])].some((address) => own.includes(address))
  })
  return beside.length === 0 ? null : wrong(plan, page, `is at the same address as ${named(beside.map(({ id }) => id))}`)
}

function wrong({ partners }: Plan, { slug, title, url }: StatusPage, how: string): Wrong {
  const written = slug === OPERATOR ? OPERATOR : `${partners[slug] ? 'partners' : 'clients'}.${slug}`
  const said = `The status page of ${title} (${new URL(url).hostname}) ${how}.`
  return { said, place: { how: 'key', screen: `/status/${slug}/`, field: `${written}.status-page` } }
}

const named = (sites: readonly string[]) => (sites.length <= 2 ? sites.join(' and ') : `${sites[0]} and ${sites.length - 1} more sites`)
