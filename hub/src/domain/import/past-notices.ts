import type { Stage } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import type { PastNotice } from '../status/past-notice.ts'
import type { Imported } from './imported.ts'

/** An incident of another status page, in our words but for its times and texts. */
export type ToldElsewhere = {
  readonly id: string
  readonly title: string
  readonly components: readonly string[]
  readonly isPart: boolean
  readonly isOver: boolean
  readonly startedAt: string
  readonly resolvedAt: string | null
  readonly updates: readonly { readonly at: string; readonly stage: string; readonly text: string }[]
}

const STAGES: Readonly<Record<string, Stage>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
  postmortem: 'resolved',
}
const [MOST_UPDATES, MOST_TEXT, MOST_TITLE, MOST_COMPONENTS] = [100, 20_000, 300, 200]

/** What of another page's history goes on standing on ours: each outage that is over, told in its own words. `from` is what that page is made with. */
export function gatherHistory(told: readonly ToldElsewhere[], from: string): Pick<Imported, 'history' | 'left'> {
  const left: Imported['left'][number][] = []
  const history = told.flatMap((one): PastNotice[] => {
    const { id, isPart, isOver, updates } = one
    const title = one.title.slice(0, MOST_TITLE) || from
    const components = one.components.slice(0, MOST_COMPONENTS).map((name) => name.slice(0, MOST_TITLE))
    const startedAt = Date.parse(one.startedAt) as Instant
    const resolvedAt = Date.parse(one.resolvedAt ?? updates.findLast(({ stage }) => STAGES[stage] === 'resolved')?.at ?? '') as Instant
    if (!isOver) return (left.push({ from: `incident "${title}"`, why: 'it is not over there: bring it when it is' }), [])
    if (Number.isNaN(startedAt) || Number.isNaN(resolvedAt))
      return (left.push({ from: `incident "${title}"`, why: 'it does not say from when to when' }), [])
    const words = updates.slice(0, MOST_UPDATES).flatMap(({ at, stage, text }) => {
      const time = Date.parse(at) as Instant
      const said = plainText(text).slice(0, MOST_TEXT)
      return Number.isNaN(time) || said === '' ? [] : [{ at: time, stage: STAGES[stage] ?? ('investigating' as const), text: said }]
    })
    const name = `${from}-${id}`.toLowerCase().replace(/[^a-z0-9-]/g, '-').slice(0, 100) // prettier-ignore
    return [{ ...{ id: name, from, title, components, isPart, startedAt, resolvedAt }, updates: words }]
  })
  return { history, left }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' }

/** The words of HTML: paragraphs and lines stay, everything else of it goes. */
const plainText = (html: string): string =>
  html
    .replace(/<\/p>\s*|<br\s*\/?>\s*<br\s*\/?>/gi, '\n\n')
    .replace(/<br\s*\/?>|<\/li>/gi, '\n')
    .replace(/<[a-z/][^>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|#39|apos|nbsp);/g, (_, name: string) => ENTITIES[name]!)
    .trim()
