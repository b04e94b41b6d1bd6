import { familyOf } from './taxonomy.ts'

const PRIVATE: readonly string[] = ['hosting.billing', 'hosting.suspended_unknown', 'hosting.suspended_abuse', 'hosting.dos', 'host.miner']

/** Whether a cause is nobody's business but the client's: a payment, an attack, what was found on the site. The public never reads it (COM-6). */
export const isPrivate = (cause: string): boolean => familyOf(cause) === 'security' || PRIVATE.includes(cause)
