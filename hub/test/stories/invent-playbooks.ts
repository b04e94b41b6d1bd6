import { FACT_NAMES } from '../../src/domain/incident/facts.ts'
import { days, hours, minutes } from '../../src/domain/instant.ts'
import type { Answer, Audience, Deed, Delay, Playbook, Start, Step, StepEnd } from '../../src/domain/playbook/playbook.ts'
import type { Roll } from './dice.ts'

const SPANS = [minutes(0), minutes(1), minutes(5), minutes(15), minutes(45), hours(4), days(1)]
const AUDIENCES: readonly Audience[] = ['client', 'partner', 'public', 'responder']
const WHO = ['client', 'partner'] as const
const ENDS: readonly StepEnd[] = ['succeeds', 'fails', 'is done', 'times out']
const ANSWERS: readonly Answer[] = ['replies', 'approves', 'declines']
const TEMPLATES = ['investigating', 'still-working', 'certificate-investigating', 'domain-renewal']

/** Two playbooks as no person would write them, within what the language allows: one for certificates, one for the rest. */
export const inventPlaybooks = (roll: Roll): Playbook[] => [invent(roll, 'first', 'tls.*'), invent(roll, 'second', '*')]

function invent(roll: Roll, id: string, cause: string): Playbook {
  const steps: Step[] = []
  for (let n = 2 + roll.upTo(6); n > 0; n--) steps.push(inventStep(roll, `step-${n}`, steps))
  return {
    ...{ id, version: 1, title: id, causes: [cause], severity: 'major', firstContact: roll.one(WHO) },
    stableFor: roll.one([minutes(5), minutes(15), hours(1)]),
    ...(roll.chance(0.15) && { clearIf: [roll.one(['clean-twice', 'in-coverage'] as const)] }),
    steps: roll.chance(0.5) ? steps : steps.reverse(),
  }
}

function inventStep(roll: Roll, id: string, earlier: readonly Step[]): Step {
  const isRepeated = roll.chance(0.3)
  return {
    id,
    start: inventStart(roll, earlier),
    every: isRepeated ? inventDelay(roll, [minutes(5), minutes(15), hours(4), days(1)]) : null,
    until: isRepeated ? facts(roll, 0.4) : [],
    atMost: isRepeated && roll.chance(0.5) ? 1 + roll.upTo(4) : null,
    onlyIf: facts(roll, 0.15),
    unless: facts(roll, 0.4),
    does: inventDeed(roll),
  }
}

function inventStart(roll: Roll, earlier: readonly Step[]): Start {
  const before = earlier.length > 0 && roll.chance(0.5) ? roll.one(earlier).id : null
  if (before !== null && roll.chance(0.5)) return { kind: 'when step', step: before, ends: roll.one(ENDS) }
  if (before !== null) return { kind: 'after', delay: inventDelay(roll, SPANS), of: { step: before } }
  return roll.one<() => Start>([
    () => ({ kind: 'at once' }),
    () => ({ kind: 'after', delay: inventDelay(roll, SPANS), of: 'confirmed' }),
    () => ({ kind: 'after', delay: { span: roll.one(SPANS) }, of: 'recovered' }),
    () => ({ kind: 'next day', business: roll.chance(0.5), minute: roll.upTo(24 * 60) }),
    () => ({ kind: 'when answer', who: roll.one(WHO), answers: roll.one(ANSWERS) }),
    () => ({ kind: 'when fact', fact: roll.one(FACT_NAMES) }),
    () => ({ kind: 'first of', starts: [inventStart(roll, earlier), inventStart(roll, earlier)] }),
  ])()
}

const inventDelay = (roll: Roll, spans: typeof SPANS): Delay =>
  roll.chance(0.2) ? { businessDays: 1 + roll.upTo(3) } : { span: roll.one(spans) }

const facts = (roll: Roll, part: number) => (roll.chance(part) ? [roll.one(FACT_NAMES)] : [])

function inventDeed(roll: Roll): Deed {
  const action = (): Deed => ({
    ...{ do: 'action', run: 'certificate-renew', on: 'hosting', timeout: roll.one([minutes(1), minutes(10), hours(5)]) },
    approval: roll.one([null, null, 'client', 'partner', 'responder']),
  })
  return roll.one<() => Deed>([
    () => ({
      do: 'message',
      to: [...new Set([roll.one(AUDIENCES), roll.one(AUDIENCES)])],
      template: roll.one(TEMPLATES),
      via: roll.one([null, null, 'sms', 'slack']),
      needs: roll.one([[], [], [], ['registrar'], ['offer-price']]),
    }),
    () => ({
      do: 'task',
      title: 'Do it',
      for: roll.one(['on-call', 'next', 'kofi', 'developers']),
      due: inventDelay(roll, SPANS),
      contact: null,
      checklist: [],
      followUp: roll.one([true, false]),
    }),
    action,
    action,
    () => ({
      do: 'approval',
      from: roll.one(WHO),
      template: roll.one(TEMPLATES),
      offers: null,
      for: inventDelay(roll, [minutes(30), days(1)]),
    }),
    () => ({ do: 'escalate', to: roll.one(['next', 'developers', 'ana', 'kofi', 'on-call']) }),
    () => ({ do: 'announce', template: roll.one(TEMPLATES) }),
  ])()
}
