/** Whom a CAA record names, by the words in an issuer's name. An authority that is not here is known by the label of its domain. */
const AUTHORITIES: readonly (readonly [issuer: RegExp, domains: readonly string[]])[] = [
  [/let.?s encrypt/i, ['letsencrypt.org']],
  [/google trust/i, ['pki.goog']],
  [/sectigo|comodo|zerossl|cpanel/i, ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com', 'zerossl.com']],
  [
    /digicert|geotrust|thawte|rapidssl|encryption everywhere/i,
    ['digicert.com', 'geotrust.com', 'thawte.com', 'rapidssl.com', 'symantec.com'],
  ],
  [/globalsign|alphassl/i, ['globalsign.com']],
  [/amazon/i, ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com']],
  [/godaddy|starfield/i, ['godaddy.com', 'starfieldtech.com']],
]

/** Whether the zone lets other authorities issue and not this one (RFC 8659). No record at all lets everybody. */
export function caaForbids(records: readonly string[], issuer: string): boolean {
  const named = records.flatMap((record) => /\bissue\b["\s]+([^";\s]*)/i.exec(record)?.slice(1) ?? [])
  if (named.length === 0) return false
  const known = AUTHORITIES.find(([name]) => name.test(issuer))?.[1]
  const words = issuer.toLowerCase().replace(/[^a-z0-9]/g, '')
  const isIssuers = (domain: string) =>
    known?.includes(domain.toLowerCase()) ??
    words.includes(
      domain
        .split('.')
        .at(-2)
        ?.replace(/[^a-z0-9]/gi, '')
        .toLowerCase() ?? '\0',
    )
  return !named.some((domain) => domain !== '' && isIssuers(domain))
}
