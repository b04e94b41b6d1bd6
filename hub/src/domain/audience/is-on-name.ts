import { getDomain } from 'tldts'

/** Whether a mailbox is on the domain of this site, so that what takes the domain away takes the mailbox with it. */
export function isOnName(mail: string | null, site: string): boolean {
  const domain = getDomain(site)
  return mail !== null && domain !== null && getDomain(mail.slice(mail.lastIndexOf('@') + 1)) === domain
}
