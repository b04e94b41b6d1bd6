import { after } from '../instant.ts'
import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { GivenAnswer, Said } from './incident.ts'
import { settleProposal } from './propose.ts'
import { settleApproval } from './steps.ts'
import { addTask } from './tasks.ts'

type Answered = Said & { readonly type: GivenAnswer['what']; readonly who: 'client' | 'partner'; readonly unread?: boolean }

/** The buttons that a message has for whoever is waited for, as they are told in the timeline. */
const SAYS = { done: 'This is done.', help: 'I need help.', call: 'Please call me.' } as const

/** Someone answered (COM-5): by mail, by a click, in Slack, or a person noted it. It counts once; who, when and to which words is kept (REA-5). */
export function answer(draft: Draft, event: Answered) {
  const { type: what, who } = event
  const said = saidOf(event)
  const { answers } = draft.incident
  if (said.ref !== undefined && answers.some(({ ref }) => ref === said.ref)) return
  const words = [said.by && `${said.by}:`, said.says && SAYS[said.says], said.text && `“${said.text}”`].filter(Boolean).join(' ')
  const asked = { ...(said.step ? { of: said.step } : {}), note: words }
  const isYes = what === 'approved'
  const isSettled =
    what !== 'replied' && (settleApproval(draft, who, isYes, asked) || (who === 'partner' && settleProposal(draft, isYes, asked)))
  if (event.unread && !isSettled) askToRead(draft, said.by ?? `the ${who}`)
  // A yes to a question that is no longer asked must not count for another one.
  if (what !== 'replied' && said.step !== undefined && !isSettled)
    return note(draft, `The ${who} ${what} what is no longer asked. ${words}`.trim())
  change(draft, { answers: [...answers, { who, what, at: draft.at, ...said }] })
  if (!isSettled) note(draft, `The ${who} ${what}. ${words}`.trim())
  if (said.says === 'help' || said.says === 'call') assign(draft, who, said, said.says)
}

// One task for all that somebody writes until it is read; whoever took the incident reads it, else on-call.
function askToRead(draft: Draft, by: string) {
  const { tasks, ladder } = draft.incident
  const title = `Read what ${by} wrote`
  if (Object.values(tasks).some((task) => task.title === title && !task.done)) return
  const number = Object.keys(tasks).filter((task) => task.startsWith('read-')).length + 1
  const taker = ladder.acknowledgedBy
  addTask(draft, { task: `read-${number}`, title, ...(taker !== null && draft.known.onDuty[taker] ? { for: taker } : {}) })
}

function saidOf({ by, text, says, phone, step, message, ref }: Answered): Said {
  const all = { by, text, says, phone, step, message, ref }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

// Someone who asks for a person gets one as soon as a first response is due.
function assign(draft: Draft, who: 'client' | 'partner', { by, phone }: Said, says: 'help' | 'call') {
  const times = draft.incident.answers.filter((one) => one.who === who && one.says === says).length
  const name = by ?? `the ${who}`
  addTask(draft, {
    task: times === 1 ? `${says}-${who}` : `${says}-${who}.${times}`,
    title: says === 'call' ? `Call ${name}, who asked for it` : `Help ${name}, who asked for it`,
    dueAt: after(draft.at, draft.incident.pinned!.firstResponse),
    contact: phone ?? null,
  })
}
