import type { Stage } from '../stage.ts'

const SWITCH = /Switch the domain name over/

/** A larger plan costs money: the partner first, then the client, and then the move (REA-5). */
export async function capacity(stage: Stage): Promise<void> {
  stage.say(
    'cornerbakery.example has more visitors than its plan carries.',
    'Next: the cause is named, and the partner hears of it in Slack. The client hears nothing before the partner has agreed.',
  )
  stage.takePagesAfter(2)
  await stage.break('resource-limit')
  await stage.until({ kind: 'message', step: 'tell-partner' })
  await stage.pause(8)
  stage.say('The control panel says what the site uses.', 'Next: the smallest plan that carries it is put before the partner.')
  await stage.finish('ask-provider')
  await stage.until({ kind: 'approval', step: 'ask-partner', state: 'asked' })
  stage.say('The partner is asked in Slack: may we offer the larger plan?', 'Next: the partner presses Yes.')
  await stage.pause(10)
  await stage.partnerPresses('yes')
  await stage.until({ kind: 'message', step: 'ask-client' })
  stage.say('The partner has agreed. The client is asked by mail, in the partner’s name.', 'Next: the client presses Yes in the mail.')
  await stage.pause(10)
  await stage.clientPresses('yes')
  await stage.until({ kind: 'task', step: 'migrate' })
  stage.say('Both have agreed.', 'Next: the move, as a list that on-call works off; when the name is switched over the site is well.')
  await stage.finish('migrate', async (item) => {
    await stage.pause(3)
    if (SWITCH.test(item)) await stage.fix()
  })
  stage.say(
    'The site runs on the larger plan.',
    'Next: it failed at its peaks, so a whole day, 60 seconds here, must go well before the all clear.',
  )
}
