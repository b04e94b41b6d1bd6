import { html } from 'hono/html'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { iso, saySpan } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { noticesAhead } from '../../domain/maintenance/notices-ahead.ts'
import type { MaintenancePhase, NoticeKind, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Caller } from '../caller.ts'
import { sitesFor } from '../maintenance-deeds.ts'
import type { Html } from '../route.ts'
import { pill } from './pill.ts'

export type Desk = { readonly plan: Plan; readonly caller: Caller; readonly now: Instant; readonly zone: string; readonly mayAct: boolean }

const PHASES: Record<MaintenancePhase, Parameters<typeof pill>[0]> = {
  planned: { words: 'Planned', icon: 'clock', tone: 'idle' },
  running: { words: 'Going on', icon: 'tool', tone: 'busy' },
  verifying: { words: 'Being verified', icon: 'eye', tone: 'busy' },
  completed: { words: 'Completed', icon: 'check', tone: 'good' },
  cancelled: { words: 'Called off', icon: 'cross', tone: 'idle' },
}

/** What each notice is called on screen. */
export const NOTICES: Record<NoticeKind, string> = {
  notice: 'First notice',
  reminder: 'Reminder',
  moved: 'Correction',
  cancelled: 'Cancellation',
  started: 'Start',
  extended: 'Extension',
  completed: 'Completion',
}

/** A moment with its day, in the reader's zone. */
export const day = (at: Instant, zone: string): Html => html`<time datetime="${iso(at)}">${sayTime(at, zone)}</time>`

/** One window: its seven facts, what is said next, and what can be done about it. */
export function maintenanceCard(work: ScheduledMaintenance, desk: Desk): Html {
  const { facts, phase, overrun, unwell, cancelledBecause } = work
  const { zone, caller, plan } = desk
  const { id, startsAt, endsAt, lasts, disrupts, reason, benefit, support, alternatives, emergency } = facts
  const sites = sitesFor(plan, caller, work)
  const isOwn = caller.partner === null || caller.partner === work.partner
  return html`<li class="card ${overrun === null && unwell.length === 0 ? '' : 'bad'}" id="${id}">
    <div class="what">
      <h2>${id}</h2>
      <p class="quiet">
        ${pill(PHASES[phase])} ${overrun === null ? '' : html`<strong class="needs">Past its end: extend or complete it</strong>`}
      </p>
    </div>
    <dl class="facts">
      ${fact('When', html`${day(startsAt, zone)} to ${day(endsAt, zone)}, ${saySpan(lasts)}`)}
      ${fact('Sites', sites.join(', ') || 'none in the plan')} ${fact('Disrupts', disrupts)} ${fact('Reason', reason)}
      ${fact('Benefit', benefit)} ${fact('Support', support)} ${fact('Alternatives', alternatives)}
      ${emergency === null ? '' : fact('Emergency', emergency)} ${cancelledBecause === null ? '' : fact('Called off', cancelledBecause)}
      ${unwell.length === 0 ? '' : fact('Not well', unwell.join(', '))}
      ${
        phase === 'planned'
          ? fact(
              'Said next',
              noticesAhead(work).map(({ kind, at }) => html`${NOTICES[kind]}: ${day(at, zone)}<br />`),
            )
          : ''
      }
    </dl>
    ${desk.mayAct && isOwn ? html`<div class="actions">${actions(work, desk)}</div>` : ''}
  </li>`
}

const fact = (name: string, value: Html | readonly Html[] | string): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`

function actions({ facts: { id, startsAt }, phase, series }: ScheduledMaintenance, { now, zone }: Desk): Html[] {
  const path = `/maintenance/${id}`
  const button = (verb: string, says: string) =>
    html`<form method="post" action="${path}/${verb}"><button aria-label="${says}: ${id}">${says}</button></form>`
  const folded = (verb: string, says: string, inside: Html) =>
    html`<details>
      <summary class="button" aria-label="${says}: ${id}">${says}</summary>
      <form method="post" action="${path}/${verb}">${inside} <button>${says}</button></form>
    </details>`
  const input = (name: string, label: string, more: Html) =>
    html`<label for="${name}-${id}">${label}</label><input id="${name}-${id}" name="${name}" ${more} />`
  if (phase === 'planned')
    return [
      ...(startsAt - now < 3_600_000 ? [button('start', 'Start now')] : []),
      folded(
        'move',
        'Move',
        html`${input('starts', `New start, in ${zone}`, html`type="datetime-local" required`)}
        ${input('emergency', 'If that is within a week: why it cannot wait', html`maxlength="2000"`)}`,
      ),
      folded(
        'cancel',
        'Call off',
        html`${input('reason', 'Why; those who were told read it', html`maxlength="1000" required`)}
        ${
          series === null
            ? ''
            : html`<label class="choice"><input type="checkbox" name="following" value="yes" /> And all that follow in ${series}</label>`
        }`,
      ),
    ]
  if (phase !== 'running') return []
  return [button('complete', 'Complete'), folded('extend', 'Extend', input('by', 'By how much: 30m, 2h', html`required maxlength="20"`))]
}
