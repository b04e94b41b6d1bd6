import { familyOf } from '../diagnosis/taxonomy.ts'

/** Whether an outage with this cause is what a warning said would come: the end of a domain or a certificate, a bill, a plan, a changed record. */
export function cameTrue(what: string, cause: string): boolean {
  if (what === 'bill') return cause === 'hosting.billing'
  if (what.startsWith('plan ')) return cause === 'hosting.capacity' || cause === 'host.disk_full'
  if (what.startsWith('drift ')) return ['dns', 'domain', 'tls'].includes(familyOf(cause))
  return familyOf(cause) === (what === 'certificate' ? 'tls' : what)
}
