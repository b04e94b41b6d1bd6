/**
 * The data dictionary: every variable that a template may use, and nothing else (`variable_unknown`).
 * Values are data, already said in the recipient's language, zone and words; what is not known is null.
 */
export type WordFacts = {
  readonly site: string // cornerbakery.example
  readonly url: string
  readonly since: string // `Wednesday 4 March 2026, 10:00 CST`, in the recipient's zone
  readonly since_short: string // `10:00 CST`
  readonly duration: string // how long by now, or until it was well: `15 minutes`
  readonly again_since: string | null // of the present outage, when it is a relapse: `11:10 CST`
  readonly well_since: string | null // since when the site has been well: `11:25 CST`
  readonly visitors_see: string // "Visitors see <visitors_see>."
  readonly service: string | null // what fails while the page works: `e-mail`; null: the page itself fails
  readonly client: string | null
  readonly partner: string // whose name the client knows
  readonly recipient: string // who reads this
  readonly greeting: string // how a letter begins, in the partner's words if it has its own: `Hello Bo Hart`
  readonly brand: Brand
  readonly cause: string | null // after "because": plain words; null while no cause is confirmed
  readonly cause_title: string | null // for a responder or partner
  readonly because: readonly string[] // sentences of evidence, for partner and responder only
  readonly facts: DiagnosisFacts
  readonly maintenance?: MaintenanceFacts // of a planned window; missing in words about an incident
  readonly status_link: string // the recipient's page (COM-8)
  readonly incident_link: string
  readonly hand_over_link: string | null // all that is known so far in one piece, for a responder only
  readonly answer_link: string | null // where a yes or no is given
  readonly acknowledge_link: string | null // where whom the page is for takes the incident without login
  readonly playbook: string | null
  readonly step_title: string | null // the task or step that this message tells of
  readonly coverage_note: string | null // `A person looks from 06:00 EST`
  readonly next_update: string | null // `10:45 CST`
  readonly again: boolean // a relapse
  readonly outages: number
  readonly acknowledged_by: string | null
  readonly task_titles: readonly string[]
  readonly larger_outage: string | null // what it is part of, for partner and responder only
  readonly also: readonly AlsoTold[] // the other outages of a summary
  readonly parts?: readonly DigestPart[] // of a digest; missing in other words
  readonly quickened_note: string | null
}

/** One more outage that is over, in the reader's words: plain for a client, by its title for a partner. */
export type AlsoTold = { readonly site: string; readonly since: string; readonly duration: string; readonly cause: string | null }

/** What a digest carries of one message. */
export type DigestPart = { readonly subject: string; readonly lines: readonly string[] }

export type Brand = { readonly name: string; readonly colour: string; readonly logo: string | null; readonly signature: string | null }

/** What a diagnosis has learned, or the plan knows, that is worth telling, by name. */
export type DiagnosisFacts = Readonly<Partial<Record<DiagnosisFact, string>>>
export const DIAGNOSIS_FACTS = [
  'domain',
  'registrar',
  'registrar_login',
  'expired_on',
  'hosting',
  'hosting_login',
  'hosting_support',
  'hosting_status',
  'notice',
  'plan',
  'offer_plan',
  'offer_price',
  'disk_used',
  'transfer_used',
  'visits',
  'dns_provider',
  'record',
  'dns_servers_before',
  'hold',
  'issuer',
  'certificate',
  'certificate_names',
  'valid_from',
  'address_seen',
  'address_before',
  'dns_servers',
  'alias',
  'tls_code',
] as const
/** As a playbook and a diagnosis write the name of a fact: `registrar_login` → `registrar-login`. */
export const kebab = (name: string) => name.replaceAll('_', '-')
export type DiagnosisFact = (typeof DIAGNOSIS_FACTS)[number]

/** What is told of a planned window (MNT-1): its seven facts, and what has become of it. Times are in the reader's zone. */
export type MaintenanceFacts = Readonly<Record<MaintenanceFact, string | null>>
export const MAINTENANCE_FACTS = [
  'starts',
  'ends',
  'lasts',
  'disrupts',
  'reason',
  'benefit',
  'support',
  'alternatives',
  'sites',
  'short_notice',
  'moved_from',
  'cancelled_because',
] as const
export type MaintenanceFact = (typeof MAINTENANCE_FACTS)[number]

/** The names of the dictionary; `audience` and `language` are always there as well. */
export const WORD_NAMES = [
  'site',
  'url',
  'since',
  'since_short',
  'duration',
  'again_since',
  'well_since',
  'visitors_see',
  'service',
  'client',
  'partner',
  'recipient',
  'greeting',
  'brand',
  'cause',
  'cause_title',
  'because',
  'facts',
  'maintenance',
  'status_link',
  'incident_link',
  'hand_over_link',
  'answer_link',
  'acknowledge_link',
  'playbook',
  'step_title',
  'coverage_note',
  'next_update',
  'again',
  'outages',
  'acknowledged_by',
  'task_titles',
  'larger_outage',
  'also',
  'parts',
  'quickened_note',
] as const satisfies readonly (keyof WordFacts)[]

/** Every path a template may write: `site`, `facts.registrar`, `brand.name` … */
export const WORD_PATHS: readonly string[] = [
  'audience',
  'language',
  ...WORD_NAMES,
  ...DIAGNOSIS_FACTS.map((fact) => `facts.${fact}`),
  ...MAINTENANCE_FACTS.map((fact) => `maintenance.${fact}`),
  'brand.name',
  'brand.colour',
  'brand.logo',
  'brand.signature',
]
