import { isIP } from 'node:net'
import { getDomain } from 'tldts'

/** The registrable domain of a host (`shop.bakery.co.uk` → `bakery.co.uk`); the host itself where it has none, as an address has. */
export const zoneOf = (host: string) => getDomain(host, { allowPrivateDomains: false }) ?? host.toLowerCase()

/** Whether a host is an address, with or without brackets: it has neither zone nor registration. */
export const isAddress = (host: string) => isIP(host.replace(/^\[|\]$/g, '')) !== 0
