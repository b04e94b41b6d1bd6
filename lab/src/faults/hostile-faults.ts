import { endlessHeaders, gzipBomb, notHttp } from '../hostile-answers.ts'
import type { FaultEntry } from './fault.ts'

/** Servers that mean harm to whoever reads them. */
export const HOSTILE_FAULTS: readonly FaultEntry[] = [
  { id: 'gzip-bomb', row: null, description: 'Hostile: a megabyte of gzip that unpacks to a gigabyte.', answer: gzipBomb },
  { id: 'endless-headers', row: null, description: 'Hostile: response headers that never end.', answer: endlessHeaders },
  { id: 'not-http', row: null, description: 'Hostile: the web server speaks another protocol.', answer: notHttp },
]
