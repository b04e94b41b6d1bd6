import type { Authority, Credentials } from './authority.ts'
import type { Fault } from './faults.ts'
import { findFault, FAULTS } from './faults.ts'
import { Host } from './host.ts'
import { OrderRefused } from './order-refused.ts'
import { wellPage } from './site-answers.ts'
import { WEBSITES, type Website } from './sites.ts'

/** What is true of one website at the moment. */
export type SiteState = { readonly site: Website; readonly fault: Fault | null; readonly since: number; readonly changes: number }

/** The websites of the lab and what is wrong with each. Name servers, registry, panel and lab page all read it. */
export class World {
  readonly startedAt = Date.now()
  readonly #authority: Authority
  readonly #places = new Map<string, Place>()

  constructor(authority: Authority) {
    this.#authority = authority
    for (const site of WEBSITES) this.#places.set(site.name, this.#place(site))
  }

  get hosts(): readonly Host[] {
    return [...this.#places.values()].map(({ host }) => host)
  }

  get sites(): readonly SiteState[] {
    return [...this.#places.values()].map(({ state }) => state)
  }

  /** Breaks a site. A site that is broken otherwise is repaired of that first; the same fault twice changes nothing. */
  async break(name: string, faultId: string) {
    const place = this.#find(name)
    const fault = findFault(faultId)
    if (!fault)
      throw new OrderRefused('fault_unknown', `There is no fault "${faultId}".`, `Write one of: ${FAULTS.map(({ id }) => id).join(', ')}.`)
    if (place.state.fault !== fault) await this.#change(place, fault)
  }

  /** Repairs a site, whatever was wrong with it. */
  async fix(name: string) {
    const place = this.#find(name)
    if (place.state.fault) await this.#change(place, null)
  }

  /** Installs a fresh certificate, as a hosting panel does; mends what a bad one had broken and nothing else. */
  async renewCertificate(name: string) {
    const place = this.#find(name)
    if (place.state.fault?.certificate) return this.#change(place, null)
    place.host.present(await this.#certificateFor(place.state.site, null))
  }

  /** Gives every site its first certificate. */
  async start() {
    await Promise.all([...this.#places.values()].map(async ({ host, state }) => host.present(await this.#certificateFor(state.site, null))))
  }

  #place(site: Website): Place {
    const host = new Host(site.address, (exchange) => (this.#find(site.name).state.fault?.answer ?? wellPage)(exchange, site))
    return { host, state: { site, fault: null, since: this.startedAt, changes: 0 } }
  }

  async #change(place: Place, fault: Fault | null) {
    const { site, fault: before, changes } = place.state
    if (before?.certificate || fault?.certificate) place.host.present(await this.#certificateFor(site, fault))
    place.state = { site, fault, since: Date.now(), changes: changes + 1 }
    await place.host.become(fault?.transport ?? 'open')
  }

  #certificateFor(site: Website, fault: Fault | null): Promise<Credentials> {
    return this.#authority.issue({ names: [site.name, `www.${site.name}`], ...(fault?.certificate && { flaw: fault.certificate }) })
  }

  #find(name: string): Place {
    const place = this.#places.get(name)
    if (place) return place
    throw new OrderRefused('site_unknown', `The lab has no site "${name}".`, `Write one of: ${[...this.#places.keys()].join(', ')}.`)
  }
}

type Place = { readonly host: Host; state: SiteState }
