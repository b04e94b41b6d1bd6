import type { Question } from 'dns-packet'
import type { DnsProvider } from '../addresses.ts'
import type { CertificateFlaw } from '../authority.ts'
import type { EdgeChange } from '../edges.ts'
import type { Transports } from '../host.ts'
import type { SiteAnswer } from '../site-answers.ts'
import type { Website } from '../sites.ts'
import type { Reply, ZoneRecord } from '../zone.ts'

/** What an authoritative server knows when it is about to answer about a broken site. */
export type AtServer = {
  readonly site: Website
  readonly server: number // 0 or 1: which of the two name servers
  readonly question: Question
  /** How often this was asked of the first server since the site broke, this time included. */
  readonly round: number
}

/** How a site's names go wrong, from the parent down to one resolver. */
export type DnsChange = {
  /** Whom the parent names in place of the site's own provider; `nobody`: the delegation is gone. */
  readonly delegation?:
    DnsProvider | 'nobody' | ((site: Website) => { readonly names: readonly string[]; readonly glue: readonly string[] })
  /** What the provider that the parent names holds for the site. Without it: no zone at all, so it refuses. */
  readonly there?: 'parked' | 'same'
  readonly records?: (records: readonly ZoneRecord[], about: { readonly site: Website; readonly server: number }) => readonly ZoneRecord[]
  /** Bends the answer of an authoritative server; null is silence. */
  readonly server?: (reply: Reply, at: AtServer) => Reply | null
  /** What the resolver of this index says in place of the truth; undefined lets it tell the truth, null is silence. */
  readonly resolver?: (index: number) => Reply | null | undefined
  readonly dnssec?: DnssecChange
}

/** A zone that is signed: whether the parent's DS fits its key, and how its signatures are. */
export type DnssecChange = {
  readonly ds: 'right' | 'stale'
  readonly signatures: 'good' | 'expired' | 'absent'
}

/** What registry and registrar say that differs from a registration in good order. Days count from the start of the lab. */
export type RegistrationChange = {
  readonly status?: readonly string[] // RDAP spelling (RFC 8056)
  readonly registryDays?: number
  readonly registrarDays?: number | null // null: the registrar's date is not told
  readonly changedDays?: number
  readonly transferred?: boolean
  readonly unregistered?: boolean
  readonly rdap?: 429 | 503 | 'garbage' | 'silent'
  readonly whois?: 'thick' | 'plain-words' | 'quota'
}

/** Everything that one fault changes at once. */
export type Changes = {
  readonly certificate?: CertificateFlaw
  readonly transport?: Transports
  readonly answer?: SiteAnswer
  readonly dns?: DnsChange
  readonly registration?: RegistrationChange
  /** What the parking server shows under the site's name. */
  readonly lander?: SiteAnswer
  readonly edge?: EdgeChange
  /** What the hosting panel answers when it is asked why the account is suspended. */
  readonly suspension?: { readonly reason: string; readonly plesk: number }
  /** How a list of dangerous sites names it. */
  readonly blocklist?: 'MALWARE' | 'SOCIAL_ENGINEERING' | 'UNWANTED_SOFTWARE'
}

/** On which of the lab's websites a fault makes sense. */
export type Fits = 'any' | 'wordpress' | 'english' | 'german' | 'panel' // panel: where the host's control panel can be asked

/** One way in which a website breaks (or only looks as if), as data, with its variants: other wording, other names, a CDN in front. */
export type FaultEntry = Changes & {
  readonly id: string
  readonly row: number | null // of the list of scenarios in causes.md 6; null: not on that list
  readonly description: string
  readonly fits?: Fits
  readonly variants?: Readonly<Record<string, Changes & { readonly description?: string; readonly row?: number; readonly fits?: Fits }>>
}

/** A fault, or one variant of it, as a site can have it. A variant's id is `FAULT/VARIANT`. */
export type Fault = Changes & {
  readonly id: string
  readonly row: number | null
  readonly description: string
  readonly fits: Fits
}
