import type { Health, HealthPart } from '@allclear/wire/health.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Facts } from '../parts/facts.tsx'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Pill } from '../parts/pill.tsx'
import { Ago } from '../parts/times.tsx'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { healthQuery } from './health-query.ts'
import { mayPlan, useSession } from '../session.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const ICONS = { good: 'check', warn: 'eye', bad: 'bell' } as const

/** `/health`: whether Allclear itself is well, in one sentence, then what it stands on, part by part. */
export default function HealthScreen() {
  const { sentence, tone, groups, versions } = useSuspenseQuery(healthQuery).data
  const isOwner = mayPlan(useSession())
  useTitle(words.title)
  useListKeys('part', '.panel li a')
  return (
    <>
      <section className="hero" id="hero">
        <span className={`badge ${tone}`}>
          <Icon name={ICONS[tone]} />
        </span>
        <div>
          <h1 aria-live="polite">{sentence}</h1>
          <p className="quiet">{words.intro}</p>
        </div>
      </section>
      <div className="panels">
        {groups.map((group) => (
          <Group key={group.name} group={group} />
        ))}
        <section className="panel">
          <h2>{words.versions}</h2>
          <Facts facts={versions} />
          {isOwner && (
            <p>
              <Go to="/channels">{words.connect}</Go>
            </p>
          )}
          <p className="quiet">
            {say(words.forMachines, { ready: <a href="/readyz">readyz</a>, audit: <Go to="/audit">{words.auditLog}</Go> })}
          </p>
        </section>
      </div>
    </>
  )
}

// What is not well comes first.
const ORDER = ['bad', 'warn', 'busy', 'idle', 'good'] as const

function Group({ group: { name, parts } }: { group: Health['groups'][number] }) {
  const sorted = parts.toSorted((a, b) => ORDER.indexOf(a.said.tone) - ORDER.indexOf(b.said.tone))
  return (
    <section className="panel">
      <h2>{name}</h2>
      <ul className="rows">
        {sorted.map((part) => (
          <Part key={part.name} part={part} />
        ))}
      </ul>
    </section>
  )
}

const Part = ({ part: { name, said, says, at, to } }: { part: HealthPart }) => (
  <li>
    <span>
      {to === null ? name : <Go to={to}>{name}</Go>}
      {says !== null && <small className="quiet">{says}</small>}
      {at !== null && (
        <small className="quiet">
          <Ago at={at} />
        </small>
      )}
    </span>
    <Pill said={said} />
  </li>
)
