import { readFile } from 'node:fs/promises'
import { readEnds } from '../domain/audit/read-ends.ts'
import type { WrittenEnd } from '../domain/audit/read-ends.ts'
import { iso } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { openToRead } from '../store/store.ts'
import { verifyAudit } from '../store/verify-audit.ts'
import type { ChainState } from '../store/verify-audit.ts'
import { placeIn } from './place-in.ts'
import type { Out } from './report-complaints.ts'

export type VerifyOptions = { readonly data: string; readonly against?: string; readonly json?: boolean }

/** `audit verify`: follows every chain of the audit log, beside a hub that may be running; 1 where one is broken. */
export async function auditVerify({ data, against, json }: VerifyOptions, out: Out): Promise<number> {
  const written = against === undefined ? [] : await readWritten(against)
  const store = await openToRead(placeIn(data))
  try {
    const chains = await verifyAudit(store.db, written)
    const ok = chains.every(({ breaks }) => breaks.length === 0)
    out.stdout(json ? `${JSON.stringify({ ok, chains: chains.map(shown) })}\n` : chains.map(said).join(''))
    return ok ? 0 : 1
  } finally {
    await store.close()
  }
}

const shown = ({ dropped, ...state }: ChainState) => ({ ...state, dropped: dropped && { until: dropped.until, at: iso(dropped.at) } })

function said({ partner, lines, end, dropped, breaks }: ChainState): string {
  const gone = dropped ? `; up to line ${dropped.until} their time was over and they were dropped` : ''
  const head = `${partner ?? 'the house'}: ${lines} ${lines === 1 ? 'line' : 'lines'} up to number ${end.n}${gone}; its end is ${end.hash.slice(0, 16)}.\n`
  const broken = breaks.map(({ n, what }) =>
    what === 'changed' ? `  Line ${n} was changed after it was added.\n` : `  Lines up to ${n} are missing.\n`,
  )
  return `${head}${broken.join('')}`
}

async function readWritten(file: string): Promise<readonly WrittenEnd[]> {
  const ends = readEnds(await readFile(file, 'utf8').catch(() => ''))
  if (ends !== null) return ends
  const fix = 'Name a file that "allclear audit verify --json" wrote.'
  throw new Problem('bad-input', 'ends_unreadable', `${file} cannot be read as the ends of chains.`, fix)
}
