const TOKEN = /^[0-9a-f]{32}$/

/** `answers@harbor.example` with a token in it: `answers+0f…@harbor.example` (RFC 5233 names the part after the plus a detail). */
export function withToken(inbox: string, token: string): string {
  const at = inbox.lastIndexOf('@')
  return `${inbox.slice(0, at)}+${token}${inbox.slice(at)}`
}

/** The token in an address of one of the inboxes, or null. Case is not told apart: servers on the way change it. */
export function tokenOf(address: string, inboxes: readonly string[]): string | null {
  const match = /^(.+)\+([^+@]+)(@[^@]+)$/.exec(address.toLowerCase())
  if (!match || !inboxes.some((inbox) => inbox.toLowerCase() === `${match[1]}${match[3]}`)) return null
  return TOKEN.test(match[2]!) ? match[2]! : null
}

/** Whether mail to this address is ours to take: an inbox itself, with or without a detail. */
export const isInbox = (address: string, inboxes: readonly string[]): boolean =>
  inboxes.some((inbox) => inbox.toLowerCase() === address.toLowerCase().replace(/\+[^@]*@/, '@'))
