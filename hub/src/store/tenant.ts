import { AsyncLocalStorage } from 'node:async_hooks'

const tenant = new AsyncLocalStorage<string>()

/** Does what one tenant has asked for: on PostgreSQL the database itself gives no row of any other, whatever the query says. */
export const asTenant = <Answer>(partner: string, work: () => Answer): Answer => tenant.run(partner, work)

/** For whom queries are asked right now; undefined: for the house, whose loops work for every tenant. */
export const tenantNow = (): string | undefined => tenant.getStore()
