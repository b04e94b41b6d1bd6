import { compareAddresses, list } from '../compare.ts'
import { cdnOf } from '../cdn.ts'
import type { Evidence, PageEvidence } from '../evidence.ts'
import { isSilent, reachOf } from '../reach.ts'
import { isWellVariant } from '../variants.ts'
import { says } from './tie-break.ts'
import type { TieBreak } from './tie-break.ts'

const addressesOf = (page: PageEvidence | null) => list([...new Set((page?.transports ?? []).map(({ address }) => address))])
const isDark = ({ page }: Evidence) => isSilent(page) || reachOf(page) === 'refused' || (page?.status ?? 0) >= 500

/** 6: silence while the other sites of the same server are well is aimed at this site; when they are dark too, it is the server. */
export const othersOnServer: TieBreak = {
  number: 6,
  name: 'the others on the server tell',
  rule(evidence) {
    const { neighbours, page } = evidence
    if (!neighbours || !isDark(evidence)) return []
    const { sites, failing } = neighbours.sameAddress
    if (sites > 0 && failing === 0 && isSilent(page)) {
      return [
        says(
          'hosting.suspended_unknown',
          'strong',
          `${addressesOf(page)} is silent to this site’s visitors while ${sites} other sites there are well.`,
        ),
        says('hosting.provider_outage', 'contradicts', 'But other sites on the same server are well.'),
      ]
    }
    if (failing > 0 && failing * 2 >= sites) {
      return [says('hosting.provider_outage', 'strong', `${failing} of ${sites} other sites on the same server are down too.`)]
    }
    const { sameHosting } = neighbours
    if (sites > 0 || sameHosting.sites === 0 || sameHosting.failing > 0) return []
    return [says('hosting.provider_outage', 'against', `But ${sameHosting.sites} other sites of ours at the same host are well.`)]
  },
}

/**
 * 7: alone on a server, as far as we know: every door closed is its web server, silence may be the machine or its provider. Where nobody
 * knows that the address is the site's own, a wrong record looks the same.
 */
export const aloneOnServer: TieBreak = {
  number: 7,
  name: 'alone on the server',
  rule(evidence) {
    const { page, neighbours } = evidence
    if (reachOf(page) !== 'refused' || compareAddresses(evidence) === 'moved' || (neighbours?.sameAddress.failing ?? 0) > 0) return []
    if (page!.plain !== 'refused' && page!.plain !== null) return []
    const address = addressesOf(page)
    const because = `${address} answers that nothing listens there: the machine is up, its web server is not.`
    if (compareAddresses(evidence) === 'same') return [says('host.service_down', 'proof', because)]
    return [
      says('host.service_down', 'strong', because),
      says('host.service_down', 'against', `Whether ${address} is the address that the site should have is not known: nobody saw it well.`),
    ]
  },
}

/** 8: a proxy that cannot reach a server which answers us is kept out, or led astray; otherwise it is the server. */
export const originPastProxy: TieBreak = {
  number: 8,
  name: 'the server behind the proxy',
  rule({ page, variants }) {
    const status = page?.status ?? 0
    const cdn = cdnOf(page)
    if (cdn === null || status < 520 || status > 524 || !variants?.origin) return []
    if (isWellVariant(variants.origin)) {
      const because = `${cdn} says ${status}, yet the server behind it answers us ${variants.origin.status}: it shuts ${cdn} out, or ${cdn} is sent to a wrong address.`
      return [
        says('dns.proxy_conflict', 'strong', because),
        says('dns.proxy_conflict', 'weak', 'Without the proxy the site is there.'),
        says('host.service_down', 'contradicts', 'But the server answers when it is asked directly.'),
        says('hosting.provider_outage', 'contradicts', 'But the server answers when it is asked directly.'),
        says('hosting.capacity', 'contradicts', 'But the server answers when it is asked directly.'),
      ]
    }
    const because = 'The server behind the proxy does not answer us either.'
    return [says(status === 522 || status === 523 ? 'hosting.provider_outage' : 'host.service_down', 'medium', because)]
  },
}

const FEWEST_SITES = 3

/** 12: several sites at one host with nothing else in common are its outage, whatever its status page says so far. */
export const greenFeed: TieBreak = {
  number: 12,
  name: 'several sites against a green status page',
  rule(evidence) {
    const { neighbours, provider, site } = evidence
    if (!neighbours) return []
    const { sameHosting, sameNameServers } = neighbours
    const isNames = evidence.dns !== null && evidence.dns.resolver.code !== 'ok'
    const isShared = sameNameServers.failing >= sameHosting.failing && sameNameServers.sites > sameHosting.sites
    if (sameHosting.failing + 1 < FEWEST_SITES || isNames || isShared || sameHosting.failing * 2 < sameHosting.sites) return []
    const host = site.hosting ?? provider?.provider ?? 'one host'
    const green = provider?.state === 'operational' ? ' Its status page is green: ask its support.' : ''
    const because = `${sameHosting.failing + 1} of our sites at ${host} fail at once, and have nothing else in common.${green}`
    return [says('hosting.provider_outage', 'strong', because), says('hosting.provider_outage', 'weak', 'It is not this site alone.')]
  },
}
