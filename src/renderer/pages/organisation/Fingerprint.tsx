// A fingerprint in groups of four, so that two people can compare it aloud.
import { codeGroups } from '../vault/code-groups.ts'

export function Fingerprint({ of }: { readonly of: string }) {
  return (
    <span className="fb-fingerprint">
      {codeGroups(of).map((group, index) => (
        // Groups may repeat one another, and none ever moves.
        <code key={index}>{group} </code>
      ))}
    </span>
  )
}
