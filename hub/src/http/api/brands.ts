import { Brands } from '@allclear/wire/brand.ts'
import type { Brand, DnsRecord } from '@allclear/wire/brand.ts'
import type { Said } from '@allclear/wire/now.ts'
import { z } from 'zod'
import type { BrandState } from '../../domain/brand/brand-state.ts'
import { iso } from '../../domain/instant.ts'
import type { Partner, Plan } from '../../domain/plan/plan.ts'
import type { Domains } from '../../engine/publish/keep-domains.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { contactsOf } from '../contacts.ts'
import type { ListedContact } from '../contacts.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/v1/brands`: partners, whether mail in each name will be believed, asked of DNS now, how it looks, and who is told. */
export const brandRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/brands',
    who: 'viewer',
    does: 'The partners: how SPF, DKIM and DMARC of each sending domain stand in DNS, with the records to paste; brand, page and contacts.',
    query: z.strictObject({}),
    gives: Brands,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const [states, contacts, domains] = await Promise.all([
        brandsFor(around, caller),
        contactsOf(around, caller.partner),
        around.domains?.list() ?? [],
      ])
      return { json: { items: states.map((state) => show(state, around.plan(), { contacts, domains })), next: null } }
    },
  }),
]

/** The brands that the caller may see: a partner its own. Only these are asked about. */
function brandsFor(around: Around, { partner }: Caller): Promise<readonly BrandState[]> {
  const plan = around.plan()
  const own = partner === null ? undefined : plan.partners[partner]
  return partner === null
    ? around.judgeBrands(plan)
    : around.judgeBrands({ ...plan, partners: own ? { [own.id]: own } : {} }).then((all) => all.filter((one) => one.partner === partner))
}

type Known = { readonly contacts: readonly ListedContact[]; readonly domains: Awaited<ReturnType<Domains['list']>> }

function show(state: BrandState, plan: Plan, { contacts, domains }: Known): Brand {
  const { partner: id, spf, dkim, dmarc } = state
  const partner = Object.hasOwn(plan.partners, id) ? plan.partners[id]! : null
  const own = domains.filter((one) => one.partner === id && one.releasedAt === null)
  const records = own.map((one) => ({ domain: one.domain, record: domainRecord(one) }))
  const { colour = null, greeting = null, signature = null, reply = null } = partner?.brand ?? {}
  return {
    ...{ ...state, spf, dkim, dmarc, reply },
    said: allTogether([spf, dkim, dmarc, ...records.map(({ record }) => record)]),
    look: { colour, greeting, signature },
    page: { path: `/status/${id}/`, own: records },
    loopIn: partner ? sayLoopIn(partner) : 'These are our own people.',
    contacts: contacts.filter((contact) => contact.partner === id).map((contact) => showContact(contact, plan)),
  }
}

/** Whether the page answers under its own domain, and what to paste until it does. */
function domainRecord({ domain, record, provenAt, certificate, failure }: Known['domains'][number]): DnsRecord {
  const paste = { ...record, type: 'TXT' as const }
  if (provenAt === null) return { state: 'missing', says: failure ?? `Nothing proves yet that ${domain} is theirs.`, paste }
  if (!certificate) return { state: 'unknown', says: failure ?? 'Its certificate is on the way.', paste: null }
  if (failure !== null) return { state: 'wrong', says: failure, paste }
  return { state: 'good', says: `Proven; its certificate is good until ${iso(certificate.until).slice(0, 10)}.`, paste: null }
}

function allTogether(records: readonly DnsRecord[]): Said {
  const wrong = records.filter(({ state }) => state === 'missing' || state === 'wrong').length
  if (wrong > 0) return { words: `${wrong} to mend`, icon: 'cross', tone: 'bad' }
  if (records.some(({ state }) => state === 'unknown')) return { words: 'no answer', icon: 'ring', tone: 'idle' }
  return { words: 'believed', icon: 'check', tone: 'good' }
}

function sayLoopIn({ slack, loopIn, contacts }: Partner): string {
  if (slack !== null && loopIn !== 'mail') return `Hears first in Slack, ${slack.channel}; by mail where that fails.`
  if (contacts.some(({ mail }) => mail !== null)) return 'Hears first by mail.'
  return 'Cannot be told: there is neither Slack nor a contact with mail.'
}

const showContact = ({ name, client, mail, phone, alone, bounced }: ListedContact, { clients }: Plan): Brand['contacts'][number] => ({
  ...{ name, mail, phone, alone },
  whose: client === null ? 'Partner' : (clients[client]?.name ?? client),
  bounced: bounced.map((one) => ({ ...one, at: iso(one.at) })),
})
