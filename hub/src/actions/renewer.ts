import type { Network } from '../network/network.ts'

type Refused = { readonly ok: false; readonly reason: string }

/** A panel and the right to ask it. */
type Door = { readonly url: string; readonly token: string; readonly network: Pick<Network, 'request'>; readonly signal: AbortSignal }

/** How one kind of panel renews a certificate: finds the site, then makes attempts. `problem` says what went wrong since, as far as the panel knows. */
export type Renewer = (
  door: Door,
  site: string,
  provider: string,
) => Promise<
  | Refused
  | { readonly ok: true; attempt(): Promise<Refused | { readonly ok: true; readonly says: string; problem(): Promise<string | null> }> }
>
