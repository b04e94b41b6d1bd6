const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/**
 * What is wrong with a mail address, or null when it may be written to. Only the plain form `name@host` of RFC 5321 is taken: no comments, groups,
 * quoted local parts or address literals, since every library reads those differently and one of them would send elsewhere.
 */
export function addressFault(address: string): string | null {
  const at = address.lastIndexOf('@')
  if (at < 1) return 'has no name before an "@"'
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (address.length > 254) return 'is longer than 254 characters'
  if (local.length > 64) return 'has more than 64 characters before the "@"'
  if (!ATOM.test(local)) return 'has characters before the "@" that are not plain letters, digits and dots between them'
  if (/[^\x21-\x7e]/.test(domain)) return 'has a host name that is not plain ASCII (write it in its xn-- form)'
  const labels = domain.split('.')
  if (!labels.every((label) => LABEL.test(label))) return 'does not end in a host name'
  if (/^\d+$/.test(labels.at(-1)!)) return 'ends in an IP address where a host name belongs'
  return null
}

/** What is wrong with the name shown before an address, or null. A line break in it would be a header of its own. */
export const displayNameFault = (name: string): string | null => {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) return 'has a line break or control character'
  return name.length > 200 ? 'is longer than 200 characters' : null
}

/** Reads `Name <name@host>` or `name@host`; null when it is neither. */
export function readMailbox(text: string): { readonly name: string; readonly address: string } | null {
  const match = /^(?:(?<name>[^<>]*?)\s*<(?<boxed>[^<>]+)>|(?<plain>[^<>]+))$/.exec(text.trim())
  if (!match) return null
  const { name = '', boxed, plain } = match.groups!
  const address = (boxed ?? plain ?? '').trim()
  const shown = name.trim().replace(/^"([^"\\]*)"$/, '$1')
  return addressFault(address) === null && displayNameFault(shown) === null ? { name: shown, address } : null
}
