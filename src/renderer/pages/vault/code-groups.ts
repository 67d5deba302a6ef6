// Writes a recovery code the way it is read from paper.

/** Groups of four characters, whatever grouping the code came in. */
export const codeGroups = (code: string): readonly string[] =>
  code.replace(/[^\p{L}\p{N}]/gu, '').match(/.{1,4}/gu) ?? []
