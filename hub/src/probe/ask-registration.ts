import type { RegistrationOf } from '../checks/check.ts'
import type { Instant } from '../domain/instant.ts'
import type { NetworkPlan } from '../domain/plan/plan.ts'
import { registration } from '../evidence/registration.ts'
import { subjectOf } from '../evidence/subject-of.ts'
import type { Network } from '../network/network.ts'

/** Asks registry and registrar for a check that wants to know how a domain is registered. */
export const askRegistration =
  (
    around: { readonly network: Network; readonly now: () => Instant },
    whom: () => Pick<NetworkPlan, 'rdapBootstrap' | 'whois'>,
  ): RegistrationOf =>
  ({ url }, signal) => {
    const { rdapBootstrap, whois } = whom()
    return registration.collect(subjectOf({ ...around, url: new URL(url), baseline: null, signal, rdapBootstrap, whois }))
  }
