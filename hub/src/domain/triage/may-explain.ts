import { familyOf } from '../diagnosis/taxonomy.ts'
import type { Shared } from './correlate.ts'

const SERVER: readonly Shared[] = ['address', 'network', 'hosting', 'cdn']
const PROGRAM: readonly Shared[] = ['address', 'network', 'hosting', 'plugin', 'software', 'vulnerability']

const EXPLAINED_BY: Readonly<Record<string, readonly Shared[]>> = {
  domain: ['registrar'],
  dns: ['dns', 'name-servers', 'registrar', 'cdn'],
  tls: [...SERVER, 'issuer'],
  hosting: SERVER,
  host: SERVER,
  app: PROGRAM,
  security: PROGRAM,
}

/** Whether a cause can come from what sites share: a host's outage lets no registration lapse. A cause of no known layer may come from anywhere. */
export const mayExplain = (shared: Shared, cause: string): boolean => EXPLAINED_BY[familyOf(cause)]?.includes(shared) ?? true

/** Whether what broke is the site's own program, or somebody got in through it. A database that cannot be reached is its server's matter. */
export const isOfProgram = (cause: string): boolean =>
  familyOf(cause) === 'security' || (familyOf(cause) === 'app' && cause !== 'app.db_connect')
