import { isMap as isYamlMap, parseDocument } from 'yaml'
import type { ContactBook } from './kept-contacts.ts'
import { mergeWords, writtenAt } from './kept-entry.ts'
import type { KeptEntry } from './kept-entry.ts'
import type { Document } from '../document.ts'

/** The file with everything kept on screen written into it: one YAML text that loads by itself. Comments and variables of the file stay as they are. */
export function exportPlan(document: Document, kept: readonly KeptEntry[], books: readonly ContactBook[]): string {
  const yaml = parseDocument(document.text)
  for (const { kind, id, body } of kept) {
    if (!isYamlMap(yaml.getIn([kind]))) yaml.set(kind, yaml.createNode({}))
    const there = yaml.getIn([kind, id])
    if (!isYamlMap(there)) yaml.setIn([kind, id], yaml.createNode(body))
    else {
      const written = writtenAt(document.value, [kind, id])
      const merged = mergeWords(written, body)
      for (const key of Object.keys(body))
        if (JSON.stringify(writtenAt(written, [key])) !== JSON.stringify(merged[key]))
          yaml.setIn([kind, id, key], yaml.createNode(merged[key]))
    }
  }
  for (const { partner, client, kept: book } of books) {
    const place = client === null ? ['partners', partner] : ['clients', client]
    if (!book || !isYamlMap(yaml.getIn(place))) continue
    const contacts = book.contacts.map((contact) => Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== null)))
    yaml.setIn([...place, 'contacts'], yaml.createNode(contacts))
  }
  return yaml.toString({ lineWidth: 0 })
}
