import type { Question } from 'dns-packet'
import { ADDRESSES } from './addresses.ts'
import type { Authority, Credentials } from './authority.ts'
import { FAULTS, findFault } from './faults.ts'
import type { Fault } from './faults/fault.ts'
import { GROUPS } from './groups.ts'
import { Host, type Exchange } from './host.ts'
import { OrderRefused } from './order-refused.ts'
import { hostOf, send, wellPage } from './site-answers.ts'
import { NGINX_DEFAULT } from './pages/default-pages.ts'
import { WEBSITES, type Website } from './sites.ts'

/** What is true of one website at the moment. */
export type SiteState = { readonly site: Website; readonly fault: Fault | null; readonly since: number; readonly changes: number }

/** The websites of the lab and what is wrong with each. Name servers, registry, panel and lab page all read it. */
export class World {
  readonly startedAt = Date.now()
  readonly #authority: Authority
  readonly #places = new Map<string, Place>()
  readonly #shownByShared = new Map<string, Promise<Credentials>>()

  constructor(authority: Authority) {
    this.#authority = authority
    for (const site of WEBSITES) this.#places.set(site.name, this.#place(site, null))
    const sharedServer = new Host(ADDRESSES.sharedServer, (exchange) => this.#answerShared(exchange), {
      show: (name) => this.#shown(name),
      byName: true,
    })
    for (const { members } of GROUPS)
      for (const site of members)
        this.#places.set(site.name, this.#place(site, site.address === sharedServer.address ? sharedServer : null))
  }

  get hosts(): readonly Host[] {
    return [...new Set([...this.#places.values()].map(({ host }) => host))]
  }

  /** The websites that stand alone. */
  get sites(): readonly SiteState[] {
    return this.all.slice(0, WEBSITES.length)
  }

  /** The websites of the groups. */
  get members(): readonly SiteState[] {
    return this.all.slice(WEBSITES.length)
  }

  get all(): readonly SiteState[] {
    return [...this.#places.values()].map(({ state }) => state)
  }

  /** Breaks a site, or every site of a group. A site that is broken otherwise is repaired of that first; the same fault twice changes nothing. */
  async break(name: string, faultId: string) {
    const places = this.#find(name)
    const fault = findFault(faultId)
    if (!fault)
      throw new OrderRefused('fault_unknown', `There is no fault "${faultId}".`, `Write one of: ${FAULTS.map(({ id }) => id).join(', ')}.`)
    for (const place of places) if (place.state.fault !== fault) await this.#change(place, fault)
  }

  /** Repairs a site or a group, whatever was wrong with it. */
  async fix(name: string) {
    for (const place of this.#find(name)) if (place.state.fault) await this.#change(place, null)
  }

  /** Installs a fresh certificate, as a hosting panel does; mends what a bad one had broken and nothing else. */
  async renewCertificate(name: string) {
    for (const place of this.#find(name)) {
      if (place.state.fault?.certificate) await this.#change(place, null)
      else place.host.present(await this.#certificateFor(place.state))
    }
  }

  /** Counts how often the first of two name servers was asked this since the site last changed; the second one keeps step. */
  round(site: string, { name, type }: Question, server: number): number {
    const rounds = this.#places.get(site)!.rounds
    const key = `${name} ${type}`
    if (server === 0) rounds.set(key, (rounds.get(key) ?? 0) + 1)
    return rounds.get(key) ?? 1
  }

  #place(site: Website, shared: Host | null): Place {
    const certificates = { show: () => this.#certificateFor(this.#places.get(site.name)!.state), byName: false }
    const answer = (exchange: Exchange) => (this.#places.get(site.name)!.state.fault?.answer ?? wellPage)(exchange, site)
    const host = shared ?? new Host(site.address, answer, certificates)
    return { host, isShared: shared !== null, rounds: new Map(), state: { site, fault: null, since: this.startedAt, changes: 0 } }
  }

  async #change(place: Place, fault: Fault | null) {
    const { site, fault: before, changes } = place.state
    place.state = { site, fault, since: Date.now(), changes: changes + 1 }
    place.rounds.clear()
    const isAboutCertificate = before?.certificate || fault?.certificate
    if (isAboutCertificate && !place.isShared) place.host.present(await this.#certificateFor(place.state))
    await place.host.become(fault?.transport ?? 'open')
  }

  #certificateFor({ site, fault }: SiteState): Promise<Credentials> {
    return this.#authority.issue({ names: [site.name, `www.${site.name}`], ...(fault?.certificate && { flaw: fault.certificate }) })
  }

  #byHost(name: string): Place | undefined {
    return this.#places.get(name.replace(/^www\./, ''))
  }

  #answerShared(exchange: Exchange) {
    const state = this.#byHost(hostOf(exchange.request.headers.host))?.state
    if (state?.site.address !== ADDRESSES.sharedServer) return send(exchange.response, 200, NGINX_DEFAULT)
    return (state.fault?.answer ?? wellPage)(exchange, state.site)
  }

  #shown(name: string | null): Promise<Credentials> {
    const state = name === null ? undefined : this.#byHost(name)?.state
    const key = `${state?.site.name} ${state?.fault?.certificate}`
    const known =
      this.#shownByShared.get(key) ?? (state ? this.#certificateFor(state) : this.#authority.issue({ names: ['server41.hafen.example'] }))
    this.#shownByShared.set(key, known)
    return known
  }

  #find(name: string): readonly Place[] {
    const members = GROUPS.find(({ id }) => id === name)?.members ?? []
    const found = [name, ...members.map((site) => site.name)].flatMap((one) => this.#places.get(one) ?? [])
    if (found.length > 0) return found
    const known = [...WEBSITES.map((site) => site.name), ...GROUPS.map(({ id }) => id)]
    throw new OrderRefused('site_unknown', `The lab has no site "${name}".`, `Write one of: ${known.join(', ')}.`)
  }
}

type Place = { readonly host: Host; readonly isShared: boolean; readonly rounds: Map<string, number>; state: SiteState }
