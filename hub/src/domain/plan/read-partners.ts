import { z } from 'zod'
import type { Accounts } from '../announce/networks.ts'
import { baseOf, LANGUAGES } from '../message/languages/index.ts'
import { days, seconds } from '../instant.ts'
import { quicken } from '../playbook/quicken.ts'
import type { Draft } from './draft.ts'
import { AvailabilityPart, ownGoal } from './read-availability.ts'
import { CONTACT_WAYS } from './plan.ts'
import { IssuerPart, readIssuer } from './read-oidc.ts'
import type { Client, Contact, Partner } from './plan.ts'
import { judgeAnnounce, publicOf, publicPart, readSocial, SocialPart } from './read-social.ts'
import { colour, holidays, mailAddress, mailbox, phone, secret, shortText, span, timezone, webAddress } from './words.ts'

const ContactPart = z.strictObject({
  name: shortText(),
  role: shortText(60).optional(),
  mail: mailAddress.optional(),
  phone: phone.optional(),
  prefers: z.enum(CONTACT_WAYS).optional(),
})

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is not a language; write en or pt-BR')
  .default('en')

const PartnerPart = z.strictObject({
  name: shortText(),
  timezone: timezone.optional(),
  holidays: holidays.optional(),
  language,
  brand: z.strictObject({
    from: mailbox,
    reply: mailAddress.optional(),
    colour: colour.default('#1f4b6e'),
    logo: webAddress.optional(),
    greeting: shortText(40).optional(),
    signature: shortText(300).optional(),
    dkim: z
      .strictObject({
        selector: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'is not a DKIM selector; write its name alone'),
        key: secret,
      })
      .optional(),
  }),
  contacts: z.array(ContactPart).default([]),
  cc: z.array(mailAddress).optional(),
  slack: z
    .strictObject({
      channel: z
        .string()
        .regex(/^[CG][A-Z0-9]{2,20}$|^#?[a-z0-9][a-z0-9_-]{0,79}$/, 'is not a Slack channel; write its id, such as C0BRIGHT'),
      token: secret,
      'signing-secret': secret.unwrap().optional(),
      api: webAddress.optional(),
    })
    .optional(),
  app: z.string().optional(),
  social: SocialPart.default({}),
  oidc: IssuerPart.optional(),
  'ask-first': z.boolean().default(false),
  'status-page': webAddress.optional(),
  availability: AvailabilityPart.optional(),
  ...publicPart,
})

const ClientPart = z.strictObject({
  partner: z.string().default('operator'),
  name: shortText(),
  timezone: timezone.optional(),
  holidays: holidays.optional(),
  language: language.unwrap().optional(),
  'first-response': span(seconds(1), days(7)).optional(),
  escalation: z.string().optional(),
  contacts: z.array(ContactPart).default([]),
  'status-page': webAddress.optional(),
  availability: AvailabilityPart.optional(),
  ...publicPart,
})

type ContactWritten = z.infer<typeof ContactPart>

/** Agencies that resell the care plan under their own brand. Each is in copy of every mail to its clients (COM-1). */
export function readPartners(draft: Draft, operatorTimezone: string, slackApi: string): Record<string, Partner> {
  const partners = draft.entries(PartnerPart, 'partners').map(([id, part]): Partner => {
    const contacts = readContacts(draft, ['partners', id, 'contacts'], part.contacts)
    judgeLanguage(draft, ['partners', id, 'language'], part.language)
    if (id === 'operator')
      draft.complain(['partners', id], 'partners: "operator" is the operator itself', 'use another name', { key: true })
    const social = readSocial(draft, ['partners', id, 'social'], part.social)
    judgeAnnounce(draft, ['partners', id], part.announce, social, `partners.${id}.social`)
    return {
      id,
      name: part.name,
      timezone: part.timezone ?? operatorTimezone,
      holidays: part.holidays ?? null,
      language: part.language,
      brand: readBrand(draft, id, part),
      contacts,
      cc: readCopies(draft, id, part.cc, contacts),
      slack: readSlack(draft, id, part.slack, slackApi),
      ...appOf(draft, id, part.app),
      social,
      ...(part.oidc ? { oidc: readIssuer(draft, ['partners', id, 'oidc'], part.oidc) } : {}),
      ...(part['ask-first'] ? { askFirst: true } : {}),
      statusPage: part['status-page'] ?? null,
      ...ownGoal(part.availability),
      ...publicOf(part),
    }
  })
  return Object.fromEntries(partners.map((partner) => [partner.id, partner]))
}

