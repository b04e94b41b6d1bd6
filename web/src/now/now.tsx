import type { Now } from '@allclear/wire/now.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Pill } from '../parts/pill.tsx'
import { Ago, Moment, Until } from '../parts/times.tsx'
import { useTitle } from '../parts/use-title.ts'
import { nowQuery } from './now-query.ts'
import { Queue } from './queue.tsx'
import { ReachLines } from './reach-lines.tsx'
import { sayList } from '../language.ts'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

// Seen once in the life of a hub, so that its words wait until then.
const NoSiteYet = lazy(async () => ({ default: (await import('../sites/no-site-yet.tsx')).NoSiteYet }))

/** `/`: what is on now, in one sentence, then by the next deadline. */
export default function NowScreen() {
  const { data: now } = useSuspenseQuery(nowQuery)
  const { incidents } = now
  useTitle(incidents.length === 0 ? words.allClear : say(words.title, { count: incidents.length }))
  return (
    <>
      <Hero now={now} />
      <section id="larger">
        {now.larger.map((line) => (
          <div key={line} className="card bad">
            <strong>{line}</strong>
            {now.reach !== null && <Go to="/larger">{words.larger}</Go>}
          </div>
        ))}
      </section>
      {now.sites === 0 && <NoSiteYet />}
      <Queue incidents={incidents} />
      <Orders orders={now.orders} />
      <Uncertain messages={now.uncertain} />
      <Inbox {...now.inbox} />
      <Tasks tasks={now.tasks} />
      <Warnings warnings={now.warnings} />
      {now.reach && <ReachLines reach={now.reach} />}
    </>
  )
}

function Hero({ now }: { now: Now }) {
  const { tone, sites, lastCheckAt, onCall } = now
  const isCalm = tone === 'good'
  return (
    <section className="hero" id="hero">
      <span className={`badge ${tone}`}>
        <Icon name={isCalm ? 'check' : tone === 'bad' ? 'bell' : 'eye'} />
      </span>
      <div>
        <h1 aria-live="polite">{sentenceOf(now)}</h1>
        <p className="quiet">
          {isCalm ? '' : `${say(words.watched, { count: sites })} · `}
          {lastCheckAt === null ? words.noCheck : say(words.lastCheck, { ago: <Ago at={lastCheckAt} /> })}
        </p>
        {onCall.length > 0 && (
          <p className="quiet duty">
            {onCall.map((duty) => (
              <Duty key={duty.schedule} duty={duty} />
            ))}
          </p>
        )}
      </div>
    </section>
  )
}

// As the hub says it in its `sentence`.
function sentenceOf({ incidents, sites, uncertain, tone }: Now): string {
  if (tone === 'good') return sites === 0 ? words.noSite : say(words.allClearFor, { count: sites })
  const waiting = incidents.filter(({ needsYou }) => needsYou).length
  const need = waiting === 0 ? words.noneNeedsYou : say(words.needYou, { count: waiting })
  const said = incidents.length === 0 ? words.noIncident : say(words.incidents, { count: incidents.length, need })
  return uncertain.length === 0 ? said : say(words.doubts, { count: uncertain.length, said })
}

function Duty({ duty: { schedule, people, isMe, until } }: { duty: Now['onCall'][number] }) {
  const who = isMe ? words.youOnCall : people.length === 0 ? words.nobodyOnCall : say(words.onCall, { people: sayList(people) })
  const duty = isMe ? <strong>{who}</strong> : who
  return (
    <span>
      {schedule.replaceAll('-', ' ')}: {until === null ? duty : say(words.dutyUntil, { duty, time: <Moment at={until} /> })}
    </span>
  )
}

function Orders({ orders }: { orders: Now['orders'] }) {
  if (orders.length === 0) return null
  return (
    <section id="orders">
      <h2>{words.orders}</h2>
      <ul className="rows">
        {orders.map(({ id, host, says, until }) => (
          <li key={id}>
            <span>
              <Go to={`/hosts/${host}`}>{says}</Go>
            </span>
            <span className="quiet">{say(words.order, { host, until: <Until at={until} /> })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Uncertain({ messages }: { messages: Now['uncertain'] }) {
  if (messages.length === 0) return null
  return (
    <section id="uncertain">
      <h2>{words.uncertain}</h2>
      <ul className="rows">
        {messages.map(({ key, state, subject, to, at }) => (
          <li key={key}>
            <span>
              <Pill said={state} /> <Go to={`/messages/${encodeURIComponent(key)}`}>{subject}</Go>
            </span>
            <span className="quiet">{say(words.to, { people: sayList(to), time: <Moment at={at} /> })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Inbox({ waiting, alerts, unreadable }: Now['inbox']) {
  if (waiting === 0 && alerts === 0 && !unreadable) return null
  return (
    <section id="inbox">
      <h2>{words.inbox}</h2>
      <ul className="rows">
        {unreadable && (
          <li>
            <Go to="/inbox">{words.unreadable}</Go>
          </li>
        )}
        {waiting > 0 && (
          <li>
            <Go to="/inbox">{say(words.mails, { count: waiting })}</Go>
          </li>
        )}
        {alerts > 0 && (
          <li>
            <Go to="/inbox">{say(words.alerts, { count: alerts })}</Go>
          </li>
        )}
      </ul>
    </section>
  )
}

function Tasks({ tasks }: { tasks: Now['tasks'] }) {
  if (tasks.length === 0) return null
  return (
    <section id="tasks">
      <h2>{words.tasks}</h2>
      <ul className="rows">
        {tasks.map(({ incident, id, title, people, dueAt, followUp }) => (
          <li key={`${incident} ${id}`}>
            <span>
              <Go to={`/incidents/${incident}${id === 'review' ? '/review' : '#tasks'}`}>{title}</Go>
            </span>
            <span className="quiet">
              {followUp && `${words.followUp}, `}
              {sayList(people)} {dueAt !== null && say(words.due, { until: <Until at={dueAt} /> })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Warnings({ warnings }: { warnings: Now['warnings'] }) {
  if (warnings.length === 0) return null
  return (
    <section id="warnings">
      <h2>
        <Go to="/warnings">{words.warnings}</Go>
      </h2>
      <ul className="rows">
        {warnings.map(({ site, state, why, since }) => (
          <li key={site}>
            <span>
              <Pill said={state} /> <Go to={`/sites/${site}`}>{site}</Go> {why !== null && stated(why)}
            </span>
            <span className="quiet">{since !== null && say(words.since, { time: <Moment at={since} /> })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
