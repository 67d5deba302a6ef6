// What every part of retention is given by its page.
export interface PartProps {
  /** The day asked about; null for today. */
  readonly asOf: string | null
}
