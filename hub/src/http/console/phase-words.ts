import type { Phase } from '../../domain/incident/incident.ts'
import type { SeenState } from '../site-state.ts'
import type { IconName } from '@allclear/wire/icon.ts'

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'idle'
type Said = { readonly words: string; readonly icon: IconName; readonly tone: Tone }

/** Each phase as it is seen: a word, a shape, a tone. */
export const PHASES: Record<Phase, Said> = {
  suspected: { words: 'Suspected', icon: 'dots', tone: 'busy' },
  open: { words: 'Open', icon: 'cross', tone: 'bad' },
  stabilising: { words: 'Stabilising', icon: 'eye', tone: 'busy' },
  resolved: { words: 'Resolved', icon: 'check', tone: 'good' },
  reviewed: { words: 'Reviewed', icon: 'check', tone: 'good' },
  'false-alarm': { words: 'False alarm', icon: 'half', tone: 'idle' },
}

/** The same for what the probes saw. */
export const SEEN: Record<SeenState, Said> = {
  up: { words: 'Up', icon: 'check', tone: 'good' },
  slow: { words: 'Slow', icon: 'wave', tone: 'warn' },
  warning: { words: 'Warning', icon: 'warning', tone: 'warn' },
  down: { words: 'Down', icon: 'cross', tone: 'bad' },
  unknown: { words: 'Not seen yet', icon: 'ring', tone: 'idle' },
}

/** The same for a delivery. */
export const DELIVERIES: Record<
  'waiting' | 'folded' | 'sending' | 'committing' | 'delivered' | 'refused' | 'uncertain' | 'cancelled',
  Said
> = {
  waiting: { words: 'Waiting', icon: 'clock', tone: 'idle' },
  folded: { words: 'In a digest', icon: 'dots', tone: 'busy' },
  sending: { words: 'Sending', icon: 'dots', tone: 'busy' },
  committing: { words: 'Sending', icon: 'dots', tone: 'busy' },
  delivered: { words: 'Delivered', icon: 'check', tone: 'good' },
  refused: { words: 'Refused', icon: 'cross', tone: 'bad' },
  uncertain: { words: 'Uncertain', icon: 'warning', tone: 'warn' },
  cancelled: { words: 'Cancelled', icon: 'half', tone: 'idle' },
}

const SHORT = /\b(tls|dns|url|http|ip)\b/g

/** What a code of a check says, where it is no cause: `connection_refused` → `Connection refused`. */
export const sayCode = (code: string) => {
  const words = code.replaceAll(/[_.]/g, ' ').replace(SHORT, (letters) => letters.toUpperCase())
  return words[0]!.toUpperCase() + words.slice(1)
}
