import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Moment } from '../parts/times.tsx'
import { useDeed } from '../parts/use-deed.ts'
import { browsersQuery } from './people-query.ts'

const canPush = 'serviceWorker' in navigator && 'PushManager' in window

/** The browsers in which the reader is paged, and the button that makes this one such a browser. */
export function Browsers() {
  const { data } = useQuery(browsersQuery)
  const { isBusy, run } = useDeed()
  const [here, setHere] = useState<PushSubscription | null>(null)
  const [says, setSays] = useState('') // why the browser does not
  const fail = ({ message }: Error) => setSays(message)
  useEffect(() => {
    if (canPush)
      void navigator.serviceWorker
        .register('/push-worker.js')
        .then((worker) => worker.pushManager.getSubscription())
        .then(setHere, fail)
  }, [])
  const join = async (applicationServerKey: string) => {
    const worker = await navigator.serviceWorker.ready
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
    if (await run('/api/v1/browsers', made.toJSON(), 'Pages arrive here.')) setHere(made)
  }
  const leave = async (endpoint: string) => {
    if (!(await run('/api/v1/browsers/withdraw', { endpoint }, 'Pages do not arrive there any more.'))) return
    if (here?.endpoint !== endpoint) return
    await here.unsubscribe()
    setHere(null)
  }
  const browsers = data?.browsers ?? []
  const isHere = browsers.some(({ endpoint }) => endpoint === here?.endpoint)
  return (
    <div className="more">
      <h3>Browsers</h3>
      {browsers.length === 0 && <p className="quiet">No browser takes pages for you yet. On a phone, install the console first.</p>}
      <ul className="rows">
        {browsers.map(({ endpoint, since }) => (
          <li key={endpoint}>
            <span>
              {endpoint === here?.endpoint ? 'This browser' : `A browser, by ${new URL(endpoint).host}`}
              <small className="quiet">
                since <Moment at={since} />
              </small>
            </span>
            <button disabled={isBusy} onClick={() => void leave(endpoint).catch(fail)}>
              Page me there no more
            </button>
          </li>
        ))}
      </ul>
      {canPush && data && !isHere && (
        <button disabled={isBusy} onClick={() => void join(data.publicKey).catch(fail)}>
          Page me in this browser
        </button>
      )}
      <span className="quiet" role="status">
        {says}
      </span>
    </div>
  )
}
