import { Problem } from '../problem.ts'
import { callerOf } from './route.ts'
import type { Asked } from './route.ts'

/** Refuses whoever sees one tenant only: what is shown concerns several. */
export function operatorOnly(asked: Pick<Asked, 'caller'>) {
  if (callerOf(asked).partner !== null)
    throw new Problem('not-allowed', 'operator_only', 'This is for the people of the operator.', 'Ask the operator of this Allclear.')
}
