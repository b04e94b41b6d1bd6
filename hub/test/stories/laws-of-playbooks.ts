import type { Effect, Incident } from '../../src/domain/incident/incident.ts'
import { isLiving } from '../../src/domain/incident/is-living.ts'
import { hours, minutes } from '../../src/domain/instant.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Law, LawOfALife } from './laws.ts'
import type { Lived } from './world.ts'

const DAY = hours(23) // a day is shorter by an hour where the clocks go forward

type Message = Extract<Effect, { do: 'message' }>
const orders = (effects: readonly Effect[], template: string): readonly Message[] =>
  effects.length === 0 ? NONE : effects.filter((effect): effect is Message => effect.do === 'message' && effect.template === template)
const NONE: readonly never[] = []

const hasAnswered = ({ answers }: Incident, who: 'client' | 'partner', what: string) =>
  answers.some((answer) => answer.who === who && answer.what === what)

/** What the playbooks of the causes owe (causes.md section 4), after each decision. */
export const LAWS_OF_PLAYBOOKS: Readonly<Record<string, Law>> = {
  'I-19': ({ before, decision: { incident } }) => {
    if (before.told !== incident.told && before.told.some(({ key }, n) => incident.told[n]?.key !== key)) return 'it forgets what it said'
    if (before.steps === incident.steps) return false
    for (const key in incident.steps) {
      const [was, is] = [before.steps[key], incident.steps[key]!]
      if (!was && !key.startsWith(`${incident.playbook?.id}/`)) return `${key} began although another playbook was chosen`
      if (was && was.endedAt !== null && is.occurrences === was.occurrences && is.endedAt === null) return `${key} is undone`
    }
    return false
  },
  'I-20': ({ before, decision: { incident, effects }, event }) => {
    if (isInvented(incident)) return false
    if (orders(effects, 'domain-renewal').length > 0 && !event.known.facts.includes('registrar') && !incident.diagnosis?.facts['registrar'])
      return 'a renewal is asked for and the registrar is not known'
    if (orders(effects, 'domain-renewal-reminder').some(({ step }) => step === 'follow-up') && !knowsOf(before, 'domain-renewal'))
      return 'a reminder comes before the request'
    const asks = orders(effects, 'domain-other-contact').some(({ step }) => step === 'ask-partner')
    return asks && !knowsOf(before, 'domain-renewal', 'domain-hold') && 'the partner is asked before the client was written to'
  },
  'I-23': ({ before, decision: { incident } }) => {
    const early = incident.told.slice(before.told.length).find(({ audience, playbook }) => audience === 'client' && playbook === 'capacity')
    if (early && !hasAnswered(incident, 'partner', 'approved')) return `the client hears ${early.template} before the partner has agreed`
    const moves = 'capacity/migrate' in incident.steps && !('capacity/migrate' in before.steps)
    return moves && !hasAnswered(incident, 'client', 'approved') && 'the site is moved before the client has agreed'
  },
  'I-23 summary': ({ decision: { incident, effects } }) =>
    incident.playbook?.id === 'capacity' &&
    !hasAnswered(incident, 'partner', 'approved') &&
    effects.some((effect) => effect.do === 'summarise' && effect.reader === 'client' && effect.dueAt !== null) &&
    'the client shall read a summary of it before the partner has agreed',
  'I-24': ({ before, decision: { incident, effects }, at }) => {
    if (incident.playbook?.id !== 'tls') return false
    const since = incident.confirmedAt ?? at
    const first = orders(effects, 'certificate-investigating').some(({ step }) => step === 'tell-client')
    const second = orders(effects, 'certificate-escalated').some(({ step }) => step === 'update-everyone')
    if (!first && !second) return false
    if (before.phase === 'stabilising' && incident.phase === 'stabilising') return 'it is well, and words of the trouble leave'
    return (at - since < minutes(15) || (second && at - since < minutes(45))) && 'words about the certificate leave too early'
  },
  'I-25': ({ decision: { incident, effects } }) => {
    if (effects.length === 0) return false
    const twice = incident.marks.filter((mark) => mark === 'reinfected').length >= 2
    if (orders(effects, 'security-partner').length > 0 && !twice) return 'the partner is asked in before two cleanings failed'
    const lacks = ['change-passwords', 'update'].find((step) => incident.steps[`security/${step}`] === undefined)
    return (
      orders(effects, 'security-cleaned').some(({ step }) => step !== null) && lacks !== undefined && `it is called clean without ${lacks}`
    )
  },
  'I-26': ({ before, decision: { incident, effects }, at }) => {
    const told = orders(effects, 'dns-investigating').some(
      ({ step, recipient }) => step === 'tell-client' && recipient.audience === 'client',
    )
    if (!told) return false
    const waited = at - (incident.confirmedAt ?? at) >= minutes(15) || hasAnswered(incident, 'partner', 'replied')
    if (!waited) return 'the client hears of the records before the partner could answer'
    const asked = [...before.told, ...incident.told].some(({ audience }) => audience === 'partner')
    return !asked && 'the client hears of the records and the partner was not asked'
  },
  'I-27': ({ decision: { incident, effects }, event }) =>
    effects.some((effect) => effect.do === 'act') &&
    incident.diagnosis === null &&
    !['approved', 'task-done'].includes(event.type) && // a person allowed it
    'an action is ordered before anybody has looked',
  'I-56': ({ before, decision: { effects } }) =>
    effects.some((effect) => effect.do === 'act') &&
    !isLiving(before) &&
    before.phase !== 'suspected' &&
    'an action is ordered although the outage is over',
}

/** The same over a whole life. */
export const LAWS_OF_A_PLAYBOOK: Readonly<Record<string, LawOfALife>> = {
  'I-20 business day': (world) => {
    const [asked] = whenTold(world, 'domain-renewal')
    const [reminded] = whenTold(world, 'domain-renewal-reminder')
    return asked !== undefined && reminded !== undefined && reminded - asked < DAY && 'the reminder comes within a day'
  },
  'I-21': (world) => {
    const days = whenTold(world, 'billing-reminder')
    if (days.length > 3) return `the client is reminded ${days.length} times`
    if (days.some((at, n) => n > 0 && at - days[n - 1]! < DAY)) return 'the client is reminded twice in a day'
    return whenTold(world, 'billing-other-contact').length > 1 && 'the partner is asked twice'
  },
  'I-22': (world) => whenTold(world, 'provider-outage').length > 1 && 'the client is told twice of the outage of the provider',
  'I-24 once': (world) =>
    whenTold(world, 'certificate-investigating').length > 1 && 'the client is told twice that the certificate is looked into',
}

const knowsOf = ({ told, tasks }: Incident, ...templates: string[]) =>
  told.some(({ template }) => templates.includes(template)) || Object.keys(tasks).some((task) => task.startsWith('write-')) // then a person wrote

// When a playbook's own step told of it; what goes on to the next address because one refused is the same telling.
function whenTold({ moments }: Lived, template: string): Instant[] {
  const times: Instant[] = []
  for (const { decision, at } of moments)
    for (const effect of decision.effects)
      if (effect.do === 'message' && effect.template === template && isOwn(decision.incident, effect.step)) times.push(at)
  return times
}

const isOwn = (incident: Incident, step: string | null) =>
  !step?.startsWith('instead-of-') && incident.playbook?.steps.some(({ id }) => id === step) && !isInvented(incident)

// Invented playbooks owe nothing of it.
const isInvented = ({ playbook }: Incident) => playbook?.id === 'first' || playbook?.id === 'second'
