import { isIPv4 } from 'node:net'

/** An address as a list of addresses is asked for it (RFC 5782 section 2): `192.0.2.1` → `1.2.0.192`; IPv6 by its 32 digits. */
export function reversed(address: string): string {
  if (isIPv4(address)) return address.split('.').reverse().join('.')
  const [head = '', tail] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const middle = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const digits = [...before, ...middle, ...after].map((group) => group.padStart(4, '0')).join('')
  return [...digits].reverse().join('.')
}
