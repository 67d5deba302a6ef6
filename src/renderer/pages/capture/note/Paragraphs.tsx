// Text as it was written: its paragraphs and line breaks stay.
export function Paragraphs({ words }: { readonly words: string }) {
  const paragraphs = words.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
  return (
    <div className="fb-text">
      {paragraphs.map((paragraph, index) => (
        // Paragraphs may repeat one another, and none ever moves.
        <p key={index} className="govuk-body">
          {paragraph}
        </p>
      ))}
    </div>
  )
}
