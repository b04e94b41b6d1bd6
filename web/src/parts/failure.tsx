import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Refusal } from '../api.ts'

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
      <h1>{refusal ? refusal.message : 'The hub cannot be reached'}</h1>
      <p>{refusal ? refusal.fix : 'It is tried again as soon as you press the button, or the network is back.'}</p>
      {refusal?.id && <p className="quiet">Reference {refusal.id}</p>}
      <button className="primary" onClick={again}>
        Try again
      </button>
    </div>
  )
}
