import { decodeLabel } from './punycode.ts'
import type { Reading } from './words.ts'

const OTHER_SCRIPTS = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Hebrew', 'Arabic'] as const
const SCRIPTS = ['Latin', ...OTHER_SCRIPTS].map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const)

/**
 * Reads the address of a web page or service, and refuses what is never asked. An address with a password in it is not repeated in the
 * complaint; a host that mixes scripts is shown as what it truly is.
 */
export function readWebAddress(text: string): Reading<string> {
  const shown = `"${text.slice(0, 80)}"`
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https' && !/^[^/]*:\d/.test(text)) {
    return { wrong: `${scheme}: addresses are not asked`, write: 'write an address that begins with https:// or http://' }
  }
  const parts = /^https?:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:\\]*)(?::(\d+))?(?:[/?#]|$)/i.exec(text)
  if (parts?.[2] !== undefined && Number(parts[2]) > 65_535) {
    return { wrong: `${shown}: there is no port ${parts[2]}`, write: 'write a port from 1 to 65535, or none' }
  }
  const url = parts ? URL.parse(text) : null
  if (parts && url && (url.username !== '' || url.password !== '')) {
    return { wrong: 'the address has a user name or password in it', write: 'write the address without it' }
  }
  if (!parts || !url || url.hostname === '' || !isHostName(url.hostname)) {
    return { wrong: `${shown} is not a web address`, write: 'write it as https://cornerbakery.example/' }
  }
  const mixed = mixedScripts(parts[1]!)
  if (mixed) return { wrong: `${shown} mixes ${mixed} letters`, write: `write it in one script, or as ${url.hostname}` }
  return { means: url.href }
}

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

function isHostName(host: string): boolean {
  if (host.startsWith('[')) return true
  const labels = host.replace(/\.$/, '').split('.')
  const isWell = labels.every((label) => LABEL.test(label) && (!label.startsWith('xn--') || decodeLabel(label) !== null))
  return isWell && host.length <= 253
}

// A Latin "a" and a Cyrillic one look alike; names that mix them are how visitors are led astray (UTS #39, section 5).
function mixedScripts(host: string): string | null {
  for (const label of host.split('.')) {
    const found = SCRIPTS.filter(([, script]) => script.test(label)).map(([name]) => name)
    if (found.length > 1) return found.join(' and ')
  }
  return null
}
