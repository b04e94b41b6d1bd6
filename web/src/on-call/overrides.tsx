import type { MadeOverride } from '@allclear/wire/on-call.ts'
import { useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { holdForUndo, useHeld } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'

/** Overrides made on screen that still count or will, each to be taken back. */
export function Overrides({ overrides, mayAct }: { overrides: readonly MadeOverride[]; mayAct: boolean }) {
  if (overrides.length === 0) return null
  return (
    <section>
      <h2>Overrides made here</h2>
      <ul className="rows">
        {overrides.map((override) => (
          <Override key={override.number} override={override} mayAct={mayAct} />
        ))}
      </ul>
    </section>
  )
}

function Override({ override, mayAct }: { override: MadeOverride; mayAct: boolean }) {
  const { number, schedule, from, until, people, insteadOf, by } = override
  const queries = useQueryClient()
  const key = `withdraw override ${number}`
  const isHeld = useHeld(key)
  const withdraw = () =>
    holdForUndo({
      key,
      says: `${people} is not put on duty any more.`,
      send: async () => {
        await post(`/api/v1/schedules/${encodeURIComponent(schedule)}/overrides/${number}/withdraw`)
        await queries.invalidateQueries()
      },
    })
  return (
    <li>
      <span>
        <strong>{people}</strong> for {schedule}, instead of {insteadOf ?? 'everyone'}
        <small className="quiet">by {by}</small>
      </span>
      <span className="quiet">
        <Moment at={from} /> until <Moment at={until} />
      </span>
      {isHeld ? (
        <span className="quiet">withdrawn</span>
      ) : (
        mayAct && (
          <button onClick={withdraw}>
            Withdraw<span className="unseen"> override {number}</span>
          </button>
        )
      )}
    </li>
  )
}
