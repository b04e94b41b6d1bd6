import { isIP, isIPv4 } from 'node:net'

export type Host =
  { readonly name: string; readonly address: null } | { readonly name: string; readonly address: string; readonly family: 4 | 6 }

const PLAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/ // as a browser would leave it
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

/**
 * Reads a host as a browser would, so that `0x7f.1`, `2130706433` and full-width digits are seen for the address they are;
 * without the final dot, in lower case, international names in Punycode. Null when it is no host.
 */
export function readHost(text: string): Host | null {
  if (text.length <= 253 && PLAIN.test(text) && !text.includes('xn--')) return { name: text, address: null }
  if (isIPv4(text)) return { name: text, address: text, family: 4 }
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const written = isIP(bare) === 6 ? `http://[${bare}]` : `http://${bare}`
  if (!URL.canParse(written) || /[/?#@\\:%]/.test(isIP(bare) === 6 ? '' : bare)) return null
  const hostname = new URL(written).hostname
  const address = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  const family = isIP(address)
  if (family !== 0) return { name: address, address, family: family === 4 ? 4 : 6 }
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return name.length <= 253 && name.split('.').every((label) => LABEL.test(label)) ? { name, address: null } : null
}

/** `address[:port]` of a server, IPv6 with brackets where a port follows. Null when the host is no address. */
export function readServer(text: string, port: number): { readonly address: string; readonly family: 4 | 6; readonly port: number } | null {
  const plain = isIP(text)
  if (plain !== 0) return { address: text, family: plain === 4 ? 4 : 6, port }
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text)
  const address = match?.[1] ?? match?.[2] ?? ''
  const family = isIP(address)
  if (!match || family === 0) return null
  const written = match[3] === undefined ? port : Number(match[3])
  return written > 0 && written <= 65_535 ? { address, family: family === 4 ? 4 : 6, port: written } : null
}
