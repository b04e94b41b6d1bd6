import { Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { letSingleKeysWork, singleKeysWork, useKnownKeys } from './keys.ts'
import { words as parts } from '../parts/words/index.ts'
import { words } from './words/index.ts'

/** `?`: every key that works on this screen, and a switch for those without Ctrl or ⌘. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const keys = useKnownKeys()
  const [on, setOn] = useState(singleKeysWork)
  return (
    <Modal opened onClose={onClose} title={words.keys} closeButtonProps={{ 'aria-label': parts.close }}>
      <dl className="keys">
        {keys.map(({ keys: name, does }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>
              <kbd>{name.replace('mod+', 'Ctrl/⌘ ')}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        checked={on}
        label={words.singleKeys}
        onChange={({ currentTarget: { checked } }) => {
          letSingleKeysWork(checked)
          setOn(checked)
        }}
      />
    </Modal>
  )
}
