import type { Instant } from '../domain/instant.ts'
import { addAudit } from './audit.ts'
import type { Store } from './store.ts'

/** Takes away every secret that is sealed, and the keys they were sealed under, for whoever has lost the master key: the next start makes new ones. */
export const forgetSealed = ({ transaction }: Store, at: Instant): Promise<void> =>
  transaction(async (tx) => {
    await tx.deleteFrom('installation').where('name', '=', 'key').execute()
    await tx.updateTable('credential').set({ totp: null, totp_at: null, totp_step: null }).execute()
    await tx.deleteFrom('browser').execute()
    await tx.deleteFrom('challenge').execute()
    await tx.deleteFrom('opt_out').where('unsubscribed_at', 'is', null).execute() // who wants no summaries is known further on
    await tx.deleteFrom('data_key').execute()
    await addAudit(tx, { at, partner: null, who: 'hub', what: 'keys-forgotten', about: 'on the command line' })
  })
