import { checkPlaybooks } from '../library.ts'
import { reportComplaints } from './report-complaints.ts'
import type { Out } from './report-complaints.ts'

/** `playbook check`: judges playbooks and the words beside them; the built-in ones when no file is named. */
export async function playbookCheck(files: readonly string[], { json = false }: { readonly json?: boolean }, out: Out): Promise<number> {
  const fine = files.length === 0 ? 'The built-in playbooks are fine.' : `${files.join(', ')}: fine.`
  return reportComplaints(await checkPlaybooks(files), { json, fine }, out)
}
