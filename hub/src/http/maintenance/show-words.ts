import type { Words } from '@allclear/wire/planner.ts'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { weekBefore } from '../../domain/maintenance/decide-maintenance.ts'
import { carries, leavesAt } from '../../domain/maintenance/notice-way.ts'
import type { NoticeKind, Reached, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { noticeLanguage, speakMaintenance } from '../../domain/message/speak-maintenance.ts'
import type { Around } from '../around.ts'
import { NOTICES } from './say-window.ts'

/** Something that is said of a window, and when. */
export type Notice = { readonly kind: NoticeKind; readonly at: Instant }

/** Who reads these notices at which moment, and their words in each language: as a client has them, or else whoever reads that language. */
export function showWords(
  { plan: planOf, library }: Around,
  work: ScheduledMaintenance,
  to: readonly Reached[],
  notices: readonly Notice[],
): Words {
  const plan = planOf()
  const { templates } = library()
  const languageOf = (reached: Reached) => noticeLanguage({ plan, templates, kind: notices[0]?.kind ?? 'notice', reached })
  const first = new Map<string, Reached>()
  for (const one of to.toSorted((a, b) => Number(b.client !== null) - Number(a.client !== null)))
    if (!first.has(languageOf(one))) first.set(languageOf(one), one)
  const isShort = work.timedAt > weekBefore(work.facts)
  return {
    letters: [...first].flatMap(([language, reached]) =>
      notices.map(({ kind }) => {
        const { subject, text } = speakMaintenance({ plan, templates, work, kind, reached, isShort: isShort && kind === 'notice' })
        return { language, reader: reached.recipient.name, notice: NOTICES[kind], subject, text }
      }),
    ),
    readers: to.map((one) => {
      const { name, channel, address, cc } = one.recipient
      const heard = notices.filter(({ kind }) => carries(channel, kind))
      const moments = heard.map(({ kind, at }) => {
        const leaves = leavesAt(plan, one, at)
        return { name: NOTICES[kind], at: iso(leaves), isHeld: leaves > at }
      })
      return { name, channel, address: address.join(', '), language: languageOf(one), cc: [...cc], sites: [...one.sites], moments }
    }),
  }
}
