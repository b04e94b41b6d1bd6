import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../clock.ts'
import { withContacts } from '../../domain/plan/kept-contacts.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { contactBooks } from '../../store/contact-books.ts'
import type { StoredBook } from '../../store/contact-books.ts'
import type { Store } from '../../store/store.ts'
import { pollOf, startLoop } from '../loop.ts'

/** The plan with the contacts that people keep on screen; what another hub was told is seen within a poll (PRP-1). */
export async function startLayingContacts(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly plan: () => Plan
  readonly onBug: (error: unknown) => void
}) {
  const { store, clock, plan, onBug } = parts
  let books: readonly StoredBook[] = []
  let under: Plan | null = null
  let laid = plan()
  const read = async () => {
    const found = await contactBooks(store.db, null)
    if (isDeepStrictEqual(found, books)) return
    books = found
    under = null
  }
  await read()
  const most = pollOf(store.kind)
  const loop = startLoop({ clock, most, onBug, pass: () => read().then(() => null) })
  return {
    plan() {
      if (under === plan()) return laid
      under = plan()
      laid = withContacts(under, books)
      return laid
    },
    read,
    stop: loop.stop,
  }
}
