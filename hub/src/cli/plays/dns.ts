import type { Stage } from '../stage.ts'

const FAULT = 'one-name-server-dead/both-servfail'

/** The DNS provider comes and goes: the same incident again, and an all clear that waits (REA-8, CLR-1). */
export async function dns(stage: Stage): Promise<void> {
  stage.say(
    'Both name servers of tidepool-books.example fail.',
    'Next: the DNS provider is named as the cause, and on-call asks its support.',
  )
  stage.takePagesAfter(2)
  await stage.break(FAULT)
  await stage.until({ kind: 'task', step: 'ask-provider' })
  await stage.pause(6)
  stage.say('The provider’s support says: yes, it is ours.', 'Next: the client is told whose outage it is.')
  await stage.finish('ask-provider')
  await stage.until({ kind: 'message', audience: 'client', step: 'tell-client' })
  await stage.pause(6)
  await comesAndGoes(stage, 1, 'The site is well again, and nobody hears an all clear yet: it must stay so for an hour, 15 seconds here.')
  await failsAgain(stage, 1)
  await comesAndGoes(stage, 2, 'Well again, and the hour begins anew.')
  await failsAgain(stage, 2)
  stage.say('Well for the third time.', 'Next: who flaps waits longer. It must now stay well for two hours, 30 seconds here.')
  await stage.fix()
}

async function comesAndGoes(stage: Stage, times: number, now: string) {
  stage.say(now, 'Next: it does not last.')
  await stage.fix()
  await stage.until({ kind: 'state', state: 'stabilising' }, { times })
  await stage.pause(6)
}

async function failsAgain(stage: Stage, relapses: number) {
  stage.say('It fails again.', 'Next: the same incident opens again, says “again”, and pages again.')
  await stage.break(FAULT)
  await stage.until({ kind: 'message', audience: 'partner', template: 'relapse' }, { times: relapses })
  await stage.pause(6)
}
