import { html } from 'hono/html'
import { z } from 'zod'
import type { Instant } from '../../domain/instant.ts'
import { judgeHardening } from '../../domain/host/judge-hardening.ts'
import type { HostSample, Installation } from '../../domain/host/sample.ts'
import { after, days } from '../../domain/instant.ts'
import { hostEventsSince } from '../../store/host-events.ts'
import type { KeptHostEvent } from '../../store/host-events.ts'
import type { Around } from '../around.ts'
import { hostStates } from '../host-states.ts'
import type { HostState } from '../host-states.ts'
import { operatorOnly } from '../operator-only.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { ago, moment, zoneOf } from './times.ts'

const SHOWN = {
  well: { words: 'well', icon: 'check', tone: 'good' },
  warning: { words: 'warning', icon: 'warning', tone: 'busy' },
  danger: { words: 'danger', icon: 'cross', tone: 'bad' },
  silent: { words: 'agent silent', icon: 'ring', tone: 'idle' },
  'no-agent': { words: 'no agent', icon: 'ring', tone: 'idle' },
} as const

/** `/hosts`: the servers as their agents see them: what fills up, what is busy, and what happened there (MON-4). */
export function hostsPage(around: Around): Route {
  return page({
    method: 'GET',
    path: '/hosts',
    who: 'viewer',
    does: 'The servers, as their agents see them.',
    query: z.strictObject({}),
    answer: async (asked) => {
      operatorOnly(asked)
      const [caller, now] = [callerOf(asked), around.clock.now()]
      const zone = zoneOf(around.plan(), caller)
      const cards = await Promise.all(
        (await hostStates(around)).map(async (state) => {
          const events = await hostEventsSince(around.store.db, state.host.id, after(now, days(-30)), 5)
          return card(state, events, now, zone)
        }),
      )
      const none = html`<p class="quiet">None yet: add them under <code>hosts</code> in the configuration.</p>`
      const list = html`<section id="hosts" data-live>
        <ul class="sites">
          ${cards}
        </ul>
      </section>`
      const head = { title: 'Hosts · Allclear', current: 'hosts', caller, now } as const
      return { page: shell(around, head, [html`<h1>Hosts</h1>`, cards.length === 0 ? none : list]) }
    },
  })
}

function card({ host, sites, agent, state }: HostState, events: readonly KeptHostEvent[], now: Instant, zone: string): Html {
  const seen = SHOWN[state]
  const told = Object.values(agent?.state.levels ?? {}).filter(({ level }) => level !== 'well')
  return html`<li class="card ${seen.tone}">
    <div class="what">
      <h2>${host.name}</h2>
      <p class="quiet">${sites.length === 0 ? 'no site' : sites.join(', ')}</p>
    </div>
    <div class="how">${pill(seen)}${told.map(({ says, since }) => html`<span>${says} Since ${moment(since, zone, now)}.</span>`)}</div>
    ${agent?.state.sample ? [facts(agent.state.sample), hardening(agent.state.sample)] : ''}
    ${state === 'no-agent' ? html`<p class="quiet">Put one there: <code>allclear agent enrol ${host.id}</code></p>` : ''}
    ${events.map(({ at, says }) => html`<p class="drift">${moment(at, zone, now)}: ${says}</p>`)}
    <p class="quiet seen">${agent?.seenAt == null ? 'never heard' : html`heard ${ago(agent.seenAt, now)}`}</p>
  </li>`
}

const facts = ({ load, cores, memory, disks, processes, services, mail, integrity }: HostSample): Html =>
  html`<dl class="facts">
    ${fact('Load', load && `${load.map((one) => one.toFixed(2)).join(' ')} on ${cores ?? '?'} cores`)}
    ${fact('Memory', memory && `${gigabytes(memory.total - memory.available)} of ${gigabytes(memory.total)}`)}
    ${fact('Disks', disks && disks.map(({ mount, used, size }) => `${mount} ${Math.round((100 * used) / Math.max(1, size))} %`).join(', '))}
    ${fact(
      'Busiest',
      processes &&
        processes.top
          .slice(0, 3)
          .map(({ name, cpu }) => `${name} ${Math.round(cpu * 100)} %`)
          .join(', '),
    )}
    ${fact('Services', services && services.map(({ kind, name, says }) => `${kind} ${name}: ${says}`).join('; '))}
    ${fact('Mails that wait', mail && sayMail(mail))}
    ${fact('Websites', integrity && integrity.installations.map(sayInstallation).join('; '))}
  </dl>`

function sayMail({ waiting, turnedAway, senders }: NonNullable<HostSample['mail']>): string {
  const away = turnedAway.map(([who, count]) => `${count} put off by ${who}`)
  return [String(waiting), ...(waiting > 0 ? senders.map(([who, count]) => `${count} from ${who || 'the mail system itself'}`) : []), ...away].join(', ') // prettier-ignore
}

// What was not read is said beside what was: nothing found there means nothing.
function sayInstallation({ path, version, files, compared, unreadable, findings, more, changed }: Installation): string {
  const found = findings.length + more === 0 ? 'nothing suspicious' : `${findings.length + more} suspicious`
  const unread = unreadable === 0 ? '' : `, ${unreadable} that the agent may not read`
  return `${path} (WordPress ${version ?? '?'}): ${files} files, ${compared} with a published sum${unread}: ${found}; ${changed.count} changed this week`
}

// Whether it is kept as it should be (PRE-1): what lacks first, with what mends it.
function hardening(sample: HostSample): Html | string {
  const checks = judgeHardening(sample)
  if (checks.length === 0) return ''
  const order = ['not-met', 'not-known', 'met']
  const sorted = checks.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const said = { met: 'as it should be', 'not-met': 'to be mended', 'not-known': 'not known' }
  return html`<details>
    <summary>Hardening: ${checks.filter(({ state }) => state === 'met').length} of ${checks.length} as it should be</summary>
    <ul>
      ${sorted.map(({ check, state, says, mend }) => html`<li>${check}, ${said[state]}: ${says} ${mend === null ? '' : html`<code>${mend}</code>`}</li>`)}
    </ul>
  </details>`
}

const fact = (name: string, value: string | null): Html | string =>
  value === null || value === ''
    ? ''
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
