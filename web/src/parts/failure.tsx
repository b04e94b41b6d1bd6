import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Refusal } from '../api.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** What stands in place of a screen that could not be drawn: what is wrong, what to do, and the id to ask for. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const queries = useQueryErrorResetBoundary()
  const refusal = error instanceof Refusal ? error : null
  const again = () => {
    queries.reset()
    reset()
  }
  return (
    <div role="alert">
      <h1>{refusal ? refusal.message : words.unreachable}</h1>
      <p>{refusal ? refusal.fix : words.unreachableFix}</p>
      {refusal?.id && <p className="quiet">{say(words.reference, { id: refusal.id })}</p>}
      <button className="primary" onClick={again}>
        {words.again}
      </button>
    </div>
  )
}
