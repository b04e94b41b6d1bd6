import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

type Invited = { readonly host: string; readonly token: string; readonly line: string; readonly expiresAt: string }

/** `agent enrol HOST`: the one line that puts an agent onto a host, good once and for an hour. A site stands for the host it runs on. */
export async function agentEnrol(host: string, { data, json }: { data: string; json?: boolean }, out: Out): Promise<number> {
  const invited = (await askRunningHub(data, `/api/v1/hosts/${encodeURIComponent(host)}/enrolment`, {})) as Invited | null
  if (!invited)
    throw new Problem('conflict', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with: allclear up, and name its --data.')
  out.stdout(json ? `${JSON.stringify(invited)}\n` : `${invited.line}\n`)
  out.stderr(`Paste it on ${invited.host} until ${invited.expiresAt}; it is good once.\n`)
  return 0
}