/** The partners' customers, and the operator's own where none is named. */
export function readClients(
  draft: Draft,
  partners: Readonly<Record<string, Partner>>,
  operatorTimezone: string,
  quickened: number,
  operatorAccounts: Accounts,
): Record<string, Client> {
  const clients = draft.entries(ClientPart, 'clients').map(([id, part]): Client => {
    draft.mustName(['clients', id, 'partner'], part.partner, 'partner', [...(draft.ids('partners') ?? [part.partner]), 'operator'])
    if (id === 'operator' || draft.ids('partners')?.includes(id)) {
      draft.complain(['clients', id], `clients: "${id}" is taken: it names a status page already`, 'use another name', { key: true })
    }
    draft.mustName(['clients', id, 'escalation'], part.escalation ?? null, 'ladder', draft.ids('escalations'))
    const partner = partners[part.partner]
    const [accounts, of] = partner ? [partner.social, `partners.${partner.id}.social`] : [operatorAccounts, 'channels.social']
    judgeAnnounce(draft, ['clients', id], part.announce, accounts, of)
    judgeLanguage(draft, ['clients', id, 'language'], part.language)
    const contacts = readContacts(draft, ['clients', id, 'contacts'], part.contacts)
    if (
      new Set(contacts.flatMap(({ mail, phone }) => [mail, phone]).filter((address) => address !== null)).size < 2 ||
      contacts.length < 2
    ) {
      const what =
        contacts.length === 0 ? 'has no contact: nobody hears of an outage' : 'has no second contact for when the first cannot be reached'
      draft.warn(['clients', id], `clients.${id} ${what}`, 'add one to "contacts:"')
    }
    return {
      id,
      partner: part.partner,
      name: part.name,
      timezone: part.timezone ?? partner?.timezone ?? operatorTimezone,
      holidays: part.holidays ?? null,
      language: part.language ?? partner?.language ?? 'en',
      firstResponse: part['first-response'] === undefined ? null : quicken(part['first-response'], quickened),
      escalation: part.escalation ?? null,
      contacts,
      statusPage: part['status-page'] ?? null,
      ...ownGoal(part.availability),
      ...publicOf(part),
    }
  })
  return Object.fromEntries(clients.map((client) => [client.id, client]))
}

// Readers of a language without words are written to in English, unless the operator has words of its own.
function judgeLanguage(draft: Draft, path: readonly string[], language: string | undefined) {
  if (language === undefined || baseOf(language) in LANGUAGES) return
  const known = Object.keys(LANGUAGES).join(', ')
  draft.warn(
    path,
    `${path.join('.')}: there are no built-in words in "${language}"; English is used`,
    `write one of ${known}, or templates of your own`,
  )
}

function readBrand(draft: Draft, id: string, { brand }: z.infer<typeof PartnerPart>): Partner['brand'] {
  if (brand.dkim) draft.keepSecret(['partners', id, 'brand', 'dkim', 'key'], brand.dkim.key, 'mail in this brand is not signed')
  return {
    from: { name: brand.from.name, address: brand.from.address },
    reply: brand.reply ?? null,
    colour: brand.colour,
    logo: brand.logo ?? null,
    greeting: brand.greeting ?? null,
    signature: brand.signature ?? null,
    dkim: brand.dkim ? { selector: brand.dkim.selector } : null,
  }
}

function appOf(draft: Draft, id: string, app: string | undefined): Pick<Partner, 'app'> {
  if (app === undefined) return {}
  draft.mustName(['partners', id, 'app'], app, 'app under channels.apps', draft.within(['channels', 'apps']))
  return { app }
}

function readSlack(draft: Draft, id: string, slack: z.infer<typeof PartnerPart>['slack'], slackApi: string): Partner['slack'] {
  if (!slack) return null
  draft.keepSecret(['partners', id, 'slack', 'token'], slack.token, 'this partner hears by mail instead')
  if (slack['signing-secret'] !== undefined)
    draft.keepSecret(['partners', id, 'slack', 'signing-secret'], slack['signing-secret'], 'what this partner says in Slack is not heard')
  return { channel: slack.channel, api: slack.api ?? slackApi }
}

// A partner is in copy, always; without a list it is the partner's first mailbox.
function readCopies(draft: Draft, id: string, written: readonly string[] | undefined, contacts: readonly Contact[]): string[] {
  const first = contacts.find(({ mail }) => mail !== null)?.mail
  const copies = written ?? (first ? [first] : [])
  if (copies.length === 0) {
    draft.complain(
      ['partners', id, 'cc'],
      `partners.${id}.cc: nobody would be in copy of the mail to its clients`,
      'add "cc: [rosa@brightside.example]"',
    )
  }
  return [...new Set(copies)]
}

function readContacts(draft: Draft, path: readonly string[], contacts: readonly ContactWritten[]): Contact[] {
  for (const [index, { mail, phone }] of contacts.entries()) {
    if (!mail && !phone) draft.complain([...path, index], `${path.join('.')}.${index} has neither mail nor phone`, 'add one of them')
  }
  return contacts.map(({ name, role, mail, phone, prefers }) => ({
    ...{ name, role: role ?? null, mail: mail ?? null, phone: phone ?? null },
    ...(prefers ? { prefers } : {}),
  }))
}
