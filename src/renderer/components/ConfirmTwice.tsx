// Asks twice before something goes that cannot be brought back, naming what goes.
import { type ReactNode, useState } from 'react'
import { Button, ButtonGroup } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

interface Question {
  readonly title: string
  readonly body: ReactNode
  /** The button that goes on. */
  readonly yes: string
}

interface Props {
  readonly open: boolean
  readonly first: Question
  readonly second: Question
  /** The button that changes nothing. */
  readonly no: string
  readonly onYes: () => void
  readonly onNo: () => void
}

/** The second question stands in a dialog of its own, so that one key pressed twice does not answer both. */
export function ConfirmTwice({ open, first, second, no, onYes, onNo }: Props) {
  const [asked, setAsked] = useState(false)
  const end = (then: () => void) => () => {
    setAsked(false)
    then()
  }
  return (
    <>
      <Asked question={first} open={open && !asked} no={no} onYes={() => setAsked(true)} onNo={end(onNo)} />
      <Asked question={second} open={open && asked} no={no} onYes={end(onYes)} onNo={end(onNo)} />
    </>
  )
}

interface AskedProps extends Pick<Props, 'open' | 'no' | 'onYes' | 'onNo'> {
  readonly question: Question
}

/** The button that changes nothing comes first and so has the focus. */
function Asked({ question, open, no, onYes, onNo }: AskedProps) {
  return (
    <Dialog open={open} title={question.title} onClose={onNo}>
      <div className="govuk-body">{question.body}</div>
      <ButtonGroup>
        <Button type="button" kind="secondary" onClick={onNo}>
          {no}
        </Button>
        <Button type="button" kind="warning" onClick={onYes}>
          {question.yes}
        </Button>
      </ButtonGroup>
    </Dialog>
  )
}
