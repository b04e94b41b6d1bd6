import type { Layers } from '@allclear/wire/room.ts'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import type { Evidence, HostEvidence } from '../../domain/diagnosis/evidence.ts'
import { iso } from '../../domain/instant.ts'
import type { StoredEvidence } from '../../store/evidence.ts'

type Source = keyof Evidence
type Look = { readonly evidence: Evidence; readonly diagnosis: Diagnosis }

/** Which source speaks of which layer, from the name down to the site; `checks` holds what speaks of none. */
const LAYERS: readonly { readonly id: string; readonly name: string; readonly sources: readonly Source[] }[] = [
  { id: 'registrar', name: 'Registrar', sources: ['registration'] },
  { id: 'dns', name: 'DNS', sources: ['dns'] },
  { id: 'cdn', name: 'CDN and certificate', sources: ['tls'] },
  { id: 'host', name: 'Host', sources: ['provider', 'panel', 'host', 'neighbours'] },
  { id: 'app', name: 'Site', sources: ['page', 'variants', 'core', 'listed'] },
]
const CHECKS = { id: 'checks', name: 'Checks and diagnoses' } as const
const LONGEST = 20_000

/** The layers of the evidence, in their order. */
export const LAYER_NAMES: readonly { readonly id: string; readonly name: string }[] = [
  ...LAYERS.map(({ id, name }) => ({ id, name })),
  CHECKS,
]

/** The evidence of an incident by layer, the newest first; what a later look saw again stands once. */
export function showLayers(evidence: readonly StoredEvidence[]): Layers['items'] {
  const newest = evidence.toReversed()
  const looks = newest.filter(({ kind }) => kind === 'diagnosis')
  const layers = LAYERS.map(({ id, name, sources }) => ({ id, name, pieces: sources.flatMap((source) => seenBy(looks, source)) }))
  return [...layers, { ...CHECKS, pieces: newest.map(wholeOf) }]
}

// What its logs say stands by itself, before a sample that is long.
function partsOf(source: Source, seen: object | string): (readonly [string, unknown])[] {
  if (source !== 'host') return [[source, seen]]
  const { log = [], ...rest } = seen as HostEvidence
  return [...(log.length > 0 ? [['log', log] as const] : []), [source, rest]]
}

type Piece = Layers['items'][number]['pieces'][number]

function seenBy(looks: readonly StoredEvidence[], source: Source): Piece[] {
  const pieces = looks.flatMap(({ at, body }) => {
    const seen = (body as Look).evidence[source]
    if (seen === null || seen === undefined) return []
    return partsOf(source, seen).map(([name, part]) => ({ name, at: iso(at), text: textOf(part) }))
  })
  const same = ({ name, text }: Piece, index: number) => pieces.slice(index + 1).find((one) => one.name === name)?.text === text
  return pieces.filter((piece, index) => !same(piece, index))
}

// Of a look its conclusion and what was missing; its sources stand under their layers.
function wholeOf({ kind, at, body }: StoredEvidence): Piece {
  if (kind !== 'diagnosis') return { name: kind, at: iso(at), text: textOf(body) }
  const { diagnosis, evidence } = body as Look
  const { pattern, baseline, tookMs, missing } = evidence
  return { name: kind, at: iso(at), text: textOf({ diagnosis, missing, pattern, baseline, tookMs }) }
}

const textOf = (seen: unknown) => JSON.stringify(seen, null, 2).slice(0, LONGEST)
