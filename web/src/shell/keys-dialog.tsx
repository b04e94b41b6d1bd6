import { Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { letSingleKeysWork, singleKeysWork, useKnownKeys } from './keys.ts'

/** `?`: every key that works on this screen, and a switch for those without Ctrl or ⌘. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const keys = useKnownKeys()
  const [on, setOn] = useState(singleKeysWork)
  return (
    <Modal opened onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
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
        label="Keys without Ctrl or ⌘"
        onChange={({ currentTarget: { checked } }) => {
          letSingleKeysWork(checked)
          setOn(checked)
        }}
      />
    </Modal>
  )
}
