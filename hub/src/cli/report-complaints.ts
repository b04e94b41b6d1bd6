import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'

/** Where a verb writes. */
export type Out = {
  stdout(text: string): void
  stderr(text: string): void
  readonly isWatched?: boolean // standard error is a terminal, and somebody reads along
}

/**
 * Tells the complaints about a file, as lines or as one JSON document, and gives the exit status: 2 for an error, 1 for a finding, else 0.
 * `fine` is the line that says so where there is nothing else to say.
 */
export function reportComplaints(complaints: readonly Complaint[], { json, fine }: { json: boolean; fine: string }, out: Out): number {
  const status = complaints.some(({ level }) => level === 'error') ? 2 : complaints.some(({ level }) => level === 'finding') ? 1 : 0
  if (json) out.stdout(`${JSON.stringify({ ok: status === 0, complaints: complaints.map(inOrder) }, null, 2)}\n`)
  else out.stdout(`${printComplaints(complaints)}${status === 0 ? `${fine}\n` : ''}`)
  return status
}

const inOrder = ({ level, file, line, column, message, fix }: Complaint): Complaint => ({ level, file, line, column, message, fix })
