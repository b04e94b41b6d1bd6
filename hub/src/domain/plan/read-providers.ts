import { z } from 'zod'
import type { Draft } from './draft.ts'
import { PANEL_KINDS } from './plan.ts'
import type { Provider } from './plan.ts'
import { amount, mailAddress, phone, secret, shortText, webAddress } from './words.ts'

const ProviderPart = z.strictObject({
  name: shortText(),
  kind: z.enum(['hosting', 'registrar', 'dns', 'cdn', 'mail', 'security', 'other']),
  managed: z.boolean().default(false),
  panel: z
    .strictObject({ kind: z.enum(PANEL_KINDS, 'is not a kind of panel; write cpanel or plesk'), url: webAddress, token: secret })
    .optional(),
  support: z.strictObject({ url: webAddress.optional(), mail: mailAddress.optional(), phone: phone.optional() }).prefault({}),
  login: webAddress.optional(),
  authority: z
    .strictObject({
      people: z.array(shortText(63)).min(1, 'names nobody; write ids of people'),
      for: z.array(shortText(63)).default([]),
      proof: shortText(200),
    })
    .optional(),
  credentials: shortText(200).optional(),
  status: webAddress.optional(),
  plans: z
    .array(
      z.strictObject({
        name: shortText(60),
        disk: amount.nullable().default(null),
        transfer: amount.nullable().default(null),
        visits: z
          .int('is not a whole number; write how many a month')
          .min(0, 'is out of range; write how many a month')
          .nullable()
          .default(null),
        price: shortText(60),
      }),
    )
    .default([]),
})

/** Hosts, registrars and others whose service the sites stand on. */
export function readProviders(draft: Draft): Record<string, Provider> {
  const providers = draft.entries(ProviderPart, 'providers').map(([id, part]): Provider => {
    part.authority?.people.forEach((person, at) =>
      draft.mustName(['providers', id, 'authority', 'people', at], person, 'person', draft.ids('people')),
    )
    part.authority?.for.forEach((client, at) =>
      draft.mustName(['providers', id, 'authority', 'for', at], client, 'client', draft.ids('clients')),
    )
    if (part.panel) draft.keepSecret(['providers', id, 'panel', 'token'], part.panel.token, 'nothing can be done in its control panel')
    return {
      id,
      name: part.name,
      kind: part.kind,
      managed: part.managed,
      panel: part.panel ? { kind: part.panel.kind, url: part.panel.url } : null,
      support: { url: part.support.url ?? null, mail: part.support.mail ?? null, phone: part.support.phone ?? null },
      login: part.login ?? null,
      authority: part.authority ?? null,
      credentials: part.credentials ?? null,
      status: part.status ?? null,
      plans: part.plans,
    }
  })
  return Object.fromEntries(providers.map((provider) => [provider.id, provider]))
}
