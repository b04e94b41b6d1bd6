import { LAW_NAMES } from './judges.ts'
import { LAWS_OF_STORES } from './stored.ts'

/** One promise: its number, what it says, and where it is proved when a story cannot show it: a file and the words of a test in it. */
export type Invariant = { readonly id: string; readonly says: string; readonly elsewhere?: readonly [file: string, test: string] }

const ENGINE = 'hub/src/engine'

/** All of them. Without `elsewhere` the laws whose names begin with the number judge it in every story. */
export const INVARIANTS: readonly Invariant[] = [
  { id: 'I-1', says: 'A genuine outage opens exactly one incident; what is not seen to fail opens none.' },
  { id: 'I-2', says: 'A site has at most one open incident.' },
  {
    id: 'I-3',
    says: 'An outage is confirmed only by looks that agree while the canaries are well; a single location says that it is one.',
  },
  {
    id: 'I-4',
    says: 'When sites fail everywhere at once, or our own connection does, no incident opens and one page goes to the operator.',
  },
  { id: 'I-5', says: 'A look of before does not change what came after it.' },
  { id: 'I-6', says: 'A site is called well only when every look at it is.' },
  { id: 'I-7', says: 'Up, down, unknown and maintenance are the whole of a period.' },
  { id: 'I-8', says: 'Of the sites under one larger outage exactly one leads; who stays down is not forgotten.' },
  {
    id: 'I-9',
    says: 'A silent agent, a host that is down and a site that is down are told apart.',
    elsewhere: [`${ENGINE}/agents/watch-agents.test.ts`, 'I-9'],
  },
  { id: 'I-10', says: 'A warning alone never opens an outage.' },
  { id: 'I-11', says: 'An open incident has an owner, or a page that is due.' },
  { id: 'I-12', says: 'Every incident has exactly one tracking task, from its opening on.' },
  { id: 'I-13', says: 'A missed first response is recorded and escalated in the same step, and the last rung repeats.' },
  { id: 'I-14', says: 'Who acknowledges stops the pages; a relapse begins anew; after the end nobody is paged.' },
  { id: 'I-15', says: 'In a gap of coverage nobody is woken but whom the policy names.' },
  { id: 'I-16', says: 'Nobody is paged who is off duty and not named; a hand-over leaves none without an owner.' },
  { id: 'I-17', says: 'Deadlines do not move, and an edited policy holds for the next incident.' },
  { id: 'I-18', says: 'A step starts when its guard holds and its predecessors ended, once.' },
  { id: 'I-19', says: 'A new cause cancels what has not begun, and keeps what was done and said.' },
  { id: 'I-20', says: 'A renewal is asked for only with the registrar known; the reminder waits a business day; the partner comes after.' },
  { id: 'I-21', says: 'Of an unpaid bill the client is reminded at most once a day and three times, then the partner once.' },
  { id: 'I-22', says: 'Of the outage of a provider the client hears once, and its end only after the all clear.' },
  { id: 'I-23', says: 'Of capacity the client hears after the partner’s yes, and is moved after its own.' },
  { id: 'I-24', says: 'Words about a certificate leave at 15 and at 45 minutes, once, and not while it is well.' },
  { id: 'I-25', says: 'What was hacked is called clean after passwords and updates; the partner comes after two failed cleanings.' },
  { id: 'I-26', says: 'Of wrong records the partner is asked before the client hears.' },
  { id: 'I-27', says: 'Nothing is done to a site by itself before anybody has looked.' },
  { id: 'I-28', says: 'A dead address is passed over at once, and is no answer.' },
  { id: 'I-29', says: 'Every client mail is in the partner’s name with the partner in copy.' },
  { id: 'I-30', says: 'No address of one tenant gets words of another.' },
  { id: 'I-31', says: 'A message to a client, partner or the public is accepted at most once; what nobody knows is shown as such.' },
  { id: 'I-32', says: 'To one reader nothing of the outage follows its all clear.' },
  {
    id: 'I-33',
    says: 'Who unsubscribed, or never confirmed, hears nothing.',
    elsewhere: [`${ENGINE}/respond/summarise.test.ts`, 'who asked for no summaries gets none, and is written to all the same'],
  },
  { id: 'I-34', says: 'The partner hears no later than its client.' },
  {
    id: 'I-35',
    says: 'What was said can be said again from its event, to the byte.',
    elsewhere: ['hub/test/stories/random.test.ts', 'what was said can be said again from its event, to the byte'],
  },
  {
    id: 'I-36',
    says: 'No address gets more in an hour than the policy allows; the rest is one digest.',
    elsewhere: ['hub/src/domain/message/digest.test.ts', 'no address gets more in an hour than the policy allows'],
  },
  { id: 'I-37', says: 'Quiet hours hold text messages and calls to clients, and nothing else.' },
  { id: 'I-38', says: 'The all clear comes only after the site was well for its whole window.' },
  { id: 'I-39', says: 'A person ends the window only with a reason, and it says so.' },
  { id: 'I-40', says: 'Who was told of an outage hears its all clear, once, and nobody else does.' },
  { id: 'I-41', says: 'A relapse is the same incident, counted and told as one.' },
  { id: 'I-42', says: 'Notices of planned work come a week and a day before, once; a change is told to who was told.' },
  { id: 'I-43', says: 'The facts of a window are complete and hold together.' },
  { id: 'I-44', says: 'A window keeps what fails inside it from being an outage, and it is recorded.' },
  { id: 'I-45', says: 'An overrun calls on-call; work is done when its sites are seen well.' },
  { id: 'I-46', says: 'A site is under work exactly while some window covers it.' },
  { id: 'I-47', says: 'A decision and what follows from it are stored together or not at all.' },
  { id: 'I-48', says: 'What waits is woken at its time, and never for ever at once.' },
  { id: 'I-49', says: 'Who has lost the lease may neither send nor settle.' },
  { id: 'I-50', says: 'The stored events give the stored incident.' },
  { id: 'I-51', says: 'Inside one incident time does not go back.' },
  { id: 'I-52', says: 'Told through the store and two hubs, a story goes as it went without them.' },
  {
    id: 'I-53',
    says: 'Every deed of a person is an audit line.',
    elsewhere: ['hub/src/http/portal/portal.test.ts', 'every deed is an audit line'],
  },
  { id: 'I-54', says: 'An action runs only as its step says, and with the yes that it needs.' },
  { id: 'I-55', says: 'An action is not ordered again while it is under way.' },
  { id: 'I-56', says: 'Nothing is done to a site whose outage is over.' },
  { id: 'I-57', says: 'The status page tells of an outage within a minute, and of no other tenant’s.' },
  {
    id: 'I-58',
    says: 'What one tenant has is the same whatever another does.',
    elsewhere: ['hub/src/domain/audience/known-of.test.ts', 'I-58'],
  },
  { id: 'I-59', says: 'An incident of which anybody was told is closed after its review, with no task open.' },
  { id: 'I-60', says: 'When faults stop, every incident comes to its end and every queue drains.' },
]

const ALL_LAWS = [...LAW_NAMES, ...LAWS_OF_STORES]

/** The laws that judge an invariant, by name. */
export const lawsOf = (id: string): readonly string[] => ALL_LAWS.filter((name) => name.split(' ')[0] === id)
