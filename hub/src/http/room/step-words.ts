import type { Execution, Incident } from '../../domain/incident/incident.ts'
import type { Step } from '../../domain/playbook/playbook.ts'
import type { IconName } from '@allclear/wire/icon.ts'

export type StepState = { readonly words: string; readonly icon: IconName; readonly tone: 'good' | 'bad' | 'busy' | 'idle' }

const ENDS: Record<Execution['state'], StepState> = {
  started: { words: 'under way', icon: 'dots', tone: 'busy' },
  succeeded: { words: 'succeeded', icon: 'check', tone: 'good' },
  done: { words: 'done', icon: 'check', tone: 'good' },
  failed: { words: 'failed', icon: 'cross', tone: 'bad' },
  'timed-out': { words: 'timed out', icon: 'clock', tone: 'bad' },
  cancelled: { words: 'cancelled', icon: 'half', tone: 'idle' },
}

/** How a step stands in this incident: the end of its last execution, or that it waits. */
export function stepState(step: Step, { steps, phase }: Incident): StepState {
  const last = Object.values(steps)
    .filter((execution) => execution.step === step.id)
    .sort((a, b) => b.startedAt - a.startedAt)[0]
  if (!last)
    return phase === 'open' || phase === 'stabilising'
      ? { words: 'waits', icon: 'ring', tone: 'idle' }
      : { words: 'not needed', icon: 'half', tone: 'idle' }
  return last.occurrences > 1 ? { ...ENDS[last.state], words: `${ENDS[last.state].words}, ${last.occurrences} times` } : ENDS[last.state]
}
