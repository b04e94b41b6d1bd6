import { withContacts } from '../../domain/plan/kept-contacts.ts'
import { contactBooks } from '../../store/contact-books.ts'
import { startLayingOver } from './lay-over.ts'
import type { Beneath } from './lay-over.ts'

/** The plan with the contacts that people keep on screen (PRP-1). */
export const startLayingContacts = (beneath: Beneath) => startLayingOver(beneath, () => contactBooks(beneath.store.db, null), withContacts)
