import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { loadPlan } from '../config.ts'
import { readText } from '../config-files.ts'
import { readMaintenance } from '../domain/maintenance/read-maintenance.ts'
import { reportComplaints } from './report-complaints.ts'
import type { Out } from './report-complaints.ts'

/** `maintenance check F`: the seven facts and the lead times of a planned window; with a configuration, what it affects as well. */
export async function maintenanceCheck(
  file: string,
  { json = false, config, clock = systemClock }: { json?: boolean; config?: string; clock?: Clock },
  out: Out,
): Promise<number> {
  const loaded = config === undefined ? null : await loadPlan(config, { unsetIsEmpty: true })
  const read = await readText(file)
  const around = { now: clock.now(), ...(loaded ? { plan: loaded.plan } : {}) }
  const complaints = 'message' in read ? [read] : readMaintenance(read.text, file, around).complaints
  return reportComplaints(complaints, { json, fine: `${file} is fine.` }, out)
}
