import type { Stage } from '../stage.ts'

/** Only the owner can renew a domain name: asked, reminded, answered, renewed (REA-2). */
export async function domain(stage: Stage): Promise<void> {
  stage.say(
    'The registration of alpenhof.example lapses, and the registrar parks the name.',
    'Next: the client is asked to renew it. Their address at alpenhof.example is as dead as the name, so another one is used.',
  )
  stage.takePagesAfter(2)
  await stage.break('domain-expired')
  await stage.until({ kind: 'message', step: 'ask-client' })
  await stage.pause(6)
  stage.say('The client has been asked, and nobody answers.', 'Next: after one business day, 60 seconds here, they are reminded.')
  await stage.until({ kind: 'message', step: 'follow-up' }, { withinMs: 80_000 })
  await stage.pause(8)
  stage.say(
    'The client presses “This is done” in the reminder.',
    'Next: no more reminders; on-call sees the renewal through, and the name is looked at again and again.',
  )
  await stage.clientPresses('done')
  await stage.until({ kind: 'task', step: 'see-it-through' })
  await stage.pause(8)
  stage.say('The registrar has taken the renewal in.', 'Next: the site must stay well for an hour; then everyone who was told hears it.')
  await stage.fix()
}
