import { importBetterStack } from './better-stack.ts'
import { importCpanel } from './cpanel.ts'
import { importCsv } from './csv.ts'
import { importGoAlert } from './goalert.ts'
import { importGrafanaOnCall } from './grafana-oncall.ts'
import type { Imported } from './imported.ts'
import { importInstatus } from './instatus.ts'
import { importPingdom } from './pingdom.ts'
import { importStatuspage } from './statuspage.ts'
import { importUptimeRobot } from './uptimerobot.ts'
import { importWhmcs } from './whmcs.ts'

/** Every kind of file that can be brought in as text. The database of Uptime Kuma is opened first (store/read-kuma.ts). */
export const TEXT_IMPORTS: Readonly<Record<string, (text: string) => Imported>> = {
  csv: importCsv,
  uptimerobot: importUptimeRobot,
  'better-stack': importBetterStack,
  pingdom: importPingdom,
  whmcs: importWhmcs,
  cpanel: importCpanel,
  statuspage: importStatuspage,
  instatus: importInstatus,
  'grafana-oncall': importGrafanaOnCall,
  goalert: importGoAlert,
}

export const IMPORT_KINDS = ['csv', 'uptime-kuma', 'uptimerobot', 'better-stack', 'pingdom', 'whmcs', 'cpanel', 'statuspage', 'instatus', 'grafana-oncall', 'goalert'] as const // prettier-ignore
