import { findCause } from '../../domain/diagnosis/taxonomy.ts'
import { sayCode } from './phase-words.ts'

/** A cause or a code of a check, as a person calls it. */
export const sayCause = (id: string) => findCause(id)?.title ?? sayCode(id)
