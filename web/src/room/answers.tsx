import type { Room } from '@allclear/wire/room.ts'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Moment, Until } from '../parts/times.tsx'
import { say, stated } from '../words.ts'
import { words } from './words/index.ts'

/** Questions whose yes or no is waited for, with what is offered. */
export function Asked({ asked }: { asked: Room['asked'] }) {
  if (asked.length === 0) return null
  return (
    <section id="asked" className="panel" aria-labelledby="asked-name">
      <h2 id="asked-name">{words.asked}</h2>
      <ul className="rows">
        {asked.map(({ what, offer, since, until }) => (
          <li key={`${what} ${since}`}>
            <span>
              <Icon name="half" /> {what}
              {offer !== null && <small>{say(words.offered, { offer })}</small>}
              <small className="quiet">{say(words.askedAt, { time: <Moment at={since} /> })}</small>
            </span>
            {until !== null && <small className="quiet">{say(words.timesOut, { until: <Until at={until} /> })}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who answered what, when, and to which words (COM-5, REA-5); nothing while nobody has. */
export function Answers({ answers }: { answers: Room['answers'] }) {
  if (answers.length === 0) return null
  return (
    <section id="answers" className="panel" aria-labelledby="answers-name">
      <h2 id="answers-name">{words.answers}</h2>
      <ul className="rows">
        {answers.map(({ who, yes, said, at, text, message }) => (
          <li key={`${at} ${who} ${said}`}>
            <span>
              <Icon name={yes ? 'check' : 'cross'} />{' '}
              {message
                ? say(words.answerTo, {
                    who: stated(who),
                    said: stated(said),
                    time: <Moment at={at} />,
                    link: <Answered message={message} />,
                  })
                : say(words.answer, { who: stated(who), said: stated(said), time: <Moment at={at} /> })}
              {text !== null && <small className="quiet">{say(words.quote, { text })}</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Answered = ({ message: { key, subject } }: { message: NonNullable<Room['answers'][number]['message']> }) => (
  <Go to={`/messages/${encodeURIComponent(key)}`}>{say(words.quote, { text: subject })}</Go>
)

/** What readers said of the messages (COM-11); nothing while nobody has. */
export function Votes({ votes }: { votes: Room['votes'] }) {
  if (votes.length === 0) return null
  return (
    <section id="votes" className="panel" aria-labelledby="votes-name">
      <h2 id="votes-name">{words.helpful}</h2>
      <ul className="rows">
        {votes.map(({ message, subject, helpful, comment, by, at }) => (
          <li key={message}>
            <span>
              <Icon name={helpful ? 'check' : 'cross'} /> {sayVote(helpful ? words.yes : words.no, comment)}
              <small className="quiet">
                <Go to={`/messages/${encodeURIComponent(message)}`}>{subject}</Go> · {by}
              </small>
            </span>
            <small className="quiet">
              <Moment at={at} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

const sayVote = (answer: string, comment: string | null) => (comment === null ? answer : say(words.voted, { answer, comment }))
