import { parentPort, workerData } from 'node:worker_threads'
import { parseAbsences } from './parse-absences.ts'

// A thread of its own: it can be ended when a calendar keeps it busy, and takes the library with it.
const { text, about } = workerData as { readonly text: string; readonly about: Parameters<typeof parseAbsences>[1] }
parentPort!.postMessage(parseAbsences(text, about))
