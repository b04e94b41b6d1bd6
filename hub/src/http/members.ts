import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sender } from '../domain/audience/recipients.ts'
import type { Instant } from '../domain/instant.ts'
import { answerPage } from '../domain/message/answers.ts'
import { PORTAL_WORDS } from '../domain/message/portal-words.ts'
import { mailAddress } from '../domain/plan/words.ts'
import { languageFor } from '../domain/status/page-words.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { endMember, findMember, inviteMember, membershipsOf, membersOf, offerMemberLink } from '../store/members.ts'
import type { Member } from '../store/members.ts'
import { postMessage } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import { endTokensOf } from '../store/tokens.ts'
import type { Around } from './around.ts'
import { words } from './input.ts'
import { PORTAL_ROLES } from './tokens.ts'

export const memberAddress = mailAddress.transform((mail) => mail.toLowerCase())
/** Role and tenant come from here and are kept; nothing that the invited send can change them. */
export const newMember = z.strictObject({
  mail: memberAddress,
  name: words(100),
  role: z.enum(PORTAL_ROLES),
  client: z.string().max(63).optional(),
})

/** The templates of the letters whose link lets a member in, once. */
export const LETTERS_IN = { invitation: 'portal-invitation', login: 'portal-login' } as const

/** Lets somebody look into a partner's portal, and sends them a link. `partner` is the caller's tenant, or whom the operator's owner named. */
export async function invite(around: Around, by: string, partner: string, asked: z.infer<typeof newMember>): Promise<Member> {
  const { partners, clients } = around.plan()
  if (!Object.hasOwn(partners, partner))
    throw new Problem('not-found', 'partner_unknown', `There is no partner "${partner}".`, 'Look under partners: in the configuration.')
  const client = asked.role === 'client' ? asked.client || null : null
  if (asked.role === 'client' && clients[client ?? '']?.partner !== partner)
    throw new Problem('bad-input', 'client_unknown', 'A client needs to be one of yours.', 'Name the client whose sites they may see.', {
      field: 'client',
    })
  if (asked.mail === by) throw isOneself()
  const now = around.clock.now()
  const member = { partner, mail: asked.mail, name: asked.name, role: asked.role, client, invitedBy: by, invitedAt: now }
  await around.store.transaction(async (tx) => {
    const link = await postLetter(tx, around, member, 'invitation', now)
    await inviteMember(tx, { ...member, link })
    await endTokensOf(tx, { person: member.mail, partner }, 'session', now)
    await addAudit(tx, { at: now, partner, who: by, what: `invited as ${asked.role}`, about: asked.mail })
  })
  return { ...member, endedAt: null }
}

/** Sends a link to an address for each portal it may look into; nothing where it may look into none, which nobody is told. */
export async function sendLinks(around: Around, mail: string): Promise<void> {
  const now = around.clock.now()
  for (const member of await membershipsOf(around.store.db, mail))
    await around.store.transaction(async (tx) => {
      await offerMemberLink(tx, member.partner, mail, await postLetter(tx, around, member, 'login', now))
    })
}

/** Shuts somebody out at once; not oneself. */
export async function shutOut(around: Around, by: string, partner: string, mail: string): Promise<void> {
  const member = await findMember(around.store.db, partner, mail)
  if (!member) throw new Problem('not-found', 'member_unknown', `"${mail}" may not look in here.`, 'Look at the list.')
  if (mail === by) throw isOneself()
  const now = around.clock.now()
  await around.store.transaction(async (tx) => {
    await endMember(tx, partner, mail, now)
    await endTokensOf(tx, { person: mail, partner }, 'session', now)
    await addAudit(tx, { at: now, partner, who: by, what: 'shut out of the portal', about: mail })
  })
}

const isOneself = () => new Problem('conflict', 'member_own', 'This is you.', 'Ask another to change or end what you may.')

/** Who may look into a partner's portal. */
export const listMembers = (around: Around, partner: string): Promise<Member[]> => membersOf(around.store.db, partner)

// A client's letter comes in the partner's name with the partner in copy, as every word to a client (COM-1); a partner's own people hear from the operator.
async function postLetter(
  tx: Tx,
  around: Around,
  member: Omit<Member, 'invitedBy' | 'invitedAt' | 'endedAt'>,
  kind: keyof typeof LETTERS_IN,
  at: Instant,
): Promise<string> {
  const { partners, operator, hub, clients } = around.plan()
  const partner = partners[member.partner]!
  const { subject, text } = PORTAL_WORDS[languageFor(clients[member.client ?? '']?.language ?? partner.language) ?? 'en'].letter[kind]
  const { from, ...brand } = partner.brand
  const key = `${LETTERS_IN[kind]}/${member.mail}/${at}`
  const words = [text(`${answerPage(hub.url)}/join`), brand.signature ?? from.name].join('\n\n')
  const isClient = member.role === 'client'
  await postMessage(tx, {
    ...{ partner: member.partner, key, incident: null, step: null, contract: 'message' },
    recipient: {
      ...{ audience: isClient ? 'client' : 'partner', name: member.name, channel: 'mail', address: [member.mail], why: null },
      from: isClient ? sender(from) : sender({ name: operator.name, address: operator.mail }),
      cc: isClient ? partner.cc : [],
    },
    ...{ template: LETTERS_IN[kind], subject: subject(from.name || partner.name), text: words, html: null, link: `${hub.url}portal/` },
    ...{ messageId: `<${randomUUID()}@${operator.mail.split('@')[1]}>`, orderedAt: at, dueAt: at },
  })
  return key
}
