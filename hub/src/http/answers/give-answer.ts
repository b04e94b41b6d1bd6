import type { GivenAnswer, Happening, Said } from '../../domain/incident/incident.ts'
import type { AnswerId } from '../../domain/message/answers.ts'
import { addAudit } from '../../store/audit.ts'
import type { Around } from '../around.ts'
import { openMessage } from './open-link.ts'
import type { Opened } from './open-link.ts'

type Answered = Extract<Happening, { readonly type: GivenAnswer['what'] }>

/** Who pressed, and what they added. */
export type Presser = { readonly by: string; readonly text?: string }

/** Tells the incident what was pressed, once however often it is. Gives the answer as it was recorded; undefined when it is too late for one. */
export async function giveAnswer(around: Around, opened: Opened, id: AnswerId, presser: Presser): Promise<GivenAnswer | undefined> {
  const { message, incident, reader, given, isAsked } = opened
  const ref = `press ${message.key} ${id}`
  const before = given.find((answer) => answer.ref === ref)
  if (before || !isAsked) return before
  const said: Said = { ...presser, message: message.key, ref }
  const happening = happeningOf(id, reader, said, opened, around)
  await around.respond(message.partner, Number(incident.id), happening)
  const { partner } = message
  await addAudit(around.store.db, {
    at: around.clock.now(),
    partner,
    who: presser.by,
    what: happening.type,
    about: `incident ${incident.id}`,
    site: incident.site,
  })
  // Of two who press at once the incident has heard one.
  const since = await openMessage(around, message)
  return since?.given.find((answer) => answer.ref === ref)
}

function happeningOf(id: AnswerId, who: Opened['reader'], said: Said, opened: Opened, around: Around): Answered {
  const { step } = opened.message
  if (id === 'yes' || id === 'no') return { type: id === 'yes' ? 'approved' : 'declined', who, ...said, ...(step === null ? {} : { step }) }
  const phone = id === 'done' ? null : phoneOf(opened, around)
  return { type: 'replied', who, says: id, ...said, ...(phone === null ? {} : { phone }) }
}

// A person may stand among the contacts more than once, with one address each.
function phoneOf({ message: { recipient }, site, reader }: Opened, around: Around): string | null {
  const { partners, clients } = around.plan()
  const contacts = (reader === 'partner' ? partners[site.partner] : site.client === null ? undefined : clients[site.client])?.contacts ?? []
  const isReader = ({ name, mail }: (typeof contacts)[number]) =>
    name === recipient.name || (mail !== null && recipient.address.includes(mail))
  return contacts.find((contact) => contact.phone !== null && isReader(contact))?.phone ?? null
}
