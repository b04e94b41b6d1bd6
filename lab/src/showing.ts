import type { Authority, Credentials } from './authority.ts'
import type { Certificates } from './host.ts'

/** Certificates made when a client first asks for a name, and then kept; `own` is shown to one that names none. */
export function showingFor(authority: Authority, own: string): Certificates {
  const made = new Map<string, Promise<Credentials>>()
  const show = (name: string | null) => {
    const subject = name ?? own
    const known = made.get(subject) ?? authority.issue({ names: [subject] })
    made.set(subject, known)
    return known
  }
  return { show, byName: true }
}
