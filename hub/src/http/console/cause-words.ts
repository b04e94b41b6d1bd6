import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import { findCause } from '../../domain/diagnosis/taxonomy.ts'
import { sayCode } from './phase-words.ts'

/** A cause or a code of a check, as a person calls it. */
export const sayCause = (id: string) => findCause(id)?.title ?? sayCode(id)

/** Whether the trouble is always there, as a person says it. */
export const sayPattern = (pattern: NonNullable<Diagnosis['pattern']>) => (pattern === 'intermittent' ? 'comes and goes' : 'all the time')
