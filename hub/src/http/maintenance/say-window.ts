import type { Said } from '@allclear/wire/now.ts'
import type { Collision } from '../../domain/maintenance/collisions.ts'
import type { NoticeKind, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'

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

/** Where a window stands, in words. */
export function sayWindow({ phase, told, overrun, unwell }: ScheduledMaintenance): Said {
  switch (phase) {
    case 'planned':
      return told.length > 0
        ? { words: 'Announced', icon: 'mail', tone: 'busy' }
        : { words: 'Planned, nobody told yet', icon: 'clock', tone: 'idle' }
    case 'running':
      return overrun === null
        ? { words: 'Going on', icon: 'tool', tone: 'busy' }
        : { words: 'Past its end: extend or complete it', icon: 'warning', tone: 'bad' }
    case 'verifying':
      return unwell.length === 0
        ? { words: 'Being verified', icon: 'eye', tone: 'busy' }
        : { words: 'Done, and not well', icon: 'warning', tone: 'bad' }
    case 'completed':
      return { words: 'Completed and verified', icon: 'check', tone: 'good' }
    case 'cancelled':
      return { words: 'Called off', icon: 'cross', tone: 'idle' }
  }
}

/** What a collision is called. */
export const COLLISIONS: Record<Collision['kind'], Said> = {
  site: { words: 'Same site', icon: 'warning', tone: 'bad' },
  server: { words: 'Same server', icon: 'warning', tone: 'warn' },
  provider: { words: 'Provider at work', icon: 'tool', tone: 'warn' },
  uncovered: { words: 'Nobody on call', icon: 'bell', tone: 'bad' },
  holiday: { words: 'Holiday', icon: 'flag', tone: 'warn' },
  daytime: { words: 'In the daytime', icon: 'sun', tone: 'warn' },
}
