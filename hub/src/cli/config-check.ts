import { systemClock } from '../clock.ts'
import { checkConfig } from '../config.ts'
import { reportComplaints } from './report-complaints.ts'
import type { Out } from './report-complaints.ts'

/** `config check F`: every complaint about a configuration file, at its place. */
export async function configCheck(file: string, { json = false }: { json?: boolean; data?: string }, out: Out): Promise<number> {
  return reportComplaints(await checkConfig(file, systemClock.now()), { json, fine: `${file} is fine.` }, out)
}
