import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'
import { checkPlaybooks } from '../library.ts'

/** Where a verb prints: its answer on standard output, progress and complaints of a person's own on standard error. */
export type Out = { stdout(text: string): void; stderr(text: string): void }

/** Judges playbooks, the built-in ones when no file is named. Exit status 0 fine, 1 findings, 2 mistakes. */
export async function playbookCheck(files: readonly string[], options: { readonly json?: boolean }, out: Out): Promise<number> {
  const complaints = await checkPlaybooks(files)
  const isBad = complaints.some(({ level }) => level !== 'warning')
  if (options.json) out.stdout(`${JSON.stringify({ ok: !isBad, complaints }, null, 2)}\n`)
  else {
    out.stdout(printComplaints(complaints))
    if (!isBad) out.stdout(files.length === 0 ? 'The built-in playbooks are fine.\n' : `${files.join(', ')}: fine.\n`)
  }
  return statusOf(complaints)
}

const statusOf = (complaints: readonly Complaint[]) =>
  complaints.some(({ level }) => level === 'error') ? 2 : complaints.some(({ level }) => level === 'finding') ? 1 : 0
