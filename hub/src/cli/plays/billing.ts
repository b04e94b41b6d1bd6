import type { Stage } from '../stage.ts'

/** Only the holder of the account can pay: asked every day, answered, opened again (REA-3). */
export async function billing(stage: Stage): Promise<void> {
  stage.say(
    'The host pauses lakeside-yoga.example: an invoice was not paid.',
    'Next: the hosting panel says why, so the client is asked to look at their bill. Nobody guesses it from the page.',
  )
  stage.takePagesAfter(2)
  await stage.break('suspended-unpaid')
  await stage.until({ kind: 'message', step: 'ask-client' })
  await stage.pause(4)
  stage.say('The client has been asked, and on-call asks the host.', 'Next: a reminder every day, 30 seconds here, three at the most.')
  await stage.until({ kind: 'message', step: 'follow-up' }, { times: 2, withinMs: 90_000 })
  await stage.pause(6)
  await stage.finish('ask-host')
  stage.say('The client presses “This is done” in the second reminder.', 'Next: no third one; on-call has the host open the account.')
  await stage.clientPresses('done')
  await stage.until({ kind: 'task', step: 'see-it-through' })
  await stage.pause(6)
  stage.say('The host has the money and opens the account.', 'Next: the site must stay well for half an hour; then everyone hears it.')
  await stage.finish('see-it-through')
  await stage.fix()
}
