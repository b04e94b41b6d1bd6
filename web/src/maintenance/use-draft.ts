import type { Preview, Window } from '@allclear/wire/planner.ts'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'

export const PARTS = ['providers', 'clients', 'sites'] as const
export type Part = (typeof PARTS)[number]

/** A window as it is written: local times are those of the writer. */
export type Draft = {
  readonly fields: Readonly<Record<string, string>>
  readonly affects: Readonly<Record<Part, readonly string[]>>
}

/** An empty draft, or one with the facts of another window. */
export const draftLike = (window: Window | undefined): Draft => {
  if (!window) return { fields: {}, affects: { providers: [], clients: [], sites: [] } }
  const { lasts, disrupts, reason, benefit, support, alternatives, affects } = window
  return { fields: { lasts: lasts.replaceAll(' ', ''), disrupts, reason, benefit, support, alternatives }, affects }
}

/** What the hub reads: what was left empty is not there. */
export function bodyOf({ fields: { until = '', ...fields }, affects }: Draft, zone: string): object {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))
  return {
    ...filled,
    ...(filled['starts'] === undefined ? {} : { starts: `${filled['starts']}[${zone}]` }),
    ...(filled['repeats'] === undefined || until === '' ? {} : { repeats: `${filled['repeats']} until ${until}` }),
    affects,
  }
}

const PAUSE_MS = 350

/** A draft that is written, and what it would do: asked of the hub after each pause. */
export function useDraft(first: Draft, zone: string) {
  const [draft, setDraft] = useState(first)
  const body = bodyOf(draft, zone)
  const [asked] = useDebouncedValue(JSON.stringify(body), PAUSE_MS)
  const { data: preview } = useQuery({
    queryKey: ['planner', 'preview', asked],
    queryFn: () => post('/api/v1/maintenance/preview', JSON.parse(asked) as object) as Promise<Preview>,
    placeholderData: keepPreviousData,
  })
  return {
    ...{ draft, body, preview },
    write: (name: string, value: string) => setDraft(({ fields, affects }) => ({ fields: { ...fields, [name]: value }, affects })),
    choose: (part: Part, id: string, isChosen: boolean) =>
      setDraft(({ fields, affects }) => ({
        fields,
        affects: { ...affects, [part]: isChosen ? [...affects[part], id] : affects[part].filter((one) => one !== id) },
      })),
  }
}
