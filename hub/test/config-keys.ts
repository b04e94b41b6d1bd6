import { z } from 'zod'
import { CHECKS } from '../src/checks/index.ts'
import { readPlan } from '../src/domain/plan/read-plan.ts'

const NEVER = 'q'.repeat(40) // near no key

/** Every key that `allclear.yaml` may have, as the guide writes it: `people.<id>.mail`, `escalation[].notify`. */
export function configKeys(): readonly string[] {
  const ofChecks = CHECKS.flatMap(({ kind, options }) =>
    ['interval', ...optionsOf(options)].map((key) => `sites.<id>.checks.${kind}.${key}`),
  )
  return [...keysUnder([]), ...ofChecks]
}

const optionsOf = (schema: z.ZodType) =>
  Object.keys((z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: object }).properties ?? {})

function keysUnder(path: readonly string[]): string[] {
  return (knownAt(path) ?? []).flatMap((key) => {
    const here = [...path, key]
    const inner = [here, [...here, '<id>'], [...here, '[]'], [...here, '<id>', '[]']].find((one) => knownAt(one) !== null)
    return inner ? keysUnder(inner) : [here.join('.').replaceAll('.[]', '[]')]
  })
}

// Asks the reader itself: where a key is unknown, the complaint names those that are known. Null where no map with keys of ours stands.
function knownAt(path: readonly string[]): readonly string[] | null {
  const written = path.reduceRight<unknown>((value, part) => (part === '[]' ? [value] : { [part === '<id>' ? 'a' : part]: value }), {
    [NEVER]: 1,
  })
  const { complaints } = readPlan(JSON.stringify(written), 'allclear.yaml', {
    variables: { lookup: () => undefined, unsetIsEmpty: true },
    checkSchemas: {},
  })
  const place = path.map((part) => (part === '<id>' ? 'a' : part === '[]' ? '0' : part)).join('.')
  const said = `${place === '' ? '' : `${place}: `}unknown key "${NEVER}"`
  const fix = complaints.find(({ message }) => message === said)?.fix ?? ''
  return /^known here: (?<keys>.+)$/.exec(fix)?.groups!.keys!.split(', ') ?? null
}
